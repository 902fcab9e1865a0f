"""Sentences about a server that is killed in the middle of a call."""

import asyncio
from pathlib import Path
from random import Random

import pytest

from app.call_record import EndedBy
from app.caller.caller import Caller
from app.caller.connection import Kept, Order
from app.practice.repair_calls import repair_calls
from app.store import Store
from tests.faults.killed_calls import KilledCall, Moment, Planned, kept_by_next_server, killed_call, utterance
from tests.faults.server import tokens

SEED = 20_261
RATE = 16_000
SCRIPT = [utterance("wait_stop_rms", interrupts_after=0.4), utterance("invoice_open_question", interrupts_after=0.4)]
"""Interruptions, so that turns are committed early."""


def within_an_utterance(dice: Random) -> Moment:
    """Return the moment so far into the second utterance."""
    far = dice.randrange(RATE // 2, 2 * RATE)

    def has_come(caller: Caller) -> bool:
        said = caller.heard.said if caller.heard else []
        return len(said) == 2 and caller.now >= said[1].start + far

    return has_come


def within_a_line(dice: Random) -> Moment:
    """Return the moment when so much of the answer to the first utterance was played."""
    far = dice.uniform(0.1, 0.35)

    def has_come(caller: Caller) -> bool:
        if caller.heard is None:
            return False
        player = caller.heard.player
        return any(stream.number > 1 and stream.played >= far * player.rate for stream in player.streams.values())

    return has_come


def between(dice: Random) -> Moment:
    """Return the moment so long after the second utterance, before it is answered or just then."""
    wait = dice.randrange(RATE // 10, RATE)

    def has_come(caller: Caller) -> bool:
        said = caller.heard.said if caller.heard else []
        return len(said) == 2 and caller.now >= said[1].speech_end + wait

    return has_come


POINTS = {"within an utterance": within_an_utterance, "within a line": within_a_line, "between": between}


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, KilledCall]:
    """Three calls, held and killed at the same time."""
    return asyncio.run(_killed({point: tmp_path_factory.mktemp("killed") for point in POINTS}))


async def _killed(folders: dict[str, Path]) -> dict[str, KilledCall]:
    dice = Random(SEED)
    order = Order("ruth_billing", seed=SEED)
    opening = asyncio.Lock()

    async def repaired(data: Path, _: str, call: str) -> Kept:
        async with opening:
            return await kept_by_repair(data, call)

    calls = []
    for point, folder in folders.items():
        (token,) = await tokens(folder, 1)
        plan = Planned(order, SCRIPT, POINTS[point](dice), kept_by_next_server if point == "between" else repaired)
        calls.append(killed_call(folder, token, plan))
    return dict(zip(folders, await asyncio.gather(*calls), strict=True))


async def kept_by_repair(data: Path, call: str) -> Kept:
    """Do what a server does at its start: the same, and much quicker."""
    store = await Store.open(data)
    try:
        assert await repair_calls(store) == (call,)
        record, recording, log = await store.record(call), store.recording_path(call), store.events_path(call)
        assert recording is not None
        assert log is not None
        return Kept(record.model_dump_json().encode(), log.read_bytes(), recording.read_bytes())
    finally:
        await store.close()


@pytest.fixture(params=POINTS)
def call(request: pytest.FixtureRequest, killed: dict[str, KilledCall]) -> KilledCall:
    """One of the three; `python -m benchmarks.faults` kills at twenty more moments."""
    return killed[request.param]


def test_every_turn_that_was_answered_is_kept(call: KilledCall) -> None:
    assert call.answers >= 1
    assert call.promised.trainee
    assert call.kept.trainee.startswith(call.promised.trainee)
    assert call.kept.customer.startswith(call.promised.customer)


def test_at_most_a_second_of_either_side_is_lost(call: KilledCall) -> None:
    assert call.trainee_lost <= 1.0
    assert call.customer_lost <= 1.0


def test_what_is_left_of_the_recording_is_what_was_said(call: KilledCall) -> None:
    assert call.differing() == 0


def test_the_next_server_closes_the_call_as_interrupted_and_makes_it_playable(call: KilledCall) -> None:
    assert call.record.ended_by is EndedBy.INTERRUPTED
    assert call.record.recording is not None
    assert call.record.recording.complete
    assert call.record.recording.samples == len(call.recording)


def test_no_recogniser_outlives_its_server(call: KilledCall) -> None:
    assert call.gone_after is not None
