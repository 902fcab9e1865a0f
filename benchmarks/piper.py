"""Measures Piper at the size of a real medium voice.  `python -m benchmarks.piper [THREADS]`

The weights are random (`benchmarks.random_piper`): compute time only, no word about how it sounds.
"""

import asyncio
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.content.voice_values import PiperChoice, Voice
from app.core.sentences import SentenceSplitter
from app.engines.tts_piper import Piper
from benchmarks.machine import machine
from benchmarks.random_piper import NAME, install

TURNS = (
    "Yes.",
    "Well, I have been waiting for a week.",
    "No, that won't do. I was told on Monday that somebody would ring me back, and nobody did.",
    "And the invoice you sent on 3 May still says $42.50 for something that I never ordered.",
    "Look, I'm really not happy with this. Mr. Smith promised that it'd be sorted by 5pm! What are you going to do?",
    "Nine years I have been with you, I have always paid on time, and this is the third time I explain it all. Why?",
)
ROUNDS = 6
VOICE = Voice(piper=(PiperChoice(NAME),))
AT_ONCE = 4
"""Calls that speak at the same time in the second measurement."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn, spoken."""

    first: float
    """Seconds until its first sample."""
    whole: float
    """Seconds until its last."""
    sound: float
    """Seconds of sound."""


def pieces(text: str) -> list[str]:
    """Return a turn in the pieces in which a call gives it to the voice."""
    splitter = SentenceSplitter()
    return [*splitter.feed(text), *splitter.finish()]


async def speak(engine: Piper, text: str) -> Turn:
    """Speak a turn as fast as it goes."""
    began, first, samples = time.perf_counter(), 0.0, 0
    for piece in pieces(text):
        async for chunk in engine.speak(piece, VOICE):
            first = first or time.perf_counter() - began
            samples += len(chunk.samples)
    return Turn(first, time.perf_counter() - began, samples / engine.rate)


def report(what: str, turns: list[Turn]) -> None:
    """Print the figures of some turns."""
    first, whole = [
        1000 * np.array(values) for values in zip(*((turn.first, turn.whole) for turn in turns), strict=True)
    ]
    factor = [turn.whole / turn.sound for turn in turns]
    print(
        f"{what}: first sample p50 {np.median(first):.0f} ms, p95 {np.percentile(first, 95):.0f} ms; "
        f"whole turn p50 {np.median(whole):.0f} ms, p95 {np.percentile(whole, 95):.0f} ms; "
        f"{1000 * np.median(factor):.0f} ms per second of sound (p95 {1000 * np.percentile(factor, 95):.0f}); "
        f"sound p50 {np.median([turn.sound for turn in turns]):.1f} s, n={len(turns)}"
    )


async def main(threads: int) -> None:
    """Make the voice, speak the turns one by one and then several at once, and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        place = install(Path(folder))
        print(f"{machine()}; {threads} threads; voice {(place / 'voice.onnx').stat().st_size / 1e6:.0f} MB")
        engine = Piper(Path(folder), threads=threads)
        began = time.perf_counter()
        await engine.start()
        print(f"start {time.perf_counter() - began:.2f} s")
        used = time.process_time()
        alone = [await speak(engine, text) for _ in range(ROUNDS) for text in TURNS]
        for index, text in enumerate(TURNS):
            report(f"{len(text.split()):2d} words", alone[index :: len(TURNS)])
        report("all, one at a time", alone)
        used = (time.process_time() - used) / sum(turn.sound for turn in alone)
        print(f"processor time {1000 * used:.0f} ms per second of sound, whatever else this machine was doing")
        rounds = [await asyncio.gather(*(speak(engine, text) for text in TURNS[-AT_ONCE:])) for _ in range(ROUNDS)]
        report(f"{AT_ONCE} calls at once", [turn for turns in rounds for turn in turns])
        assert engine.voices, "it was Piper that spoke"
        await engine.close()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2))
