"""An event loop whose time jumps to the next timer when nothing is ready: a ten-minute call takes seconds."""

import asyncio
import selectors
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any, TypeVar, TypeVarTuple, Unpack

BEGINS_AT = 1_000.0
"""Not zero, so that nobody mistakes the loop's time for the time of a call."""
ROUND = 1e-9
"""Seconds that each round of the loop takes: time always passes, so nobody waits for what is already here."""
STUCK_AFTER = 5.0
"""Real seconds after which a loop in which everybody waits for something that never comes is given up."""


Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")


class StuckError(AssertionError):
    """Everybody waits, no timer is set, and no thread or socket has anything to say."""


class _VirtualSelector(selectors.DefaultSelector):
    """Moves its own time forward instead of waiting; really waits only for threads, sockets and other processes."""

    def __init__(self) -> None:
        super().__init__()
        self.now = BEGINS_AT
        self.threads = 0
        """Pieces of work in threads that are not finished; they take no time at all."""

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self.now += ROUND
        ready = super().select(0)
        if ready or (timeout is not None and timeout <= 0):
            return ready
        if timeout is not None and not self.threads:
            self.now += timeout
            return []
        ready = super().select(STUCK_AFTER)
        if not ready:
            raise StuckError("everybody waits, and nothing will ever come")
        return ready


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """A loop in invented time; the time stands still while a thread works."""

    def __init__(self) -> None:
        self._invented = _VirtualSelector()
        super().__init__(self._invented)

    def time(self) -> float:
        """Return the invented time, in seconds."""
        return self._invented.now

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[Unpack[Arguments]], Result], *args: *Arguments
    ) -> asyncio.Future[Result]:
        """Run work in a thread, and hold the time until it is done."""
        self._invented.threads += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._on_thread_done)
        return future

    def _on_thread_done(self, _: asyncio.Future[Any]) -> None:
        self._invented.threads -= 1


async def pass_time(seconds: float) -> None:
    """Let invented time pass; nothing else is delayed by it."""
    assert isinstance(asyncio.get_running_loop(), VirtualTimeLoop), "only invented time may be waited for"
    await asyncio.sleep(seconds)
