"""Protocols of what speaks: text in, samples with word times out."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.content.voice_values import Voice
from app.errors import EngineError


class VoiceError(EngineError):
    """The voice could not speak a text."""

    code = "voice-failed"


@dataclass(frozen=True, slots=True)
class VoicedWord:
    """One word of the text as it was written (`$42.50`, not its spoken form) and where it is heard."""

    text: str
    start: int
    """First sample, counted from the first sample of this text at the voice's rate."""
    end: int
    """One past the last sample."""


@dataclass(frozen=True, slots=True)
class VoicedChunk:
    """A piece of sound and the words that end in it."""

    samples: NDArray[np.int16]
    """Mono, at the voice's rate; any length above zero."""
    words: tuple[VoicedWord, ...]
    """The words whose last sample lies in this chunk, in order."""


class TextToSpeech(Protocol):
    """A voice engine shared by all calls."""

    name: str
    rate: int
    """Samples per second of everything it speaks."""

    async def start(self) -> None:
        """Load what is needed; returns when the first text can be spoken. Raises `EngineError`."""
        ...

    def speaks(self, language: str) -> bool:
        """Return whether it can speak this BCP 47 language; known after the start."""
        ...

    async def prepare(self, voice: Voice) -> None:
        """Get ready for a persona, so that its first word is not late. Never fails: `speak` would say so."""
        ...

    def speak(self, text: str, voice: Voice) -> AsyncGenerator[VoicedChunk, None]:
        """Speak one sentence or clause, off the event loop. Raises `VoiceError`.

        Every word that is spoken occurs in exactly one chunk's `words`; text that cannot be spoken (brackets, emoji)
        gives no word. Closing the iterator early stops the work.
        """
        ...

    async def close(self) -> None:
        """Release what was loaded."""
        ...
