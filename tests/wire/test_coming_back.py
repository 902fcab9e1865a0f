"""A call that lost its line and got another."""

import asyncio
import io
import json
import wave

import numpy as np
import pytest

from tests.wire.client import (
    FRAME,
    Client,
    back_on_call,
    connected,
    get,
    on_call,
    post,
    the_record,
    ticket,
)
from tests.wire.server import ServeProcess

LOUD = 8_000
OF_THE_SOUND = ("play", "duck", "pause", "resume", "flush", "murmur")


def lost(client: Client) -> None:
    """Cut the connection as a network does, without a goodbye."""
    client.socket.transport.abort()


def last_seq(client: Client) -> int:
    """Return the number of the last message that came."""
    return max(int(message["seq"]) for message in client.messages)


async def test_a_dropped_call_goes_on_and_the_customer_says_so(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as client:
        await client.listen()
        lost(client)
        async with back_on_call(server.url, trainee.token, client, last_seq(client)) as again:
            started = await again.read()
            assert started is not None
            assert (started["type"], started["resumed"], started["call"]) == ("started", True, client.call)
            await again.listen()
            await again.tell("hang_up")
            assert (await again.until("ended"))["by"] == "trainee"
            assert await again.closing() == 1000


async def test_what_was_told_while_the_line_was_down_is_told_again_in_order_and_once(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as client:
        await client.listen()
        seen = 3
        lost(client)
        async with back_on_call(server.url, trainee.token, client, seen) as again:
            await again.until("play", samples=None)
            await again.tell("hang_up")
            await again.closing()
            numbers = [int(message["seq"]) for message in again.messages[1:]]
            assert numbers == sorted(set(numbers))
            missed = [message for message in client.messages if message["seq"] > seen]
            assert [message for message in missed if message["type"] not in OF_THE_SOUND] == again.messages[
                1 : 1 + sum(message["type"] not in OF_THE_SOUND for message in missed)
            ]


async def test_sound_that_was_lost_with_the_line_is_not_announced_again(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as client:
        first = int((await client.until("play"))["stream"])
        lost(client)
        async with back_on_call(server.url, trainee.token, client, 0) as again:
            assert (await again.until("play"))["stream"] > first
            await again.tell("hang_up")


async def test_started_comes_first_once_and_has_no_number(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as client:
        assert [message["seq"] for message in client.told("started")] == [0]
        lost(client)
        async with back_on_call(server.url, trainee.token, client, 0) as again:
            await again.until("play", samples=None)
            assert again.messages[0]["type"] == "started"
            assert len(again.told("started")) == 1
            await again.tell("hang_up")


async def test_a_turn_that_was_not_answered_when_the_line_dropped_is_answered_on_the_next(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as client:
        await client.listen()
        await client.tell("say", text="I will refund the second charge today.")
        await client.until("caption", side="trainee", final=True)
        lost(client)
        async with back_on_call(server.url, trainee.token, client, last_seq(client)) as again:
            await again.until("started")
            await again.listen()
            await again.tell("hang_up")
            await again.closing()
        turns = (await the_record(server.url, trainee.token, client.call))["turns"]
        assert [turn["side"] for turn in turns][:3] == ["customer", "trainee", "customer"]
        assert turns[1]["heard"] == "I will refund the second charge today."


async def test_a_turn_that_was_lost_with_the_line_is_taken_when_it_is_sent_again_and_once(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as client:
        await client.listen()
        lost(client)
        client.seq += 1  # told into the dead line
        turn = json.dumps({"type": "say", "seq": client.seq, "text": "I will refund the second charge today."})
        async with back_on_call(server.url, trainee.token, client, last_seq(client)) as again:
            await again.until("started")
            await again.raw(turn)
            await again.raw(turn)
            await again.until("caption", side="trainee", final=True)
            await again.listen()
            await again.tell("hang_up")
            await again.closing()
        turns = (await the_record(server.url, trainee.token, client.call))["turns"]
        said = [turn["heard"] for turn in turns if turn["side"] == "trainee"]
        assert said == ["I will refund the second charge today."]


async def test_the_recording_goes_on_where_the_clock_stands_and_the_hole_is_silence(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as client:
        await client.speak(20, LOUD)
        await client.tell("talk", state="open")
        await client.tell("hello", ticket="x")
        await client.until("error")
        lost(client)
        hole = 50
        client.position += hole * FRAME
        async with back_on_call(server.url, trainee.token, client, 0) as again:
            await again.until("started")
            await again.speak(20, LOUD)
            await again.tell("hang_up")
            await again.closing()
    left = await trainee_channel(server, trainee.token, client.call)
    assert len(left) == (40 + hole) * FRAME
    is_loud = np.abs(left.reshape(-1, FRAME)).min(axis=1) == LOUD
    assert is_loud.tolist() == [True] * 20 + [False] * hole + [True] * 20


async def trainee_channel(server: ServeProcess, token: str, call: str) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    """Return the left channel of a recording."""
    answer = await get(server.url, token, f"/api/calls/{call}/recording")
    with wave.open(io.BytesIO(answer.content)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2")[::2]


async def test_the_newest_connection_wins(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as client:
        await client.until("play")
        async with back_on_call(server.url, trainee.token, client, 0) as again:
            await again.until("started")
            assert await client.closing() == 4409
            await again.listen()
            await again.tell("hang_up")
            assert await again.closing() == 1000


async def test_what_the_old_connection_says_after_the_change_is_not_heard(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as client:
        await client.until("play")
        async with back_on_call(server.url, trainee.token, client, 0) as again:
            await again.until("started")
            await client.tell("hang_up")
            assert await client.closing() == 4409
            await again.listen()
            await again.tell("hang_up")
            assert (await again.until("ended"))["by"] == "trainee"


@pytest.mark.parametrize("call", ["", "x", "../..", "01M824J4JWEX3XAR0K2G33Z5EM"])
async def test_a_ticket_leads_back_to_its_own_call_only(server: ServeProcess, call: str) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as live:
        order = (await post(server.url, trainee.token, f"/api/calls/{live.call}/tickets")).json()["ticket"]
        async with connected(server.url) as client:
            await client.tell("hello", ticket=order, resume={"call": call, "last_seq": 0})
            assert (await client.until("error"))["code"] == "bad-ticket"
            assert await client.closing() == 4401


async def test_somebody_elses_call_cannot_be_come_back_to(server: ServeProcess) -> None:
    trainee, other = server.trainee(), server.trainee()
    async with on_call(server.url, trainee.token) as live, connected(server.url) as client:
        order = await ticket(server.url, other.token)
        await client.tell("hello", ticket=order, resume={"call": live.call, "last_seq": 0})
        assert await client.closing() == 4401


async def test_a_call_that_is_over_is_over_for_who_comes_back(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as client:
        order = (await post(server.url, trainee.token, f"/api/calls/{client.call}/tickets")).json()["ticket"]
        await client.tell("hang_up")
        assert await client.closing() == 1000
        refused = await post(server.url, trainee.token, f"/api/calls/{client.call}/tickets")
        assert (refused.status_code, refused.json()["code"]) == (404, "call-not-found")
        async with connected(server.url) as late:
            await late.tell("hello", ticket=order, resume={"call": client.call, "last_seq": 0})
            assert (await late.until("error"))["code"] == "call-over"
            assert await late.closing() == 4401


async def test_who_comes_back_while_the_call_is_being_filed_learns_how_it_ended(server: ServeProcess) -> None:
    """A race that is run often enough to be met: every outcome is a clean one."""
    trainee = server.trainee()
    for _ in range(8):
        async with on_call(server.url, trainee.token) as client:
            await client.speak(20, LOUD)
            order = (await post(server.url, trainee.token, f"/api/calls/{client.call}/tickets")).json()["ticket"]
            async with connected(server.url) as late:
                await client.tell("hang_up")
                await client.until("ended")
                await late.tell("hello", ticket=order, resume={"call": client.call, "last_seq": 0})
                code = await late.closing()
                kinds = {message["type"] for message in late.messages}
                assert ({"started", "ended"} <= kinds and code == 1000) or code == 4401


async def test_a_line_that_drops_over_and_over_holds_one_call(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as client:
        current, drops = client, 12
        for _ in range(drops):
            lost(current)
            async with back_on_call(server.url, trainee.token, current, last_seq(current)) as again:
                await again.until("started")
                await again.speak(3)
                current = again
        async with back_on_call(server.url, trainee.token, current, 0) as again:
            await again.until("started")
            await again.tell("hang_up")
            assert await again.closing() == 1000
    assert (await the_record(server.url, trainee.token, client.call))["ended_by"] == "trainee"


async def test_many_connections_at_once_leave_one(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as client:
        results = await asyncio.gather(*(race(server, trainee.token, client) for _ in range(6)))
        assert sorted(results) == ["last"] + ["superseded"] * 5
        assert await client.closing() == 4409


async def race(server: ServeProcess, token: str, client: Client) -> str:
    """Come back beside others; the one that is left hangs up."""
    async with back_on_call(server.url, token, client, 0) as again:
        await again.until("started")
        try:
            async with asyncio.timeout(1.0):
                code = await again.closing()
        except TimeoutError:
            await again.tell("hang_up")
            code = await again.closing()
        return {4409: "superseded", 1000: "last"}.get(code or 0, f"closed with {code}")
