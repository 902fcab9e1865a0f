"""What is kept is kept in order, one after the other, and each turn's fate is told once."""

import asyncio
from dataclasses import replace

from app.call_record import CallEvent, EventKind
from app.core import events
from app.core.events import Event
from app.core.transcript import Side, Turn
from app.session.keeping import Keeping
from app.session.ports import MindStep
from tests.session.kept import MemoryJournal
from tests.virtual_time import pass_time

TURN = Turn(number=1, revision=1, side=Side.TRAINEE, start=0, end=16_000, text="Hello.", heard="Hello.")
STEP = MindStep(turn=1, happening="TurnTaken", values={}, move=None, reasons=())
FACT = CallEvent(kind=EventKind.FACT, name="card_declined", turn=1, heard_end=16_000)


async def keep_all(journal: MemoryJournal, *items: Turn | MindStep | CallEvent) -> tuple[list[Event], int]:
    """Keep these, and return what was posted and how often a failure was told."""
    posted: list[Event] = []
    failures: list[None] = []
    keeping = Keeping(journal, posted.append, lambda: failures.append(None))
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(keeping.run(), name="keeping")
        for item in items:
            keeping.keep(item)
        keeping.close()
    return posted, len(failures)


async def test_a_turn_is_told_durable_once_it_is_and_what_waits_is_kept_before_the_end() -> None:
    journal = MemoryJournal(delay=0.1)
    later = replace(TURN, revision=2, text="Hello there.", heard="Hello there.")
    posted, failures = await keep_all(journal, TURN, STEP, FACT, later)
    assert posted == [events.TurnJournalled(1, 1), events.TurnJournalled(1, 2)]
    assert failures == 0
    assert journal.transcript == (later,)
    assert (journal.minds, journal.events) == ([STEP], [FACT])


async def test_a_turn_that_cannot_be_kept_is_told_and_the_next_is_tried() -> None:
    journal = MemoryJournal(fails=True)
    posted, failures = await keep_all(journal, TURN, STEP, replace(TURN, number=2))
    assert posted == [events.JournalFailed(1, 1), events.JournalFailed(2, 1)]
    assert failures == 3


async def test_an_answer_waits_two_seconds_for_the_disk_and_no_longer() -> None:
    posted: list[Event] = []
    keeping = Keeping(MemoryJournal(delay=10.0), posted.append, lambda: None)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(keeping.run(), name="keeping")
        keeping.keep(TURN)
        await pass_time(1.9)
        assert posted == []
        await pass_time(0.2)
        assert posted == [events.JournalFailed(1, 1)]
        keeping.close()
    assert posted == [events.JournalFailed(1, 1), events.TurnJournalled(1, 1)]


async def test_what_could_not_be_kept_is_tried_again_at_the_end() -> None:
    journal = MemoryJournal(fails=True)
    keeping = Keeping(journal, lambda _: None, lambda: None)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(keeping.run(), name="keeping")
        keeping.keep(TURN)
        await pass_time(0.1)
        journal.fails = False
        keeping.close()
    assert journal.transcript == (TURN,)


async def test_nobody_waits_for_the_disk() -> None:
    keeping = Keeping(MemoryJournal(delay=60.0), lambda _: None, lambda: None)
    began = asyncio.get_running_loop().time()
    keeping.keep(TURN)
    await pass_time(0)
    assert asyncio.get_running_loop().time() - began < 1.0
