"""Real calls over a real socket: voice-to-voice at the caller's ear, gaps, event loop lag, memory, start-up time.

    .venv/bin/python -m benchmarks.calls [--calls 4] [--json]

The caller speaks the synthetic utterances of `audio_fixtures/`: every figure is about synthetic speech. The server runs
as `readyroom serve` in a process of its own, with the parts of a bare machine and a temporary data folder.
"""

import argparse
import asyncio
import json
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx2
import numpy as np
import psutil

from app.caller.caller import Caller
from app.caller.connection import Order, Server
from app.caller.report import Report, report
from app.caller.script import Utterance
from benchmarks.machine import machine
from tests.audio_fixtures import fixtures

SPOKEN = ("good", "clumsy", "rambling")
"""Categories that a customer answers; the rude ones end calls early."""
PERSONAS = ("ruth_billing", "martin_price")
PER_CALL = 10


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds, and MiB of resident memory (server and its recogniser together)."""

    machine: str
    calls: int
    turns: int
    voice_to_voice_p50: float
    voice_to_voice_p95: float
    voice_to_voice_max: float
    gaps: int
    cut_ins: int
    """Utterances that the customer did not wait for."""
    loop_lag_p50: float
    loop_lag_p99: float
    loop_lag_max: float
    start_up: float
    """Until pages are answered."""
    parts_ready: float
    """Until a call can be held."""
    resident_idle: float
    resident_in_call: float
    parts_p50: dict[str, float]


class RunningServer:
    """`readyroom serve` in a process of its own."""

    def __init__(self, data: Path) -> None:
        began = time.monotonic()
        command = [sys.executable, "-m", "benchmarks.serve_with_lag", str(data)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        ready = json.loads(self.process.stdout.readline())
        self.start_up = time.monotonic() - began
        self.url, self.token = ready["url"], ready["token"]
        while httpx2.get(f"{self.url}/health").json()["status"] != "ok":
            time.sleep(0.02)
        self.parts_ready = time.monotonic() - began

    def resident(self) -> float:
        """Return the memory of the server and its children, in MiB."""
        family = [psutil.Process(self.process.pid)]
        family += family[0].children(recursive=True)
        return sum(each.memory_info().rss for each in family) / 2**20

    def stop(self) -> dict[str, float]:
        """End the server; return its event loop lag."""
        assert self.process.stdout is not None
        self.process.terminate()
        lag = self.process.stdout.read()
        self.process.wait(30)
        found = re.search(r"\{.*\}", lag)
        assert found is not None, "the server says its lag when it ends"
        return dict(json.loads(found.group()))


def utterances() -> list[Utterance]:
    """Return what a trainee says, with the manifest's own last speech sample."""
    spoken = (each for each in fixtures() if each.category in SPOKEN and each.last_speech_sample is not None)
    return [Utterance(each.file, each.samples(), each.last_speech_sample or 0) for each in spoken]


async def hold(server: RunningServer, number: int) -> tuple[Report, float]:
    """Hold one call; return its figures and the server's memory in the middle of it."""
    say = utterances()
    start = number * PER_CALL
    script = [say[(start + index) % len(say)] for index in range(PER_CALL)]
    readyroom = Server(server.url, server.token)
    caller = Caller(readyroom, Order(PERSONAS[number % len(PERSONAS)], seed=number), script)
    calling = asyncio.create_task(caller.call())
    await asyncio.wait([calling], timeout=8)
    resident = server.resident()
    heard = await calling
    return report(heard, (await readyroom.kept(heard.call)).events), resident


async def measure(calls: int) -> Figures:
    """Hold the calls one after the other and gather what they say."""
    with tempfile.TemporaryDirectory(prefix="readyroom-") as data:
        server = RunningServer(Path(data))
        idle = server.resident()
        results = [await hold(server, number) for number in range(calls)]
        lag = server.stop()
    waits = [turn.voice_to_voice for each, _ in results for turn in each.turns if turn.voice_to_voice is not None]
    return Figures(
        machine=machine(),
        calls=calls,
        turns=len(waits),
        voice_to_voice_p50=_at(waits, 50),
        voice_to_voice_p95=_at(waits, 95),
        voice_to_voice_max=_at(waits, 100),
        gaps=sum(each.gaps for each, _ in results),
        cut_ins=sum(turn.cut_in for each, _ in results for turn in each.turns),
        loop_lag_p50=lag["p50"],
        loop_lag_p99=lag["p99"],
        loop_lag_max=lag["max"],
        start_up=round(server.start_up, 2),
        parts_ready=round(server.parts_ready, 2),
        resident_idle=round(idle),
        resident_in_call=round(max(resident for _, resident in results)),
        parts_p50=_parts([each for each, _ in results]),
    )


def _parts(reports: list[Report]) -> dict[str, float]:
    seen: dict[str, list[float]] = {}
    for each in reports:
        for turn in each.server:
            for name, value in asdict(turn).items():
                if isinstance(value, float):
                    seen.setdefault(name, []).append(value)
    return {name: _at(values, 50) for name, values in seen.items()}


def _at(values: list[float], percent: int) -> float:
    return round(float(np.percentile(values, percent)), 3) if values else float("nan")


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--calls", type=int, default=4)
    arguments.add_argument("--json", action="store_true")
    chosen = arguments.parse_args()
    figures = asdict(asyncio.run(measure(chosen.calls)))
    if chosen.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:22} {value}")


if __name__ == "__main__":
    main()
