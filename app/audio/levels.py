"""How loud samples are, and where sound begins and ends in them."""

import math

import numpy as np
from numpy.typing import NDArray

FULL_SCALE = 32_768.0
"""The largest magnitude of a PCM16 sample; 0 dBFS is a square wave of it."""
SILENT = -120.0
"""What a block of zeros measures, in dBFS (its logarithm would be minus infinity)."""
AUDIBLE = -40.0
"""A window above this level is sound that a person notices on a call, in dBFS."""


def dbfs(samples: NDArray[np.int16]) -> float:
    """Return the root mean square of a block in dBFS (-120 to 0); an empty block is silent."""
    if samples.size == 0:
        return SILENT
    square = np.mean(np.square(samples.astype(np.float64) / FULL_SCALE))
    return max(SILENT, 10 * math.log10(square)) if square > 0 else SILENT


def first_audible(samples: NDArray[np.int16], rate: int, threshold: float = AUDIBLE, window: float = 0.1) -> int | None:
    """Return the first sample of the first window above `threshold` dBFS, or None where all is quieter.

    `window` is in seconds and slides by a tenth of itself; its first tenth must be above the threshold too, so that it
    begins with the sound and not in the quiet before. A shorter remainder is not a window.
    """
    length = round(window * rate)
    hop = max(1, length // 10)
    for start in range(0, samples.size - length + 1, hop):
        if dbfs(samples[start : start + hop]) > threshold and dbfs(samples[start : start + length]) > threshold:
            return start
    return None


def speech_bounds(samples: NDArray[np.int16], rate: int, threshold: float = -50.0) -> tuple[int, int] | None:
    """Return (first, one past the last) sample of what is louder than `threshold` dBFS, or None where nothing is.

    Measured in blocks of 5 ms, so that a click of one sample does not count. It sees level and not speech: for clean
    recordings only.
    """
    block = max(1, rate // 200)
    starts = range(0, samples.size, block)
    loud = [start for start in starts if dbfs(samples[start : start + block]) > threshold]
    if not loud:
        return None
    return loud[0], min(loud[-1] + block, samples.size)


def last_speech_sample(samples: NDArray[np.int16], rate: int, threshold: float = -50.0) -> int | None:
    """Return the last sample (inclusive) louder than `threshold` dBFS by 5 ms blocks, or None where nothing is."""
    bounds = speech_bounds(samples, rate, threshold)
    return None if bounds is None else bounds[1] - 1
