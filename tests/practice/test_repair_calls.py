"""Sentences about the calls that a dead server left behind."""

import random
import wave
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from structlog.testing import capture_logs

from app.call_record import CallRecord, EndedBy, Recording
from app.core.transcript import Side
from app.practice.file_call import file_call
from app.practice.repair_calls import repair_calls
from app.store import Store
from tests.store.children import lines_until_killed, start
from tests.store.sample_calls import live_call, sound, spoil

Said = list[list[str]]


async def leave_behind(data: Path) -> str:
    """Return the id of a call that was live when its server went away."""
    store = await Store.open(data)
    call_id = await live_call(store)
    await store.close()
    return call_id


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_nothing_that_was_acknowledged_is_lost_when_the_server_is_killed(tmp_path: Path, seed: int) -> None:
    said = lines_until_killed(start("talk_until_killed", tmp_path), after=random.Random(seed).randrange(20, 200))
    call_id = said[0][1]
    store = await Store.open(tmp_path)
    assert await repair_calls(store) == (call_id,)

    record = await store.record(call_id)
    assert record.ended_by is EndedBy.INTERRUPTED
    assert every_turn_is_there(said, record)
    assert every_sample_is_there(said, store.recording_path(call_id), record)
    assert every_log_line_is_there(said, store.events_path(call_id))
    await store.close()


def every_turn_is_there(said: Said, record: CallRecord) -> bool:
    kept = {turn.number: turn.revision for turn in record.turns}
    turns = [(int(line[1]), int(line[2])) for line in said if line[0] == "turn"]
    return len(turns) > 1 and all(kept[number] >= revision for number, revision in turns)


def every_sample_is_there(said: Said, file: Path | None, record: CallRecord) -> bool:
    assert file is not None
    with wave.open(str(file), "rb") as wav:
        both = np.frombuffer(wav.readframes(wav.getnframes()), dtype="<i2").reshape(-1, 2)
    assert record.recording == Recording(samples=len(both), complete=True)
    pieces = [(Side(line[1]), int(line[2]), int(line[3])) for line in said if line[0] == "sound"]
    return len(pieces) > 1 and all(
        (both[first : first + count, list(Side).index(side)] == sound(side, first, count)).all()
        for side, first, count in pieces
    )


def every_log_line_is_there(said: Said, file: Path | None) -> bool:
    assert file is not None
    kept = file.read_text().splitlines()
    return all(f'{{"number": {line[1]}}}' in kept for line in said if line[0] == "log")


async def test_an_interrupted_call_ended_with_the_last_that_was_kept_of_it(tmp_path: Path) -> None:
    call_id = await leave_behind(tmp_path)
    store = await Store.open(tmp_path)
    await repair_calls(store)
    record = await store.record(call_id)
    assert record.ended_at == record.started_at + timedelta(seconds=2)
    await store.close()


async def test_repairing_twice_changes_nothing(tmp_path: Path) -> None:
    call_id = await leave_behind(tmp_path)
    store = await Store.open(tmp_path)
    assert await repair_calls(store) == (call_id,)
    record = await store.record(call_id)
    assert await repair_calls(store) == ()
    assert await store.record(call_id) == record
    await store.close()


async def test_calls_that_were_filed_are_left_alone(store: Store) -> None:
    await file_call(store, await live_call(store), "trainee")
    assert await repair_calls(store) == ()


async def test_a_call_that_a_living_server_holds_is_left_alone(store: Store, tmp_path: Path) -> None:
    call_id = await live_call(store)
    other = await Store.open(tmp_path / "data")
    assert await repair_calls(other) == ()
    assert await other.unfiled_calls() == [call_id]
    await other.close()


async def test_a_server_killed_between_end_and_recording_keeps_who_ended_the_call(tmp_path: Path) -> None:
    store = await Store.open(tmp_path)
    await store.end_call(call_id := await live_call(store), "customer")
    await store.close()
    again = await Store.open(tmp_path)
    assert await repair_calls(again) == (call_id,)
    record = await again.record(call_id)
    assert record.ended_by is EndedBy.CUSTOMER
    assert record.recording == Recording(samples=32_000, complete=True)
    await again.close()


async def test_a_repair_killed_while_it_wove_the_recording_starts_it_over(tmp_path: Path) -> None:
    call_id = await leave_behind(tmp_path)
    (tmp_path / "calls" / call_id / "recording.wav.part").write_bytes(b"RIFF, and then the power went" * 10_000)
    store = await Store.open(tmp_path)
    await repair_calls(store)
    assert (await store.record(call_id)).recording == Recording(samples=32_000, complete=True)
    assert files_of(tmp_path, call_id) == {"recording.wav", "events.jsonl"}
    await store.close()


async def test_a_repair_killed_before_it_removed_the_raw_files_does_so_next_time(tmp_path: Path) -> None:
    call_id = await leave_behind(tmp_path)
    raw = tmp_path / "calls" / call_id / "trainee.pcm"
    kept = raw.read_bytes()
    first = await Store.open(tmp_path)
    await first.end_call(call_id, "interrupted")
    await first.finish_recording(call_id)
    await first.close()
    raw.write_bytes(kept)
    second = await Store.open(tmp_path)
    await second.finish_recording(call_id)
    assert (await second.record(call_id)).recording == Recording(samples=32_000, complete=True)
    assert files_of(tmp_path, call_id) == {"recording.wav", "events.jsonl"}
    await second.close()


async def test_a_call_that_cannot_be_repaired_holds_up_no_other(tmp_path: Path) -> None:
    stuck, whole = [await leave_behind(tmp_path) for _ in range(2)]
    in_the_way = tmp_path / "calls" / stuck / "recording.wav.part"
    in_the_way.mkdir()
    store = await Store.open(tmp_path)
    assert await repair_calls(store) == (whole,)
    assert await store.unfiled_calls() == [stuck]
    in_the_way.rmdir()
    assert await repair_calls(store) == (stuck,)
    assert (await store.record(stuck)).ended_by is EndedBy.INTERRUPTED
    await store.close()


@pytest.mark.parametrize("table", ["call", "turn"])
async def test_a_call_that_cannot_be_read_holds_up_no_other_and_is_named_in_the_log(tmp_path: Path, table: str) -> None:
    unreadable, whole = [await leave_behind(tmp_path) for _ in range(2)]
    spoil(tmp_path, unreadable, "lobster bisque", table)
    store = await Store.open(tmp_path)
    with capture_logs() as logged:
        assert await repair_calls(store) == (whole,)
    assert [(line["event"], line["call"]) for line in logged] == [("call_not_repaired", unreadable)]
    assert "lobster" not in str(logged)
    await store.close()


async def test_a_call_whose_folder_is_gone_is_closed_all_the_same(tmp_path: Path) -> None:
    call_id = await leave_behind(tmp_path)
    for file in (tmp_path / "calls" / call_id).iterdir():
        file.unlink()
    (tmp_path / "calls" / call_id).rmdir()
    store = await Store.open(tmp_path)
    assert await repair_calls(store) == (call_id,)
    assert len((await store.record(call_id)).turns) == 2
    await store.close()


def files_of(data: Path, call_id: str) -> set[str]:
    return {file.name for file in (data / "calls" / call_id).iterdir()}
