"""A line that drops: the call waits, the trainee comes back, and is told what was missed."""

import pytest

from app.call_record import EndedBy
from app.core import events
from app.core.transcript import Side
from app.session.speaking import REPORT_DEADLINE
from app.transports import messages
from app.transports.close_codes import CloseCode
from app.transports.in_memory import InMemoryLine
from tests.session.practice import Practice, practise, ruth, scripted
from tests.virtual_time import pass_time


async def in_the_opening(practice: Practice, seconds: float = 0.8) -> None:
    """Live into the customer's first line."""
    client = practice.client
    await client.until(lambda: bool(client.started_at))
    await client.live(seconds)


async def test_a_trainee_who_comes_back_is_told_what_was_missed_and_the_call_goes_on() -> None:
    async with practise(ruth(), scripted(["Hello, this is Sam."])) as practice:
        client = practice.client
        await in_the_opening(practice)
        await practice.drop_line()
        await client.live(3.0)
        before = len(client.messages)
        missed_from = client.last_seq + 1
        await practice.come_back()
        await client.tick()
        again = client.messages[before:]
        assert isinstance(again[0], messages.Started)
        assert again[0].resumed
        numbers = [message.seq for message in again[1:]]
        assert numbers == sorted(set(numbers)), "in order, and nothing twice"
        assert min(numbers) >= missed_from, "nothing that had come already"
        assert "flush" not in {message.type for message in again}, "the sound it is about is gone"
        assert ("floor", "away") in {(message.type, getattr(message, "floor", "")) for message in again}
        await client.until(lambda: client.floor == "open")
    lines = practice.journal.of(Side.CUSTOMER)
    assert [line.cut for line in lines] == [True, False]


async def test_what_was_heard_before_the_line_dropped_stands() -> None:
    async with practise(ruth(), scripted()) as practice:
        await in_the_opening(practice, 1.0)
        await practice.drop_line()
        await practice.client.live(1.0)
        (line,) = practice.journal.transcript
    assert line.cut
    assert len(line.heard.split()) in {3, 4, 5}


async def test_what_the_trainee_was_saying_when_the_line_dropped_is_answered_when_it_is_back() -> None:
    async with practise(ruth(), scripted(["I will refund the payment"])) as practice:
        client = practice.client
        await client.until(lambda: client.floor == "open" and bool(client.started_at))
        client.say(1.0)
        await client.live(0.6)
        await practice.drop_line()
        await client.live(2.0)
        await practice.come_back()
        await client.until(lambda: len(client.started_at) == 2)
    (turn,) = practice.journal.of(Side.TRAINEE)
    assert turn.text == "I will refund the payment"


async def test_a_trainee_who_does_not_come_back_in_time_has_left() -> None:
    async with practise(ruth(), scripted()) as practice:
        await in_the_opening(practice)
        await practice.drop_line()
        await practice.client.live(practice.play.persona.manners.reconnect_grace - 0.5)
        assert not practice.holding.done()
        await practice.client.live(1.0)
        assert practice.holding.done()
    assert practice.holding.result() is EndedBy.CONNECTION


async def test_the_newest_connection_wins_and_the_old_one_is_closed() -> None:
    async with practise(ruth(), scripted()) as practice:
        client = practice.client
        await in_the_opening(practice)
        old = client.line
        await practice.come_back()
        assert old.close_code == CloseCode.ALREADY_ON_A_CALL
        old.give(messages.HangUp(seq=10_000))
        await client.live(1.0)
        assert not client.is_over, "an old page has nothing more to say"
        assert old.sent.empty() or client.line is not old
        client.hang_up()
        await client.until(lambda: client.is_over)


async def test_a_message_that_was_sent_twice_counts_once() -> None:
    async with practise(ruth(), scripted()) as practice:
        client = practice.client
        await in_the_opening(practice)
        typed = messages.Say(text="Hello?", seq=500)
        client.line.give(typed)
        client.line.give(typed)
        await client.live(2.0)
    assert len(practice.journal.logged(events.TurnTyped)) == 1


async def test_a_client_that_plays_nothing_loses_its_line_and_may_come_back() -> None:
    async with practise(ruth(), scripted()) as practice:
        client = practice.client
        client.is_muted = True
        deaf = client.line
        await client.live(REPORT_DEADLINE + 1.0)
        assert deaf.close_code == CloseCode.TIMED_OUT
        assert client.floor == "open" or not practice.holding.done()
        client.is_muted = False
        await practice.come_back()
        await client.until(lambda: bool(client.started_at))


@pytest.mark.parametrize("seconds", [0.0, 0.3, 1.0])
async def test_a_call_whose_line_drops_as_it_ends_is_over_all_the_same(seconds: float) -> None:
    async with practise(ruth(), scripted(["Goodbye."])) as practice:
        client = practice.client
        await in_the_opening(practice, seconds)
        client.hang_up()
        await client.tick()
        client.line.drop()
        await client.live(1.0)
        assert practice.holding.done()
    assert practice.holding.result() is EndedBy.TRAINEE


async def test_a_line_lost_over_and_over_leaves_one_call() -> None:
    async with practise(ruth(), scripted(["Hello?"] * 5)) as practice:
        client = practice.client
        await in_the_opening(practice)
        for _ in range(5):
            await practice.drop_line()
            await practice.come_back()
            await client.live(0.5)
        await client.until(lambda: client.floor == "open")
        client.hang_up()
        await client.until(lambda: client.is_over)
    assert practice.holding.result() is EndedBy.TRAINEE
    numbers = [turn.number for turn in practice.journal.transcript]
    assert numbers == list(range(1, len(numbers) + 1))


async def test_a_second_line_attached_at_the_same_moment_wins_too() -> None:
    async with practise(ruth(), scripted()) as practice:
        await in_the_opening(practice)
        first, second = InMemoryLine(), InMemoryLine()
        last_seq = practice.client.last_seq
        await practice.call.attach(first, last_seq)
        practice.client.change_line(second)
        await practice.call.attach(second, last_seq)
        await practice.client.live(1.0)
        await pass_time(0)
        assert first.close_code == CloseCode.ALREADY_ON_A_CALL
        assert second.close_code is None
