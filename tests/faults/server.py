"""`readyroom serve` on the parts of a bare machine, in a process of its own that may be killed."""

import asyncio
import os
import re
import sys
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import psutil

from app.store import Store

ROOT = Path(__file__).parents[2]
START_DEADLINE = 60.0
"""How long the server may take to listen, in seconds; two busy cores need about four."""
STOP_DEADLINE = 30.0
GONE_DEADLINE = 10.0
"""How long the children of a killed server may take to end, in seconds."""
LOG_KEPT = 400
"""Lines of the operator's log that are kept."""
_LISTENS = re.compile(r"listens on (http://\S+?);")


class RealServer:
    """One server process on one data folder."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._family = psutil.Process(process.pid)
        self.log: deque[str] = deque(maxlen=LOG_KEPT)
        """What it told its operator."""
        self.url = ""
        self._has_told = asyncio.Event()

    @property
    def process_id(self) -> int:
        """Of the server itself."""
        return self._process.pid

    def children(self) -> list[psutil.Process]:
        """Return the processes it started: the recogniser, and Python's own tracker of shared memory."""
        return self._family.children(recursive=True)

    def kill(self) -> None:
        """End it at once, as `kill -9` does."""
        self._process.kill()

    async def stop(self) -> None:
        """Stop it as an operator does; kill it where that takes too long. Harmless once it has ended."""
        try:
            with suppress(ProcessLookupError):
                self._process.terminate()
            await self.until_gone()
        except TimeoutError:
            self.kill()
            raise

    async def until_listening(self) -> None:
        """Wait until it says where it listens."""
        async with asyncio.timeout(START_DEADLINE):
            while not self.url:
                line = await self._read_line()
                assert line, "\n".join(self.log)
                found = _LISTENS.search(line)
                self.url = found[1] if found else ""

    async def until_ready(self, *parts: str) -> None:
        """Wait until it says of each of these parts that it is ready."""
        async with asyncio.timeout(START_DEADLINE):
            for part in parts:
                while not any("part_ready" in line and line.endswith(f"part={part}") for line in self.log):
                    self._has_told.clear()
                    await self._has_told.wait()

    async def read_on(self) -> None:
        """Read what it prints until it, and every child, is gone."""
        while await self._read_line():
            pass

    async def until_gone(self, deadline: float = STOP_DEADLINE) -> None:
        """Wait until the process has ended, at most so many seconds."""
        async with asyncio.timeout(deadline):
            await self._process.wait()

    async def _read_line(self) -> str:
        assert self._process.stderr is not None
        line = (await self._process.stderr.readline()).decode("utf-8", "replace")
        self.log.append(line.rstrip())
        self._has_told.set()
        return line


@asynccontextmanager
async def serving(data: Path, **chosen: str) -> AsyncIterator[RealServer]:
    """Run a server on a data folder; one that is still there at the end is stopped. `chosen`: of its environment."""
    command = [sys.executable, "-c", "from app.cli import main; main()", "serve", "--port", "0", "--data", str(data)]
    environment = {**os.environ, "READYROOM_MAX_CALLS": "16"} | chosen
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, stderr=asyncio.subprocess.PIPE, env=environment, limit=2**20
    )
    server = RealServer(process)
    reading: asyncio.Task[None] | None = None
    try:
        await server.until_listening()
        reading = asyncio.create_task(server.read_on(), name="server log")
        yield server
    finally:
        await server.stop()
        if reading is not None:
            await reading


async def tokens(data: Path, count: int) -> list[str]:
    """Return so many tokens of different trainees, issued before the server starts.

    One store at a time may be opened in a process: Alembic keeps its context in globals.
    """
    store = await Store.open(data)
    try:
        return [await store.issue_token(f"trainee {number}") for number in range(count)]
    finally:
        await store.close()


async def seconds_until_gone(processes: list[psutil.Process]) -> float | None:
    """Wait until none of these processes runs; return how long that took in seconds, None if one never ended."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    while any(_runs(process) for process in processes):
        if loop.time() - began > GONE_DEADLINE:
            return None
        await asyncio.to_thread(psutil.wait_procs, processes, 0.02)
    return loop.time() - began


def _runs(process: psutil.Process) -> bool:
    """A dead process that nobody has buried yet does not run."""
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
