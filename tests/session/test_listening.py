"""The trainee's microphone: frames in order, utterances found, and exactly one transcript for each."""

import asyncio
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from app.core import events
from app.core.events import Event
from app.core.transcript import CAPTURE_RATE
from app.engines.hearing import HeardWord, RecogniserError, Transcript
from app.engines.scripted import ScriptedSpeechToText, ScriptedVoiceActivity
from app.session.listening import LONGEST_GAP, PRE_ROLL, TRANSCRIPT_DEADLINE, Listening
from tests.session.client import speech
from tests.virtual_time import pass_time

FRAME = 320


def silence(seconds: float) -> NDArray[np.int16]:
    return np.zeros(round(seconds * CAPTURE_RATE), np.int16)


class Catching:
    """A recogniser that keeps what it is given, and says one word where the loud part of it is."""

    name = "catching"
    is_ready = True

    def __init__(self) -> None:
        self.fed: list[NDArray[np.int16]] = []
        self.hotwords: list[tuple[str, ...]] = []
        self.discarded = 0

    async def start(self) -> None:
        """Be ready at once."""

    def hears(self, language: str) -> bool:
        return True

    def open(self, on_partial: Callable[[str], None], hotwords: tuple[str, ...] = ()) -> "_Caught":
        self.fed.append(np.zeros(0, np.int16))
        self.hotwords.append(hotwords)
        return _Caught(self, len(self.fed) - 1)

    async def close(self) -> None:
        """Release nothing."""


class _Caught:
    def __init__(self, recogniser: Catching, index: int) -> None:
        self._recogniser = recogniser
        self._index = index

    def feed(self, samples: NDArray[np.int16]) -> None:
        fed = self._recogniser.fed
        fed[self._index] = np.concatenate([fed[self._index], samples])

    async def finish(self) -> Transcript:
        loud = np.flatnonzero(self._recogniser.fed[self._index])
        return Transcript("word", (HeardWord("word", int(loud[0]), int(loud[-1]) + 1, 1.0),))

    def discard(self) -> None:
        self._recogniser.discarded += 1


class Ears:
    """Listening, and everything it posted."""

    def __init__(self, recogniser: Catching | ScriptedSpeechToText | None = None) -> None:
        self.posted: list[Event] = []
        self.recogniser = recogniser or Catching()
        self.listening = Listening(ScriptedVoiceActivity().open(), self.recogniser, self.posted.append)

    async def hear(self, samples: NDArray[np.int16]) -> None:
        """Hear samples that follow what was heard, in frames of 20 ms."""
        for start in range(0, len(samples), FRAME):
            await self.receive(self.listening.position, samples[start : start + FRAME])

    async def receive(self, first_sample: int, samples: NDArray[np.int16]) -> NDArray[np.int16]:
        """Take a frame as it came, and return what it added."""
        added = self.listening.align(first_sample, samples)
        await self.listening.hear(added)
        return added

    def of(self, kind: type[Event]) -> list[Event]:
        return [event for event in self.posted if isinstance(event, kind)]


async def test_a_gap_becomes_silence_of_its_length() -> None:
    ears = Ears()
    await ears.hear(silence(1.0))
    added = await ears.receive(CAPTURE_RATE + 5_000, speech(0.02))
    assert len(added) == 5_000 + FRAME
    assert not added[:5_000].any()
    assert ears.listening.position == CAPTURE_RATE + 5_000 + FRAME


async def test_what_comes_twice_counts_once() -> None:
    ears = Ears()
    await ears.hear(silence(1.0))
    assert len(await ears.receive(CAPTURE_RATE - FRAME, speech(0.02))) == 0
    assert len(await ears.receive(CAPTURE_RATE - 100, speech(0.02))) == FRAME - 100
    assert ears.listening.position == CAPTURE_RATE + FRAME - 100


async def test_a_frame_from_far_ahead_is_nonsense_and_the_next_honest_one_is_heard() -> None:
    ears = Ears()
    await ears.hear(silence(1.0))
    assert len(await ears.receive(CAPTURE_RATE + LONGEST_GAP + 1, speech(0.02))) == 0
    assert len(await ears.receive(CAPTURE_RATE, speech(0.02))) == FRAME


