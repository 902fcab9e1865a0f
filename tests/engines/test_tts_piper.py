"""Piper speaks with the miniature voice: every word in its time, level, each persona a person, and never at a loss."""

import asyncio
import json
import shutil
from contextlib import aclosing
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from structlog.testing import capture_logs

from app.content.voice_values import EspeakChoice, PiperChoice, Voice
from app.engines.piper_speech import median_pitch
from app.engines.speakable import speakable
from app.engines.speaking import VoicedChunk, VoicedWord
from app.engines.tts_piper import Piper
from app.errors import EngineError
from tests.models.piper.make import MINI, mini_voice

RATE = Piper.rate
AUDIBLE = 328
"""-40 dBFS."""
CEILING = 23_200
"""-3 dBFS."""
LINE = "Well, I paid $42.50 (sighs) on 3 May, and it's out of the question — Mr. Smith, are you sure? I don't know."
LOW, HIGH = Voice(piper=(PiperChoice("mini", 0),)), Voice(piper=(PiperChoice("mini", 1),))
MAN, WOMAN = Voice(espeak=EspeakChoice(variant="m3")), Voice(espeak=EspeakChoice(variant="f2"))
UNSPEAKABLE = "pleasure"
"""Fails in a voice that knows no number for its third sound."""


def install(folder: Path, name: str = "mini", *, onnx: bytes | None = None, **config: object) -> Path:
    """Put the miniature voice into a folder, with another file or with other words in its configuration."""
    place = shutil.copytree(MINI, folder / name)
    if onnx is not None:
        (place / "voice.onnx").write_bytes(onnx)
    told = json.loads((place / "voice.onnx.json").read_text(encoding="utf-8"))
    (place / "voice.onnx.json").write_text(json.dumps(told | config), encoding="utf-8")
    return folder


def stumbling(folder: Path) -> Path:
    """Install a voice that fails when it comes to the third sound of “pleasure”."""
    ids = json.loads((MINI / "voice.onnx.json").read_text(encoding="utf-8"))["phoneme_id_map"]
    return install(folder, phoneme_id_map=ids | {"ʒ": [9_999]})


async def started(folder: Path = MINI.parent) -> Piper:
    engine = Piper(folder, threads=1)
    await engine.start()
    return engine


async def spoken(engine: Piper, text: str, voice: Voice = LOW) -> list[VoicedChunk]:
    return [chunk async for chunk in engine.speak(text, voice)]


async def chunks(text: str, voice: Voice = LOW, folder: Path = MINI.parent) -> list[VoicedChunk]:
    engine = await started(folder)
    try:
        return await spoken(engine, text, voice)
    finally:
        await engine.close()


def sound(said: list[VoicedChunk]) -> NDArray[np.int16]:
    return np.concatenate([chunk.samples for chunk in said])


def words(said: list[VoicedChunk]) -> list[VoicedWord]:
    return [word for chunk in said for word in chunk.words]


def written(text: str) -> list[str]:
    return [word.written for word in speakable(text) if word.spoken]


def pitch(said: list[VoicedChunk]) -> float:
    found = median_pitch((sound(said) / 32_768).astype(np.float32))
    assert found is not None
    return found


def lies_in_its_chunk(said: list[VoicedChunk]) -> bool:
    ends = np.cumsum([0, *(len(chunk.samples) for chunk in said)])
    return all(
        begin <= word.start < word.end <= end or (word.start < begin < word.end <= end)
        for (begin, end), chunk in zip(pairwise(ends), said, strict=True)
        for word in chunk.words
    )


async def test_every_word_comes_once_in_order_in_the_chunk_in_which_it_ends() -> None:
    said = await chunks(LINE)
    assert [word.text for word in words(said)] == written(LINE)
    assert lies_in_its_chunk(said)
    assert all(before.end <= after.start for before, after in pairwise(words(said)))


async def test_words_lie_exactly_where_they_are_heard() -> None:
    said = await chunks("One; two; three; four.")
    heard = np.abs(sound(said)) >= AUDIBLE
    for word in words(said):
        assert heard[word.start : word.start + 512].any()
        assert heard[word.end - 512 : word.end + 256].any()
    for before, after in pairwise(words(said)):
        assert after.start - before.end > 0.1 * RATE
        assert not heard[before.end + 512 : after.start - 512].any()


async def test_a_voice_that_does_not_say_how_long_its_sounds_last_is_timed_by_their_number(tmp_path: Path) -> None:
    exact = words(await chunks(LINE))
    guessed = words(await chunks(LINE, folder=install(tmp_path, onnx=mini_voice(aligned=False))))
    assert [word.text for word in guessed] == [word.text for word in exact]
    away = [abs(one.start - other.start) / RATE for one, other in zip(exact, guessed, strict=True)]
    assert np.median(away) < 0.1
    assert max(away) < 0.4


