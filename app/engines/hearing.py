"""Protocols of what hears: is this frame speech, and which words were said."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.errors import EngineError

VAD_FRAME = 512
"""Samples of one speech-detector frame: 32 ms at 16 kHz."""


@dataclass(frozen=True, slots=True)
class HeardWord:
    """One recognised word."""

    text: str
    start: int
    """First sample, counted from the first sample fed to the utterance (16 kHz)."""
    end: int
    """One past the last sample."""
    confidence: float
    """Posterior probability by the recogniser's own account, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """The final words of one utterance."""

    text: str
    words: tuple[HeardWord, ...] = ()


class RecogniserError(EngineError):
    """The recogniser could not give a transcript (crash, time-out); the utterance has no words."""

    code = "recogniser-failed"


class SpeechDetector(Protocol):
    """Voice activity detection for one call; keeps its own state from frame to frame."""

    async def probability(self, frame: NDArray[np.int16]) -> float:
        """Return the probability (0 to 1) that a frame of `VAD_FRAME` samples at 16 kHz holds speech."""
        ...

    def reset(self) -> None:
        """Forget what was heard before; called between turns."""
        ...


class VoiceActivity(Protocol):
    """Shared by all calls: opens one detector per call."""

    name: str

    async def start(self) -> None:
        """Load the model; returns when a frame can be judged at once. Raises `EngineError`."""
        ...

    def open(self) -> SpeechDetector:
        """Return a fresh detector."""
        ...


class UtteranceStream(Protocol):
    """One utterance being recognised while it is spoken."""

    def feed(self, samples: NDArray[np.int16]) -> None:
        """Hand over the next samples (16 kHz mono); never blocks."""
        ...

    async def finish(self) -> Transcript:
        """Say that the utterance is over and return its words; called once. Raises `RecogniserError`."""
        ...

    def discard(self) -> None:
        """Drop the utterance; nothing more is reported of it. Harmless after `finish`."""
        ...


class SpeechToText(Protocol):
    """A recogniser shared by all calls."""

    name: str

    async def start(self) -> None:
        """Load models and start workers; returns when the first utterance can be taken. Raises `EngineError`."""
        ...

    def hears(self, language: str) -> bool:
        """Return whether it can recognise this BCP 47 language."""
        ...

    def open(self, on_partial: Callable[[str], None], hotwords: tuple[str, ...] = ()) -> UtteranceStream:
        """Open a stream. `on_partial` is called on the event loop with the text so far whenever it changes.

        `hotwords`: names and terms that may well be said; a recogniser that cannot be told ignores them.
        """
        ...

    async def close(self) -> None:
        """Stop the workers."""
        ...

    @property
    def is_ready(self) -> bool:
        """Whether it can recognise at present; a started one that cannot is starting anew, and utterances wait."""
        ...
