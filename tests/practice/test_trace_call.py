"""The trace of a call that was held over the wire comes out again bit for bit; what has changed is reported."""

import asyncio
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.practice.trace_call import CallTrace, trace_call
from app.practice.traced_steps import traced_steps
from app.store import CallNotFound, Store
from tests.wire.client import on_call
from tests.wire.server import ServeProcess, serving

TURNS = (
    "Hello, this is Sam. I can see that we charged you twice, and I am sorry. What happened when you called before?",
    "That sounds frustrating. What has it meant for you?",
    "I will refund the second payment today, and I will send you an email about it.",
)
SELDOM = 18
"""Frames between two reports of what was heard: this client plays lines faster than any ear, and may not send messages
without end."""


@dataclass(frozen=True, slots=True)
class Held:
    """A call that is over, and where it is kept."""

    data: Path
    call: str

    async def trace(self) -> CallTrace:
        """Trace it."""
        store = await Store.open(self.data)
        try:
            return await trace_call(store, self.call)
        finally:
            await store.close()

    def change(self, statement: str, *values: object) -> None:
        """Change what is kept, as nobody should."""
        with closing(sqlite3.connect(self.data / "readyroom.sqlite3")) as database, database:
            assert database.execute(statement, values).rowcount == 1

    def command(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run `readyroom calls trace`."""
        shell = [sys.executable, "-c", "from app.cli import main; main()", "calls", "trace", self.call]
        shell += ["--data", str(self.data), *arguments]
        return subprocess.run(shell, capture_output=True, text=True, timeout=60.0, env=os.environ, check=False)


async def _talk(server: ServeProcess) -> str:
    """Hold a call by typing, and return its id."""
    async with on_call(server.url, server.trainee().token) as client:
        await client.listen(SELDOM)
        for turn in TURNS:
            await client.tell("say", text=turn)
            await client.listen(SELDOM)
        await client.tell("hang_up")
        await client.until("ended")
    return client.call


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Held:
    """A call over the wire, on a server that is gone."""
    folder = tmp_path_factory.mktemp("once")
    with serving(folder, scores=False) as server:
        call = asyncio.run(_talk(server))
    return Held(folder / "data", call)


@pytest.fixture
def held(once: Held, tmp_path: Path) -> Held:
    """The same call, with a data folder that may be changed."""
    return Held(shutil.copytree(once.data, tmp_path / "data"), once.call)


def a_step(change: Callable[[dict[str, Any]], None]) -> Callable[[Held], None]:
    """Return how to change the third step of the mind."""

    def changed(held: Held) -> None:
        with closing(sqlite3.connect(held.data / "readyroom.sqlite3")) as database:
            rows = database.execute("SELECT id, body FROM mind_step WHERE call_id = ? ORDER BY id", (held.call,))
            number, body = rows.fetchall()[2]
        step = json.loads(body)
        change(step)
        held.change("UPDATE mind_step SET body = ? WHERE id = ?", json.dumps(step), number)

    return changed


def the_pins(*not_saved: dict[str, str], **changes: object) -> Callable[[Held], None]:
    """Return how to change what a call is pinned to, and what of it was not saved."""

    def changed(held: Held) -> None:
        with closing(sqlite3.connect(held.data / "readyroom.sqlite3")) as database:
            (body,) = database.execute("SELECT body FROM call WHERE id = ?", (held.call,)).fetchone()
        header = json.loads(body)
        header["pins"] |= changes
        header["not_saved"] = list(not_saved)
        held.change("UPDATE call SET body = ? WHERE id = ?", json.dumps(header), held.call)

    return changed


async def test_a_call_over_the_wire_is_derived_again_bit_for_bit(held: Held) -> None:
    found = await held.trace()
    assert (found.obstacle, found.difference) == ("", None)
    assert found.is_identical
    steps = list(traced_steps(found))
    assert [step.said for step in steps if step.happening == "TurnTaken"] == list(TURNS)
    assert len(steps) == len(found.record.mind) >= 7
    assert all(step.move and step.line for step in steps if step.happening == "TurnTaken")
    assert "acknowledge_specific" in steps[2].acts
    assert all(step.before for step in steps), "the mind before the call is derived too"


async def test_the_command_prints_the_trace_and_its_verdict(held: Held) -> None:
    told = held.command()
    assert (told.returncode, told.stdout.splitlines()[-1]) == (0, "re-derived: identical"), told.stderr
    assert TURNS[0] in told.stdout
    assert "taken for: " in told.stdout
    assert "tension " in told.stdout
    in_json = json.loads(held.command("--json").stdout)
    assert (in_json["call"], in_json["identical"], in_json["difference"]) == (held.call, True, None)
    assert len(in_json["steps"]) >= 7


def _trust(step: dict[str, Any]) -> None:
    step["values"]["trust"] += 1


def _words(step: dict[str, Any]) -> None:
    step["detail"]["text"] = "You are lying to me, you idiot."


def _move(step: dict[str, Any]) -> None:
    step["move"] = "accept"


@pytest.mark.parametrize(
    ("change", "what"), [(a_step(_trust), "mind.trust"), (a_step(_words), "mind"), (a_step(_move), "move")]
)
async def test_what_comes_out_otherwise_is_named(held: Held, change: Callable[[Held], None], what: str) -> None:
    change(held)
    found = await held.trace()
    assert not found.is_identical
    assert found.difference is not None
    assert found.difference.step == 2
    assert found.difference.what.startswith(what)


async def test_the_command_says_where_it_comes_out_otherwise(held: Held) -> None:
    a_step(_move)(held)
    told = held.command()
    assert told.returncode == 1
    assert "re-derived: differs at step 2" in told.stdout


def _no_detail(step: dict[str, Any]) -> None:
    del step["detail"]


def _forget(*kinds: str) -> Callable[[Held], None]:
    def forgotten(held: Held) -> None:
        for kind in kinds:
            pin = f"(SELECT json_extract(body, '$.pins.{kind}') FROM call WHERE id = ?)"
            held.change(f"DELETE FROM content WHERE sha256 = {pin}", held.call)

    return forgotten


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (the_pins(engines={"customer": {"name": "rules", "version": "0"}}), "made by rules 0"),
        (the_pins(engines={}), "another version of the program"),
        (the_pins(language=None), "text of the language"),
        (_forget("language"), "text of the language"),
        (_forget("persona"), "text of the persona"),
        (a_step(_no_detail), "knows no happening"),
        (the_pins({"what": "mind", "reason": "The disk is full."}), "Not every step of this call could be saved"),
    ],
)
async def test_what_cannot_be_derived_again_is_shown_and_said(
    held: Held, change: Callable[[Held], None], sentence: str
) -> None:
    change(held)
    found = await held.trace()
    assert not found.is_identical
    assert sentence in found.obstacle
    assert found.decisions == ()
    assert len(list(traced_steps(found))) == len(found.record.mind)
    assert found.difference is None


async def test_a_call_that_never_was_has_no_trace(tmp_path: Path) -> None:
    with pytest.raises(CallNotFound):
        await Held(tmp_path, "0" * 26).trace()
