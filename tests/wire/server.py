"""A real `readyroom serve` in a process of its own, whose operator's log can be read."""

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx2

from app.store import Store

TRAINEES = 8
"""Trainees with a token, on a server of a few sentences: each token is made durable, and takes its time."""
CAPACITY = 500
SCRIPTED = {f"READYROOM_{part}": "scripted" for part in ("VAD", "RECOGNISER", "VOICE")}
_LISTENS = re.compile(r"listens on (http://\S+?);")
TROUBLE = ("Traceback", "call_broke", "Exception in ASGI", "Task exception", "never retrieved", "Error:")
"""What the log shows when something ended in a way that nobody meant."""


@dataclass(frozen=True, slots=True)
class Trainee:
    """Somebody who may call."""

    name: str
    token: str


class ServeProcess:
    """The server, as an operator sees it."""

    def __init__(self, url: str, log: Path, tokens: list[str], process: subprocess.Popen[bytes]) -> None:
        self.url = url
        self.process = process
        self._log = log
        self._trainees = (Trainee(f"trainee {number}", token) for number, token in enumerate(tokens))

    @property
    def log(self) -> str:
        """Everything it printed so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    @property
    def trouble(self) -> list[str]:
        """The lines of the log that should never be there."""
        return [line for line in self.log.splitlines() if any(sign in line for sign in TROUBLE)]

    def trainee(self) -> Trainee:
        """Return somebody who has not called yet."""
        return next(self._trainees)


@contextmanager
def serving(
    folder: Path, chosen: Mapping[str, str] = SCRIPTED, *, trainees: int = TRAINEES, scores: bool = True
) -> Iterator[ServeProcess]:
    """Run a server on scripted parts and a data folder within `folder`.

    `chosen`: more of its environment; `trainees`: how many have a token; `scores`: whether calls are scored when they
    are over, which takes a while to start and to stop.
    """
    data, log = folder / "data", folder / "server.log"
    tokens = asyncio.run(_tokens(data, trainees))
    environment = {**os.environ, "READYROOM_MAX_CALLS": str(CAPACITY), "PYTHONUNBUFFERED": "1"}
    environment |= {**SCRIPTED, **({} if scores else {"READYROOM_RUBRICS": str(_nothing(folder))}), **chosen}
    command = [sys.executable, "-c", "from app.cli import main; main()", "serve", "--port", "0", "--data", str(data)]
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out, env=environment) as process:
        try:
            yield ServeProcess(_address(process, log), log, tokens, process)
        finally:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Insist: at the first signal the server would wait for calls to end, some of which wait for their trainee."""
    for _ in range(20):
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.5)
            return
    process.kill()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    """Wait until the server says where it listens, and answers there."""
    while not (found := _LISTENS.search(log.read_text(encoding="utf-8", errors="replace"))) or not _answers(found[1]):
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
            raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))
    return found[1]


def _answers(url: str) -> bool:
    try:
        return httpx2.get(f"{url}/health", trust_env=False, verify=False).is_success
    except httpx2.TransportError:
        return False


def _nothing(folder: Path) -> Path:
    """Return a folder of rubrics in which there is none."""
    (folder / "no rubrics").mkdir(exist_ok=True)
    return folder / "no rubrics"


async def _tokens(data: Path, trainees: int) -> list[str]:
    store = await Store.open(data)
    try:
        return [await store.issue_token(f"trainee {number}") for number in range(trainees)]
    finally:
        await store.close()
