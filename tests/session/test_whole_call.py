"""A whole call: both sides are captioned, kept before they are answered, and ended once."""

from itertools import pairwise

from app.call_record import EndedBy
from app.core.floor import LEGAL_MOVES, Floor
from app.core.transcript import Side
from app.engines.scripted import ScriptedTextToSpeech
from app.transports import messages
from tests.session.client import Client
from tests.session.kept import MemoryJournal, MemoryTape
from tests.session.practice import Practice, practise, ruth, scripted
from tests.virtual_time import pass_time

TEXTS = (
    "Hello this is Sam I can see we charged you twice.",
    "What has it meant for you?",
    "I will refund the eighty four pounds fifty today.",
)


async def converse(practice: Practice) -> None:
    """Answer the customer three times, and hang up."""
    client = practice.client
    for _ in TEXTS:
        await client.until(lambda: client.floor == "open" and bool(client.started_at))
        client.say(2.0)
        await client.until_next_line()
    await client.until(lambda: client.floor == "open")
    client.hang_up()
    await client.until(lambda: client.is_over)
    await client.live(0.2)


def shown(client: Client) -> dict[int, messages.Caption]:
    """Return the last caption of each of the customer's lines."""
    return {told.line: told for told in client.told(messages.Caption) if told.side == "customer"}


async def test_a_call_is_held_from_the_first_word_to_the_last() -> None:
    async with practise(ruth(), scripted(TEXTS), tape=MemoryTape()) as practice:
        await converse(practice)
    assert practice.holding.result() is EndedBy.TRAINEE
    transcript = practice.journal.transcript
    assert [turn.side for turn in transcript] == [Side.CUSTOMER, Side.TRAINEE] * 3 + [Side.CUSTOMER]
    assert tuple(turn.text for turn in practice.journal.of(Side.TRAINEE)) == TEXTS
    assert not any(turn.cut for turn in transcript)


async def test_started_comes_first_ended_comes_last_and_every_message_has_the_next_number() -> None:
    async with practise(ruth(), scripted(TEXTS)) as practice:
        await converse(practice)
    told = practice.client.messages
    assert isinstance(told[0], messages.Started)
    assert isinstance(told[-1], messages.Ended)
    assert [message.seq for message in told[1:]] == list(range(1, len(told)))
    assert len(practice.client.told(messages.Ended)) == 1


async def test_the_words_of_both_sides_are_captioned() -> None:
    async with practise(ruth(), scripted(TEXTS)) as practice:
        await converse(practice)
    captions = practice.client.told(messages.Caption)
    finals = {(caption.side, caption.line): caption.text for caption in captions if caption.final}
    said = [text for (side, _), text in sorted(finals.items()) if side == "trainee"]
    assert tuple(said) == TEXTS
    answered = [text for (side, _), text in sorted(finals.items()) if side == "customer"]
    assert answered == [turn.heard for turn in practice.journal.of(Side.CUSTOMER)]
    assert any(not caption.final for caption in captions if caption.side == "trainee"), "words are shown as they come"


async def test_words_that_nobody_heard_do_not_stay_on_the_screen() -> None:
    voice = ScriptedTextToSpeech(delay=lambda: pass_time(1.0))
    async with practise(ruth(stays=True), scripted(["I was", "not finished yet."], voice=voice)) as practice:
        client = practice.client
        await client.until_next_line()
        await client.until(lambda: client.floor == "open")
        client.say(0.5)
        await client.until(lambda: 2 in shown(client))
        client.say(0.5)
        await client.until_next_line()
        await client.until(lambda: client.floor == "open")
    last = shown(client)
    assert (last[2].text, last[2].final) == ("", True)
    assert [last[line].text for line in (1, 3)] == [turn.heard for turn in practice.journal.of(Side.CUSTOMER)]


async def test_the_floor_changes_hands_only_as_the_table_allows() -> None:
    async with practise(ruth(), scripted(TEXTS)) as practice:
        await converse(practice)
    floors = [Floor.OPEN, *(Floor(message.floor) for message in practice.client.told(messages.FloorChanged))]
    assert all(move in LEGAL_MOVES for move in pairwise(floors))
    assert floors[-1] is Floor.CLOSED


def _kept_and_answered(journal: MemoryJournal, client: Client) -> list[tuple[float, float]]:
    """Return when each turn of the trainee's was durable, and when the line after it was first heard."""
    lines = [turn.number for turn in journal.of(Side.CUSTOMER)]
    heard = dict(zip(lines, (client.started_at[reply] for reply in sorted(client.started_at)), strict=True))
    return [(journal.kept_at[turn.number], heard[turn.number + 1]) for turn in journal.of(Side.TRAINEE)]


async def test_a_turn_is_durable_before_its_answer_is_heard_however_slow_the_disk() -> None:
    journal = MemoryJournal(delay=0.7)
    async with practise(ruth(), scripted(TEXTS), journal=journal) as practice:
        await converse(practice)
    waits = _kept_and_answered(journal, practice.client)
    assert len(waits) == len(TEXTS)
    assert all(kept < heard for kept, heard in waits)
