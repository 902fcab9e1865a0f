"""Three thousand messages of nonsense, and a server that is as well afterwards as before."""

import asyncio
import os
import random

from websockets.exceptions import ConnectionClosed

from tests.wire.client import Client, connected, get, on_call, post, ticket
from tests.wire.fuzz import Fuzzer
from tests.wire.server import ServeProcess, Trainee

MESSAGES = 3_000
AT_ONCE = 8
IN_A_ROW = 25
"""Messages on one connection: about as much nonsense as the server bears before it hangs up."""


async def test_three_thousand_messages_of_nonsense_leave_no_trace(server: ServeProcess) -> None:
    seed = int(os.environ.get("READYROOM_FUZZ_SEED") or random.randrange(2**32))
    print(f"READYROOM_FUZZ_SEED={seed}")  # noqa: T201 - shown when it fails
    pests = [server.trainee() for _ in range(AT_ONCE)]
    bystander = asyncio.create_task(call_over_and_over(server, server.trainee()))
    await asyncio.gather(*(pester(server, who, Fuzzer(seed + each)) for each, who in enumerate(pests)))
    assert not bystander.done(), bystander.exception()
    bystander.cancel()
    assert (await get(server.url, None, "/health")).json()["status"] == "ok"
    for trainee in pests:
        async with on_call(server.url, trainee.token, take_over=True) as client:
            await client.listen()


async def call_over_and_over(server: ServeProcess, trainee: Trainee) -> None:
    """Hold good calls, one after the other."""
    while True:
        async with on_call(server.url, trainee.token, take_over=True) as client:
            await client.listen()


async def pester(server: ServeProcess, trainee: Trainee, fuzzer: Fuzzer) -> None:
    """Send one pest's share, over as many connections as it takes: new calls, old calls, and without a ticket."""
    left, call = MESSAGES // AT_ONCE, ""
    while left > 0:
        async with connected(server.url) as client:
            way = fuzzer.choice(("new", "back", "back", "back", "stranger"))
            back = await post(server.url, trainee.token, f"/api/calls/{call}/tickets") if way == "back" else None
            if back is not None and back.is_success:
                await client.tell("hello", ticket=back.json()["ticket"], resume={"call": call, "last_seq": 0})
            elif way != "stranger":
                await client.tell("hello", ticket=await ticket(server.url, trainee.token), take_over=True)
                call = (await client.until("started"))["call"]
            left -= await bother(client, fuzzer)


async def bother(client: Client, fuzzer: Fuzzer) -> int:
    """Send frames until the server has taken them all or hung up; return how many, and drop the line."""
    sent = 0
    try:
        while sent < IN_A_ROW:
            await client.socket.send(fuzzer.frame())
            sent += 1
        await (await client.socket.ping())
    except ConnectionClosed:
        pass
    client.socket.transport.abort()
    return sent
