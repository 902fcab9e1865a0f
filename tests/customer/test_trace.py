"""A call's trace is derived again from what happened, bit for bit, or it is said where it parts."""

import json
from dataclasses import replace
from random import Random

import pytest

from app.content.vocabulary import Difficulty
from app.customer.customer import (
    CallOpened,
    Happening,
    LineCut,
    LineHeard,
    LineReturned,
    MonologueRan,
    Play,
    SilenceFell,
    TimePassed,
    TurnTaken,
    begin,
    mind_json,
    mind_of,
    react,
)
from app.customer.trace import Step, UnknownHappeningError, happening_json, happening_of, retraced
from tests.customer.rehearsal import EXPERT_WITH_RUTH, RUDE, play_of

EVERY_KIND: tuple[Happening, ...] = (
    CallOpened(0.25),
    TurnTaken(1, "What happened?", 1.5, 2, True, None, 4.125),
    TurnTaken(3, "Sorry?", 0.5, 1, False, 0.875, 9.0),
    SilenceFell(2, 30.5),
    MonologueRan(5, "and so on", 25.0, 60.0),
    TimePassed(61.25, 5, "and so on and", 26.25),
    LineReturned(70.0),
    LineHeard(3, "A line worded by a model."),
    LineCut(4, "A line", "A line cut short."),
)


def recorded(play: Play, seed: int) -> list[Step]:
    """Return what would be kept of a call, read back from JSON."""
    chance, mind, clock = Random(seed), begin(play), 0.0
    steps: list[Step] = []

    def happen(happening: Happening) -> None:
        nonlocal mind
        decision = react(play, mind, happening)
        mind = decision.mind
        kept = json.loads(json.dumps([happening_json(happening), mind_json(mind), decision.reasons]))
        move = decision.move.value if decision.move else None
        steps.append(Step(happening_of(kept[0]), kept[1], move, tuple(kept[2])))
        if decision.line:
            words = decision.line.split()
            heard = " ".join(words[: chance.randint(0, len(words))])
            is_cut = chance.random() < 0.3
            happen(LineCut(mind.line, heard, decision.line) if is_cut else LineHeard(mind.line, decision.line))

    happen(CallOpened(0.0))
    for number, text in enumerate((*EXPERT_WITH_RUTH, *RUDE)):
        clock += chance.uniform(3.0, 30.0)
        happen(TurnTaken(2 * number + 2, text, 4.0, len(text.split()), chance.random() < 0.2, 0.5, round(clock, 3)))
        if chance.random() < 0.3:
            others: list[Happening] = [SilenceFell(1, clock + 7), TimePassed(clock + 8), LineReturned(clock + 9)]
            happen(chance.choice(others))
    return steps


@pytest.mark.parametrize("kind", EVERY_KIND, ids=lambda each: type(each).__name__)
def test_a_happening_is_the_same_after_json(kind: Happening) -> None:
    assert happening_of(json.loads(json.dumps(happening_json(kind)))) == kind


@pytest.mark.parametrize("seed", range(12))
def test_a_call_comes_out_again_bit_for_bit(seed: int) -> None:
    play = play_of("ruth_billing/charged_twice", Random(seed).choice(list(Difficulty)), seed, attempt=seed + 1)
    steps = recorded(play, seed)
    retrace = retraced(play, steps)
    assert retrace.difference is None
    assert len(retrace.decisions) == len(steps)
    assert [decision.reasons for decision in retrace.decisions] == [step.reasons for step in steps]


@pytest.mark.parametrize("seed", range(12))
def test_every_mind_of_a_call_is_the_same_after_json(seed: int) -> None:
    play = play_of("ruth_billing/charged_twice", Difficulty.NORMAL, seed)
    minds = [decision.mind for decision in retraced(play, recorded(play, seed)).decisions]
    assert [mind_of(json.loads(json.dumps(mind_json(mind)))) for mind in minds] == minds


def test_a_mind_read_back_goes_on_as_if_nothing_had_been() -> None:
    play = play_of("ruth_billing/charged_twice")
    mind = retraced(play, recorded(play, 3)[:9]).decisions[-1].mind
    read_back = mind_of(json.loads(json.dumps(mind_json(mind))))
    turn = TurnTaken(99, "What happened then?", 2.0, 3, False, 0.5, 900.0)
    assert react(play, read_back, turn) == react(play, mind, turn)


def test_the_first_thing_that_differs_is_named() -> None:
    play = play_of("ruth_billing/charged_twice")
    steps = recorded(play, 1)
    steps[4] = replace(steps[4], mind={**steps[4].mind, "trust": 99})
    difference = retraced(play, steps).difference
    assert difference is not None
    assert (difference.step, difference.what, difference.recorded) == (4, "mind.trust", 99)


def test_another_persona_does_not_come_out_the_same() -> None:
    steps = recorded(play_of("ruth_billing/charged_twice"), 1)
    difference = retraced(play_of("martin_price"), steps).difference
    assert difference is not None
    assert difference.step == 0


@pytest.mark.parametrize(
    "values",
    [{}, {"kind": "CallEnded"}, {"kind": "SilenceFell"}, {"kind": "LineHeard", "line": 1, "volume": 3}],
)
def test_what_is_no_happening_is_refused_in_words(values: dict[str, object]) -> None:
    with pytest.raises(UnknownHappeningError, match=r"happening|lacks"):
        happening_of(values)
