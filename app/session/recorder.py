"""The recording: two channels on the capture clock, written while the call goes on."""

import asyncio
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from app.audio.resampling import Resampler
from app.core.transcript import CAPTURE_RATE, Side
from app.session.ports import KeepingError, Tape

BATCH = CAPTURE_RATE // 10
"""Samples of both sides gathered before they are written: at most 100 ms, well below the 200 ms that may be lost."""
TOLERANCE = CAPTURE_RATE // 100
"""Samples by which playback may stray before it is placed anew: half a frame, so nothing ever lies a frame away."""


class _Line:
    """One reply's sound at the capture rate, and how much of it has been placed."""

    def __init__(self, voice_rate: int) -> None:
        self._stream = Resampler(voice_rate, CAPTURE_RATE)
        self._ratio = CAPTURE_RATE / voice_rate
        self._sound = np.zeros(0, np.int16)
        self._placed = 0
        self._origin: int | None = None

    def add(self, samples: NDArray[np.int16]) -> None:
        self._sound = np.concatenate([self._sound, self._stream.push(samples)])

    def end(self) -> None:
        self._sound = np.concatenate([self._sound, self._stream.finish()])

    def heard(self, samples: int, at: int) -> tuple[int, NDArray[np.int16]] | None:
        """Return where to place what was newly heard, and its sound; None if that is nothing."""
        upto = min(len(self._sound), round(samples * self._ratio))
        origin = at - round(samples * self._ratio)
        if self._origin is None or abs(origin - self._origin) > TOLERANCE:
            self._origin = origin
        start, self._placed = self._placed, max(self._placed, upto)
        if upto <= start or self._origin + start < 0:
            return None
        return self._origin + start, self._sound[start:upto]


class Recorder:
    """Places the trainee where the microphone was and the customer where the ear heard it."""

    def __init__(self, tape: Tape, voice_rate: int, on_failure: Callable[[], None]) -> None:
        self._tape = tape
        self._voice_rate = voice_rate
        self._on_failure = on_failure
        self._lines: dict[int, _Line] = {}
        self._waiting: list[tuple[Side, int, NDArray[np.int16]]] = []
        self._gathered = 0
        self._wake = asyncio.Event()
        self._is_closed = False

    def trainee(self, first_sample: int, samples: NDArray[np.int16]) -> None:
        """Take microphone samples."""
        self._put(Side.TRAINEE, first_sample, samples)

    def customer(self, stream: int, samples: NDArray[np.int16]) -> None:
        """Take the sound of a stream as it is made, before it is heard."""
        self._line(stream).add(samples)

    def customer_ends(self, stream: int) -> None:
        """Take note that no more sound of a stream will come."""
        self._line(stream).end()

    def heard(self, stream: int, samples: int, at: int) -> None:
        """Take note that so many samples of a stream (at the voice's rate) were heard when the clock stood at `at`."""
        line = self._lines.get(stream)
        placed = line.heard(samples, at) if line is not None else None
        if placed is not None:
            self._put(Side.CUSTOMER, *placed)

    def forget(self, stream: int) -> None:
        """Drop the sound of a stream of which nothing more will be heard."""
        self._lines.pop(stream, None)

    async def run(self) -> None:
        """Write what comes until `close`."""
        while not self._is_closed:
            await self._wake.wait()
            self._wake.clear()
            await self._write()
        while self._waiting:
            await self._write()

    def close(self) -> None:
        """Let `run` write what is left and return."""
        self._is_closed = True
        self._wake.set()

    async def _write(self) -> None:
        batch, self._waiting = self._waiting, []
        try:
            await asyncio.to_thread(self._place, _joined(batch))
        except KeepingError:  # this batch is lost; the next may find room again
            self._on_failure()

    def _place(self, batch: list[tuple[Side, int, NDArray[np.int16]]]) -> None:
        for side, first_sample, samples in batch:
            self._tape.write(side, first_sample, samples)

    def _put(self, side: Side, first_sample: int, samples: NDArray[np.int16]) -> None:
        if not len(samples):
            return
        self._waiting.append((side, first_sample, samples))
        self._gathered += len(samples)
        if self._gathered >= BATCH:
            self._gathered = 0
            self._wake.set()

    def _line(self, stream: int) -> _Line:
        if stream not in self._lines:
            self._lines[stream] = _Line(self._voice_rate)
        return self._lines[stream]


def _joined(
    batch: list[tuple[Side, int, NDArray[np.int16]]],
) -> list[tuple[Side, int, NDArray[np.int16]]]:
    """Return the batch with the pieces that follow one another in one piece."""
    joined: list[tuple[Side, int, list[NDArray[np.int16]], int]] = []
    for side, first, samples in sorted(batch, key=lambda piece: piece[0]):
        if joined and joined[-1][0] == side and joined[-1][3] == first:
            origin = joined[-1]
            origin[2].append(samples)
            joined[-1] = (side, origin[1], origin[2], first + len(samples))
        else:
            joined.append((side, first, [samples], first + len(samples)))
    return [(side, first, np.concatenate(pieces)) for side, first, pieces, _ in joined]
