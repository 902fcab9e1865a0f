"""How far each call's scoring is, as this process knows it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the scoring of one call is."""

    status: str
    """`queued`, `running`, `done`, `failed`."""
    step: str | None = None
    """What is being done, in words for the trainee; None while it waits and when it is over."""


QUEUED = Progress("queued")
DONE = Progress("done")
FAILED = Progress("failed")

Tell = Callable[[str, Progress], None]
"""Is told (call, progress), on the event loop."""


def quiet(_call_id: str, _progress: Progress) -> None:
    """Tell nobody of progress."""


class Board:
    """The calls that wait, run or failed; one that is done is known by its scorecard. Owned by the event loop."""

    def __init__(self, tell: Tell) -> None:
        """`tell` is told of every change."""
        self._tell = tell
        self._calls: dict[str, Progress] = {}
        self._ended: dict[str, Progress] = {}
        """How each piece of work of this process ended, by DBOS's id of it."""
        self._idle = asyncio.Event()
        self._idle.set()

    def of(self, call_id: str) -> Progress | None:
        """Return a call's progress; None for one that is done, or was not heard of."""
        return self._calls.get(call_id)

    def is_under_way(self, call_id: str) -> bool:
        """Say whether a call waits or runs."""
        progress = self._calls.get(call_id)
        return progress is not None and progress.status in {"queued", "running"}

    def order(self, call_id: str) -> None:
        """Note that a call is to be scored, unless that is being done."""
        if not self.is_under_way(call_id):
            self.note(call_id, QUEUED)

    def join(self, call_id: str, work: str) -> None:
        """Note to which work an order was joined: it may just have ended, not yet written down as finished."""
        if work in self._ended and self._calls.get(call_id) == QUEUED:
            self.note(call_id, self._ended[work])

    def end(self, call_id: str, work: str, progress: Progress) -> None:
        """Note how a piece of work ended."""
        self._ended[work] = progress
        self.note(call_id, progress)

    def note(self, call_id: str, progress: Progress) -> None:
        """Note a call's progress, and tell of it."""
        self._calls[call_id] = progress
        if progress == DONE:
            del self._calls[call_id]
        self._see_whether_idle()
        self._tell(call_id, progress)

    def forget(self, call_id: str) -> None:
        """Forget a call whose scoring could not be ordered; the next start orders it."""
        if self._calls.get(call_id) == QUEUED:
            del self._calls[call_id]
        self._see_whether_idle()

    async def settle(self) -> None:
        """Return when nothing waits or runs."""
        await self._idle.wait()

    def _see_whether_idle(self) -> None:
        if any(self.is_under_way(call_id) for call_id in self._calls):
            self._idle.clear()
        else:
            self._idle.set()
