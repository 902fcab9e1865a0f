"""A server on the better parts: our miniature Whisper, our miniature Piper voice, and a model server to take away."""

import asyncio
import io
import json
import shutil
import signal
import sys
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import httpx2
import numpy as np
from numpy.typing import NDArray

from app.call_record import CallRecord, SpokenTurn
from app.core.event_log import from_json
from app.core.latency import TurnLatency, latencies
from app.core.transcript import CAPTURE_RATE, Side
from tests.faults.server import ROOT

MODELS = Path(__file__).parents[1] / "models"
VOICE = "en_GB-alba-medium"
"""Under this name the miniature voice is installed: the one that the persona of these calls names first."""
BREAKING_SOUND = "ʒ"
"""The sound in “pleasure”, which few lines have: a voice may be made to break at it."""
MODEL = "stand-in"
START_DEADLINE = 30.0
"""How long a model server may take to listen, in seconds."""
AUDIBLE = 330
"""Amplitude above which a person hears something: -40 dBFS."""


def install_models(folder: Path, *, breaks: bool = False) -> Path:
    """Make a folder of installed models. `breaks`: the voice is damaged, and fails at a `BREAKING_SOUND`."""
    shutil.copytree(MODELS / "whisper" / "mini", folder / "whisper" / "mini")
    voice = folder / "piper" / VOICE
    shutil.copytree(MODELS / "piper" / "mini", voice)
    if breaks:
        config = json.loads((voice / "voice.onnx.json").read_text(encoding="utf-8"))
        config["phoneme_id_map"][BREAKING_SOUND] = [2**20]  # far beyond its table of sounds
        (voice / "voice.onnx.json").write_text(json.dumps(config), encoding="utf-8")
    return folder


def environment(models: Path, model_url: str) -> dict[str, str]:
    """Return what an operator sets to run on these parts."""
    return {
        "READYROOM_RECOGNISER": "whisper",
        "READYROOM_VOICE": "piper",
        "READYROOM_MODELS": str(models),
        "READYROOM_MODEL_URL": model_url,
        "READYROOM_MODEL_NAME": MODEL,
    }


@dataclass(frozen=True, slots=True)
class ModelProcess:
    """A model server in a process of its own, which behaves."""

    url: str
    process: asyncio.subprocess.Process

    def send(self, fault: signal.Signals) -> None:
        """Kill it, or stop it where it stands."""
        self.process.send_signal(fault)


@asynccontextmanager
async def model_process() -> AsyncIterator[ModelProcess]:
    """Run one; at the end it is gone."""
    command = [sys.executable, "-m", "tests.models.server", "--pause", "0.01"]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        async with asyncio.timeout(START_DEADLINE):
            url = (await process.stdout.readline()).decode().strip()
        yield ModelProcess(url, process)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


@dataclass(frozen=True, slots=True)
class Spoken:
    """A call as it was kept, and what the server says of its models."""

    record: CallRecord
    recording: NDArray[np.int16]
    """Shape (n, 2): trainee, customer; 16 kHz."""
    counters: dict[str, dict[str, int]]
    """Of the models' words: numbers, some of them by kind."""
    latencies: tuple[TurnLatency, ...]
    """Of each answer, by the call's event log."""
    log: tuple[str, ...]
    """What the server told its operator."""

    @property
    def said(self) -> list[str]:
        """What was recognised, turn by turn."""
        return [turn.text for turn in self._of(Side.TRAINEE)]

    @property
    def lines(self) -> list[SpokenTurn]:
        """The customer's lines."""
        return self._of(Side.CUSTOMER)

    @property
    def worded_by(self) -> list[str]:
        """Who worded each of them."""
        return [step.worded_by for step in self.record.mind if step.move]

    @property
    def waits(self) -> list[float]:
        """From the last sample of each turn of the trainee's to the first of its answer, in seconds."""
        answered = [pair for pair in pairwise(self.record.turns) if pair[0].side is Side.TRAINEE]
        return [(answer.start - turn.end) / CAPTURE_RATE for turn, answer in answered]

    def audible(self, turn: SpokenTurn) -> float:
        """Return for how many seconds of a turn its side is loud enough to be heard, by frames of 20 ms."""
        channel = self.recording[turn.start : turn.end, 0 if turn.side is Side.TRAINEE else 1]
        frames = np.abs(channel[: len(channel) // 320 * 320].astype(np.int32)).reshape(-1, 320)
        return float(np.count_nonzero(frames.max(axis=1) > AUDIBLE)) / 50

    def _of(self, side: Side) -> list[SpokenTurn]:
        return [turn for turn in self.record.turns if turn.side is side]


def latencies_in(events: bytes) -> tuple[TurnLatency, ...]:
    """Return the latencies of a call from its event log, as JSON lines."""
    return latencies(from_json(json.loads(line)) for line in events.splitlines())


async def counters_of(url: str) -> dict[str, dict[str, int]]:
    """Return how the model has worded lines on a server."""
    async with httpx2.AsyncClient(trust_env=False) as client:
        counters: dict[str, dict[str, int]] = (await client.get(f"{url}/health")).json()["models"]["words"]
    return counters


def samples(recording: bytes) -> NDArray[np.int16]:
    """Return a stereo WAV's samples."""
    with wave.open(io.BytesIO(recording), "rb") as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (2, CAPTURE_RATE, 2)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2).astype(np.int16)
