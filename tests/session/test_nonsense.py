"""A client that lies or babbles: the call goes on, and what is kept of it could have happened."""

from random import Random

import pytest

from app.call_record import EndedBy
from app.core.transcript import CAPTURE_RATE
from app.transports import messages
from app.transports.frames import AudioFrame
from app.transports.messages import ClientMessage
from tests.session.client import speech
from tests.session.kept import MemoryTape
from tests.session.practice import practise, ruth, scripted
from tests.session.restless import script

MOMENTS = (0, 1, 320, 16_000, 10**6, 2**31, 2**40)
COUNTS = (0, 1, 440, 4_410, 10**5, 2**40)


def nonsense(chance: Random) -> ClientMessage | AudioFrame:
    """Return something that the protocol allows and no honest client says."""
    reply, samples, at = chance.randrange(6), chance.choice(COUNTS), chance.choice(MOMENTS)
    what = chance.randrange(7)
    if what == 0:
        return AudioFrame(chance.choice((0, 0, 3)), chance.choice(MOMENTS[:-1]), speech(0.02))
    if what == 1:
        return messages.Talk(state=chance.choice(("held", "released", "open")))
    if what == 2:
        return messages.Hello(ticket="again")
    if what == 3:
        return messages.Flushed(reply=reply, samples=samples, at=at)
    return messages.Heard(reply=reply, samples=samples, at=at)


@pytest.mark.parametrize("seed", range(12))
async def test_nothing_a_client_says_breaks_a_call(seed: int) -> None:
    chance = Random(seed)
    async with practise(ruth(seed=seed, stays=True), scripted(script(chance)), tape=MemoryTape()) as practice:
        client = practice.client
        for _ in range(250):
            said = nonsense(chance)
            if isinstance(said, AudioFrame):
                client.line.give(said)
            else:
                client.tell(said)
            if chance.random() < 0.1:
                client.say(chance.choice((0.1, 0.5, 1.5)))
            await client.live(chance.choice((0.0, 0.02, 0.1)))
            if client.line.close_code is not None:
                await practice.come_back()
        await client.live(1.0)
        assert not practice.holding.done(), practice.holding.result()
        assert practice.tape is not None
        latest = (client.now + 2 * CAPTURE_RATE, client.now * 2 + 5 * CAPTURE_RATE)
        assert all(last <= max(latest) for _, _, last in practice.tape.writes), "the recording is as long as the call"
    assert practice.holding.result() is EndedBy.SERVER
    assert all(0 <= turn.start <= turn.end for turn in practice.journal.transcript)


async def test_a_line_cannot_have_been_heard_before_the_call_began() -> None:
    async with practise(ruth(stays=True), scripted(["Hello?"])) as practice:
        client = practice.client
        client.is_muted = True
        client.say(0.8)
        await client.until(lambda: bool(client.played))
        client.tell(messages.Flushed(reply=1, samples=5_000, at=0))
        await client.live(2.0)
        assert not practice.holding.done(), practice.holding.result()
    assert all(turn.start >= 0 for turn in practice.journal.transcript)
