"""The event log of one call on disk; holding it also tells every other program that the call is alive."""

import fcntl
import os
from pathlib import Path

_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW


class EventLog:
    """One file of JSON lines, written without a buffer, so that `kill -9` loses no line.

    While it is open the file is locked (`flock`); the kernel lets go when the process ends, however it ends.
    """

    def __init__(self, file: Path) -> None:
        """Open the log, creating it if need be, and hold its lock. Raises `OSError`."""
        self._descriptor: int | None = os.open(file, _FLAGS | os.O_CREAT, 0o600)
        self._is_torn = False
        _try_lock(self._descriptor)

    def append(self, line: str) -> None:
        """Write one line; nothing after `close`. Raises `OSError`; a line torn by it is closed by the next one."""
        if self._descriptor is None:
            return
        start = b"\n" if self._is_torn else b""
        data = start + line.encode("utf-8", "replace").rstrip(b"\n") + b"\n"
        self._is_torn = True
        self._is_torn = os.write(self._descriptor, data) < len(data)
        if self._is_torn:
            raise OSError(28, "torn")

    def close(self) -> None:
        """Close the file and let go of the call; harmless twice."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def is_held(file: Path) -> bool:
    """Say whether a living process, this one included, holds the log."""
    try:
        descriptor = os.open(file, _FLAGS)
    except FileNotFoundError:
        return False
    try:
        return not _try_lock(descriptor)
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    """Return False if another one holds the lock. Where locks do not work, nobody is known to hold any."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
