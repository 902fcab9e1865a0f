"""Engines are chosen by name, and the operator is told what they are."""

import pytest

from app.engines.catalogue import choose, describe
from app.errors import EngineError


def test_the_names_choose_the_engines() -> None:
    engines = choose("scripted", "scripted", "espeak")
    assert (engines.activity.name, engines.recogniser.name, engines.voice.name) == ("scripted", "scripted", "espeak")


@pytest.mark.parametrize(
    ("names", "known"),
    [
        (("loud", "scripted", "scripted"), "scripted, silero"),
        (("scripted", "whisper", "scripted"), "pocketsphinx, scripted"),
        (("scripted", "scripted", "piper"), "espeak, scripted"),
    ],
)
def test_an_unknown_name_is_answered_with_the_known_ones(names: tuple[str, str, str], known: str) -> None:
    with pytest.raises(EngineError, match=known):
        choose(*names)


def test_the_operator_learns_what_runs_and_what_would_be_better() -> None:
    detector, recogniser, voice = describe(choose("scripted", "scripted", "espeak"))
    assert (detector.role, recogniser.role, voice.role) == ("speech detector", "recogniser", "voice")
    assert "eSpeak NG" in voice.runs
    assert voice.better is not None
    assert "later version" in voice.better


def test_every_part_of_a_bare_machine_is_described() -> None:
    for part in describe(choose("silero", "pocketsphinx", "espeak")):
        assert part.runs != part.name