@pytest.mark.parametrize("begin", [16_000, 16_001, 16_511, 17_000])
async def test_an_utterance_begins_and_ends_where_it_was_spoken(begin: int) -> None:
    ears = Ears()
    await ears.hear(np.concatenate([np.zeros(begin, np.int16), speech(1.0), silence(1.0)]))
    (started,), (ended,) = ears.of(events.SpeechStarted), ears.of(events.SpeechEnded)
    assert isinstance(started, events.SpeechStarted)
    assert isinstance(ended, events.SpeechEnded)
    assert abs(started.at - begin) <= 512, "within a frame of the detector"
    assert abs(ended.at - (begin + CAPTURE_RATE)) <= 512
    assert ended.silence == pytest.approx(0.192)


async def test_the_recogniser_hears_what_came_before_the_detected_beginning() -> None:
    ears = Ears()
    before = np.arange(-8_000, 8_000).astype(np.int16) // 1_000  # soft, below the detector's threshold
    await ears.hear(np.concatenate([before, speech(1.0), silence(0.5)]))
    assert isinstance(ears.recogniser, Catching)
    (started,) = ears.of(events.SpeechStarted)
    assert isinstance(started, events.SpeechStarted)
    (fed,) = ears.recogniser.fed
    assert fed[:PRE_ROLL].tolist() == before[started.at - PRE_ROLL : started.at].tolist()


async def test_word_times_lie_on_the_capture_clock() -> None:
    ears = Ears()
    await ears.hear(np.concatenate([silence(2.5), speech(1.0), silence(0.5)]))
    await ears.listening.transcribe(1)
    (ready,) = ears.of(events.TranscriptReady)
    assert isinstance(ready, events.TranscriptReady)
    (word,) = ready.words
    assert (word.start, word.end) == (40_000, 56_000)


async def test_word_times_are_right_at_the_very_start_and_after_a_gap() -> None:
    ears = Ears()
    await ears.hear(np.concatenate([speech(0.5), silence(0.5)]))
    await ears.receive(5 * CAPTURE_RATE, speech(0.2))
    await ears.hear(silence(0.5))
    await ears.listening.transcribe(1)
    await ears.listening.transcribe(2)
    ready = [event for event in ears.of(events.TranscriptReady) if isinstance(event, events.TranscriptReady)]
    places = [(word.start, word.end) for event in ready for word in event.words]
    assert places == [(0, 8_000), (80_000, 83_200)]


async def test_push_to_talk_is_the_trainees_own_word_on_where_a_turn_begins_and_ends() -> None:
    ears = Ears()
    ears.listening.push_to_talk("released")
    await ears.hear(speech(1.0))
    assert not ears.posted, "the button is not held"
    ears.listening.push_to_talk("held")
    await ears.hear(np.concatenate([speech(1.0), silence(2.0), speech(1.0)]))
    ears.listening.push_to_talk("released")
    (started,), (ended,) = ears.of(events.SpeechStarted), ears.of(events.SpeechEnded)
    assert isinstance(started, events.SpeechStarted)
    assert isinstance(ended, events.SpeechEnded)
    assert ended.released
    assert abs(started.at - 1 * CAPTURE_RATE) <= 512
    assert abs(ended.at - 5 * CAPTURE_RATE) <= 512


async def test_a_microphone_opened_again_hears_at_once_who_is_speaking() -> None:
    ears = Ears()
    await ears.hear(speech(0.5))
    ears.listening.push_to_talk("held")
    await ears.hear(speech(0.5))
    ears.listening.push_to_talk("released")
    ears.listening.push_to_talk("open")
    await ears.hear(speech(0.5))
    assert len(ears.of(events.SpeechStarted)) == 2


