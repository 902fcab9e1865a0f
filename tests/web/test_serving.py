"""Sentences about `readyroom serve` and `readyroom link`, run as an operator runs them."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import psutil
import pytest

from app.settings import Settings
from tests.wire.server import ServeProcess, serving

LINK = re.compile(r"(http://127\.0\.0\.1:\d+)(/sign-in/[\w-]{43})\s")
REAL = {"READYROOM_VAD": "silero", "READYROOM_RECOGNISER": "pocketsphinx", "READYROOM_VOICE": "espeak"}
READY_WITHIN = 5.0
"""Seconds from the command to the first page, at a second start."""


@dataclass(frozen=True, slots=True)
class SecondStart:
    """A server on its real parts, started for the second time on its data folder."""

    server: ServeProcess
    data: Path
    link_before: str
    """What the first start printed."""
    work_until_ready: float
    """Seconds of processor time: on a machine that does nothing else, no less than the time that passes."""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecondStart]:
    """One such server for all sentences."""
    folder = tmp_path_factory.mktemp("serving")
    with serving(folder, REAL) as first:
        before = the_link(first)
    with serving(folder, REAL) as server:
        assert httpx2.get(server.url, headers={"Accept": "text/html"}, trust_env=False).status_code == 401
        spent = psutil.Process(server.process.pid).cpu_times()
        yield SecondStart(server, folder / "data", before, spent.user + spent.system)


def the_link(server: ServeProcess) -> str:
    """Return the path of the link that the server printed."""
    while not (found := LINK.search(server.log)):
        assert server.process.poll() is None, server.log
    assert found[1] == server.url
    return found[2]


def use(server: ServeProcess, path: str) -> httpx2.Response:
    """Press the button of a sign-in page."""
    return httpx2.post(server.url + path, headers={"Origin": server.url}, trust_env=False)


def printed(*arguments: str) -> str:
    """Return what the command printed."""
    command = [sys.executable, "-c", "from app.cli import main; main()", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=30).stdout


def test_a_second_start_takes_five_seconds_of_work_at_most_until_the_pages_are_shown(
    started: SecondStart,
) -> None:
    assert started.work_until_ready < READY_WITHIN


def test_each_start_prints_another_link_and_the_one_before_is_dead(started: SecondStart) -> None:
    link = the_link(started.server)
    assert link != started.link_before
    assert use(started.server, started.link_before).status_code == 403
    assert use(started.server, link).status_code == 303


def test_the_command_prints_a_link_for_a_trainee_while_the_server_runs(started: SecondStart) -> None:
    line = printed("link", "Ada Lovelace", "--data", str(started.data))
    found = LINK.fullmatch(line)
    assert found is not None
    assert found[1] == started.server.url
    page = httpx2.get(started.server.url + found[2], headers={"Accept": "text/html"}, trust_env=False)
    assert "Ada Lovelace" in page.text
    assert use(started.server, found[2]).status_code == 303
    assert found[2] not in started.server.log


@pytest.mark.parametrize(
    ("chosen", "address"),
    [
        ({}, "http://127.0.0.1:8000"),
        ({"host": "::1"}, "http://[::1]:8000"),
        ({"host": "0.0.0.0", "insecure": True}, "http://127.0.0.1:8000"),
        ({"origins": ("https://practice.example",)}, "https://practice.example"),
    ],
)
def test_a_link_leads_to_where_people_reach_the_server(chosen: dict[str, object], address: str) -> None:
    assert Settings.model_validate(chosen).address(8000) == address
