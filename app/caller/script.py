"""What a caller does: sound files in order, each when the customer has finished, or at a set moment."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.audio.levels import speech_bounds
from app.audio.wav import read_wav

REACTION = 0.4
"""Pause between the customer's last sound and the caller's next utterance, in seconds (people take 0.2 and more)."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sound to say."""

    name: str
    samples: NDArray[np.int16]
    """16 kHz mono."""
    last_speech: int
    """The last sample of speech in it."""
    interrupts_after: float | None = None
    """Say it so many seconds into the next line of the customer's; None: once the customer has finished."""

    @classmethod
    def read(cls, path: Path, interrupts_after: float | None = None) -> "Utterance":
        """Read a 16 kHz mono WAV. Raises `WavError`."""
        samples = read_wav(path)
        bounds = speech_bounds(samples, 16_000)
        return cls(path.stem, samples, bounds[1] - 1 if bounds else len(samples) - 1, interrupts_after)
