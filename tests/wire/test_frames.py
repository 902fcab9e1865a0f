"""Frames that are not what they should be."""

import struct
from contextlib import suppress

import pytest
from websockets.exceptions import ConnectionClosed

from tests.wire.client import FRAME, on_call, samples_kept, the_record
from tests.wire.server import ServeProcess

SILENT = bytes(2 * FRAME)


HUGE = {"sound": bytes, "text": lambda size: '{"type":"say","seq":9,"text":"' + "a" * size + '"}'}


@pytest.mark.parametrize("kind", HUGE)
async def test_a_frame_beyond_64_kib_ends_the_connection(server: ServeProcess, kind: str) -> None:
    async with on_call(server.url, server.trainee().token) as client:
        await client.raw(HUGE[kind](66_000))
        assert await client.closing() == 1009


@pytest.mark.parametrize("kind", HUGE)
async def test_a_frame_of_a_megabyte_ends_the_connection_and_nothing_else(server: ServeProcess, kind: str) -> None:
    async with on_call(server.url, server.trainee().token) as bystander:
        async with on_call(server.url, server.trainee().token) as client:
            await client.raw(HUGE[kind](1_000_000))
            # The server hangs up while most of it is still on its way: a reset may overtake the close frame.
            assert await client.closing() in (1009, None)
        await bystander.listen()


BAD_FRAMES = {
    "nothing": b"",
    "half a header": b"\x00" * 4,
    "a header alone": struct.pack("<II", 0, 0),
    "an odd number of bytes": struct.pack("<II", 0, 0) + bytes(639),
    "another stream": struct.pack("<II", 1, 0) + SILENT,
    "a murmur's stream": struct.pack("<II", 0x8000_0001, 0) + SILENT,
    "longer than 200 ms": struct.pack("<II", 0, 0) + bytes(2 * 3_201),
    "JSON in a binary frame": b'{"type":"hang_up","seq":9}',
}


@pytest.mark.parametrize("kind", BAD_FRAMES)
async def test_a_bad_frame_is_answered_with_an_error_and_the_call_goes_on(server: ServeProcess, kind: str) -> None:
    async with on_call(server.url, server.trainee().token) as client:
        await client.raw(BAD_FRAMES[kind])
        error = await client.until("error")
        assert (error["code"], error["fatal"]) == ("bad-frame", False)
        await client.tell("say", text="Are you still there?")
        await client.until("caption", side="trainee", final=True)


async def test_sound_in_a_text_frame_is_an_error(server: ServeProcess) -> None:
    async with on_call(server.url, server.trainee().token) as client:
        await client.raw("\x00" * 648)
        assert (await client.until("error"))["code"] == "bad-message"


async def test_a_frame_that_was_received_already_adds_nothing(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as client:
        await client.speak(10)
        client.position = 0
        await client.speak(10)
        await client.tell("hang_up")
        await client.closing()
    assert await samples_kept(server.url, trainee.token, client.call) == 10 * FRAME


async def test_a_frame_that_never_came_is_silence(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as client:
        await client.speak(2)
        client.position += 5 * FRAME
        await client.speak(1)
        await client.tell("hang_up")
        await client.closing()
    assert await samples_kept(server.url, trainee.token, client.call) == 8 * FRAME


@pytest.mark.parametrize("first_sample", [2**32 - 4 * FRAME, 2**31, 16_000 * 3_600, 16_000 * 30])
async def test_a_position_that_time_has_not_reached_is_refused_once_and_kept_nowhere(
    server: ServeProcess, first_sample: int
) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as client:
        client.position = first_sample
        await client.speak(3)
        assert (await client.until("error"))["code"] == "ahead-of-time"
        client.position = 0
        await client.speak(1)
        await client.tell("hang_up")
        await client.closing()
        assert len(client.told("error")) == 1
    assert await samples_kept(server.url, trainee.token, client.call) == FRAME


async def test_leaps_do_not_add_up_to_a_recording_longer_than_the_call(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as client:
        await client.speak(1)
        for _ in range(60):
            client.position += 59 * 16_000
            await client.speak(1)
        await client.tell("hang_up")
        await client.closing()
    assert await samples_kept(server.url, trainee.token, client.call) < 16_000 * 10


@pytest.mark.parametrize("at", [2**40, 2**31, 16_000 * 3_600])
async def test_a_report_from_the_future_makes_no_recording_of_hours(server: ServeProcess, at: int) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as client:
        await client.speak(5)
        reply = int((await client.until("play", samples=None))["stream"])
        while client.sound.get(reply, 0) < 8_000:
            await client.read()
        await client.tell("heard", reply=reply, samples=0, at=0)
        await client.tell("heard", reply=reply, samples=8_000, at=at)
        await client.tell("hang_up")
        await client.closing()
    assert await samples_kept(server.url, trainee.token, client.call) < 16_000 * 10
    record = await the_record(server.url, trainee.token, client.call)
    assert record["not_saved"] == []
    assert all(turn["end"] < 16_000 * 10 for turn in record["turns"])


async def test_a_line_heard_faster_than_time_passes_does_not_begin_before_the_call(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as client:
        reply = int((await client.until("play"))["stream"])
        while client.sound.get(reply, 0) < 8_000:
            await client.read()
        await client.tell("say", text="Sorry.")
        await client.until("flush", reply=reply)
        await client.tell("flushed", reply=reply, samples=8_000, at=0)
        await client.tell("hang_up")
        assert await client.closing() == 1000
    record = await the_record(server.url, trainee.token, client.call)
    assert record["ended_by"] == "trainee"
    assert all(turn["start"] >= 0 for turn in record["turns"])


async def test_a_frame_in_many_fragments_is_as_long_as_all_of_them(server: ServeProcess) -> None:
    async with on_call(server.url, server.trainee().token) as client:
        with suppress(ConnectionClosed):
            await client.socket.send(bytes(1_000) for _ in range(100))
        assert await client.closing() in (1009, None)
