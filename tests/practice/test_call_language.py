"""A persona whose language no part of the server knows is refused, and who calls is told what is missing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.caller.caller import Caller
from app.caller.connection import CallRefusedError, Order, Server
from app.engines.catalogue import Engines
from app.engines.scripted import ScriptedSpeechToText, ScriptedTextToSpeech, ScriptedVoiceActivity
from app.engines.stt_pocketsphinx import PocketSphinx
from app.practice.call_language import LanguageNotHeardError, LanguageNotSpokenError, refuse_foreign_language
from app.serving import hosted
from app.settings import Settings
from tests.session.practice import ruth


class Deaf(ScriptedSpeechToText):
    """A recogniser of German alone."""

    def hears(self, language: str) -> bool:
        """Say yes to German."""
        return language == "de"


class Mute(ScriptedTextToSpeech):
    """A voice of German alone."""

    def speaks(self, language: str) -> bool:
        """Say yes to German."""
        return language == "de"


def deaf() -> Engines:
    """Return engines that hear no English."""
    return Engines(ScriptedVoiceActivity(), Deaf(), ScriptedTextToSpeech())


def mute() -> Engines:
    """Return engines that speak no English."""
    return Engines(ScriptedVoiceActivity(), ScriptedSpeechToText(), Mute())


@pytest.mark.parametrize(
    ("engines", "error", "part"),
    [(deaf, LanguageNotHeardError, "recogniser"), (mute, LanguageNotSpokenError, "voice")],
)
def test_the_sentence_names_the_language_the_part_and_what_would_help(
    engines: Callable[[], Engines], error: type[Exception], part: str
) -> None:
    play = ruth()
    with pytest.raises(error) as told:
        refuse_foreign_language(play.persona, play.language, engines())
    for word in ("English", part, "scripted", "readyroom models list", "readyroom personas chat ruth_billing"):
        assert word in str(told.value)


def test_a_persona_whose_language_is_known_is_let_through() -> None:
    play = ruth()
    refuse_foreign_language(
        play.persona, play.language, Engines(ScriptedVoiceActivity(), ScriptedSpeechToText(), ScriptedTextToSpeech())
    )


@pytest.mark.parametrize(("language", "is_known"), [("en", True), ("en-GB", True), ("de", False), ("eng", False)])
def test_pocketsphinx_hears_english_only(language: str, is_known: bool) -> None:
    assert PocketSphinx().hears(language) is is_known


@pytest.mark.parametrize(("engines", "sentence"), [(deaf, "recogniser of this server"), (mute, "voice of this server")])
async def test_who_calls_is_told_and_nothing_is_kept(
    tmp_path: Path, engines: Callable[[], Engines], sentence: str
) -> None:
    with hosted(Settings(port=0, data=tmp_path), engines=engines()) as served:
        server = Server(served.url, served.token)
        with pytest.raises(CallRefusedError, match=sentence):
            await Caller(server, Order("ruth_billing"), []).call()
        assert list((tmp_path / "calls").iterdir()) == []
