"""What the operator's log never holds: words, tickets, tokens."""

import asyncio
import re

from tests.wire.client import connected, get, on_call, post, ticket
from tests.wire.server import ServeProcess

CANARY = "my canary sings about Waterloo"


async def test_words_of_a_call_are_in_its_record_and_never_in_the_log(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as client:
        await client.listen()
        await client.tell("say", text=CANARY)
        await client.listen()
        await client.raw(f'{{"type":"say","seq":99,"text":["{CANARY}"]}}')
        await client.raw(f'{{"type":"{CANARY}"}}')
        await client.raw(f'{{"type":"hang_up","{CANARY}":1}}')
        await client.raw(CANARY)
        await client.tell("hang_up")
        await client.closing()
    spoken = [caption["text"] for caption in client.told("caption") if caption["side"] == "customer"]
    assert CANARY in (await get(server.url, trainee.token, f"/api/calls/{client.call}")).text
    assert client.call in server.log
    for words in (CANARY, "canary", "Waterloo", *spoken):
        assert words not in server.log


async def test_tokens_and_tickets_are_never_in_the_log(server: ServeProcess) -> None:
    trainee = server.trainee()
    order = await ticket(server.url, trainee.token)
    await get(server.url, None, f"/api/calls?token={trainee.token}")
    await post(server.url, None, f"/api/calls?access_token={trainee.token}", {"persona": "ruth_billing"})
    async with connected(server.url, query=f"?ticket={order}&token={trainee.token}") as client:
        await client.tell("hello", ticket="none")
        assert await client.closing() == 4401
    async with connected(server.url) as client:
        await client.tell("hello", ticket=order)
        await client.until("started")
        await client.tell("hang_up")
        await client.closing()
    assert order not in server.log
    assert trainee.token not in server.log


async def test_a_ticket_in_the_address_lets_nobody_in(server: ServeProcess) -> None:
    order = await ticket(server.url, server.trainee().token)
    async with connected(server.url, query=f"?ticket={order}") as client:
        await client.tell("say", text="let me in")
        assert await client.closing() == 4401


async def test_names_are_never_in_the_log(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as client:
        await client.tell("hang_up")
        await client.closing()
    assert trainee.name not in server.log


async def test_a_stranger_cannot_fill_the_log(server: ServeProcess) -> None:
    before = len(server.log)
    host, port = re.fullmatch(r"http://(.+):(\d+)", server.url).groups()  # type: ignore[union-attr]
    for request in (b"\r\n\r\n", b"GET /ws?" + b"a" * 5_000 + b" HTTP/1.1\r\n\r\n", b"\x16\x03\x01 this is TLS"):
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(request)
        await writer.drain()
        writer.write_eof()
        await asyncio.wait_for(reader.read(), 10)
        writer.close()
        await writer.wait_closed()
    assert len(server.log) - before < 500
