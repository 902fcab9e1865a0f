"""eSpeak NG speaks: early, in time, level, and each persona in a voice of its own."""

import asyncio
from contextlib import aclosing
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.content.voice_values import EspeakChoice, Voice
from app.engines.espeak_library import EspeakLibrary, Mark, load_espeak
from app.engines.speakable import speakable
from app.engines.speaking import VoicedChunk, VoicedWord, VoiceError
from app.engines.tts_espeak import EspeakVoice
from app.errors import EngineError

AUDIBLE = 328
"""-40 dBFS."""
CEILING = 23_200
"""-3 dBFS."""
LINE = "Well, I paid $42.50 (sighs) on 3 May, and it's the third time — Mr. Smith, are you sure?"
VARIANTS = ["m1", "m2", "m3", "m4", "m5", "m6", "m7", "f1", "f2", "f3", "f4", "f5"]


async def chunks(text: str, voice: Voice | None = None) -> list[VoicedChunk]:
    engine = EspeakVoice()
    await engine.start()
    return [chunk async for chunk in engine.speak(text, voice or Voice())]


def sound(spoken: list[VoicedChunk]) -> NDArray[np.int16]:
    return np.concatenate([chunk.samples for chunk in spoken])


def words(spoken: list[VoicedChunk]) -> list[VoicedWord]:
    return [word for chunk in spoken for word in chunk.words]


