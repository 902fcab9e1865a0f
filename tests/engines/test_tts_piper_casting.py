"""Who plays whom: a persona's own voice, else one that can pass for it, as different as there are."""

from pathlib import Path

import pytest

from app.content.voice_values import EspeakChoice, PiperChoice, Voice
from app.engines.piper_casting import AUDITIONS, Cast, Speaker, candidates, named, suitable
from app.engines.piper_ensemble import KEPT, Ensemble
from app.engines.piper_voices import InstalledVoice
from app.engines.speaking import VoiceError
from tests.engines.test_tts_piper import install


def voice(name: str, language: str = "en-US", speakers: int = 1) -> InstalledVoice:
    return InstalledVoice(name, Path(name), language, speakers)


MANY, ONE, GERMAN = voice("many", speakers=904), voice("one", "en-GB"), voice("thorsten", "de-DE")
ALL = {each.name: each for each in (MANY, ONE, GERMAN)}


def test_a_persona_has_the_first_of_its_voices_that_is_there() -> None:
    choices = [PiperChoice("absent"), PiperChoice("many", 904), PiperChoice("one", 0), PiperChoice("many", 33)]
    assert named(choices, ALL) == [Speaker(ONE, None), Speaker(MANY, 33)]


def test_candidates_speak_the_language_and_are_spread_over_a_large_voice() -> None:
    found = candidates("en", ALL.values())
    assert len(found) <= AUDITIONS
    assert {speaker.voice.name for speaker in found} == {"many", "one"}
    numbers = [speaker.number for speaker in found if speaker.voice is MANY]
    assert numbers == [0, 150, 301, 452, 602, 753]
    assert candidates("de-AT", ALL.values()) == [Speaker(GERMAN, None)]
    assert candidates("fr", ALL.values()) == []


@pytest.mark.parametrize(
    ("variant", "pitch", "expected"),
    [("m1", 50, [1, 2, 0]), ("m1", 90, [2, 1, 0]), ("f3", 50, [4, 3, 2]), ("f3", 99, [4, 3, 2])],
)
def test_the_most_alike_comes_first_and_no_man_plays_a_woman(variant: str, pitch: int, expected: list[int]) -> None:
    heard = {Speaker(MANY, number): hertz for number, hertz in enumerate([95.0, 118.0, 150.0, 190.0, 230.0])}
    found = suitable(EspeakChoice(variant, pitch=pitch), heard)
    assert [speaker.number for speaker in found] == expected


def test_a_voice_without_a_clear_pitch_plays_anybody_but_last() -> None:
    heard = {Speaker(MANY, 0): None, Speaker(MANY, 1): 210.0}
    assert [each.number for each in suitable(EspeakChoice("f1"), heard)] == [1, 0]
    assert [each.number for each in suitable(EspeakChoice("m1"), heard)] == [0]


def test_two_personas_share_a_speaker_only_where_there_is_no_other() -> None:
    cast, speakers = Cast(), [Speaker(MANY, number) for number in (0, 1)]
    personas = [Voice(espeak=EspeakChoice(f"m{number}")) for number in (1, 2, 3)]
    played = [cast.play(persona, speakers) for persona in personas]
    assert played == [speakers[0], speakers[1], speakers[0]]
    assert [cast.play(persona, speakers) for persona in personas] == played
    assert cast.play(personas[0], []) is None


def test_a_persona_whose_speaker_failed_gets_another() -> None:
    cast, speakers = Cast(), [Speaker(MANY, number) for number in (0, 1)]
    persona = Voice()
    assert cast.play(persona, speakers) == speakers[0]
    assert cast.play(persona, speakers[1:]) == speakers[1]


def test_a_few_voices_are_kept_loaded_those_that_spoke_last(tmp_path: Path) -> None:
    names = [f"v{number}" for number in range(KEPT + 1)]
    for name in names:
        install(tmp_path, name)
    ensemble = Ensemble(tmp_path, threads=1)
    ensemble.find()
    speakers = {name: named([PiperChoice(name, 0)], ensemble._installed)[0] for name in names}
    loaded = {name: ensemble.voice_of(speakers[name]) for name in names[:KEPT]}
    assert ensemble.voice_of(speakers["v0"]) is loaded["v0"], "it is not loaded again"
    ensemble.voice_of(speakers[names[-1]])
    assert ensemble.voice_of(speakers["v0"]) is loaded["v0"], "it spoke later than v1"
    assert ensemble.voice_of(speakers["v1"]) is not loaded["v1"]


def test_a_voice_that_was_left_out_plays_nobody(tmp_path: Path) -> None:
    ensemble = Ensemble(install(tmp_path), threads=1)
    ensemble.find()
    speaker = ensemble.speaker_for(Voice())
    assert speaker is not None
    ensemble.leave_out(speaker, VoiceError("It broke."))
    assert ensemble.speaker_for(Voice()) is None
    assert not ensemble.speaks("en")
