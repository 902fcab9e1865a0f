"""Blocks of any length in, frames of one length out."""

import numpy as np
from numpy.typing import NDArray


class Framer:
    """Cuts a stream of samples into frames of `size`; the remainder waits for the next block."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._rest = np.empty(0, np.int16)

    def push(self, samples: NDArray[np.int16]) -> list[NDArray[np.int16]]:
        """Return every whole frame that the stream now holds, oldest first."""
        held = np.concatenate((self._rest, samples))
        whole = held.size // self._size * self._size
        self._rest = held[whole:]
        return [held[start : start + self._size] for start in range(0, whole, self._size)]

    def clear(self) -> None:
        """Drop the remainder."""
        self._rest = np.empty(0, np.int16)
