"""Real calls in which the customer is interrupted at random moments: is the transcript what was really heard?

    .venv/bin/python -m benchmarks.interruptions [--count 50] [--seed 1] [--at-once 2]

`readyroom serve` on the parts of a bare machine, callers in real time, synthetic speech. A second round says what must
not interrupt (listening aloud, a cough, noise) over further lines. About ten minutes.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np

from app.caller.connection import Order, Server
from app.caller.script import Utterance
from app.content.library import load_library
from app.settings import PROJECT
from benchmarks.aligned_words import Aligner
from benchmarks.machine import machine
from tests.faults.killed_calls import utterance
from tests.faults.overlaps import LineOver, hold
from tests.faults.server import serving, tokens

INTERRUPTING = ("wait_stop_rms", "wait_stop_slt", "invoice_boundary", "awb_sorry", "price_quantity", "invoice_policy")
NOT_INTERRUPTING = ("murmur_rms", "murmur_slt", "yes_slt", "cough", "noise")
ORDINARY = ("price_quantity", "invoice_number", "price_boundary")
"""Short turns, each answered by the next line to be interrupted."""
EARLIEST, LATEST = 0.15, 4.0
"""Seconds of a line after which it is interrupted; where it is over by then, the utterance is an ordinary turn."""
PERSONAS = ("ruth_billing", "martin_price")
PER_CALL = 8


def interrupting(dice: Random) -> list[Utterance]:
    """Return utterances that take the floor."""
    chosen = (dice.choice(INTERRUPTING[:2] if dice.random() < 0.5 else INTERRUPTING[2:]) for _ in range(PER_CALL))
    return [utterance(name, dice.uniform(EARLIEST, LATEST)) for name in chosen]


def listening(dice: Random) -> list[Utterance]:
    """Return sounds that leave the customer the floor, and turns in between."""
    sounds = dice.sample(NOT_INTERRUPTING, PER_CALL // 2)
    return [
        each
        for sound in sounds
        for each in (utterance(sound, dice.uniform(EARLIEST, 1.2)), utterance(dice.choice(ORDINARY)))
    ]


@dataclass(frozen=True, slots=True)
class Round:
    """One kind of calls, and what is counted in them."""

    script: Callable[[Random], list[Utterance]]
    counts: Callable[[LineOver], bool]


ROUNDS = (Round(interrupting, lambda line: line.is_cut), Round(listening, lambda _: True))


async def measure(server: Server, chosen: Round, count: int, dice: Random) -> list[LineOver]:
    """Hold calls, one after the other, until so many lines count."""
    lines: list[LineOver] = []
    while sum(map(chosen.counts, lines)) < count:
        order = Order(dice.choice(PERSONAS), difficulty="easy", seed=dice.randrange(10_000))
        lines += await hold(server, order, chosen.script(dice))
    return lines


async def aligned(lines: list[LineOver]) -> list[int | None]:
    """Return how many words more than were played each record has, by an alignment of the sound; None: not known."""
    library, aligner = load_library(PROJECT / "personas", PROJECT / "languages"), Aligner()
    await aligner.start()
    found = []
    for line in lines:
        voice = library.find(line.persona)[0].voice
        words = await aligner.words_within(line.text, voice, line.received, line.played_samples)
        found.append(None if words is None else len(line.heard) - words)
    return found


async def measure_all(count: int, seed: int, at_once: int) -> list[list[LineOver]]:
    """Return the lines of each round, from several callers at a time; at least `count` of them count."""
    share = -(-count // at_once)
    with tempfile.TemporaryDirectory(prefix="readyroom-") as folder:
        held = await tokens(Path(folder), at_once)
        async with serving(Path(folder)) as server:
            rounds = []
            for number, chosen in enumerate(ROUNDS):
                calls = [
                    measure(Server(server.url, token), chosen, share, Random(f"{seed} {number} {caller}"))
                    for caller, token in enumerate(held)
                ]
                rounds.append([line for lines in await asyncio.gather(*calls) for line in lines])
    return rounds


def show_interrupted(lines: list[LineOver]) -> None:
    """Print how exact the cuts are and how soon the customer fell silent."""
    cut = [line for line in lines if line.is_cut]
    print(f"\n{len(lines)} utterances said over a line; {len(cut)} lines were cut, the others were over first")
    print("Words in the record against words that the caller's player played to their end,")
    _distribution("by the voice's own word times", [line.too_many for line in cut], "other words")
    _distribution("by an alignment of the sound", asyncio.run(aligned(cut)), "not alignable")
    for line in cut:
        if line.too_many is None or abs(line.too_many) > 1:
            print(f"  {line}")
    print(f"\n  {'silent after, in s':22} {'lines':>5} {'p50':>6} {'p95':>6} {'max':>6}")
    for name in (*INTERRUPTING, "all"):
        _row(name, [line.silent_after for line in cut if name in (line.utterance, "all")])


def _distribution(how: str, differences: list[int | None], unknown: str) -> None:
    known = [abs(each) for each in differences if each is not None]
    rest = len(differences) - len(known)
    same, one = known.count(0), known.count(1)
    print(f"  {how:30} same {same:3}   one off {one:3}   worse {len(known) - same - one:3}   {unknown} {rest:3}")


def show_listening(lines: list[LineOver]) -> None:
    """Print how often a sound that should not interrupt did, and how long it held up the line."""
    print(f"\n{len(lines)} sounds that should not interrupt, {sum(line.is_cut for line in lines)} lines wrongly cut")
    print(f"  {'line held, in s':22} {'lines':>5} {'p50':>6} {'p95':>6} {'max':>6} {'wrongly cut':>12}")
    for name in (*NOT_INTERRUPTING, "all"):
        said = [line for line in lines if name in (line.utterance, "all")]
        _row(name, [line.held for line in said], f"{sum(line.is_cut for line in said):12}")
    for line in lines:
        if line.is_cut:
            print(f"  {line.utterance} was taken for {line.recognised}")


def _row(name: str, values: Iterable[float], more: str = "") -> None:
    known = list(values)
    if known:
        p50, p95, most = (float(np.percentile(known, percent)) for percent in (50, 95, 100))
        print(f"  {name:22} {len(known):5} {p50:6.2f} {p95:6.2f} {most:6.2f} {more}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at-once", type=int, default=2, help="calls at a time")
    chosen = parser.parse_args()
    print(f"{machine()}; seed {chosen.seed}")
    interrupted, listened = asyncio.run(measure_all(chosen.count, chosen.seed, chosen.at_once))
    show_interrupted(interrupted)
    show_listening(listened)


if __name__ == "__main__":
    main()
