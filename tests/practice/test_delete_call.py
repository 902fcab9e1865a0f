"""Sentences about deleting a call for good."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.call_record import CallEvent, EventKind, TurnTags
from app.content.library import Library
from app.engines.catalogue import choose
from app.practice.delete_call import CallIsLiveError, delete_call
from app.practice.desk import Desk, LiveCall
from app.practice.file_call import file_call
from app.session.ports import MindStep
from app.store import CallNotFound, Store
from tests.store.sample_calls import live_call, turn

CANARY = "the-canary-sings"


@pytest.fixture
async def desk(store: Store) -> AsyncIterator[Desk]:
    """A desk on scripted parts."""
    async with asyncio.TaskGroup() as tasks:
        yield Desk(store, Library(()), choose("scripted", "scripted", "scripted"), 1, tasks)


async def told_call(store: Store) -> str:
    """Return a filed call in which the canary is in every place that keeps words."""
    call_id = await live_call(store)
    journal = store.journal(call_id)
    await journal.keep_turn(turn(3, text=f"my word is {CANARY}"))
    await journal.keep_mind(MindStep(3, "TurnTaken", {"trust": CANARY}, CANARY, (CANARY,), {"text": CANARY}))
    await journal.keep_event(CallEvent(kind=EventKind.FACT, name=CANARY, turn=3, heard_end=1))
    await journal.keep_tags(TurnTags(turn=3, tags=(CANARY,), by=CANARY))
    journal.log(f'{{"said": "{CANARY}"}}')
    await file_call(store, call_id, "trainee")
    return call_id


def kept(tmp_path: Path) -> bytes:
    """Return everything that is on the disk."""
    return b"".join(file.read_bytes() for file in sorted((tmp_path / "data").rglob("*")) if file.is_file())


async def test_nothing_of_a_deleted_call_is_left(desk: Desk, tmp_path: Path) -> None:
    call_id, other = await told_call(desk.store), await live_call(desk.store)
    assert CANARY.encode() in kept(tmp_path)
    await delete_call(desk, call_id)
    assert CANARY.encode() not in kept(tmp_path)
    assert call_id.encode() not in kept(tmp_path)
    assert not (tmp_path / "data" / "calls" / call_id).exists()
    with pytest.raises(CallNotFound):
        await desk.store.record(call_id)
    assert [call.call for call in await desk.store.calls()] == [other]
    assert len((await desk.store.record(other)).turns) == 2


async def test_the_persona_that_other_calls_are_pinned_to_stays(desk: Desk) -> None:
    call_id, other = await told_call(desk.store), await live_call(desk.store)
    await delete_call(desk, call_id)
    assert await desk.store.content((await desk.store.record(other)).pins.persona) is not None


async def test_deleting_twice_is_harmless(desk: Desk) -> None:
    call_id = await told_call(desk.store)
    await delete_call(desk, call_id)
    await delete_call(desk, call_id)


async def test_a_deletion_that_was_killed_after_the_recording_can_be_done_again(desk: Desk, tmp_path: Path) -> None:
    call_id = await told_call(desk.store)
    folder = tmp_path / "data" / "calls" / call_id
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    assert [call.call for call in await desk.store.calls()] == [call_id]
    await delete_call(desk, call_id)
    assert await desk.store.calls() == []


async def test_a_live_call_is_not_deleted(desk: Desk) -> None:
    call_id = await live_call(desk.store)
    with pytest.raises(CallIsLiveError):
        await delete_call(desk, call_id)
    assert (await desk.store.record(call_id)).turns


async def test_a_call_that_another_server_holds_is_not_deleted(desk: Desk, tmp_path: Path) -> None:
    other = await Store.open(tmp_path / "data")
    call_id = await live_call(other)
    with pytest.raises(CallIsLiveError):
        await delete_call(desk, call_id)
    await other.close()


async def test_a_trainees_place_that_has_no_call_yet_is_in_nobodys_way(desk: Desk) -> None:
    call_id = await told_call(desk.store)
    desk.live["grace"] = LiveCall("grace")
    await delete_call(desk, call_id)


@pytest.mark.parametrize("call_id", ["", "..", "../../etc", "0" * 25, "calls"])
async def test_what_is_no_call_deletes_nothing(desk: Desk, tmp_path: Path, call_id: str) -> None:
    with pytest.raises(CallNotFound):
        await delete_call(desk, call_id)
    assert (tmp_path / "data" / "calls").is_dir()
