"""Sentences about stopping a real server while people are on a call."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.caller.caller import Caller
from app.caller.connection import Order, Server
from app.content.library import Library
from app.engines.catalogue import choose
from app.practice.desk import Desk
from app.practice.drain import drain
from app.practice.scorecards import NoScorecards
from app.store import Store
from app.transports.messages import ErrorTold
from tests.wire.client import Client, back_on_call, connected, get, on_call, post, ticket
from tests.wire.server import ServeProcess, serving

STOP_DEADLINE = 20
AT_ONCE = 15
"""Seconds, on a busy machine; a live call would be waited for much longer."""
UNSCORED = pytest.mark.parametrize("server", [{}], indirect=True, ids=[""])
"""On a server that scores no call, and so starts and stops sooner."""


@pytest.fixture
def server(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[ServeProcess]:
    """A real server of this sentence alone. Its parameter is more of its environment; with one it scores no call."""
    with serving(tmp_path, getattr(request, "param", {}), scores=not hasattr(request, "param")) as process:
        yield process
        assert process.trouble == []


class SlowScorecards(NoScorecards):
    """Implements `Scorecards`: everything is scored once it is let."""

    def __init__(self) -> None:
        self.is_settled = asyncio.Event()

    async def settle(self) -> None:
        """Wait to be let."""
        await self.is_settled.wait()


async def exit_code(server: ServeProcess) -> int:
    """Wait until the server has stopped."""
    return await asyncio.to_thread(server.process.wait, STOP_DEADLINE)


async def filed_as(data: Path, call: str) -> tuple[str | None, list[str]]:
    """Return who ended a call, and what is left to be filed."""
    store = await Store.open(data)
    try:
        return (await store.record(call)).ended_by, await store.unfiled_calls()
    finally:
        await store.close()


async def scores_of(data: Path, call: str) -> int:
    """Return how many scorecards a call has."""
    store = await Store.open(data)
    try:
        return len(await store.scorecards(call))
    finally:
        await store.close()


def once(then: Callable[[], None], when: Callable[[Caller], bool]) -> Callable[[Caller], None]:
    """Return what a caller watches for, and does the first time that it is so."""
    done: list[bool] = []

    def watch(caller: Caller) -> None:
        if not done and when(caller):
            done.append(True)
            then()

    return watch


def is_speaking(caller: Caller) -> bool:
    """Say whether the customer is in the middle of a line."""
    return caller.heard is not None and any(each.samples > 4_000 for each in caller.heard.player.standing())


async def test_a_call_ends_by_itself_when_the_server_is_told_to_stop(server: ServeProcess, tmp_path: Path) -> None:
    stop = once(lambda: server.process.send_signal(signal.SIGTERM), is_speaking)
    heard = await Caller(Server(server.url, server.trainee().token), Order("ruth_billing", seed=7), [], stop).call()
    news = [each for each in heard.messages if isinstance(each, ErrorTold)]
    assert [(each.code, each.fatal) for each in news] == [("draining", False)]
    assert heard.ended_by == "trainee"
    assert await exit_code(server) == 0
    assert await filed_as(tmp_path / "data", heard.call) == ("trainee", [])
    assert await scores_of(tmp_path / "data", heard.call) == 1


@UNSCORED
async def test_a_server_that_was_told_to_stop_refuses_new_calls_and_lets_live_ones_come_back(
    server: ServeProcess, tmp_path: Path
) -> None:
    trainee, other = server.trainee(), server.trainee()
    order = await ticket(server.url, other.token)
    async with on_call(server.url, trainee.token) as live:
        server.process.send_signal(signal.SIGTERM)
        news = await live.until("error")
        assert (news["code"], news.get("fatal", False)) == ("draining", False)
        assert (await get(server.url, None, "/health")).json()["status"] == "draining"
        refused = await post(server.url, other.token, "/api/calls", {"persona": "ruth_billing"})
        assert (refused.status_code, refused.json()["code"]) == (503, "draining")
        async with connected(server.url) as late:
            await late.tell("hello", ticket=order)
            assert await closed(late) == ("draining", 4503)
        async with back_on_call(server.url, trainee.token, live, news["seq"]) as again:
            assert (await again.until("started"))["resumed"]
            await again.tell("hang_up")
            assert (await again.until("ended"))["by"] == "trainee"
    assert await exit_code(server) == 0
    assert await filed_as(tmp_path / "data", live.call) == ("trainee", [])


async def closed(client: Client) -> tuple[str, int | None]:
    """Return the code of the error that was told, and the close code after it."""
    code = await client.closing()
    return client.told("error")[-1]["code"], code


@UNSCORED
async def test_a_second_signal_ends_live_calls_and_files_them(server: ServeProcess, tmp_path: Path) -> None:
    async with on_call(server.url, server.trainee().token) as live:
        server.process.send_signal(signal.SIGINT)
        await live.until("error", code="draining")
        server.process.send_signal(signal.SIGINT)
        assert (await live.until("ended"))["by"] == "server"
        assert await live.closing() == 1000
    assert await exit_code(server) == 0
    assert await filed_as(tmp_path / "data", live.call) == ("server", [])


@pytest.mark.parametrize("server", [{"READYROOM_DRAIN_SECONDS": "0.3"}], indirect=True)
async def test_a_call_that_goes_on_for_too_long_is_ended_and_filed(server: ServeProcess, tmp_path: Path) -> None:
    async with on_call(server.url, server.trainee().token) as live:
        server.process.send_signal(signal.SIGTERM)
        assert (await live.until("ended"))["by"] == "server"
        assert await live.closing() == 1000
    assert await exit_code(server) == 0
    assert await filed_as(tmp_path / "data", live.call) == ("server", [])


async def test_a_server_that_stops_waits_for_the_last_score(store: Store) -> None:
    scorecards = SlowScorecards()
    async with asyncio.TaskGroup() as tasks:
        parts = choose("scripted", "scripted", "scripted")
        desk = Desk(store, Library(()), parts, 1, tasks, scorecards=scorecards)
        draining = tasks.create_task(drain(desk))
        await asyncio.wait({draining}, timeout=0.01)
        assert desk.is_draining
        assert not draining.done()
        scorecards.is_settled.set()


@UNSCORED
async def test_a_server_without_calls_stops_at_once(server: ServeProcess) -> None:
    server.process.send_signal(signal.SIGTERM)
    assert await asyncio.to_thread(server.process.wait, AT_ONCE) == 0
