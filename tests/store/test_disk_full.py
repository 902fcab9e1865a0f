"""Sentences about a disk that is full for a while."""

import json
from pathlib import Path

from app.practice.repair_calls import repair_calls
from app.store import Store
from tests.store.children import start


def live_through(data: Path) -> dict[str, str]:
    child = start("talk_on_a_full_disk", data)
    out, _ = child.communicate()
    assert child.returncode == 0
    lived: dict[str, str] = json.loads(out)
    return lived


async def test_a_full_disk_ends_no_call_and_what_was_lost_is_named(tmp_path: Path) -> None:
    lived = live_through(tmp_path)
    assert lived["turn"].startswith("Not kept: the disk")
    assert lived["sound"] == "The recording has a gap: the file may not grow further."
    assert lived["finish"] == "The recording cannot be finished yet: the file may not grow further."
    left = {file.name for file in (tmp_path / "calls" / lived["call"]).iterdir()}
    assert left == {"customer.pcm", "trainee.pcm", "events.jsonl"}

    store = await Store.open(tmp_path)
    assert await repair_calls(store) == (lived["call"],)
    record = await store.record(lived["call"])
    assert [turn.number for turn in record.turns] == [1, 2, 4]
    assert {(loss.what, loss.number) for loss in record.not_saved} == {("turn", 3), ("recording", None), ("log", None)}
    assert record.ended_by == "trainee"
    assert record.recording is not None
    assert (record.recording.samples, record.recording.complete) == (35_200, False)
    log = store.events_path(lived["call"])
    assert log is not None
    assert log.read_text().splitlines()[-1] == "{}"
    await store.close()