async def test_a_long_text_comes_in_parts_so_that_its_first_words_are_early() -> None:
    said = await chunks("I told you once. " + LINE)
    assert len(said) >= 4
    assert len(said[0].samples) < 1.6 * RATE


@pytest.mark.parametrize("voice", [LOW, HIGH])
async def test_every_speaker_is_as_loud_as_the_others_and_never_clips_or_clicks(voice: Voice) -> None:
    said = await chunks(LINE, voice)
    samples = sound(said).astype(float)
    frames = samples[: len(samples) // 441 * 441].reshape(-1, 441)
    levels = np.sqrt((frames**2).mean(axis=1))
    active = 20 * np.log10(np.sqrt((levels[levels > AUDIBLE] ** 2).mean()) / 32768)
    assert -22.5 <= active <= -17.5
    assert np.abs(samples).max() <= CEILING
    for chunk in said:
        assert np.abs(chunk.samples[[0, 1, -2, -1]]).max() <= 60, "no step at an edge"


async def test_silence_before_and_after_the_words_is_short() -> None:
    said = sound(await chunks("Are you sure about it?"))
    heard = np.flatnonzero(np.abs(said) >= AUDIBLE)
    assert heard[0] <= 0.03 * RATE
    assert 0.14 * RATE <= len(said) - heard[-1] <= 0.19 * RATE
    goes_on = sound(await chunks("I was told twice"))
    assert len(goes_on) - np.flatnonzero(np.abs(goes_on) >= AUDIBLE)[-1] <= 0.08 * RATE


async def test_pace_and_speaker_are_the_personas() -> None:
    slow, fast = [sound(await chunks(LINE, Voice(piper=LOW.piper, pace=pace))) for pace in (0.8, 1.3)]
    assert len(slow) > 1.3 * len(fast)
    assert pitch(await chunks(LINE, HIGH)) > 1.5 * pitch(await chunks(LINE, LOW))


async def test_a_voice_of_another_rate_is_heard_at_the_common_one(tmp_path: Path) -> None:
    usual = await chunks("One two three four.")
    slower = await chunks("One two three four.", folder=install(tmp_path, audio={"sample_rate": 16_000}))
    assert words(slower)[-1].end / words(usual)[-1].end == pytest.approx(22_050 / 16_000, rel=0.03)
    assert pitch(slower) / pitch(usual) == pytest.approx(16_000 / 22_050, rel=0.05)


async def test_a_persona_whose_voice_is_not_there_gets_another_that_can_pass_for_it() -> None:
    engine = await started()
    absent = (PiperChoice("en_US-someone-medium"), PiperChoice("mini", 7))
    with capture_logs() as logs:
        man = await spoken(engine, LINE, Voice(piper=absent, espeak=MAN.espeak))
        woman = await spoken(engine, LINE, Voice(piper=absent, espeak=WOMAN.espeak))
    assert [entry["event"] for entry in logs] == ["piper voices not there"]
    assert pitch(man) < 140
    assert pitch(woman) > 180
    assert len(man) < 10, "Piper spoke: eSpeak NG gives a chunk for each word"
    await engine.close()


async def test_two_personas_share_a_speaker_only_where_there_is_no_other(tmp_path: Path) -> None:
    install(tmp_path, "a")
    install(tmp_path, "b", audio={"sample_rate": 20_000})
    engine = await started(tmp_path)
    others = [Voice(espeak=EspeakChoice(variant=variant, pitch=50)) for variant in ("m1", "m2", "m3")]
    pitches = [round(pitch(await spoken(engine, LINE, voice))) for voice in others]
    again = [round(pitch(await spoken(engine, LINE, voice))) for voice in others]
    await engine.close()
    assert pitches[0] != pitches[1]
    assert pitches[2] in pitches[:2]
    assert again == pitches


async def test_no_woman_is_played_by_a_man_and_nobody_by_a_voice_of_another_language(tmp_path: Path) -> None:
    install(tmp_path, audio={"sample_rate": 13_000})  # both speakers speak as low as men
    engine = await started(tmp_path)
    woman, german = await spoken(engine, LINE, WOMAN), await spoken(engine, "Das kostet 42 Euro.", Voice(language="de"))
    await engine.close()
    assert len(woman) > 10, "eSpeak NG spoke"
    assert [word.text for word in words(german)] == ["Das", "kostet", "42", "Euro."]
    assert len(german) >= 3
    assert engine.speaks("de-AT")
    assert not engine.speaks("tlh")


async def test_a_voice_that_fails_in_mid_line_is_followed_by_espeak_from_the_next_word_on(tmp_path: Path) -> None:
    engine = await started(stumbling(tmp_path))
    text = f"I have been waiting here. It was a {UNSPEAKABLE}, thank you."
    with capture_logs() as logs:
        said = await spoken(engine, text)
        later = await spoken(engine, f"One more {UNSPEAKABLE}.")
    await engine.close()
    assert [word.text for word in words(said)] == written(text)
    assert all(before.end <= after.start for before, after in pairwise(words(said)))
    assert len(said[0].words) == 5, "the first sentence was Piper's"
    assert len(later) == 3, "from then on it is eSpeak NG, a chunk for each word"
    assert [entry["event"] for entry in logs] == ["piper voice left out", "piper voices not there"]
    assert UNSPEAKABLE not in str(logs)


async def test_a_persona_goes_on_with_its_second_voice_if_the_first_fails(tmp_path: Path) -> None:
    stumbling(tmp_path)
    install(tmp_path, "other")
    engine = await started(tmp_path)
    said = await spoken(engine, f"A {UNSPEAKABLE}.", Voice(piper=(PiperChoice("mini", 0), PiperChoice("other", 1))))
    await engine.close()
    assert [word.text for word in words(said)] == ["A", f"{UNSPEAKABLE}."]
    assert pitch(said) > 180
    assert len(said) == 1


async def test_a_voice_taken_away_in_mid_call_goes_on_or_is_replaced(tmp_path: Path) -> None:
    install(tmp_path, "a")
    install(tmp_path, "b")
    engine = await started(tmp_path)
    shutil.rmtree(tmp_path)
    warm = await spoken(engine, "I was told twice.", Voice(piper=(PiperChoice("a", 0),)))
    cold = await spoken(engine, "I was told twice.", Voice(piper=(PiperChoice("b", 0),)))
    await engine.close()
    assert [word.text for word in words(warm)] == [word.text for word in words(cold)]


@pytest.mark.parametrize("damage", ["no voice", "half a file", "no configuration", "one that cannot speak"])
async def test_a_start_without_a_voice_that_works_says_what_to_do(tmp_path: Path, damage: str) -> None:
    if damage == "half a file":
        install(tmp_path, onnx=mini_voice()[:9_000])
    elif damage == "no configuration":
        (install(tmp_path) / "mini" / "voice.onnx.json").write_text("{", encoding="utf-8")
    elif damage == "one that cannot speak":
        install(tmp_path, num_speakers=1)
    engine = Piper(tmp_path)
    with pytest.raises(EngineError, match="pull one"):
        await engine.start()
    await engine.close()


async def test_a_damaged_voice_beside_a_whole_one_is_left_out(tmp_path: Path) -> None:
    install(tmp_path, "a", onnx=mini_voice()[:9_000])
    install(tmp_path, "b")
    engine = await started(tmp_path)
    await engine.close()
    assert engine.voices == ("b",)


async def test_a_prepared_persona_speaks_at_once(tmp_path: Path) -> None:
    engine = await started(install(tmp_path))
    await engine.prepare(WOMAN)
    shutil.rmtree(tmp_path)
    said = await spoken(engine, LINE, WOMAN)
    await engine.close()
    assert len(said) < 10


async def test_calls_at_the_same_time_do_not_mix() -> None:
    engine = await started()
    voices = [LOW, HIGH, LOW, HIGH]
    alone = [sound(await spoken(engine, LINE, voice)) for voice in voices]
    together = await asyncio.gather(*(spoken(engine, LINE, voice) for voice in voices))
    await engine.close()
    assert all(np.array_equal(one, sound(other)) for one, other in zip(alone, together, strict=True))


async def test_a_line_can_be_dropped_and_the_next_one_spoken() -> None:
    engine = await started()
    async with aclosing(engine.speak("One two three four. " * 40, LOW)) as speaking:
        assert (await anext(speaking)).words[0].text == "One"
    assert [word.text for word in words(await spoken(engine, "Five."))] == ["Five."]
    await engine.close()


@pytest.mark.parametrize("text", ["", "(sighs)", "🙂", "..."])
async def test_a_text_with_nothing_to_say_is_silent(text: str) -> None:
    assert await chunks(text) == []


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["of", "the", "out", "is", "to", "be", "it", "$5", "don't", "I,", "café.", "A", "3/4", "Mm-hm."]
        ),
        min_size=1,
        max_size=24,
    )
)
def test_no_word_is_lost_however_the_sounds_run_together(text: list[str]) -> None:
    said = asyncio.run(chunks(" ".join(text)))
    assert [word.text for word in words(said)] == text
    assert lies_in_its_chunk(said)
    assert all(before.start <= after.start and before.end <= after.end for before, after in pairwise(words(said)))
