"""Sentences about real calls on a disk that is full: no file of the server may grow any more (`RLIMIT_FSIZE`)."""

import asyncio
import resource
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.call_record import CallRecord, EndedBy
from app.caller.caller import Caller, Heard
from app.caller.connection import Order, Server
from app.transports.messages import ErrorTold
from tests.faults.killed_calls import kept_by_next_server, utterance
from tests.faults.server import RealServer, serving, tokens

SCRIPT = [utterance("wait_stop_rms", interrupts_after=0.3), utterance("wait_stop_rms", interrupts_after=0.3)]
FULL, FREE = 1, resource.RLIM_INFINITY
"""Bytes that a file may have."""
LINES = 3
"""Lines of the customer's in such a call."""


class Disk:
    """Watches a caller; the disk is full from the second utterance on, and perhaps free again once it is answered."""

    def __init__(self, server: RealServer, *, is_freed: bool) -> None:
        self._server = server
        self._is_freed = is_freed
        self._limit = FREE

    def __call__(self, caller: Caller) -> None:
        """See `Caller`."""
        assert caller.heard is not None
        is_answered = LINES in caller.heard.player.streams and caller.heard.player.streams[LINES].has_started
        wanted = FREE if len(caller.heard.said) < 2 or (is_answered and self._is_freed) else FULL
        if wanted != self._limit:
            self._limit = wanted
            resource.prlimit(self._server.process_id, resource.RLIMIT_FSIZE, (wanted, FREE))


@dataclass(frozen=True, slots=True)
class StarvedCall:
    """A call that lived through it."""

    heard: Heard
    record: CallRecord
    log: str
    integrity: str
    """What SQLite says of the database afterwards."""

    @property
    def missing(self) -> set[int]:
        """Numbers of the turns that are not in the record, though later ones are, or that it names as lost."""
        kept = {turn.number for turn in self.record.turns}
        named = {loss.number for loss in self.record.not_saved if loss.what == "turn" and loss.number}
        return named | (set(range(1, max(kept) + 1)) - kept)


@pytest.fixture(scope="module")
def starved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, StarvedCall]:
    """Two calls at the same time, each on a server of its own."""
    folders = {name: tmp_path_factory.mktemp("starved") for name in ("for a while", "to the end")}
    return asyncio.run(_starved(folders))


async def _starved(folders: dict[str, Path]) -> dict[str, StarvedCall]:
    calls = []
    for name, folder in folders.items():
        (token,) = await tokens(folder, 1)
        calls.append(_hold(folder, token, is_freed=name == "for a while"))
    return dict(zip(folders, await asyncio.gather(*calls), strict=True))


async def _hold(data: Path, token: str, *, is_freed: bool) -> StarvedCall:
    """Hold a call on a disk that fills up; where it stays full, the next server, which has room again, is asked."""
    async with serving(data) as server:
        caller = Server(server.url, token)
        heard = await Caller(caller, Order("ruth_billing", seed=3), SCRIPT, Disk(server, is_freed=is_freed)).call()
        kept = await caller.kept(heard.call) if is_freed else None
    kept = kept or await kept_by_next_server(data, token, heard.call)
    record = CallRecord.model_validate_json(kept.record)
    return StarvedCall(heard, record, "\n".join(server.log), _integrity(data))


def _integrity(data: Path) -> str:
    database = sqlite3.connect(data / "readyroom.sqlite3")
    try:
        return str(database.execute("PRAGMA integrity_check").fetchone()[0])
    finally:
        database.close()


@pytest.fixture(params=["for a while", "to the end"])
def call(request: pytest.FixtureRequest, starved: dict[str, StarvedCall]) -> StarvedCall:
    """One of the two."""
    return starved[request.param]


def test_a_full_disk_ends_no_call(call: StarvedCall) -> None:
    assert call.heard.ended_by == "trainee"
    assert [said.interrupts for said in call.heard.said] == [True, True]
    assert call.heard.player.streams[LINES].is_done
    assert "Traceback" not in call.log


def test_the_trainee_is_told_once(call: StarvedCall) -> None:
    told = [message for message in call.heard.messages if isinstance(message, ErrorTold)]
    assert [message.code for message in told] == ["not-kept"]


def test_the_record_says_what_is_missing(call: StarvedCall) -> None:
    assert "recording" in {loss.what for loss in call.record.not_saved}
    assert call.missing == {loss.number for loss in call.record.not_saved if loss.what == "turn"}
    assert call.record.recording is not None
    assert not call.record.recording.complete


def test_turns_that_found_no_room_are_kept_at_the_end_if_there_is_room_again(starved: dict[str, StarvedCall]) -> None:
    assert not starved["for a while"].missing
    assert starved["to the end"].missing


def test_the_database_is_intact(call: StarvedCall) -> None:
    assert call.integrity == "ok"


def test_the_record_says_who_ended_the_call_as_far_as_it_could_be_written_down(
    starved: dict[str, StarvedCall],
) -> None:
    assert starved["for a while"].record.ended_by is EndedBy.TRAINEE
    assert starved["to the end"].record.ended_by is EndedBy.INTERRUPTED
