"""Sentences about interruptions in real calls; `python -m benchmarks.interruptions` makes fifty."""

import asyncio
from pathlib import Path
from random import Random

import pytest

from app.caller.connection import Order, Server
from tests.faults.killed_calls import utterance
from tests.faults.overlaps import LineOver, hold
from tests.faults.server import serving, tokens

SEED = 5
CALLS = 5
"""Calls that are held at the same time; in each a line is interrupted, and the next one listened to aloud."""
PERSONAS = ("ruth_billing", "martin_price")


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[LineOver]:
    """Lines that were spoken over."""
    return asyncio.run(_lines(tmp_path_factory.mktemp("interrupted")))


async def _lines(data: Path) -> list[LineOver]:
    dice = Random(SEED)
    held = await tokens(data, CALLS)
    async with serving(data) as server:
        calls = []
        for number, token in enumerate(held):
            script = [utterance("wait_stop_rms", dice.uniform(0.15, 2.0)), utterance("murmur_slt", 0.2)]
            order = Order(PERSONAS[number % 2], seed=dice.randrange(1_000))
            calls.append(hold(Server(server.url, token), order, script))
        return [line for call in await asyncio.gather(*calls) for line in call]


def test_what_the_record_says_was_heard_is_what_was_played(lines: list[LineOver]) -> None:
    cut = [line for line in lines if line.is_cut]
    assert len(cut) >= CALLS - 1
    for line in cut:
        assert line.too_many is not None, f"other words than were played (seed {SEED}): {line}"
        assert abs(line.too_many) <= 1, f"seed {SEED}: {line}"


def test_an_interrupted_customer_falls_silent(lines: list[LineOver]) -> None:
    assert all(line.silent_after < 3.0 for line in lines if line.is_cut)


def test_a_line_that_goes_on_after_listening_aloud_is_heard_whole(lines: list[LineOver]) -> None:
    whole = [line for line in lines if not line.is_cut]
    assert whole
    assert all(line.heard == tuple(line.text.split()) for line in whole)
