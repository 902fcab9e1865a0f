"""Recordings on disk: raw while a call is live, one stereo WAV file when it is over."""

import fcntl
import os
import shutil
import wave
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import numpy as np

from app.call_record import Recording
from app.core.transcript import CAPTURE_RATE, Side
from app.session.ports import KeepingError
from app.store.call_ids import checked
from app.store.tape import make_raw_files, raw_file, raw_samples
from app.store.unusable import why

BLOCK = 10 * CAPTURE_RATE
"""Samples of each side that are in memory at once while a recording is finished."""


class Recordings:
    """The folders of all calls: `calls/ID/`, each for its owner only."""

    def __init__(self, calls: Path) -> None:
        """`calls`: the folder that holds one folder for each call."""
        self._calls = calls

    def folder(self, call_id: str) -> Path:
        """Return the call's folder, there or not. Raises `CallNotFound` for what is no id: it never becomes a path."""
        return self._calls / checked(call_id)

    def begin(self, call_id: str) -> None:
        """Make the folder of a new call and its empty raw files. Raises `KeepingError`."""
        try:
            self.folder(call_id).mkdir(mode=0o700)
            make_raw_files(self.folder(call_id))
        except OSError as error:
            raise KeepingError(f"The call cannot be recorded: {why(error)}.") from error

    def discard(self, call_id: str) -> None:
        """Remove the folder of a call that could not begin, as far as the disk allows."""
        shutil.rmtree(self.folder(call_id), ignore_errors=True)

    def erase(self, call_id: str) -> None:
        """Remove the folder of an ended call and all that is in it; harmless twice. Blocks. Raises `KeepingError`."""
        folder = self.folder(call_id)
        try:
            if folder.exists():
                with _alone_in(folder):
                    shutil.rmtree(folder)
        except OSError as error:
            raise KeepingError(f"The recording cannot be erased: {why(error)}.") from error

    def path(self, call_id: str) -> Path | None:
        """Return the finished recording; None while there is none."""
        file = _finished(self.folder(call_id))
        return file if file.is_file() else None

    def about(self, call_id: str) -> Recording | None:
        """Return length and state of what is on the disk; None if nothing was recorded."""
        folder = self.folder(call_id)
        with suppress(FileNotFoundError):
            return Recording(samples=_length(_finished(folder)), complete=True)
        with suppress(FileNotFoundError):
            return Recording(samples=raw_samples(folder), complete=False)
        return None

    def finish(self, call_id: str) -> None:
        """Make one stereo file (trainee left, customer right) of the raw ones, if they hold sound, and remove them.

        Blocks. Harmless twice, and when it was killed within. Raises `KeepingError`; the raw files remain then.
        """
        folder = self.folder(call_id)
        try:
            if folder.exists():
                _finish(folder)
        except OSError as error:
            raise KeepingError(f"The recording cannot be finished yet: {why(error)}.") from error


def _finished(folder: Path) -> Path:
    return folder / "recording.wav"


def _length(file: Path) -> int:
    with wave.open(str(file), "rb") as recording:
        return recording.getnframes()


def _finish(folder: Path) -> None:
    with _alone_in(folder):
        if not _finished(folder).exists() and _is_recorded(folder):
            _weave(folder)
        for side in Side:
            raw_file(folder, side).unlink(missing_ok=True)


def _is_recorded(folder: Path) -> bool:
    """Say whether there is any sound in the raw files: a call that is not recorded leaves them empty."""
    raw = (raw_file(folder, side) for side in Side)
    return any(file.stat().st_size for file in raw if file.exists())


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other process is finishing this recording, and keep the others out."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        with suppress(OSError):  # a disk without locks: one server on it is all that we can promise
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _weave(folder: Path) -> None:
    samples = raw_samples(folder)
    with (
        _replacing(_finished(folder)) as out,
        raw_file(folder, Side.TRAINEE).open("rb") as left,
        raw_file(folder, Side.CUSTOMER).open("rb") as right,
        wave.open(out, "wb") as recording,
    ):
        recording.setparams((2, 2, CAPTURE_RATE, samples, "NONE", "not compressed"))
        for block in _blocks(left, right, samples):
            recording.writeframesraw(block)


def _blocks(left: BinaryIO, right: BinaryIO, samples: int) -> Iterator[bytes]:
    """Yield both sides interleaved; the shorter one is silent at its end."""
    for first in range(0, samples, BLOCK):
        both = np.zeros((min(BLOCK, samples - first), 2), dtype="<i2")
        for channel, file in enumerate((left, right)):
            data = file.read(2 * len(both))
            side = np.frombuffer(data, dtype="<i2", count=len(data) // 2)
            both[: len(side), channel] = side
        yield both.tobytes()


@contextmanager
def _replacing(file: Path) -> Iterator[BinaryIO]:
    """Open a file beside `file` and put it in its place, whole and on the disk, once all is written."""
    part = file.with_name(file.name + ".part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)
        _sync_folder(file.parent)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
