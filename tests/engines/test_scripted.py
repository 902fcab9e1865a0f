"""The scripted engines make the same calls as the real ones."""

import asyncio

import numpy as np
import pytest

from app.content.voice_values import Voice
from app.engines.hearing import VAD_FRAME, HeardWord, RecogniserError, SpeechToText, VoiceActivity
from app.engines.scripted import ScriptedSpeechToText, ScriptedTextToSpeech, ScriptedVoiceActivity
from app.engines.speaking import TextToSpeech, VoicedWord, VoiceError


def unheard(partial: str) -> None:
    """Take a partial that does not matter."""


async def test_a_loud_frame_is_speech_and_a_quiet_one_is_not() -> None:
    activity: VoiceActivity = ScriptedVoiceActivity(threshold=-40.0)
    detector = activity.open()
    assert await detector.probability(np.full(VAD_FRAME, 1000, np.int16)) == 1.0
    assert await detector.probability(np.full(VAD_FRAME, 100, np.int16)) == 0.0
    detector.reset()


async def test_texts_are_heard_in_order_and_then_nothing() -> None:
    recogniser: SpeechToText = ScriptedSpeechToText(["good morning", "bye"])
    await recogniser.start()
    heard = [(await recogniser.open(unheard).finish()).text for _ in range(3)]
    assert heard == ["good morning", "bye", ""]
    await recogniser.close()


async def test_words_are_spread_over_what_was_fed() -> None:
    stream = ScriptedSpeechToText(["good morning"]).open(unheard)
    stream.feed(np.zeros(1000, np.int16))
    assert (await stream.finish()).words == (HeardWord("good", 0, 500, 1.0), HeardWord("morning", 500, 1000, 1.0))


async def test_partials_grow_while_the_utterance_is_fed() -> None:
    partials: list[str] = []
    stream = ScriptedSpeechToText(["one two three"], partial_every=100).open(partials.append)
    for _ in range(5):
        stream.feed(np.zeros(80, np.int16))
    assert partials == ["one", "one two", "one two three"]


async def test_a_discarded_utterance_leaves_its_text_to_the_next() -> None:
    partials: list[str] = []
    recogniser = ScriptedSpeechToText(["hello"], partial_every=100)
    dropped = recogniser.open(partials.append)
    dropped.discard()
    dropped.feed(np.zeros(1000, np.int16))
    assert partials == []
    assert (await recogniser.open(unheard).finish()).text == "hello"


async def test_an_error_in_the_script_is_raised_once() -> None:
    recogniser = ScriptedSpeechToText([RecogniserError("It crashed."), "hello"])
    with pytest.raises(RecogniserError, match="crashed"):
        await recogniser.open(unheard).finish()
    assert (await recogniser.open(unheard).finish()).text == "hello"


async def test_an_answer_waits_for_the_delay() -> None:
    gate = asyncio.Event()

    async def opened() -> None:
        await gate.wait()

    answer = asyncio.create_task(ScriptedSpeechToText(["hello"], delay=opened).open(unheard).finish())
    line = asyncio.create_task(anext(ScriptedTextToSpeech(delay=opened).speak("hello", Voice())))
    done, _ = await asyncio.wait({answer, line}, timeout=0)
    assert not done
    gate.set()
    assert (await answer).text == "hello"
    assert (await line).words[0].text == "hello"


async def test_every_spoken_word_is_a_tone_of_the_same_length() -> None:
    voice: TextToSpeech = ScriptedTextToSpeech(rate=16_000, word_samples=320)
    await voice.start()
    chunks = [chunk async for chunk in voice.speak("It costs $5 (sighs).", Voice())]
    assert [word for chunk in chunks for word in chunk.words] == [
        VoicedWord("It", 0, 320),
        VoicedWord("costs", 320, 640),
        VoicedWord("$5", 640, 960),
    ]
    assert all(len(chunk.samples) == 320 and 1000 < np.abs(chunk.samples).max() < 4000 for chunk in chunks)
    await voice.close()


async def test_a_voice_fails_after_so_many_words() -> None:
    voice = ScriptedTextToSpeech(failure=VoiceError("It broke."), fails_after=2)
    spoken = voice.speak("one two three", Voice())
    assert [(await anext(spoken)).words[0].text for _ in range(2)] == ["one", "two"]
    with pytest.raises(VoiceError, match="broke"):
        await anext(spoken)