def fundamental(samples: NDArray[np.int16], rate: int) -> float:
    """Return the median pitch over loud 40 ms frames by autocorrelation, in Hz."""
    frames = samples[: len(samples) // 882 * 882].reshape(-1, 882).astype(float)
    loud = frames[np.sqrt((frames**2).mean(axis=1)) > 2000]
    found = []
    for frame in loud:
        correlation = np.correlate(frame, frame, "full")[len(frame) - 1 :]
        shortest, longest = rate // 400, rate // 60
        found.append(rate / (shortest + int(np.argmax(correlation[shortest:longest]))))
    return float(np.median(found))


def spectrum(samples: NDArray[np.int16]) -> NDArray[np.float64]:
    """Return the level of 24 bands up to 6 kHz, in dB."""
    frames = samples[: len(samples) // 1024 * 1024].reshape(-1, 1024) * np.hanning(1024)
    power = (np.abs(np.fft.rfft(frames, axis=1)) ** 2).mean(axis=0)[: 24 * 11]
    return np.asarray(10 * np.log10(power.reshape(24, 11).mean(axis=1)))


async def test_every_word_comes_once_in_order_and_as_it_was_written() -> None:
    written = [word.text for word in words(await chunks(LINE))]
    assert written == [word.written for word in speakable(LINE) if word.spoken]
    assert "$42.50" in written
    assert "(sighs)" not in written


async def test_a_word_lies_in_the_chunk_in_which_it_ends() -> None:
    given_before = 0
    for chunk in await chunks(LINE):
        given_now = given_before + len(chunk.samples)
        assert all(given_before <= word.start < word.end <= given_now for word in chunk.words)
        given_before = given_now


async def test_silence_before_and_after_the_words_is_short() -> None:
    spoken = await chunks("Are you sure about it?")
    audible = np.flatnonzero(np.abs(sound(spoken)) >= AUDIBLE)
    rate = EspeakVoice.rate
    assert audible[0] <= 0.020 * rate
    assert 0.1 * rate <= len(sound(spoken)) - audible[-1] <= 0.170 * rate
    assert abs(words(spoken)[-1].end - audible[-1]) <= 0.020 * rate


async def test_a_clause_that_goes_on_leaves_no_pause() -> None:
    spoken = sound(await chunks("I was told twice"))
    assert len(spoken) - np.flatnonzero(np.abs(spoken) >= AUDIBLE)[-1] <= 0.05 * EspeakVoice.rate


async def test_words_lie_where_they_are_heard() -> None:
    spoken = await chunks("One; two; three; four.")
    audible = np.abs(sound(spoken)) >= AUDIBLE
    for word in words(spoken):
        assert audible[word.start : word.start + 900].any()
        assert audible[word.end - 900 : word.end].any()
    for before, after in pairwise(words(spoken)):
        assert after.start - before.end > 0.1 * EspeakVoice.rate
        assert not audible[before.end + 300 : after.start - 300].any()


async def test_accented_letters_do_not_shift_the_words() -> None:
    plain, accented = [words(await chunks(text)) for text in ("a cafe; thing", "a café; thing")]
    assert [word.text for word in accented] == ["a", "café;", "thing"]
    assert abs(accented[-1].start - plain[-1].start) < 0.15 * EspeakVoice.rate


async def test_no_gap_inside_a_sentence_is_longer_than_a_breath() -> None:
    audible = np.flatnonzero(np.abs(sound(await chunks(LINE))) >= AUDIBLE)
    assert np.diff(audible).max() <= 0.3 * EspeakVoice.rate


@pytest.mark.parametrize("variant", VARIANTS)
async def test_every_voice_is_loud_enough_and_never_clips(variant: str) -> None:
    samples = sound(await chunks(LINE, Voice(espeak=EspeakChoice(variant=variant)))).astype(float)
    frames = samples[: len(samples) // 441 * 441].reshape(-1, 441)
    levels = np.sqrt((frames**2).mean(axis=1))
    active = 20 * np.log10(np.sqrt((levels[levels > AUDIBLE] ** 2).mean()) / 32768)
    assert np.abs(samples).max() <= CEILING
    assert -22.0 <= active <= -16.5


async def test_two_personas_sound_different() -> None:
    man, woman = Voice(espeak=EspeakChoice(variant="m3", pitch=40)), Voice(espeak=EspeakChoice(variant="f2", pitch=60))
    his, hers = [sound(await chunks(LINE, voice)) for voice in (man, woman)]
    assert fundamental(hers, EspeakVoice.rate) > 1.4 * fundamental(his, EspeakVoice.rate)


async def test_every_timbre_is_its_own() -> None:
    samples = [sound(await chunks(LINE, Voice(espeak=EspeakChoice(variant=variant)))) for variant in VARIANTS]
    heard = [(spectrum(one), fundamental(one, EspeakVoice.rate)) for one in samples]
    for (one, pitch), (other, other_pitch) in combinations(heard, 2):
        assert np.abs(one - other).mean() > 1.1 or abs(np.log(pitch / other_pitch)) > 0.08


async def test_pitch_and_pace_are_obeyed() -> None:
    low, high = [sound(await chunks(LINE, Voice(espeak=EspeakChoice(pitch=pitch)))) for pitch in (20, 80)]
    slow, fast = [sound(await chunks(LINE, Voice(pace=pace))) for pace in (0.8, 1.3)]
    assert fundamental(high, EspeakVoice.rate) > 1.2 * fundamental(low, EspeakVoice.rate)
    assert len(slow) > 1.3 * len(fast)


def sound_alike(one: list[VoicedChunk], other: list[VoicedChunk]) -> bool:
    """Compare within 60 ms and 1 dB: the library's wave generator goes on from text to text, so no two are the same."""
    ends = [(before.end, after.end) for before, after in zip(words(one), words(other), strict=True)]
    in_time = all(abs(before - after) < 0.06 * EspeakVoice.rate for before, after in ends)
    return in_time and bool(np.abs(spectrum(sound(one)) - spectrum(sound(other))).mean() < 1.0)


async def test_the_same_text_sounds_the_same_again() -> None:
    once = await chunks(LINE)
    await chunks(
        "Something else in another voice", Voice(espeak=EspeakChoice(variant="f3", accent="en-gb", pitch=80), pace=1.4)
    )
    assert sound_alike(once, await chunks(LINE))


async def test_a_date_follows_the_accent() -> None:
    american, british = [
        sound(await chunks("3/4/2026", Voice(espeak=EspeakChoice(accent=accent)))) for accent in ("en-us", "en-gb")
    ]
    assert len(british) > len(american)


async def test_a_language_brings_its_own_accent_and_figures() -> None:
    german, english = [sound(await chunks("42", Voice(language=language))) for language in ("de-AT", "en-US")]
    named = sound(await chunks("42", Voice(language="de", espeak=EspeakChoice(accent="de"))))
    assert abs(len(german) - len(named)) < 0.06 * EspeakVoice.rate
    assert abs(len(german) - len(english)) > 0.1 * EspeakVoice.rate


def test_it_says_which_languages_it_speaks() -> None:
    engine = EspeakVoice()
    assert engine.speaks("de-AT")
    assert engine.speaks("EN")
    assert not engine.speaks("tlh")


async def test_calls_at_the_same_time_do_not_mix() -> None:
    voices = [Voice(espeak=EspeakChoice(variant=variant)) for variant in VARIANTS[:6]]
    alone = [await chunks(LINE, voice) for voice in voices]
    together = await asyncio.gather(*(chunks(LINE, voice) for voice in voices))
    assert all(sound_alike(one, other) for one, other in zip(alone, together, strict=True))


@pytest.mark.parametrize("text", ["", "(sighs)", "🙂", "..."])
async def test_a_text_with_nothing_to_say_is_silent(text: str) -> None:
    assert await chunks(text) == []


@pytest.mark.parametrize(
    ("voice", "named"),
    [
        (Voice(espeak=EspeakChoice(variant="zz9")), "zz9"),
        (Voice(espeak=EspeakChoice(accent="xx")), "xx"),
        (Voice(espeak=EspeakChoice(variant="../m1")), "../m1"),
    ],
)
async def test_a_voice_that_does_not_exist_is_refused_by_name(voice: Voice, named: str) -> None:
    with pytest.raises(VoiceError, match=named):
        await chunks("Hello", voice)
    assert await chunks("Hello") != []


async def test_a_line_can_be_dropped_and_the_next_one_spoken() -> None:
    engine = EspeakVoice()
    await engine.start()
    undisturbed = await chunks(LINE)
    async with aclosing(engine.speak("One two three. " * 400, Voice())) as speaking:
        first = await anext(speaking)
    assert first.words[0].text == "One"
    assert sound_alike(undisturbed, await chunks(LINE))


def test_a_synthesis_that_nobody_wants_stops_at_its_first_buffer() -> None:
    library = load_espeak()
    buffers: list[int] = []

    def refuse(samples: NDArray[np.int16], marks: tuple[Mark, ...]) -> bool:
        buffers.append(len(samples))
        return False

    library.speak("One two three. " * 400, Voice(), refuse)
    assert len(buffers) == 1


def test_a_fault_of_the_listener_comes_back() -> None:
    def fail(samples: NDArray[np.int16], marks: tuple[Mark, ...]) -> bool:
        raise VoiceError("enough")

    with pytest.raises(VoiceError, match="enough"):
        load_espeak().speak("Hello", Voice(), fail)


def test_a_missing_library_is_told_in_a_sentence(tmp_path: object) -> None:
    with pytest.raises(EngineError, match="another voice engine"):
        EspeakLibrary(f"{tmp_path}/none.so", "")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["of", "the", "is", "not", "it", "$5", "don't", "I,", "café.", "A", "3/4", "Mm-hm.", "to"]),
        min_size=1,
    )
)
def test_no_word_is_lost_whatever_the_engine_marks(text: list[str]) -> None:
    spoken = asyncio.run(chunks(" ".join(text), Voice(espeak=EspeakChoice(variant="f1"))))
    timed = words(spoken)
    assert [word.text for word in timed] == text
    assert all(before.end <= after.start for before, after in pairwise(timed))
    assert timed[-1].end <= len(sound(spoken))
