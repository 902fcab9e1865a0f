"""Changing the sample rate of a stream, block by block, without clicks at the seams."""

import numpy as np
import soxr
from numpy.typing import NDArray

QUALITY = "MQ"
"""Of soxr's filters, for live audio: a steeper one holds back more samples, and a voice on a call sounds the same."""


class Resampler:
    """One mono stream from one rate to another; keeps the filter's state between blocks."""

    def __init__(self, source_rate: int, target_rate: int) -> None:
        self._stream = soxr.ResampleStream(source_rate, target_rate, 1, dtype="int16", quality=QUALITY)

    def push(self, samples: NDArray[np.int16]) -> NDArray[np.int16]:
        """Return what can be said so far at the target rate; may be empty, because the filter looks ahead."""
        return np.asarray(self._stream.resample_chunk(samples), dtype=np.int16)

    def finish(self) -> NDArray[np.int16]:
        """Return what the filter still holds. Nothing can be pushed after it."""
        return np.asarray(self._stream.resample_chunk(np.empty(0, np.int16), last=True), dtype=np.int16)
