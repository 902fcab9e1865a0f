"""Downloads one file: it goes on where it was broken off, and ends with the very bytes that were published."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

import httpx2

from app.errors import EngineError
from app.models.hub import HubError, host_of
from app.models.installed import digest_of
from app.models.known import KnownFile

MOST_REDIRECTS = 5
FRUITLESS = 2
"""Times in a row that a broken download is taken up again without a byte more."""
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

OK, PARTIAL, NOT_FOUND, OUT_OF_RANGE = 200, 206, 404, 416
REDIRECTS = frozenset({301, 302, 303, 307, 308})


class DownloadError(EngineError):
    """A file could not be downloaded; what there is of it is kept where that helps."""

    code = "download"


class WrongFileError(DownloadError):
    """What came is not what was published; nothing of it is kept."""

    code = "wrong-file"


class DiskFullError(EngineError):
    """There is no room."""

    code = "disk-full"


class Download:
    """One file on its way from `address` to `into`, a file that only this download writes."""

    def __init__(self, client: httpx2.Client, address: str, into: Path, file: KnownFile) -> None:
        """`client`: as `hub_client` makes it."""
        self._client = client
        self._address = address
        self._into = into
        self._file = file

    def run(self, tell: Callable[[int], None]) -> None:
        """Return when the file is here, whole and right, and durable. `tell`: of bytes that it has, at each change.

        Raises `DownloadError`, `DiskFullError`, `HubError`.
        """
        had = self._had()
        try:
            self._take(tell)
        except WrongFileError:
            if had == 0:
                raise
            self._take(tell)  # what was left of an earlier try may have been what was wrong

    def _take(self, tell: Callable[[int], None]) -> None:
        """Fetch what is missing, as often as that gets further, and check the whole."""
        fruitless, fault = 0, None
        farthest = self._had()
        while (had := self._had()) < self._file.size:
            if fruitless == FRUITLESS:
                raise self._broken_off() from fault
            tell(had)
            try:
                self._fetch(had, tell)
            except (httpx2.ReadError, httpx2.RemoteProtocolError, httpx2.ReadTimeout) as broken:
                fault = broken
            except httpx2.HTTPError as unreachable:
                reason = type(unreachable).__name__
                raise HubError(f"{host_of(self._address)} cannot be reached ({reason}).") from unreachable
            fruitless = 0 if self._had() > farthest else fruitless + 1
            farthest = max(farthest, self._had())
        tell(self._file.size)
        if digest_of(self._into) != self._file.sha256:
            raise self._wrong()

    def _fetch(self, had: int, tell: Callable[[int], None]) -> None:
        """Ask once, from the first byte that is missing, and write what comes; where that does not fit, start anew."""
        with self._answer(had) as answer:
            if had and not self._fits(answer, had):
                self._into.unlink()
                return
            if answer.status_code not in {OK, PARTIAL}:
                raise self._refused(answer.status_code)
            if answer.status_code == OK and _length(answer) not in {None, self._file.size}:
                raise self._wrong()
            goes_on = answer.status_code == PARTIAL
            with _no_room(self._into), self._into.open("ab" if goes_on else "wb") as target:
                self._write(answer, target, had if goes_on else 0, tell)

    def _fits(self, answer: httpx2.Response, had: int) -> bool:
        """Say whether an answer to a question for the rest is that rest, or the whole, or says why there is neither."""
        if answer.status_code != PARTIAL:
            return answer.status_code != OUT_OF_RANGE
        return str(answer.headers.get("content-range", "")) == f"bytes {had}-{self._file.size - 1}/{self._file.size}"

    def _write(self, answer: httpx2.Response, target: BinaryIO, has: int, tell: Callable[[int], None]) -> None:
        for piece in answer.iter_bytes():
            has += len(piece)
            if has > self._file.size:
                raise self._wrong()
            target.write(piece)
            tell(has)
        target.flush()
        os.fsync(target.fileno())

    @contextmanager
    def _answer(self, had: int) -> Iterator[httpx2.Response]:
        """Ask, and follow redirects to no less safe a scheme."""
        address = self._address
        wanted = {"Range": f"bytes={had}-"} if had else {}
        for _ in range(MOST_REDIRECTS + 1):
            with self._client.stream("GET", address, headers=wanted) as answer:
                if answer.status_code not in REDIRECTS:
                    yield answer
                    return
                address = _next(address, answer)
        raise DownloadError(f"{host_of(self._address)} sends from one address to the next without end.")

    def _had(self) -> int:
        """Return how many bytes are here; what is larger than the file can be none of it and is removed."""
        size = self._into.stat().st_size if self._into.is_file() else 0
        if size > self._file.size:
            self._into.unlink()
            return 0
        return size

    def _wrong(self) -> WrongFileError:
        self._into.unlink(missing_ok=True)
        return WrongFileError(
            f"{self._file.path} from {host_of(self._address)} is not the file that was published: its size or its "
            "SHA-256 is another. Nothing of it was kept. If this is a mirror, it has to be mended."
        )

    def _broken_off(self) -> DownloadError:
        return DownloadError(
            f"The download of {self._file.path} from {host_of(self._address)} broke off at {self._had():,} of "
            f"{self._file.size:,} bytes. What is here is kept: pull again, and it goes on from there."
        )

    def _refused(self, status: int) -> DownloadError:
        host = host_of(self._address)
        if status == NOT_FOUND:
            return DownloadError(
                f"{host} does not have {self._file.path} (404). A mirror must keep the hub's paths: "
                "REPOSITORY/resolve/REVISION/FILE."
            )
        return DownloadError(f"{host} answered {status} when asked for {self._file.path}. Try again later.")


def _next(address: str, answer: httpx2.Response) -> str:
    try:
        after = httpx2.URL(address).join(answer.headers.get("location", ""))
    except httpx2.InvalidURL as fault:
        raise DownloadError(f"{host_of(address)} sends on to what is no address.") from fault
    if after.scheme not in {"https", urlsplit(address).scheme} or not after.host:
        raise DownloadError(f"{host_of(address)} sends on to an address that is not safe to follow ({after.scheme}).")
    return str(after)


def _length(answer: httpx2.Response) -> int | None:
    length = answer.headers.get("content-length", "")
    return int(length) if length.isdecimal() and "content-encoding" not in answer.headers else None


@contextmanager
def _no_room(path: Path) -> Iterator[None]:
    """Turn a full disk into a sentence."""
    try:
        yield
    except OSError as fault:
        if fault.errno not in _FULL:
            raise
        raise DiskFullError(
            f"There is no more room for {path.name}. What was downloaded so far is kept: make room and pull again."
        ) from fault
