"""Sentences about customers whom nobody can call on this server."""

import html
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.engines.catalogue import Engines, choose
from app.engines.equipment import Equipment
from app.engines.model_servers import ModelServer
from app.engines.scripted import ScriptedSpeechToText, ScriptedTextToSpeech, ScriptedVoiceActivity
from app.main import create_app
from app.web.wire import desk_of_app
from tests.web.conftest import scripted
from tests.web.visitors import ORIGIN, OWN, PORT, sign_in

PAGE = "/practise/sabine_strom/nachzahlung"


class EnglishEars(ScriptedSpeechToText):
    """A recogniser of English alone."""

    def hears(self, language: str) -> bool:
        """Say yes to English."""
        return language == "en"


class EnglishVoice(ScriptedTextToSpeech):
    """A voice of English alone."""

    def speaks(self, language: str) -> bool:
        """Say yes to English."""
        return language == "en"


DEAF = Engines(ScriptedVoiceActivity(), EnglishEars(), ScriptedTextToSpeech())
MUTE = Engines(ScriptedVoiceActivity(), ScriptedSpeechToText(), EnglishVoice())


@pytest.mark.parametrize(("engines", "reason"), [(DEAF, "does not understand"), (MUTE, "has no voice for")])
def test_who_speaks_a_language_that_is_not_known_is_shown_with_the_reason_and_cannot_be_called(
    tmp_path: Path, built: Path, engines: Engines, reason: str
) -> None:
    app = create_app(scripted(tmp_path), PORT, engines=engines, built=built, scores=False)
    with TestClient(app, base_url=ORIGIN, headers={"Accept": "text/html"}, follow_redirects=False) as browser:
        assert browser.portal is not None
        browser.portal.call(desk_of_app(app).parts.wait)
        sentence = f"Sabine Vogt speaks Deutsch, and this server {reason}"
        shown = html.unescape(sign_in(browser).get("/").text)
        assert sentence in shown
        assert PAGE not in shown
        assert 'href="/practise/ruth_billing/charged_twice"' in shown
        page = html.unescape(browser.get(PAGE).text)
        assert sentence in page
        assert "<readyroom-call" not in page
        answer = browser.post("/api/calls", json={"persona": "sabine_strom/nachzahlung"}, headers=OWN)
        assert answer.status_code == 409
        assert answer.json()["code"] in {"language-not-heard", "language-not-spoken"}


def test_where_everything_is_known_everybody_can_be_called(browser: TestClient) -> None:
    assert PAGE in sign_in(browser).get("/").text


def test_before_a_call_one_is_told_that_words_are_sent_to_a_model_elsewhere(browser: TestClient) -> None:
    server = ModelServer("https://models.example/v1", "sk-secret", "large")
    usual = browser.app.state.engines  # type: ignore[attr-defined]
    assert " sends>" not in sign_in(browser).get(PAGE).text
    browser.app.state.engines = choose("scripted", "scripted", "scripted", Equipment(words=(server,)))  # type: ignore[attr-defined]
    try:
        assert " sends>" in browser.get(PAGE).text
    finally:
        browser.app.state.engines = usual  # type: ignore[attr-defined]
