"""A call that the real customer played can be scored: its objections are where the scorer looks for them."""

from datetime import UTC, datetime

from app.call_record import CallRecord, MindRecord, Pins, SpokenTurn
from app.scorecard_record import Scorecard, Verdict
from app.scoring.score import score
from tests.scoring.talks import check, objection_handling
from tests.session.kept import MemoryJournal
from tests.session.practice import practise, ruth, scripted

TEXTS = (
    "Hello this is Sam I can see we charged you twice and I am sorry about that.",
    "Okay.",
    "I can see why you would say that about the money. What has it meant for you?",
    "I understand. Our system does that sometimes.",
    "I will refund the eighty four pounds fifty by noon tomorrow. Does that help?",
    "I can see why you would not believe that after what you were told. What would help you to trust it?",
    "I hear you. What would put it right?",
    "I will call you on Friday to make sure that it is there.",
)


async def played() -> CallRecord:
    """The record of a call in which the trainee says these texts."""
    async with practise(ruth(stays=True), scripted(TEXTS)) as practice:
        client = practice.client
        for _ in TEXTS:
            await client.until(lambda: client.floor == "open" and bool(client.started_at))
            client.say(4.0)
            await client.until_next_line()
        await client.until(lambda: client.floor == "open")
        client.hang_up()
        await client.until(lambda: client.is_over)
    return _record(practice.journal)


def _record(journal: MemoryJournal) -> CallRecord:
    return CallRecord(
        call="01" + "A" * 24,
        trainee="ada",
        persona="ruth_billing",
        scenario="charged_twice",
        started_at=datetime(2026, 11, 22, 16, 52, tzinfo=UTC),
        ended_at=datetime(2026, 11, 22, 16, 54, tzinfo=UTC),
        pins=Pins(persona="a" * 64, seed=1),
        turns=tuple(SpokenTurn.of(turn) for turn in journal.transcript),
        events=tuple(journal.events),
        mind=tuple(
            MindRecord(turn=each.turn, happening=each.happening, values={}, move=each.move) for each in journal.minds
        ),
    )


def verdict(card: Scorecard, name: str) -> Verdict:
    """The answer to a check."""
    return check(card, name).verdict


async def test_a_played_call_is_scored_by_what_was_said_after_its_objections() -> None:
    card = score(await played(), objection_handling().rubric, "b" * 64)
    assert verdict(card, "acknowledged_first") is Verdict.YES
    assert verdict(card, "asked_openly") is Verdict.YES
    assert verdict(card, "next_step_with_time") is Verdict.YES
    assert [each.quote for each in check(card, "next_step_with_time").evidence] == [TEXTS[-1]]
    assert card.totals.score is not None
