"""The recording of a live call: two raw files, one for each side, every sample at its place on the capture clock."""

import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.call_record import NotSaved
from app.core.transcript import CAPTURE_RATE, Side
from app.session.ports import KeepingError
from app.store.losses import Losses
from app.store.unusable import why

FARTHEST_LEAP = 4 * 3600 * CAPTURE_RATE
"""How far beyond the end of the recording a position may lie, in samples: further is nonsense, not silence."""
LONGEST = (2**32 - 1 - 36) // 4
"""Most samples that a stereo WAV file can hold; 18.6 hours."""


def raw_file(folder: Path, side: Side) -> Path:
    """Return where one side's samples are while the call is live: 16 kHz mono, 16 bits, little-endian."""
    return folder / f"{side}.pcm"


def make_raw_files(folder: Path) -> None:
    """Create the empty files of a new call, for their owner only. Raises `OSError`."""
    for side in Side:
        os.close(os.open(raw_file(folder, side), os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))


def raw_samples(folder: Path) -> int:
    """Return the length of the longer side, in samples. Raises `FileNotFoundError` once the recording is finished."""
    return max(raw_file(folder, side).stat().st_size for side in Side) // 2


class CallTape:
    """Implements `Tape`; holds no file open and no sample back, so any thread may write and `kill -9` loses nothing."""

    def __init__(self, folder: Path, losses: Losses) -> None:
        """Record into the raw files of this folder."""
        self._folder = folder
        self._losses = losses

    def write(self, side: Side, first_sample: int, samples: NDArray[np.int16]) -> None:
        """Place samples (shape (n,), 16 kHz) at a position of the capture clock. Blocks; raises `KeepingError`."""
        try:
            self._refuse_nonsense(first_sample, len(samples))
            _place(raw_file(self._folder, side), 2 * first_sample, samples.astype("<i2", copy=False).tobytes())
        except OSError as error:
            raise self._lost(f"The recording has a gap: {why(error)}.") from error

    def _refuse_nonsense(self, first_sample: int, count: int) -> None:
        end = raw_samples(self._folder)
        if not 0 <= first_sample <= min(end + FARTHEST_LEAP, LONGEST - count):
            raise self._lost("The recording has a gap: samples came for an impossible time.")

    def _lost(self, reason: str) -> KeepingError:
        self._losses.add(NotSaved(what="recording", reason=reason))
        return KeepingError(reason)


def _place(file: Path, position: int, data: bytes) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        while data:
            written = os.pwrite(descriptor, data, position)
            position, data = position + written, data[written:]
    finally:
        os.close(descriptor)
