"""Clients that keep the server waiting; the deadlines are shortened, the sockets are real."""

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.asyncio.client import connect

from app.engines.catalogue import Engines
from app.engines.scripted import ScriptedSpeechToText, ScriptedTextToSpeech, ScriptedVoiceActivity
from app.serving import Hosted, hosted
from app.settings import Settings
from app.transports.browser import Patience
from tests.wire.client import PERSONA, Client, connected, get, on_call, ticket

BRISK = Patience(hello=0.2, write=0.3, silence=0.4)


@pytest.fixture(scope="module")
def brisk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """A server that does not wait for long, and whose customer says each word for five seconds."""
    data: Path = tmp_path_factory.mktemp("brisk") / "data"
    engines = Engines(ScriptedVoiceActivity(), ScriptedSpeechToText(), ScriptedTextToSpeech(word_samples=110_250))
    with hosted(Settings(port=0, data=data), engines=engines, patience=BRISK) as server:
        yield server


@pytest.fixture(autouse=True)
def clean_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Nothing ends in a traceback."""
    yield
    assert [record for record in caplog.records if record.exc_info] == []


def test_the_usual_deadlines_are_those_of_the_protocol() -> None:
    assert Patience() == Patience(hello=5.0, write=5.0, silence=15.0)


async def test_who_says_no_hello_in_time_is_let_go(brisk: Hosted) -> None:
    async with connected(brisk.url) as client:
        assert (await client.until("error"))["code"] == "no-hello"
        assert await client.closing() == 4408


async def test_a_hello_after_the_deadline_is_no_hello(brisk: Hosted) -> None:
    order = await ticket(brisk.url, brisk.token)
    async with connected(brisk.url) as client:
        await client.until("error")
        await client.tell("hello", ticket=order)
        assert await client.closing() == 4408
        assert client.told("started") == []


async def test_a_line_on_which_nothing_comes_is_let_go_and_the_call_waits(brisk: Hosted) -> None:
    async with on_call(brisk.url, brisk.token) as client:
        assert await client.closing() == 4408
        assert (await get(brisk.url, None, "/health")).json()["live_calls"] == 1
    await call_over(brisk)


async def test_who_stops_reading_is_let_go_and_the_call_waits(brisk: Hosted) -> None:
    order = await ticket(brisk.url, brisk.token)
    narrow = socket.socket()
    narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    narrow.connect(("127.0.0.1", int(brisk.url.rpartition(":")[2])))
    address = brisk.url.replace("http", "ws", 1) + "/ws"
    async with connect(address, sock=narrow, compression=None, proxy=None, max_queue=1, close_timeout=1) as stuck:
        client = Client(brisk.url, stuck)
        await client.tell("hello", ticket=order)
        client.call = (await client.until("started"))["call"]
        stuck.transport.pause_reading()
        try:
            async with asyncio.timeout(10):
                for _ in range(100):
                    await client.heard(1, 2**32 - 1)
                while "ConnectionLost" not in await events(brisk, client.call):
                    await client.speak()
                    for _ in range(4):
                        await client.heard(1, 2**32 - 1)
        finally:
            stuck.transport.resume_reading()
        await client.closing()
        assert stuck.close_reason in (None, "", "reading too slowly")
    await call_over(brisk)


async def events(server: Hosted, call: str) -> str:
    """Return the event log of a call that is live."""
    return (await get(server.url, server.token, f"/api/calls/{call}/events")).text


async def call_over(server: Hosted) -> None:
    """Take the line over from the call that waits, and hang up."""
    order = await ticket(server.url, server.token, persona=PERSONA)
    async with connected(server.url) as client:
        await client.tell("hello", ticket=order, take_over=True)
        await client.until("started")
        await client.tell("hang_up")
        assert await client.closing() == 1000
