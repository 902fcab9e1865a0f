"""Sound with clicks at known places, and where they are found again."""

from collections.abc import AsyncGenerator

import numpy as np
from numpy.typing import NDArray

from app.content.voice_values import Voice
from app.engines.speaking import VoicedChunk, VoicedWord

PULSE = 44
"""Samples of one click: 2 ms at 22,050 Hz."""
LOUD = 20_000


def clicks(length: int, places: list[int]) -> NDArray[np.int16]:
    """Return silence of this length with a click at each place."""
    sound = np.zeros(length, np.int16)
    for place in places:
        sound[place : place + PULSE] = LOUD
    return sound


def found(sound: NDArray[np.int16], rate: int) -> list[float]:
    """Return where the clicks in a sound begin, in seconds."""
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)) > LOUD // 8)  # a ducked click too
    begins = loud[np.flatnonzero(np.diff(loud, prepend=-rate) > rate // 50)]
    return [float(place) / rate for place in begins]


class ClickingVoice:
    """Implements `TextToSpeech`: says every word as a click and a silence, in chunks of odd lengths."""

    name = "clicking"

    def __init__(self, rate: int = 22_050, word_samples: int = 7_001) -> None:
        self.rate = rate
        self._word_samples = word_samples

    async def start(self) -> None:
        """Be ready at once."""

    def speaks(self, language: str) -> bool:
        """Say yes to every language."""
        return True

    async def prepare(self, voice: Voice) -> None:
        """Be ready for everybody."""

    async def speak(self, text: str, voice: Voice) -> AsyncGenerator[VoicedChunk, None]:
        """Give two chunks for each word: the click, and the silence after it."""
        for index, word in enumerate(text.split()):
            start = index * self._word_samples
            sound = clicks(self._word_samples, [100])
            yield VoicedChunk(sound[:997], ())
            yield VoicedChunk(sound[997:], (VoicedWord(word, start, start + self._word_samples),))

    async def close(self) -> None:
        """Release nothing."""
