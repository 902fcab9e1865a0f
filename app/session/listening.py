"""The trainee's microphone made into events: frames in order, speech detected, utterances recognised."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.core import events
from app.core.events import Event
from app.core.segmenter import Began, Ended, Segmenter
from app.core.transcript import CAPTURE_RATE, Word
from app.engines.hearing import (
    VAD_FRAME,
    RecogniserError,
    SpeechDetector,
    SpeechToText,
    Transcript,
    UtteranceStream,
)

PRE_ROLL = CAPTURE_RATE * 3 // 10
"""Samples before the detected beginning that the recogniser gets too: soft first sounds, and some quiet to settle."""
LONGEST_GAP = CAPTURE_RATE * 180
"""Samples of silence put in for audio that never came: longer than any persona waits for a dropped line (120 s)."""
TRANSCRIPT_DEADLINE = 6.0
"""How long a final transcript may take before the turn goes on without it, in seconds."""


@dataclass(slots=True)
class _Open:
    """An utterance being recognised."""

    stream: UtteranceStream
    origin: int
    """Capture-clock position of the stream's first sample."""


class Listening:
    """One call's ears; `hear` is called from one task, in order."""

    def __init__(
        self,
        detector: SpeechDetector,
        recogniser: SpeechToText,
        post: Callable[[Event], None],
        hotwords: tuple[str, ...] = (),
    ) -> None:
        """Take what hears, whom to tell, and the names and terms that the scenario lets expect."""
        self._detector = detector
        self._recogniser = recogniser
        self._post = post
        self._hotwords = hotwords
        self._segmenter = Segmenter()
        self._frames = np.zeros(0, np.int16)
        self._history = np.zeros(0, np.int16)
        self._utterances = 0
        self._speaking: int | None = None
        self._open: dict[int, _Open] = {}
        self._is_push_to_talk = False
        self._last_end = 0
        """One past the last sample that an earlier utterance was given: no sound is heard twice."""
        self.position = 0
        """One past the last sample received, on the capture clock."""

    def next_utterance(self) -> int:
        """Return the number of a new utterance."""
        self._utterances += 1
        return self._utterances

    def align(self, first_sample: int, samples: NDArray[np.int16]) -> NDArray[np.int16]:
        """Return what these samples add to what was received: gaps become silence, repetitions nothing."""
        gap = first_sample - self.position
        if gap > LONGEST_GAP:
            return np.zeros(0, np.int16)
        if gap < 0:
            return samples[-gap:]
        return np.concatenate([np.zeros(gap, np.int16), samples]) if gap else samples

    async def hear(self, samples: NDArray[np.int16]) -> None:
        """Take the next samples of the capture clock (see `align`)."""
        self.position += len(samples)
        self._frames = np.concatenate([self._frames, samples])
        while len(self._frames) >= VAD_FRAME:
            frame, self._frames = self._frames[:VAD_FRAME], self._frames[VAD_FRAME:]
            await self._look_at(frame)

    def push_to_talk(self, state: str) -> None:
        """Follow the push-to-talk button: `held`, `released`, or `open` for an open microphone."""
        if state == "open" and not self._is_push_to_talk:
            return
        self._is_push_to_talk = state != "open"
        if state == "held" and self._speaking is None:
            self._begin(self._seen)
        elif state != "held" and self._speaking is not None:
            self._end(self._seen, released=True)
            self._segmenter.cut()

    def cut(self) -> None:
        """Stop listening to the utterance in progress, whose end the conversation has set itself."""
        self._segmenter.cut()
        self._speaking = None

    async def transcribe(self, utterance: int) -> None:
        """Finish an utterance and post its one `TranscriptReady`."""
        opened = self._open.pop(utterance, None)
        if opened is None:
            self._post(events.TranscriptReady(utterance, "", failure="it was never heard"))
            return
        if self._speaking == utterance:
            self.cut()
        try:
            async with asyncio.timeout(TRANSCRIPT_DEADLINE):
                transcript = await opened.stream.finish()
        except (RecogniserError, TimeoutError) as fault:
            opened.stream.discard()
            self._post(events.TranscriptReady(utterance, "", failure=type(fault).__name__))
            return
        self._post(events.TranscriptReady(utterance, transcript.text, _on_capture_clock(transcript, opened.origin)))

    def close(self) -> None:
        """Drop every utterance that is still open."""
        for opened in self._open.values():
            opened.stream.discard()
        self._open.clear()

    @property
    def _seen(self) -> int:
        """One past the last sample that was looked at."""
        return self.position - len(self._frames)

    async def _look_at(self, frame: NDArray[np.int16]) -> None:
        self._history = np.concatenate([self._history, frame])[-(PRE_ROLL + CAPTURE_RATE) :]
        if self._speaking is not None:
            self._open[self._speaking].stream.feed(frame)
        if self._is_push_to_talk:
            self._segmenter.skip(VAD_FRAME)
            return
        try:
            probability = await self._detector.probability(frame)
        except asyncio.CancelledError:
            self._segmenter.skip(VAD_FRAME)  # the line changed meanwhile; the frame's time has passed all the same
            raise
        decided = self._segmenter.process(probability)
        if isinstance(decided, Began):
            self._begin(decided.at)
        elif isinstance(decided, Ended) and self._speaking is not None:
            self._end(decided.at, released=False)
            self._detector.reset()

    def _begin(self, at: int) -> None:
        utterance = self.next_utterance()
        stream = self._recogniser.open(lambda text: self._post(events.PartialHeard(utterance, text)), self._hotwords)
        origin = max(at - PRE_ROLL, self._last_end, self._seen - len(self._history))
        stream.feed(self._history[len(self._history) - (self._seen - origin) :])
        self._open[utterance] = _Open(stream, origin)
        self._speaking = utterance
        self._post(events.SpeechStarted(utterance, at))

    def _end(self, at: int, *, released: bool) -> None:
        assert self._speaking is not None
        silence = (self._seen - at) / CAPTURE_RATE
        self._post(events.SpeechEnded(self._speaking, at, silence, released))
        self._speaking = None
        self._last_end = self._seen


def _on_capture_clock(transcript: Transcript, origin: int) -> tuple[Word, ...]:
    return tuple(Word(word.text, origin + word.start, origin + word.end) for word in transcript.words)
