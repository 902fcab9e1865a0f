"""Supervised child processes: an utterance survives the crash or the hang of the child that recognises it, once.

A streaming recogniser knows only feed, finish and discard, so the priorities come down to two: an utterance whose words
are wanted goes before those still being spoken, and partials are made only when nothing waits (`worker_process`).
"""

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import structlog
from numpy.typing import NDArray

from app.engines.hearing import RecogniserError, Transcript, UtteranceStream
from app.engines.worker_child import Child
from app.engines.worker_process import Discarded, Fed, Final, Finished, News, Opened, Order, Partial, Recogniser
from app.errors import EngineError

BYTES_PER_SECOND = 32_000
"""Of an utterance: PCM16 at 16 kHz."""
REPLAYED = 16_000
"""Bytes of one message when an utterance is replayed (0.5 s): a ping is answered between two of them."""
FIRST_PAUSE = 0.5
"""From a child that could not load to the next attempt, in seconds; it doubles with each one that cannot either."""
LONGEST_PAUSE = 30.0
"""Where the doubling ends, in seconds."""
ATTEMPTS = 2
"""Children that may try one utterance."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a child may take before it is replaced."""

    start: float = 30.0
    """Until it has loaded, in seconds."""
    finish: float = 2.0
    """From the end of an utterance to its words, in seconds, per attempt."""
    finish_per_second: float = 0.0
    """What each second of the utterance's audio adds to `finish`, for a recogniser that works once it is over."""
    ping: float = 2.5
    """Between two pings, and from a ping to its answer, in seconds."""
    recycle: int = 500
    """Utterances after which an idle child is replaced: native code leaks."""

    def finish_of(self, pcm: int) -> float:
        """Return how long so many bytes of an utterance may take from its end to its words, in seconds."""
        return self.finish + self.finish_per_second * pcm / BYTES_PER_SECOND


LIMITS = Limits()
"""What suits a recogniser that answers in a tenth of a second."""


log = structlog.get_logger()


def pause_after(failures: int) -> float:
    """Return the pause, in seconds, after so many children in a row that could not load."""
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (min(failures, 10) - 1)) if failures else 0.0


def tell_nobody(_process_id: int) -> None:
    """Be told of a new child, and do nothing."""


