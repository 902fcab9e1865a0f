"""One live call for each trainee, as many calls as there are lines."""

import asyncio
from pathlib import Path

from app.serving import hosted
from app.settings import Settings
from tests.wire.client import Client, connected, get, on_call, post, ticket
from tests.wire.server import ServeProcess


async def answer(client: Client, order: str, *, take_over: bool = False) -> tuple[str, int]:
    """Say hello; return the first message's type and the close code, 0 for one that was let in."""
    await client.tell("hello", ticket=order, take_over=take_over)
    first = await client.read()
    assert first is not None
    if first["type"] == "started":
        return "started", 0
    return str(first["code"]), await client.closing() or -1


async def test_a_second_call_is_refused_with_the_offer_to_take_over(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as first, connected(server.url) as second:
        assert await answer(second, await ticket(server.url, trainee.token)) == ("already-on-a-call", 4409)
        assert second.told("error")[0]["offer"] == "take_over"
        await first.listen()


async def test_taking_over_ends_the_other_call_and_files_it(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as first:
        async with on_call(server.url, trainee.token, take_over=True) as second:
            assert second.call != first.call
            assert (await first.until("ended"))["by"] == "server"
            assert await first.closing() == 1000
            await second.listen()
        record = await get(server.url, trainee.token, f"/api/calls/{first.call}")
        assert record.json()["ended_by"] == "server"


async def test_of_two_who_come_at_once_one_is_let_in(server: ServeProcess) -> None:
    trainee = server.trainee()
    orders = [await ticket(server.url, trainee.token) for _ in range(2)]
    async with connected(server.url) as first, connected(server.url) as second:
        answers = await asyncio.gather(answer(first, orders[0]), answer(second, orders[1]))
        assert sorted(answers) == [("already-on-a-call", 4409), ("started", 0)]
        for client in (first, second):
            await client.tell("hang_up")


async def test_of_two_who_take_over_at_once_one_is_let_in_and_the_other_is_offered_it_again(
    server: ServeProcess,
) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as live:
        orders = [await ticket(server.url, trainee.token) for _ in range(2)]
        async with connected(server.url) as first, connected(server.url) as second:
            racers = zip((first, second), orders, strict=True)
            answers = await asyncio.gather(*(answer(client, order, take_over=True) for client, order in racers))
            assert sorted(answers) == [("already-on-a-call", 4409), ("started", 0)]
            for client in (first, second):
                await client.tell("hang_up")
        assert await live.closing() == 1000


async def test_when_all_lines_are_taken_the_next_is_busy_and_then_free_again(tmp_path: Path) -> None:
    parts = {"vad": "scripted", "recogniser": "scripted", "voice": "scripted"}
    settings = Settings(port=0, data=tmp_path / "data", max_calls=1, **parts)  # type: ignore[arg-type]
    with hosted(settings) as own:
        other = await _token_of_another(tmp_path / "data")
        async with on_call(own.url, own.token) as first:
            async with connected(own.url) as second:
                assert await answer(second, await ticket(own.url, other)) == ("busy", 4503)
            assert (await get(own.url, None, "/health")).json()["status"] == "full"
            await first.tell("hang_up")
            await first.closing()
        async with on_call(own.url, other) as second:
            await second.listen()


async def _token_of_another(data: Path) -> str:
    from app.store import Store

    store = await Store.open(data)
    try:
        return await store.issue_token("another")
    finally:
        await store.close()


async def test_a_ticket_to_come_back_is_for_ones_own_live_call(server: ServeProcess) -> None:
    trainee, other = server.trainee(), server.trainee()
    async with on_call(server.url, trainee.token) as live:
        refused = await post(server.url, other.token, f"/api/calls/{live.call}/tickets")
        assert (refused.status_code, refused.json()["code"]) == (404, "call-not-found")
