"""What the fake microphone hears: utterances at planned moments, counted from when it is opened."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.audio.wav import write_wav
from tests.audio_fixtures import fixture

RATE = 16_000
LENGTH = 60.0
"""Seconds; after them there is silence."""
ROOM = 30.0
"""Amplitude of the noise of a quiet room (about -61 dBFS): a microphone that is dead silent counts as broken."""


class Microphone:
    """A file that the browser reads from its beginning each time it opens the microphone."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.hears()

    def hears(self, *utterances: tuple[float, str], again_every: float | None = None) -> None:
        """Plan what is said, as (moment in seconds, name of a fixture); `again_every`: and again, all along."""
        sound = np.random.default_rng(1).normal(0.0, ROOM, round(LENGTH * RATE))
        for moment, name in utterances:
            starts = np.arange(moment, LENGTH, again_every) if again_every else [moment]
            for start in starts:
                _mix(sound, round(start * RATE), fixture(name).samples())
        write_wav(self.path, np.clip(sound, -32_768, 32_767).astype(np.int16), RATE)


def _mix(sound: NDArray[np.float64], at: int, utterance: NDArray[np.int16]) -> None:
    room = min(len(utterance), len(sound) - at)
    sound[at : at + room] += utterance[:room]