class WorkerPool:
    """The children of one recogniser. An utterance goes to the child with the fewest open ones and stays there."""

    def __init__(
        self, load: Callable[[], Recogniser], size: int, limits: Limits, on_loaded: Callable[[int], None]
    ) -> None:
        """Take `load`, called in each child (importable by name), their number, and whom to tell each child's id."""
        self._seats = [_Seat(load, limits, on_loaded) for _ in range(size)]
        self._tasks: list[asyncio.Task[None]] = []
        self._numbers = itertools.count(1)

    async def start(self) -> None:
        """Return when every child has loaded. Raises `EngineError`."""
        self._tasks = [asyncio.create_task(seat.keep(), name="recogniser-keeper") for seat in self._seats]
        loaded = await asyncio.gather(*(seat.first_load() for seat in self._seats))
        if not all(loaded):
            await self.close()
            raise EngineError(
                "The recogniser could not be loaded. Run `make setup` again; if that does not help, look above."
            )

    def open(self, on_partial: Callable[[str], None], hotwords: tuple[str, ...] = ()) -> UtteranceStream:
        """Open a stream; `on_partial` is called on the event loop."""
        seat = min(self._seats, key=lambda seat: len(seat.utterances))
        return seat.take(Opened(next(self._numbers), hotwords), on_partial)

    async def close(self) -> None:
        """Stop the children; utterances that are still open fail."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def is_ready(self) -> bool:
        """Whether any child can take orders; until one can, utterances wait."""
        return any(seat.child for seat in self._seats)

    @property
    def process_ids(self) -> tuple[int, ...]:
        """The children that can take orders."""
        children = (seat.child for seat in self._seats)
        return tuple(child.process_id for child in children if child and child.process_id)


class _Seat:
    """A place for one child, and the utterances that whoever sits there has to recognise."""

    def __init__(self, load: Callable[[], Recogniser], limits: Limits, on_loaded: Callable[[int], None]) -> None:
        self._load = load
        self._on_loaded = on_loaded
        self._first: asyncio.Future[bool] | None = None
        self._failures = 0
        self.limits = limits
        self.child: Child | None = None
        self.utterances: dict[int, _Utterance] = {}

    async def first_load(self) -> bool:
        """Wait for the first child; return whether it has loaded."""
        self._first = self._first or asyncio.get_running_loop().create_future()
        return await self._first

    async def keep(self) -> None:
        """Keep a child in this seat until cancelled."""
        try:
            while True:
                child = Child(self._load, self._hear)
                if not await self._employ(child):
                    await self._mourn(child)
        finally:
            for utterance in list(self.utterances.values()):
                utterance.fail("The recogniser was stopped.")

    async def _employ(self, child: Child) -> bool:
        """Return once the child is gone: whether it was tired, and not lost."""
        try:
            loaded = await child.answers(child.loaded, self.limits.start)
            self._tell_first(loaded)
            self._failures = 0 if loaded else self._failures + 1
            return loaded and await self._supervise(child)
        finally:
            self.child = None
            child.kill()
            for utterance in list(self.utterances.values()):
                utterance.count_loss()
            await child.lost

    async def _mourn(self, child: Child) -> None:
        pause = pause_after(self._failures)
        log.warning("recogniser_child_lost", child=child.process_id, died_of=child.death, next_in=pause)
        if pause:
            await asyncio.wait({asyncio.get_running_loop().create_future()}, timeout=pause)

    async def _supervise(self, child: Child) -> bool:
        """Return when the child is lost or silent, or, with no utterance open, tired: whether it was that."""
        self.child = child
        self._on_loaded(child.process_id or 0)
        for utterance in self.utterances.values():
            utterance.replay()
        while self.utterances or child.opened < self.limits.recycle:
            if not await child.answers(child.ping(), self.limits.ping):
                return False
            await asyncio.wait({child.lost}, timeout=self.limits.ping)
        return not child.lost.done()

    def take(self, opened: Opened, on_partial: Callable[[str], None]) -> "_Utterance":
        """Open an utterance; while the seat is empty it waits for the next child."""
        utterance = _Utterance(self, opened, on_partial)
        self.utterances[opened.utterance] = utterance
        self.send(opened)
        return utterance

    def send(self, order: Order) -> None:
        """Send an order, unless the seat is empty: then the next child hears it by the replay."""
        if self.child:
            self.child.send(order)

    def dismiss(self, child: Child | None) -> None:
        """End the child that did not answer in time, unless another sits here already."""
        if child and child is self.child:
            child.kill()

    def _tell_first(self, loaded: bool) -> None:
        self._first = self._first or asyncio.get_running_loop().create_future()
        if not self._first.done():
            self._first.set_result(loaded)

    def _hear(self, child: Child, news: News) -> None:
        if child is not self.child:
            return
        match news:
            case Partial(number, text) if number in self.utterances:
                self.utterances[number].hear_partial(text)
            case Final(number, transcript) if number in self.utterances:
                self.utterances[number].hear_final(transcript)


class _Utterance:
    """One utterance; keeps its samples until its words have come."""

    def __init__(self, seat: _Seat, opened: Opened, on_partial: Callable[[str], None]) -> None:
        self._seat = seat
        self._opened = opened
        self._number = opened.utterance
        self._on_partial = on_partial
        self._partial = ""
        self._pcm = bytearray()
        self._losses = 0
        self._is_over = False
        self._words: asyncio.Future[Transcript] = asyncio.get_running_loop().create_future()

    def feed(self, samples: NDArray[np.int16]) -> None:
        """See `UtteranceStream`. What comes after a failure is dropped: `finish` tells of it."""
        pcm = samples.astype("<i2").tobytes()
        if not self._words.done():
            self._pcm += pcm
            self._seat.send(Fed(self._number, pcm))

    async def finish(self) -> Transcript:
        """See `UtteranceStream`. Takes at most two attempts and a restart."""
        self._is_over = True
        if not self._words.done():
            self._seat.send(Finished(self._number))
        try:
            return await self._words_of_some_child()
        finally:
            self.discard()

    def discard(self) -> None:
        """See `UtteranceStream`."""
        if self._seat.utterances.pop(self._number, None):
            self._seat.send(Discarded(self._number))
        self._words.cancel()

    async def _words_of_some_child(self) -> Transcript:
        for attempt in range(ATTEMPTS):
            asked = self._seat.child
            patience = self._seat.limits.finish_of(len(self._pcm)) + attempt * self._seat.limits.start
            await asyncio.wait({self._words}, timeout=patience)
            if self._words.done():
                return self._words.result()
            self._seat.dismiss(asked)
        raise RecogniserError("The recogniser did not answer in time; this utterance has no words.")

    def replay(self) -> None:
        """Tell a new child everything so far."""
        self._seat.send(self._opened)
        for start in range(0, len(self._pcm), REPLAYED):
            self._seat.send(Fed(self._number, bytes(self._pcm[start : start + REPLAYED])))
        if self._is_over:
            self._seat.send(Finished(self._number))

    def count_loss(self) -> None:
        """A child was lost with this utterance in it; the second loss is its end."""
        self._losses += 1
        if self._losses == ATTEMPTS:
            self.fail("The recogniser crashed twice on this utterance; it has no words.")

    def fail(self, why: str) -> None:
        """End the utterance without words."""
        self._seat.utterances.pop(self._number, None)
        if not self._words.done():
            self._words.set_exception(RecogniserError(why))
            self._words.exception()  # seen: an utterance that nobody finishes is no unhandled error

    def hear_partial(self, text: str) -> None:
        """Pass on the text so far, once: a replay says the same again."""
        if text != self._partial and not self._is_over:
            self._partial = text
            self._on_partial(text)

    def hear_final(self, transcript: Transcript) -> None:
        """Take the words."""
        del self._seat.utterances[self._number]
        self._words.set_result(transcript)
