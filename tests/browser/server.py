"""A real `readyroom serve` on the parts of a bare machine, behind a relay, with browsers already signed in."""

import asyncio
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import httpx2

from app.practice.sign_in import make_link, use_link
from app.store import Store
from tests.browser.relay import Relay

NAMES = tuple(f"trainee {number}" for number in range(40))
"""Of browsers that are signed in, each as somebody else: no call of one is in the way of another."""
BARE: Mapping[str, str] = {}
"""What an operator of a bare machine sets."""
READYROOM = (sys.executable, "-c", "from app.cli import main; main()")
RUBRICS = Path(__file__).parents[2] / "rubrics"
SHORT = "needs: {turns: 3, speech: 5, call: 10, objections: 1, coverage: 0.2}"
START_DEADLINE = 60.0
_PORT = re.compile(r"listens on http://\S+?:(\d+);")
_NEEDS = re.compile(r"^needs: .*$", re.MULTILINE)
_LINK = re.compile(r"^(http://\S+/sign-in/\S+)$", re.MULTILINE)
T = TypeVar("T")
TROUBLE = ("Traceback", "call_broke", "Exception in ASGI", "Task exception", "never retrieved")


class Served:
    """The server as its operator sees it, and the way to it that the tests take."""

    def __init__(self, relay: Relay, data: Path, log: Path, sessions: list[str]) -> None:
        self.relay = relay
        self.url = relay.url
        self.data = data
        self._log = log
        self._sessions = iter(sessions)

    @property
    def log(self) -> str:
        """Everything it printed."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    @property
    def port(self) -> int:
        """Where it listens itself."""
        found = _PORT.search(self.log)
        assert found, self.log
        return int(found[1])

    @property
    def link(self) -> str:
        """The sign-in link that it printed."""
        found = _LINK.search(self.log)
        assert found, self.log
        return found[1]

    def new_link(self) -> str:
        """Return another link, as `readyroom link` prints it."""
        return self._printed("link")

    def token(self, name: str) -> str:
        """Return an access token of a trainee, as `readyroom token` prints it."""
        return self._printed("token", name)

    def _printed(self, *command: str) -> str:
        whole = [*READYROOM, *command, "--data", str(self.data)]
        return subprocess.run(whole, capture_output=True, text=True, check=True).stdout.strip()

    @property
    def trouble(self) -> list[str]:
        """The lines of the log that should never be there."""
        return [line for line in self.log.splitlines() if any(sign in line for sign in TROUBLE)]

    def session(self) -> str:
        """Return the cookie of a browser whose trainee has not called yet."""
        return next(self._sessions)


@contextmanager
def serving(
    folder: Path, rubrics: Path = RUBRICS, names: Sequence[str] = NAMES, parts: Mapping[str, str] = BARE
) -> Iterator[Served]:
    """Run a server on a data folder within `folder`.

    `rubrics`: the folder of what calls are scored by; `names`: of those whose browsers are signed in; `parts`: more of
    its environment.
    """
    data, log, relay = folder / "data", folder / "server.log", Relay()
    served = Served(relay, data, log, in_a_thread(_sessions(data, names)))
    environment = {
        **os.environ,
        "READYROOM_MAX_CALLS": "16",
        "READYROOM_ORIGINS": json.dumps([relay.url]),
        "READYROOM_RUBRICS": str(rubrics),
        "PYTHONUNBUFFERED": "1",
        **parts,
    }
    command = [*READYROOM, "serve", "--port", "0", "--data", str(data)]
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out, env=environment) as process:
        try:
            _await_start(process, served)
            relay.forward_to(served.port)
            yield served
        finally:
            _stop(process)
            relay.close()


def short_rubrics(folder: Path) -> Path:
    """Return a folder with the shipped rubric, content with as little as is said in a short call."""
    shipped = (RUBRICS / "objection_handling.yaml").read_text(encoding="utf-8")
    folder.mkdir()
    (folder / "objection_handling.yaml").write_text(_NEEDS.sub(SHORT, shipped, count=1), encoding="utf-8")
    return folder


def _await_start(process: subprocess.Popen[bytes], served: Served) -> None:
    """Wait until it answers, its parts are there and its link is printed."""
    tick = threading.Event()
    for _ in range(round(START_DEADLINE / 0.1)):
        if _PORT.search(served.log) and _LINK.search(served.log) and _is_ready(served.port):
            return
        assert process.poll() is None, served.log
        tick.wait(0.1)
    raise AssertionError(served.log)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Insist: at the first signal it would wait for calls to end."""
    for _ in range(20):
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.5)
            return
    process.kill()


def _is_ready(port: int) -> bool:
    try:
        return bool(httpx2.get(f"http://127.0.0.1:{port}/health", trust_env=False).json()["status"] == "ok")
    except httpx2.TransportError:
        return False


async def _sessions(data: Path, names: Sequence[str]) -> list[str]:
    store = await Store.open(data)
    try:
        links = [await make_link(store, "", name) for name in names]
        return [str(await use_link(store, link.rsplit("/", 1)[1], None)) for link in links]
    finally:
        await store.close()


def in_a_thread(work: Coroutine[Any, Any, T]) -> T:
    """Return what comes of it; this thread has Playwright's event loop, which is busy."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
