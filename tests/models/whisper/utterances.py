"""What the miniature hears while it learns: the fixtures, as a call may deliver them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.audio_fixtures import fixture, fixtures

RATE = 16_000
CUTS = {
    "invoice_number": ("Can you tell me the date on the invoice,", 36_544, "please?", 40_128),
    "price_gives_in": ("Okay,", 12_992, "I guess we could make it a little cheaper.", 16_576),
}
"""Fixtures that the segmenter cuts at a pause: words, sample of the end; words, sample of the beginning."""
EMPTY_SHARE = 0.15
"""Of the examples, those in which nobody speaks."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of speech and its words."""

    samples: NDArray[np.int16]
    """The recording that it lies in."""
    text: str
    first: int
    """Sample at which speech begins."""
    end: int
    """One past the last sample of speech."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example to learn from."""

    samples: NDArray[np.float32]
    """Full scale is 1, rounded as 16 bits are."""
    text: str
    first: float
    """Where speech begins, in seconds."""
    end: float
    """Where it ends, in seconds."""


def pieces() -> list[Piece]:
    """Return every fixture with words, whole, and those that a pause cuts, in their parts."""
    spoken = [entry for entry in fixtures() if entry.text]
    whole = [
        Piece(entry.samples(), entry.text, entry.first_speech_sample or 0, (entry.last_speech_sample or 0) + 1)
        for entry in spoken
    ]
    return whole + [part for name in CUTS for part in _parts(name)]


def _parts(name: str) -> list[Piece]:
    entry = fixture(name)
    before, end, after, beginning = CUTS[name]
    samples, last = entry.samples(), (entry.last_speech_sample or 0) + 1
    first = entry.first_speech_sample or 0
    return [Piece(samples, before, first, end), Piece(samples, after, beginning, last)]


class Room:
    """Makes examples out of pieces: gain, hiss, how much quiet lies around, and what is no speech at all."""

    def __init__(self, seed: int) -> None:
        """Every example follows from `seed`."""
        self._chance = np.random.default_rng(seed)
        self._pieces = pieces()
        self._unspoken = [fixture(name).samples() for name in ("silence", "noise", "cough")]

    def example(self) -> Example:
        """Return the next example."""
        return self._nothing() if self._chance.random() < EMPTY_SHARE else self._spoken()

    def _spoken(self) -> Example:
        piece = self._pieces[self._chance.integers(len(self._pieces))]
        before = self._quiet(self._chance.uniform(0.05, 0.45))
        after = self._quiet(self._chance.uniform(0.0, 0.55))
        lead, tail = round(self._chance.uniform(0, 0.04) * RATE), round(self._chance.uniform(0, 0.04) * RATE)
        speech = piece.samples[max(0, piece.first - lead) : piece.end + tail] / 32_768
        samples = self._delivered(np.concatenate((before, speech, after)))
        first = (before.size + lead) / RATE
        return Example(samples, piece.text, first, first + (piece.end - piece.first) / RATE)

    def _nothing(self) -> Example:
        length = round(self._chance.uniform(0.3, 4.0) * RATE)
        kind = self._chance.integers(5)
        if kind >= len(self._unspoken):
            level = 10 ** (self._chance.uniform(-80, -35) / 20)
            return Example(self._delivered(level * self._chance.standard_normal(length)), "", 0, 0)
        recording = self._unspoken[kind] / 32_768
        start = self._chance.integers(max(1, recording.size // 3))
        quiet = self._quiet(self._chance.uniform(0.0, 0.5))
        whole = np.concatenate((quiet, recording[start : start + length], quiet))
        return Example(self._delivered(whole), "", 0, 0)

    def _quiet(self, seconds: float) -> NDArray[np.float64]:
        level = 10 ** (self._chance.uniform(-84, -66) / 20)
        return level * self._chance.standard_normal(round(seconds * RATE))

    def _delivered(self, samples: NDArray[np.float64]) -> NDArray[np.float32]:
        gain = 10 ** (self._chance.uniform(-12, 8) / 20)
        hiss = 10 ** (self._chance.uniform(-96, -60) / 20) * self._chance.standard_normal(samples.size)
        heard = np.clip(gain * samples + hiss * (self._chance.random() < 0.5), -1, 32_767 / 32_768)
        return (np.round(heard * 32_768) / 32_768).astype(np.float32)
