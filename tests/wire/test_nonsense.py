"""Messages that make no sense, and ones that make sense at another time."""

import json

import pytest

from tests.wire.client import Client, on_call
from tests.wire.server import ServeProcess

UNREADABLE = {
    "nothing": "",
    "no JSON": "{",
    "an array": "[]",
    "a number": "7",
    "null": "null",
    "no type": "{}",
    "an unknown type": '{"type":"shout","seq":99}',
    "a type of the server's": '{"type":"ended","seq":99,"call":"x","by":"server"}',
    "a type that is a list": '{"type":["say"],"seq":99}',
    "an extra key": '{"type":"hang_up","seq":99,"really":true}',
    "a missing key": '{"type":"heard","seq":99,"reply":1}',
    "an empty turn": '{"type":"say","seq":99,"text":""}',
    "a very long turn": json.dumps({"type": "say", "seq": 99, "text": "a" * 2_001}),
    "a number for a text": '{"type":"say","seq":99,"text":5}',
    "half a surrogate": '{"type":"say","seq":99,"text":"\\ud83d"}',
    "half a surrogate in a key": '{"type":"say","seq":99,"text":"a","\\ud83d":1}',
    "a push-to-talk state of its own": '{"type":"talk","seq":99,"state":"shouted"}',
    "a negative number": '{"type":"heard","seq":99,"reply":-1,"samples":0,"at":0}',
    "negative samples": '{"type":"heard","seq":99,"reply":1,"samples":-1,"at":0}',
    "a huge reply": '{"type":"heard","seq":99,"reply":4294967296,"samples":0,"at":0}',
    "huge samples": json.dumps({"type": "heard", "seq": 99, "reply": 1, "samples": 10**30, "at": 0}),
    "a number of a thousand digits": '{"type":"heard","seq":99,"reply":1,"at":0,"samples":' + "9" * 1_000 + "}",
    "a huge seq": json.dumps({"type": "hang_up", "seq": 2**60}),
    "a negative seq": '{"type":"hang_up","seq":-1}',
    "NaN": '{"type":"heard","seq":99,"reply":1,"samples":NaN,"at":0}',
    "infinity": '{"type":"heard","seq":99,"reply":1,"samples":1e999,"at":0}',
    "half a sample": '{"type":"heard","seq":99,"reply":1,"samples":0.5,"at":0}',
    "deep nesting": '{"type":"say","seq":99,"text":' + "[" * 30_000 + "]" * 30_000 + "}",
    "many keys": json.dumps({"type": "hang_up", "seq": 99} | {f"key {number}": number for number in range(3_000)}),
    "a line of control characters": "\x00\x01\x02",
}


async def is_well(client: Client) -> None:
    """Type a turn and see it taken."""
    await client.tell("say", text="Are you still there?")
    await client.until("caption", side="trainee", final=True, text="Are you still there?")


@pytest.mark.parametrize("kind", UNREADABLE)
async def test_a_message_that_cannot_be_read_is_an_error_and_the_call_goes_on(server: ServeProcess, kind: str) -> None:
    async with on_call(server.url, server.trainee().token) as client:
        await client.raw(UNREADABLE[kind])
        error = await client.until("error")
        assert (error["code"], error["fatal"]) == ("bad-message", False)
        assert len(error["message"]) < 500
        await is_well(client)


async def test_who_goes_on_making_no_sense_is_hung_up_on(server: ServeProcess) -> None:
    async with on_call(server.url, server.trainee().token) as client:
        for _ in range(60):
            await client.raw("{")
        assert await client.closing() == 4429
        assert 5 <= len(client.told("error")) <= 60


async def test_bytes_that_are_no_utf8_in_a_text_frame_end_the_connection(server: ServeProcess) -> None:
    async with on_call(server.url, server.trainee().token) as client:
        await client.socket.send(b"\xff\xfe\x80", text=True)
        assert await client.closing() == 1007


