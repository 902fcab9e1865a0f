"""Whatever happens in whatever order, the customer answers in whole lines and stays within its bounds."""

import json
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
    SilenceFell,
    TimePassed,
    mind_json,
    mind_of,
)
from tests.customer.rehearsal import Call, library, play_of, turn

WORDS = (
    "i you will refund today charged twice sorry what how price £84.50 12% policy if sign the stupid 🙂 ñ ... - ' \" "
    "{said_time} {x} 1,000.00 [b] not yes wait hello van quote budget email tomorrow"
).split(" ")


def anything(chance: Random, number: int, line: int) -> Happening:
    text = " ".join(chance.choices(WORDS, k=chance.choice([0, 1, 3, 10, 40])))
    happenings: list[Happening] = [
        CallOpened(),
        turn(number, text),
        turn(number, text, barged_in=True),
        turn(number, text, seconds=90.0),
        SilenceFell(chance.randint(1, 3)),
        MonologueRan(number, text, 30.0, at=3.0 * number),
        TimePassed(20.0 * number),
        TimePassed(20.0 * number, number, text, 12.0),
        LineReturned(at=5.0 * number),
        LineHeard(line),
        LineCut(line, " ".join(["word"] * chance.randint(0, 12))),
        LineHeard(line + 7),
    ]
    return chance.choice(happenings)


@pytest.mark.parametrize("seed", range(60))
def test_any_call_stays_within_its_bounds(seed: int) -> None:
    chance = Random(seed)
    call = Call(play_of(chance.choice(library().names), chance.choice(list(Difficulty)), seed, seed))
    for number in range(1, 31):
        decision = call.react_only(anything(chance, number, call.mind.line))
        mind = decision.mind
        assert (decision.move is None) == (decision.line == "")
        assert "{" not in decision.line
        assert all(0 <= value <= 100 for value in (mind.trust, mind.tension, mind.patience))
        assert mind_of(json.loads(json.dumps(mind_json(mind)))) == mind
        assert decision.wake_at is None or not decision.ends_call
        if decision.ends_call:
            break
