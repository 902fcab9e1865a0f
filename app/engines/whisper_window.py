"""How much audio goes to Whisper's encoder at once: pure arithmetic on samples and frames."""

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
FULL = 3_000
"""Frames of 10 ms that Whisper was trained on: 30 s, of which every second costs the same, with or without speech."""
FLOOR, MARGIN = 10.0, 2.0
"""Shortest window, and quiet after the audio, in seconds: the published measures that cost no accuracy."""
LONGEST = 28 * RATE
"""Samples that one window may hold; longer audio is decoded in parts."""
EARLIEST = 20 * RATE
"""Sample from which on a part may end."""
QUIET = RATE // 10
"""Samples over which the level is taken where a part may end: 0.1 s."""


def window(samples: int, short: bool) -> int:
    """Return the frames that the encoder sees of audio of this length; an even number, as it halves them."""
    if not short:
        return FULL
    return min(FULL, int(max(FLOOR, samples / RATE + MARGIN) * 100) // 2 * 2)


def parts(audio: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Return the bounds, in samples, of parts that fit a window; each but the last ends where it is quietest."""
    bounds, start = [], 0
    while audio.size - start > LONGEST:
        end = start + _quietest(audio[start : start + LONGEST])
        bounds.append((start, end))
        start = end
    return [*bounds, (start, audio.size)]


def _quietest(audio: NDArray[np.float32]) -> int:
    tail = audio[EARLIEST : EARLIEST + (audio.size - EARLIEST) // QUIET * QUIET].reshape(-1, QUIET)
    return EARLIEST + int(np.argmin(np.square(tail).sum(axis=1))) * QUIET + QUIET // 2
