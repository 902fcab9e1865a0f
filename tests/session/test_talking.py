"""How a trainee can talk in a call besides speaking freely: by typing, by push-to-talk, and at length."""

from app.core import events
from app.core.manners import Manners
from app.core.transcript import Side
from app.transports import messages
from tests.session.kept import MemoryTape
from tests.session.practice import practise, ruth, scripted


async def test_a_typed_turn_is_answered_like_a_spoken_one() -> None:
    async with practise(ruth(), scripted()) as practice:
        client = practice.client
        await client.until(lambda: client.floor == "open" and bool(client.started_at))
        client.tell(messages.Say(text="Hello, this is Sam."))
        await client.until_next_line()
    (turn,) = practice.journal.of(Side.TRAINEE)
    assert (turn.text, turn.is_typed) == ("Hello, this is Sam.", True)


async def test_a_turn_ends_when_the_button_is_let_go_however_long_its_pauses() -> None:
    async with practise(ruth(), scripted(["one two three and"])) as practice:
        client = practice.client
        client.tell(messages.Talk(state="released"))
        await client.until(lambda: client.floor == "open" and bool(client.started_at))
        client.tell(messages.Talk(state="held"))
        client.say(0.5)
        await client.live(4.0)
        assert client.floor == "trainee"
        client.tell(messages.Talk(state="released"))
        await client.until_next_line()
    (turn,) = practice.journal.of(Side.TRAINEE)
    assert turn.text == "one two three and"


async def test_a_customer_listens_aloud_to_a_long_turn_and_is_on_the_tape_with_it() -> None:
    play = ruth(stays=True, manners=Manners(murmur_after=2.0, patience=1.6, murmurs=("Mm-hm.",)))
    async with practise(play, scripted(["and then I will and", "that is all."]), tape=MemoryTape()) as practice:
        client = practice.client
        await client.until(lambda: client.floor == "open" and bool(client.started_at))
        client.say(3.0)
        await client.until(lambda: bool(client.told(messages.MurmurPlayed)))
        at = client.now
        client.say(1.0)
        await client.until_next_line()
    assert practice.tape is not None
    assert practice.tape.channel(Side.CUSTOMER)[at - 3_200 : at + 3_200].any()
    assert len(practice.journal.of(Side.TRAINEE)) == 1
    assert [turn.side for turn in practice.journal.transcript][:2] == [Side.CUSTOMER, Side.TRAINEE]


async def test_a_customer_cuts_into_an_endless_turn() -> None:
    play = ruth(stays=True, manners=Manners(monologue_limit=5.0, murmurs=()))
    async with practise(play, scripted(["well you see it is like this"])) as practice:
        client = practice.client
        await client.until(lambda: client.floor == "open" and bool(client.started_at))
        client.say(8.0)
        await client.until_next_line()
        assert client.floor == "customer"
        assert len(client.microphone), "the trainee is still speaking"
    assert len(practice.journal.logged(events.PlaybackStarted)) == 2


async def test_a_customer_to_whom_nobody_speaks_hangs_up_by_herself() -> None:
    async with practise(ruth(), scripted()) as practice:
        client = practice.client
        await client.until(lambda: client.is_over, within=90.0)
        await client.live(0.1)
    assert practice.holding.result().value == "customer"
    assert client.told(messages.Ended)[-1].by == "customer"
    assert not practice.journal.of(Side.TRAINEE)
