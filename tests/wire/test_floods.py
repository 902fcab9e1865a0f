"""Too much, too fast, too slow, or nothing at all."""

import struct

import pytest

from tests.wire.client import back_on_call, on_call
from tests.wire.server import ServeProcess


async def test_sound_faster_than_time_passes_is_hung_up_on_after_five_seconds_of_it(server: ServeProcess) -> None:
    async with on_call(server.url, server.trainee().token) as client:
        await client.speak(400)
        assert await client.closing() == 4429


async def test_a_stalled_network_may_catch_up(server: ServeProcess) -> None:
    async with on_call(server.url, server.trainee().token) as client:
        await client.speak(200)
        await client.tell("say", text="Sorry, my network stalled.")
        await client.until("caption", side="trainee", final=True)


async def test_many_tiny_frames_count_as_more_than_their_bytes(server: ServeProcess) -> None:
    async with on_call(server.url, server.trainee().token) as client:
        for first in range(3_000):
            await client.raw(struct.pack("<IIh", 0, first, 0))
        assert await client.closing() == 4429


async def test_frames_of_eight_milliseconds_are_not_too_many(server: ServeProcess) -> None:
    """A browser's audio graph works in blocks of 128 samples."""
    async with on_call(server.url, server.trainee().token) as client:
        for block in range(500):
            await client.raw(struct.pack("<II", 0, 128 * block) + bytes(256))
        await client.tell("say", text="Sorry.")
        await client.until("caption", side="trainee", final=True)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("heard", {"reply": 1, "samples": 0, "at": 0}),
        ("say", {"text": "Sorry."}),
        ("talk", {"state": "held"}),
        ("hello", {"ticket": "x"}),
    ],
)
async def test_a_flood_of_messages_is_hung_up_on(server: ServeProcess, kind: str, fields: dict[str, object]) -> None:
    async with on_call(server.url, server.trainee().token) as client:
        for _ in range(300):
            await client.tell(kind, **fields)
        assert await client.closing() == 4429


async def test_a_flood_is_not_noticed_on_another_call(server: ServeProcess) -> None:
    async with on_call(server.url, server.trainee().token) as bystander:
        for _ in range(3):
            async with on_call(server.url, server.trainee().token) as client:
                await client.speak(400)
                assert await client.closing() == 4429
        await bystander.listen()


async def test_a_trainee_who_flooded_may_come_back(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as client:
        await client.speak(400)
        assert await client.closing() == 4429
        async with back_on_call(server.url, trainee.token, client, 0) as again:
            assert (await again.until("started"))["resumed"] is True
            await again.tell("hang_up")
            assert await again.closing() == 1000