NERVOUS: list[tuple[str, dict[str, object]]] = [("talk", {"state": state}) for state in ("held", "released", "open")]
HARMLESS: dict[str, list[tuple[str, dict[str, object]]]] = {
    "heard of a reply that never was": [("heard", {"reply": 999, "samples": 5, "at": 0})],
    "heard of a reply that will be": [("heard", {"reply": 2, "samples": 0, "at": 0})],
    "more heard than sent": [("heard", {"reply": 1, "samples": 2**40, "at": 2**40})],
    "heard going backwards": [("heard", {"reply": 1, "samples": n, "at": n}) for n in (500, 100, 0, 500)],
    "heard of a murmur": [("heard", {"reply": 0x8000_0001, "samples": 5, "at": 0})],
    "flushed without a flush": [("flushed", {"reply": 1, "samples": 5, "at": 5})],
    "flushed of a reply that never was": [("flushed", {"reply": 77, "samples": 2**40, "at": 2**40})],
    "released without held": [("talk", {"state": "released"})],
    "held twice": [NERVOUS[0], NERVOUS[0], NERVOUS[1]],
    "a nervous thumb": [*NERVOUS] * 10,
    "a text of spaces": [("say", {"text": "   "})],
    "a text of zeros": [("say", {"text": "\x00\x00"})],
    "a text of emoji": [("say", {"text": "😀" * 1_000})],
    "a turn that looks like a message": [("say", {"text": '{"type":"ended"}'})],
    "many turns at once": [("say", {"text": "Sorry."})] * 20,
}


@pytest.mark.parametrize("when", ["at once", "in the middle of a line"])
@pytest.mark.parametrize("kind", HARMLESS)
async def test_a_message_at_the_wrong_time_does_no_harm(server: ServeProcess, kind: str, when: str) -> None:
    async with on_call(server.url, server.trainee().token) as client:
        if when != "at once":
            reply = int((await client.until("play"))["stream"])
            while client.sound.get(reply, 0) < 4_000:
                await client.read()
            await client.heard(reply, 0)
        for message, fields in HARMLESS[kind]:
            await client.tell(message, **fields)
        await is_well(client)
        await client.tell("hang_up")
        assert (await client.until("ended"))["by"] == "trainee"
        assert await client.closing() == 1000


async def test_a_second_hello_is_an_error(server: ServeProcess) -> None:
    async with on_call(server.url, server.trainee().token) as client:
        await client.tell("hello", ticket="x")
        assert (await client.until("error"))["code"] == "bad-message"
        await is_well(client)


async def test_a_message_is_taken_once_however_often_it_comes(server: ServeProcess) -> None:
    async with on_call(server.url, server.trainee().token) as client:
        for seq in (5, 5, 4, 3, 0, 5):
            await client.raw(json.dumps({"type": "say", "seq": seq, "text": f"number {seq}"}))
        client.seq = 5
        await is_well(client)
        captions = [caption["text"] for caption in client.told("caption") if caption["side"] == "trainee"]
        assert captions == ["number 5", "Are you still there?"]


async def test_a_call_ended_twice_is_ended_once(server: ServeProcess) -> None:
    async with on_call(server.url, server.trainee().token) as client:
        for _ in range(5):
            await client.tell("hang_up")
        assert await client.closing() == 1000
        assert len(client.told("ended")) == 1


async def test_errors_repeat_nothing_of_what_was_said(server: ServeProcess) -> None:
    secret = "my card number is four one one one"
    async with on_call(server.url, server.trainee().token) as client:
        await client.raw(json.dumps({"type": "say", "seq": 99, "text": [secret]}))
        await client.raw(json.dumps({"type": secret, "seq": 99}))
        await client.raw(json.dumps({"type": "hang_up", "seq": 99, secret: 1}))
        for _ in range(3):
            assert "card number" not in (await client.until("error"))["message"]
