"""`kill -9` of the server at random moments of real calls: what is kept, and what is lost.

    .venv/bin/python -m benchmarks.faults [--points 20] [--seed 1] [--at-once 2]

Each point is a call of its own: `readyroom serve` on the parts of a bare machine, a caller in real time, SIGKILL at the
moment, a second server on the same folder that repairs the call. Synthetic speech; about twenty seconds for each point.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from app.call_record import EndedBy
from app.caller.caller import Caller
from app.caller.connection import Order
from app.caller.script import Utterance
from app.core.transcript import CAPTURE_RATE
from benchmarks.machine import machine
from tests.faults.killed_calls import KilledCall, Moment, Planned, killed_call, utterance
from tests.faults.server import tokens

EARLIEST, LATEST = 2.0, 22.0
"""Between these seconds of the call the server is killed."""
PERSONAS = ("ruth_billing", "martin_price")
SAID = ("invoice_apology", "price_priorities", "invoice_open_question", "awb_call_back", "price_quantity")
MOST_LOST = 1.0
"""Seconds of sound that a killed server may lose."""


@dataclass(frozen=True, slots=True)
class Point:
    """Where in which call the server is killed."""

    number: int
    seconds: float
    """Of the call, by the capture clock."""
    order: Order
    script: list[Utterance]

    @property
    def moment(self) -> Moment:
        """The first tick at which so much was sent."""
        due = round(self.seconds * CAPTURE_RATE)

        def has_come(caller: Caller) -> bool:
            return caller.heard is not None and caller.now >= due

        return has_come


def points(count: int, seed: int) -> Iterator[Point]:
    """Yield random points; half of the utterances in each script interrupt the customer."""
    dice = Random(seed)
    for number in range(1, count + 1):
        script = [_something(dice) for _ in range(8)]
        order = Order(PERSONAS[number % len(PERSONAS)], seed=dice.randrange(10_000))
        yield Point(number, dice.uniform(EARLIEST, LATEST), order, script)


def _something(dice: Random) -> Utterance:
    if dice.random() < 0.5:
        return utterance("wait_stop_rms", interrupts_after=dice.uniform(0.2, 2.0))
    return utterance(dice.choice(SAID))


def faults(call: KilledCall) -> list[str]:
    """Return what a killed server must not have done, and did."""
    record = call.record
    checks = {
        "a committed turn is missing": _kept(call) < _promised(call),
        "more than a second of the trainee is lost": call.trainee_lost > MOST_LOST,
        "more than a second of the customer is lost": call.customer_lost > MOST_LOST,
        "the recording is not what was said": call.differing() > 0,
        "not closed as interrupted": record.ended_by is not EndedBy.INTERRUPTED,
        "the recording is not complete": record.recording is None or not record.recording.complete,
        "a child outlived the server": call.gone_after is None,
    }
    return [fault for fault, is_so in checks.items() if is_so]


def _promised(call: KilledCall) -> int:
    return len(call.promised.trainee.split()) + len(call.promised.customer.split())


def _kept(call: KilledCall) -> int:
    """Return how many of the promised words are kept, in order."""
    sides = ((call.promised.trainee, call.kept.trainee), (call.promised.customer, call.kept.customer))
    return sum(_common(promised.split(), kept.split()) for promised, kept in sides)


def _common(promised: list[str], kept: list[str]) -> int:
    pairs = zip(promised, kept, strict=False)
    return next((index for index, (one, other) in enumerate(pairs) if one != other), min(len(promised), len(kept)))


HEAD = "point  killed at  answered  words promised/kept  lost trainee  lost customer  children gone  faults"


async def measure(chosen: list[Point], at_once: int) -> list[KilledCall]:
    """Hold and kill every call; print a line for each."""
    room = asyncio.Semaphore(at_once)
    opening = asyncio.Lock()
    print(HEAD)

    async def hold(point: Point) -> KilledCall:
        with tempfile.TemporaryDirectory(prefix="readyroom-") as folder:
            async with opening:
                (token,) = await tokens(Path(folder), 1)
            async with room:
                call = await killed_call(Path(folder), token, Planned(point.order, point.script, point.moment))
        print(_line(point, call), flush=True)
        return call

    return list(await asyncio.gather(*(hold(point) for point in chosen)))


def _line(point: Point, call: KilledCall) -> str:
    gone = "never" if call.gone_after is None else f"{call.gone_after:.2f} s"
    return (
        f"{point.number:5}  {call.sent / CAPTURE_RATE:7.2f} s  {call.answers:8}  {_promised(call):8}/{_kept(call):<10}"
        f"  {call.trainee_lost:10.2f} s  {call.customer_lost:11.2f} s  {gone:>13}  {'; '.join(faults(call)) or '-'}"
    )


def summary(calls: list[KilledCall]) -> str:
    """Return the worst of all calls, in one line."""
    broken = sum(bool(faults(call)) for call in calls)
    return (
        f"{len(calls)} killed calls, {sum(call.answers for call in calls)} answered turns, "
        f"{sum(map(_promised, calls))} words promised and {sum(map(_kept, calls))} of them kept; lost at most "
        f"{max(call.trainee_lost for call in calls):.2f} s of the trainee and "
        f"{max(call.customer_lost for call in calls):.2f} s of the customer; {broken} calls with a fault"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at-once", type=int, default=2, help="calls at a time")
    return parser.parse_args()


def main() -> None:
    """Measure, print, and end with exit code 1 if anything was lost that must not be."""
    chosen = _arguments()
    print(f"{machine()}; seed {chosen.seed}")
    calls = asyncio.run(measure(list(points(chosen.points, chosen.seed)), chosen.at_once))
    print(summary(calls))
    sys.exit(any(faults(call) for call in calls))


if __name__ == "__main__":
    main()