async def test_an_open_microphone_that_is_opened_again_goes_on_listening() -> None:
    ears = Ears()
    await ears.hear(speech(0.5))
    ears.listening.push_to_talk("open")
    await ears.hear(np.concatenate([speech(0.5), silence(0.5)]))
    (ended,) = ears.of(events.SpeechEnded)
    assert isinstance(ended, events.SpeechEnded)
    assert not ended.released
    assert abs(ended.at - CAPTURE_RATE) <= 512


async def test_a_recogniser_that_fails_gives_one_transcript_without_words() -> None:
    ears = Ears(ScriptedSpeechToText([RecogniserError("It crashed.")]))
    await ears.hear(np.concatenate([speech(1.0), silence(0.5)]))
    await ears.listening.transcribe(1)
    assert ears.of(events.TranscriptReady) == [events.TranscriptReady(1, "", failure="RecogniserError")]


async def test_a_recogniser_that_takes_too_long_is_not_waited_for() -> None:
    ears = Ears(ScriptedSpeechToText(["too late"], delay=lambda: pass_time(TRANSCRIPT_DEADLINE + 60)))
    await ears.hear(np.concatenate([speech(1.0), silence(0.5)]))
    await ears.listening.transcribe(1)
    assert ears.of(events.TranscriptReady) == [events.TranscriptReady(1, "", failure="TimeoutError")]


async def test_an_utterance_nobody_heard_is_answered_too() -> None:
    ears = Ears()
    await ears.listening.transcribe(7)
    assert ears.of(events.TranscriptReady) == [events.TranscriptReady(7, "", failure="it was never heard")]


async def test_an_utterance_cut_by_a_dropped_line_is_recognised_as_far_as_it_came_and_the_next_one_is_new() -> None:
    ears = Ears()
    await ears.hear(np.concatenate([silence(1.0), speech(1.0)]))
    await ears.listening.transcribe(1)  # the line dropped: the conversation set the end itself
    await ears.receive(10 * CAPTURE_RATE, speech(0.02))
    await ears.hear(np.concatenate([speech(1.0), silence(0.5)]))
    await ears.listening.transcribe(2)
    ready = [event for event in ears.of(events.TranscriptReady) if isinstance(event, events.TranscriptReady)]
    assert [event.utterance for event in ready] == [1, 2]
    starts = [word.start for event in ready for word in event.words]
    assert starts == [CAPTURE_RATE, 10 * CAPTURE_RATE]
    assert [ended.utterance for ended in ears.of(events.SpeechEnded) if isinstance(ended, events.SpeechEnded)] == [2]


async def test_a_frame_being_looked_at_when_the_line_changes_does_not_shift_what_comes_after_it() -> None:
    posted: list[Event] = []
    listening = Listening(_Slow(), Catching(), posted.append)
    async with asyncio.TaskGroup() as tasks:
        looking = tasks.create_task(listening.hear(silence(0.05)), name="looking")
        await pass_time(0.005)
        looking.cancel()
    await listening.hear(np.concatenate([silence(0.95), speech(1.0)]))
    (started,) = [event for event in posted if isinstance(event, events.SpeechStarted)]
    assert abs(started.at - CAPTURE_RATE) <= 512


async def test_the_recogniser_is_told_what_the_scenario_lets_expect() -> None:
    catching = Catching()
    listening = Listening(ScriptedVoiceActivity().open(), catching, lambda _: None, ("Hoffmann", "parallel operation"))
    await listening.hear(np.concatenate([silence(0.5), speech(1.0), silence(0.5)]))
    assert catching.hotwords == [("Hoffmann", "parallel operation")]


class _Slow:
    """A detector that takes its time over every frame."""

    async def probability(self, frame: NDArray[np.int16]) -> float:
        await pass_time(0.01)
        return float(frame.any())

    def reset(self) -> None:
        """Remember nothing."""


async def test_utterances_still_open_at_the_end_of_the_call_are_dropped() -> None:
    ears = Ears()
    await ears.hear(np.concatenate([silence(0.5), speech(1.0)]))
    ears.listening.close()
    assert isinstance(ears.recogniser, Catching)
    assert ears.recogniser.discarded == 1
