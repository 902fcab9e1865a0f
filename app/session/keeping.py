"""Keeps turns, steps of the mind and events, one after the other, and says when a turn is durable."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from app.call_record import CallEvent, TurnTags
from app.core import events
from app.core.events import Event
from app.core.transcript import Turn
from app.session.ports import Journal, KeepingError, MindStep

Keepsake = Turn | MindStep | CallEvent | TurnTags


PATIENCE = 2.0
"""How long a turn may take to become durable before its answer is spoken all the same, in seconds.

A database that another program has locked may take half a minute; a customer who is silent for so long is no customer.
"""


class Keeping:
    """A queue in front of the journal, so that what is kept is kept in order and nobody waits for long."""

    def __init__(self, journal: Journal, post: Callable[[Event], None], on_failure: Callable[[], None]) -> None:
        self._journal = journal
        self._post = post
        self._on_failure = on_failure
        self._waiting: asyncio.Queue[Keepsake | None] = asyncio.Queue()
        self._failed: dict[int, Turn] = {}
        self._overdue: dict[tuple[int, int], asyncio.TimerHandle] = {}

    def keep(self, item: Keepsake) -> None:
        """Have something kept; a turn is answered by `TurnJournalled` or `JournalFailed`.

        `JournalFailed` comes after `PATIENCE` at the latest; a late `TurnJournalled` may still follow.
        """
        self._waiting.put_nowait(item)
        if isinstance(item, Turn):
            self._stop_waiting(item)
            late = asyncio.get_running_loop().call_later(PATIENCE, self._post, _failure(item))
            self._overdue[item.number, item.revision] = late

    def close(self) -> None:
        """Let `run` return once everything that waits is kept."""
        self._waiting.put_nowait(None)

    async def run(self) -> None:
        """Keep what comes until `close`; what could not be kept is tried once more at the end."""
        while (item := await self._waiting.get()) is not None:
            await self._try(item)
        for turn in self._failed.values():
            with suppress(KeepingError):
                await self._keep(turn)
        for late in self._overdue.values():
            late.cancel()

    async def _try(self, item: Keepsake) -> None:
        try:
            await self._keep(item)
        except KeepingError:
            self._on_failure()
            if isinstance(item, Turn):
                self._failed[item.number] = item
                self._answer(item, _failure(item))
        else:
            if isinstance(item, Turn):
                self._failed.pop(item.number, None)
                self._answer(item, events.TurnJournalled(item.number, item.revision))

    def _answer(self, turn: Turn, event: Event) -> None:
        self._stop_waiting(turn)
        self._post(event)

    def _stop_waiting(self, turn: Turn) -> None:
        late = self._overdue.pop((turn.number, turn.revision), None)
        if late is not None:
            late.cancel()

    async def _keep(self, item: Keepsake) -> None:
        match item:
            case Turn():
                await self._journal.keep_turn(item)
            case MindStep():
                await self._journal.keep_mind(item)
            case CallEvent():
                await self._journal.keep_event(item)
            case TurnTags():
                await self._journal.keep_tags(item)


def _failure(turn: Turn) -> Event:
    return events.JournalFailed(turn.number, turn.revision)
