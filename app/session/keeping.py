"""Keeps turns, steps of the mind and events, one after the other, and says when a turn is durable."""

import asyncio
from collections.abc import Callable

from app.call_record import CallEvent
from app.core import events
from app.core.events import Event
from app.core.transcript import Turn
from app.session.ports import Journal, KeepingError, MindStep

Keepsake = Turn | MindStep | CallEvent


class Keeping:
    """A queue in front of the journal, so that what is kept is kept in order and nobody waits."""

    def __init__(self, journal: Journal, post: Callable[[Event], None], on_failure: Callable[[], None]) -> None:
        self._journal = journal
        self._post = post
        self._on_failure = on_failure
        self._waiting: asyncio.Queue[Keepsake | None] = asyncio.Queue()

    def keep(self, item: Keepsake) -> None:
        """Have something kept; a turn is answered by `TurnJournalled` or `JournalFailed`."""
        self._waiting.put_nowait(item)

    def close(self) -> None:
        """Let `run` return once everything that waits is kept."""
        self._waiting.put_nowait(None)

    async def run(self) -> None:
        """Keep what comes until `close`."""
        while (item := await self._waiting.get()) is not None:
            try:
                await self._keep(item)
            except KeepingError:
                self._on_failure()
                if isinstance(item, Turn):
                    self._post(events.JournalFailed(item.number, item.revision))
            else:
                if isinstance(item, Turn):
                    self._post(events.TurnJournalled(item.number, item.revision))

    async def _keep(self, item: Keepsake) -> None:
        match item:
            case Turn():
                await self._journal.keep_turn(item)
            case MindStep():
                await self._journal.keep_mind(item)
            case CallEvent():
                await self._journal.keep_event(item)
