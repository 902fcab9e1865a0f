"""Changing the sample rate of a stream, block by block, without clicks at the seams."""

from enum import StrEnum

import numpy as np
import soxr
from numpy.typing import NDArray


class Quality(StrEnum):
    """How steep the filter is: steeper is cleaner and holds back more samples."""

    HIGH = "HQ"
    """For recordings: the pass band ends close to half the rate."""
    MEDIUM = "MQ"
    """For live audio: holds back fewer samples, and a voice on a call sounds the same."""


class Resampler:
    """One mono stream from one rate to another; keeps the filter's state between blocks."""

    def __init__(self, source_rate: int, target_rate: int, quality: Quality = Quality.MEDIUM) -> None:
        self._stream = soxr.ResampleStream(source_rate, target_rate, 1, dtype="int16", quality=quality.value)

    def push(self, samples: NDArray[np.int16]) -> NDArray[np.int16]:
        """Return what can be said so far at the target rate; may be empty, because the filter looks ahead."""
        return np.asarray(self._stream.resample_chunk(samples), dtype=np.int16)

    def finish(self) -> NDArray[np.int16]:
        """Return what the filter still holds. Nothing can be pushed after it."""
        return np.asarray(self._stream.resample_chunk(np.empty(0, np.int16), last=True), dtype=np.int16)
