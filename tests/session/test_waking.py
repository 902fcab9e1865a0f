"""The customer is woken when it asked to be: it speaks up, cuts in, keeps silent, and leaves when its time is up."""

from dataclasses import replace

from app.content.pressure_values import PressureEvent, PressureKind, When
from app.content.vocabulary import Move
from app.core import events
from app.core.manners import Manners
from app.core.transcript import Side
from app.customer.play import Play
from tests.session.practice import Practice, practise, ruth, scripted
from tests.virtual_time import pass_time

LINE = "I have a salon full of people here."
TURN = "I see the two payments here and I am sorry about that."


def pressed(kind: PressureKind, when: When, seconds: float = 0.0, **manners: float) -> Play:
    """Return the billing call with one pressure event."""
    play = ruth(manners=Manners(murmurs=(), **manners), stays=True)
    event = PressureEvent("salon", kind, when, (LINE,), seconds)
    scenario = replace(play.scenario, pressure=None)
    return replace(play, persona=replace(play.persona, pressure=(event,)), scenario=scenario)


async def is_open(practice: Practice) -> None:
    """Hear the customer out."""
    client = practice.client
    await client.until(lambda: client.floor == "open" and bool(client.started_at))
    await client.live(0.1)


def moves(practice: Practice) -> list[str]:
    """Return what the customer did, in order."""
    return [step.move for step in practice.journal.minds if step.move]


def lines(practice: Practice) -> list[str]:
    """Return what was heard of the customer, line by line."""
    return [turn.heard for turn in practice.journal.of(Side.CUSTOMER)]


async def test_while_nobody_speaks_it_speaks_up() -> None:
    play = pressed(PressureKind.INTERRUPT, When(seconds=1.0), nudge_after=60.0)
    async with practise(play, scripted([TURN])) as practice:
        await is_open(practice)
        practice.client.say(1.0)
        await practice.client.until_next_line()
        await is_open(practice)
        await practice.client.until_next_line()
        await is_open(practice)
    assert lines(practice)[-1] == LINE
    assert [step.happening for step in practice.journal.minds][-2:] == ["TimePassed", "LineHeard"]
    assert [event.name for event in practice.journal.events if event.kind == "pressure"] == ["salon"]


async def test_while_the_trainee_speaks_it_cuts_in() -> None:
    play = pressed(PressureKind.INTERRUPT, When(seconds=1.0))
    async with practise(
        play, scripted([TURN, "well what I can do for you is a long story you see it began"])
    ) as practice:
        client = practice.client
        await is_open(practice)
        client.say(1.0)
        await client.until_next_line()
        await is_open(practice)
        client.say(14.0)
        await client.until_next_line()
        assert client.floor == "customer"
        assert len(client.microphone), "the trainee is still speaking"
        await client.live(8.0)
    assert LINE in [turn.text for turn in practice.journal.of(Side.CUSTOMER)]
    (woken,) = [step for step in practice.journal.minds if step.happening == "TimePassed"]
    assert woken.detail["turn"] == 4
    assert str(woken.detail["text"]).startswith("well what I can do")


async def test_a_prepared_line_that_nobody_hears_moves_no_alarm() -> None:
    play = pressed(PressureKind.INTERRUPT, When(seconds=20.0), nudge_after=60.0)
    async with practise(play, scripted([TURN, "I was", "going to say that it is a long story"])) as practice:
        client = practice.client
        await is_open(practice)
        client.say(1.0)
        await client.until_next_line()
        await is_open(practice)
        client.say(0.5)
        await client.live(1.2)
        client.say(20.0)
        await client.until_next_line()
        assert len(client.microphone), "the trainee is still speaking"
    replies = [event.reply for event, _ in practice.journal.logged() if isinstance(event, events.ReplyFinished)]
    assert len(replies) == 4, "one was prepared at the pause and taken back"
    ((due, at),) = practice.journal.logged(events.CustomerDue)
    assert due == events.CustomerDue(barges=True)
    assert abs(at - 20.0) < 0.1


async def test_a_silence_is_kept_before_the_line() -> None:
    play = pressed(PressureKind.SILENCE, When(turn=2), 4.0)
    async with practise(play, scripted([TURN, "Let me look at that."])) as practice:
        client = practice.client
        await is_open(practice)
        client.say(1.0)
        await client.until_next_line()
        await is_open(practice)
        client.say(1.0)
        await client.live(1.0)
        fell_silent = client.now
        await client.until_next_line()
        waited = (client.now - fell_silent) / 16_000
        await is_open(practice)
    assert 4.0 <= waited <= 5.0
    assert lines(practice)[-1] == LINE


async def test_a_trainee_who_speaks_into_the_silence_is_listened_to_and_the_line_is_not_said_over_them() -> None:
    play = pressed(PressureKind.SILENCE, When(turn=2), 4.0)
    async with practise(play, scripted([TURN, "Let me look at that.", "and here it is."])) as practice:
        client = practice.client
        await is_open(practice)
        client.say(1.0)
        await client.until_next_line()
        await is_open(practice)
        client.say(1.0)
        await client.live(3.0)
        client.say(2.0)
        await client.live(3.5)
        assert len(client.started_at) == 2, "the first silence was over by now, and nothing was said"
        await client.until_next_line()
        await is_open(practice)
    assert lines(practice)[-1] == LINE
    assert practice.journal.of(Side.TRAINEE)[1].text == "Let me look at that. and here it is."


async def test_when_its_time_is_over_the_customer_leaves_by_itself() -> None:
    play = pressed(PressureKind.TIME_LIMIT, When(turn=1), 20.0, nudge_after=60.0)
    async with practise(play, scripted([TURN])) as practice:
        client = practice.client
        await is_open(practice)
        client.say(1.0)
        await client.until_next_line()
        await client.until(lambda: client.is_over, within=60.0)
        await client.live(0.1)
    assert moves(practice)[-2:] == [Move.PRESSURE, Move.TIME_UP]
    assert practice.holding.result().value == "customer"
    said, left = practice.journal.of(Side.CUSTOMER)[-2:]
    assert 19.0 <= (left.start - said.end) / 16_000 <= 22.0


async def test_after_the_end_of_a_call_no_alarm_is_left() -> None:
    play = pressed(PressureKind.INTERRUPT, When(seconds=100.0), nudge_after=60.0)
    async with practise(play, scripted([TURN])) as practice:
        client = practice.client
        await is_open(practice)
        client.say(1.0)
        await client.until_next_line()
        client.hang_up()
        await client.until(lambda: client.is_over)
        logged = len(practice.journal.lines)
        await pass_time(200.0)
    assert len(practice.journal.lines) == logged
