"""Sentences about how a call is told to people: whatever the customer did, no id and no rule's name is in it."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random

import pytest
from pydantic import JsonValue

from app.call_record import CallEvent, CallRecord, EventKind, MindRecord, Pins, TurnTags
from app.content.pressure_values import PressureKind
from app.content.vocabulary import Act, Difficulty, Move
from app.customer.customer import Decision, Happening, Play, SilenceFell, TurnTaken, begin, mind_json, react
from app.customer.guard import Forbidden
from app.customer.happenings import CallOpened, LineCut, LineHeard
from app.customer.trace import happening_json
from app.practice.retell_call import Retelling, retold
from app.practice.retold_words import (
    DID,
    PRESSED,
    REFUSED,
    did_in_words,
    reason_in_words,
    reasons_in_words,
    why_in_words,
)
from tests.customer.rehearsal import library

NOW = datetime(2026, 6, 1, tzinfo=UTC)
RUDE = ("That's our policy, you should have checked.", "Calm down, you idiot.", "Um, one moment please.", "What?", "")


def play_of(name: str, difficulty: Difficulty = Difficulty.HARD) -> Play:
    persona, scenario = library().find(name)
    return Play(persona, scenario, difficulty, 3, 1, library().language_of(persona))


def step(turn: int, happening: Happening, decision: Decision) -> MindRecord:
    return MindRecord(
        turn=turn,
        happening=type(happening).__name__,
        detail=happening_json(happening),
        values=json.loads(json.dumps(mind_json(decision.mind))),
        move=decision.move.value if decision.move else None,
        reasons=decision.reasons,
    )


def steps(play: Play, words: tuple[str, ...]) -> Iterator[MindRecord]:
    """Yield the steps of a call: every turn is answered, every other answer cut off, and at the end nobody speaks."""
    happenings: list[Happening] = [CallOpened()]
    happenings += [
        TurnTaken(2 * number + 1, text, 3.0, len(text.split()), number % 5 == 4, 0.8, 8.0 * number)
        for number, text in enumerate(words, 1)
    ]
    happenings += [SilenceFell(count, 900.0) for count in (1, 2, 3)]
    mind = begin(play)
    for happening in happenings:
        decision = react(play, mind, happening)
        turn = happening.turn if isinstance(happening, TurnTaken) else 0
        yield step(turn, happening, decision)
        mind = decision.mind
        if decision.move:
            is_cut = turn % 7 == 3
            fate = LineCut(mind.line, "I", decision.line) if is_cut else LineHeard(mind.line, decision.line)
            settled = react(play, mind, fate)
            yield step(turn + 1, fate, settled)
            mind = settled.mind


def record(mind: tuple[MindRecord, ...], **more: object) -> CallRecord:
    return CallRecord.model_validate(
        {
            "call": "c",
            "trainee": "ada",
            "persona": "ruth_billing",
            "scenario": "charged_twice",
            "started_at": NOW,
            "pins": Pins(persona="0" * 64, seed=1),
            "mind": mind,
            **more,
        }
    )


def told(retelling: Retelling) -> list[str]:
    """Return everything that is said in it."""
    turns = retelling.values()
    marks = [mark.text for turn in turns for mark in turn.marks]
    steps = [text for turn in turns for step in turn.steps for text in (step.did, step.why, *step.reasons)]
    return marks + steps + [text for turn in turns for text in (*turn.refused, *turn.read_as)]


@pytest.mark.parametrize("name", library().names)
def test_no_id_and_no_name_of_a_rule_is_told_of_any_shipped_customer(name: str) -> None:
    play, chance = play_of(name), Random(5)
    lines = [line.says for line in (*play.scenario.rehearsals.expert, *play.scenario.rehearsals.good)]
    said = (*lines[:25], *RUDE, *chance.sample(lines, 10))
    text = library().file_of(play.persona.id).text
    for words in (said, RUDE):
        shown = told(retold(record(tuple(steps(play, words))), text))
        assert len(shown) > 10
        for sentence in shown:
            assert "_" not in sentence, sentence
            assert "trainee" not in sentence, sentence
            assert not re.search(r"'\w+' |\w+: \w+:", sentence), sentence


def test_what_the_customer_did_is_told_with_its_reason() -> None:
    assert did_in_words("resist", "greeting", None) == "did not go along with that"
    assert why_in_words("resist", "greeting", "resist greeting: answers greeting") == "you greeted"
    assert did_in_words("object", "takes_too_long", None) == "raised an objection (takes too long)"
    why = "object takes_too_long: the next objection was called for"
    assert why_in_words("object", "takes_too_long", why) == "the next objection was called for"
    assert why_in_words("ask", "refund", "ask refund: 'refund' is not promised yet") == "“refund” is not promised yet"
    assert did_in_words("pressure", "client_in_chair", PressureKind.TIME_LIMIT) == "set a time limit (client in chair)"
    assert reason_in_words("'a_date' was promised too early to count") == "“a date” was promised too early to count"


def test_changes_of_one_cause_are_told_together() -> None:
    reasons = (
        "trust +5: you apologised",
        "patience -2: the call takes time",
        "tension -3: you apologised",
        "'x' is promised",
    )
    assert reasons_in_words(reasons) == (
        "you apologised: trust +5, tension −3",
        "each turn takes some: patience −2",
        "“x” is promised",
    )


def test_every_move_pressure_and_refusal_has_its_words() -> None:
    assert set(DID) == set(Move)
    assert set(PRESSED) == set(PressureKind)
    assert set(REFUSED) == set(Forbidden)


def test_what_came_out_is_marked_at_its_turn() -> None:
    before: dict[str, JsonValue] = {"trust": 30, "tension": 60, "patience": 50, "hinted": []}
    after = before | {"hinted": ["card_declined"]}
    mind = (
        MindRecord(turn=1, happening="TurnTaken", values=before),
        MindRecord(turn=2, happening="LineHeard", values=after, reasons=("hint card_declined was heard",)),
    )
    kinds = (
        (EventKind.PRESSURE, "goes_to_the_bank"),
        (EventKind.FACT, "card_declined"),
        (EventKind.CONCESSION, "accepted"),
    )
    events = tuple(CallEvent(kind=kind, name=name, turn=4, heard_end=9) for kind, name in kinds)
    text = library().file_of("ruth_billing").text
    retelling = retold(record(mind, events=events), text)
    assert [mark.text for mark in retelling[2].marks] == ["Hint: card declined"]
    assert [(mark.kind, mark.text) for mark in retelling[4].marks] == [
        ("pressure", "Pressure: threatened to leave (goes to the bank)"),
        ("fact", "Told what was held back: card declined"),
        ("concession", "Agreed"),
    ]
    assert retelling[2].steps == []


def test_a_hint_gives_nothing_away_that_the_trainee_did_not_find_out() -> None:
    values: dict[str, JsonValue] = {"trust": 30, "tension": 60, "patience": 50, "last_about": "card_declined"}
    mind = (
        MindRecord(
            turn=1, happening="TurnTaken", values=values, move="hint", reasons=("hint card_declined: asked well",)
        ),
        MindRecord(turn=2, happening="LineHeard", values=values | {"hinted": ["card_declined"]}),
        MindRecord(
            turn=4,
            happening="LineCut",
            values=values,
            reasons=("hint card_declined was cut off and is still to be said",),
        ),
    )
    retelling = retold(record(mind), library().file_of("ruth_billing").text)
    assert [mark.text for mark in retelling[2].marks] == ["Hint at something held back"]
    assert not any("card" in sentence for sentence in told(retelling))


def test_who_worded_a_line_and_what_was_refused_stands_at_the_line_once_a_model_takes_part() -> None:
    play = play_of("ruth_billing/charged_twice")
    plain = tuple(steps(play, ("Hello, this is Sam.", "What happened?")))
    assert {turn.worded_by for turn in retold(record(plain), None).values()} == {""}
    refusing = [
        each.model_copy(update={"refused": ("gives_in", "something_new")} if each.turn == 3 else {}) for each in plain
    ]
    retelling = retold(record(tuple(refusing)), None)
    assert (retelling[4].worded_by, retelling[4].refused) == ("persona", ["it gave in", "something new"])
    assert retelling[6].refused == []


def test_what_a_model_read_a_turn_as_is_told_beside_it() -> None:
    tags = (TurnTags(turn=3, tags=(Act.APOLOGY.value, "an_act_of_tomorrow"), by="x"),)
    assert retold(record((), tags=tags), None)[3].read_as == ["you apologised", "an act of tomorrow"]


def test_a_call_of_another_version_is_told_as_far_as_its_words_go() -> None:
    old = MindRecord(
        turn=3,
        happening="TurnTaken",
        values={"trust": 1, "tension": 2, "patience": 3},
        move="sigh_deeply",
        reasons=("trust +1: you_waited", "sigh_deeply: nothing_else"),
    )
    [step] = retold(record((old,)), "schema: persona/v0")[3].steps
    assert (step.did, step.why, step.reasons) == ("sigh deeply", "nothing else", ("you waited: trust +1",))
