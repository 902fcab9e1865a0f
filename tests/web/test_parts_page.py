"""Sentences about the page that says what the server runs on."""

import html

from starlette.testclient import TestClient

from app.engines.catalogue import choose
from app.engines.equipment import Equipment
from app.engines.model_servers import ModelServer
from tests.web.visitors import sign_in


def test_everybody_who_is_signed_in_reads_what_the_server_runs_on(browser: TestClient) -> None:
    assert 'href="/parts"' in sign_in(browser).get("/").text
    shown = html.unescape(browser.get("/parts").text)
    for words in (
        "What this server runs on",
        "Understanding what you say",
        "A tone for tests.",
        "This one hears nothing",
    ):
        assert words in shown
    assert "The customer repeats itself from call to call" in shown
    assert "Silence" not in shown


def test_it_tells_no_command_no_address_and_no_key(browser: TestClient) -> None:
    shown = sign_in(browser).get("/parts").text
    for secret in ("READYROOM_", "models pull", "127.0.0.1", "/data"):
        assert secret not in shown
    assert "readyroom doctor" in shown


def test_who_is_not_signed_in_does_not_see_it(browser: TestClient) -> None:
    assert browser.get("/parts").status_code in {303, 401}


def test_a_model_elsewhere_is_told_on_every_page(browser: TestClient) -> None:
    server = ModelServer("https://models.example/v1", "sk-secret", "large")
    usual = browser.app.state.engines  # type: ignore[attr-defined]
    assert "What you say stays on this server" in sign_in(browser).get("/").text
    browser.app.state.engines = choose("scripted", "scripted", "scripted", Equipment(words=(server,)))  # type: ignore[attr-defined]
    try:
        shown = browser.get("/").text
    finally:
        browser.app.state.engines = usual  # type: ignore[attr-defined]
    assert "your words are sent as text" in shown
    assert "stays on this server;" in shown
    assert "models.example" not in shown
