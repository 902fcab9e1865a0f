"""Which of its lines the customer says: other ones each call, none twice, and what the trainee just said taken up."""

from collections import Counter
from dataclasses import replace

import pytest

from app.content.scenario_values import Wordings
from app.content.vocabulary import FOUR_WORDINGS, Move, Stance
from app.customer.acts import Reading
from app.customer.mind import Mind
from app.customer.scene import Choice, Scene
from app.customer.wording import IN_A_ROW, OFTEN, worded
from tests.customer.rehearsal import (
    EXPERT_WITH_MARTIN,
    EXPERT_WITH_RUTH,
    RUDE,
    held,
    library,
    play_of,
)

SHIPPED = ("ruth_billing/charged_twice", "ruth_billing/back_from_hold", "martin_price", "martin_price/you_call_back")
SHORT = 4
"""A line of up to so many words may well come again."""


def scene(lines: int, *, attempt: int = 1, seed: int = 1, said: tuple[str, ...] = (), echo: str = "") -> Scene:
    """Return a moment whose customer has so many ways to resist, and one more that takes up what was said."""
    play = play_of("ruth_billing", seed=seed, attempt=attempt)
    own = tuple(f"This is wording {number}." for number in range(lines))
    pool = (*own, f"{echo} it is, then.") if echo else own
    persona = replace(play.persona, wordings=(Wordings(Move.RESIST, None, pool),), replies=())
    reading = Reading("", (), (), (), (("said_time", "Friday"),), fits_nothing=False)
    mind = Mind(20, 70, 50, said=said)
    return Scene(play, persona, mind, mind, reading)


def spoken(moment: Scene) -> str:
    return worded(moment, Choice(Move.RESIST, "because"))[1]


@pytest.mark.parametrize("lines", range(4, 14))
@pytest.mark.parametrize("first", [1, 2, 7])
def test_ten_calls_in_a_row_hear_no_wording_of_four_more_than_three_times(lines: int, first: int) -> None:
    heard = [spoken(scene(lines, attempt=first + number, seed=number * 77)) for number in range(IN_A_ROW)]
    assert max(Counter(heard).values()) <= OFTEN


@pytest.mark.parametrize("lines", range(4, 14))
def test_nor_when_one_of_them_takes_up_what_was_said(lines: int) -> None:
    heard = [spoken(scene(lines, attempt=1 + number, seed=number, echo="{said_time}")) for number in range(IN_A_ROW)]
    assert max(Counter(heard).values()) <= OFTEN
    assert "Friday it is, then." in heard


def test_a_wording_that_takes_up_what_was_not_said_stays_away() -> None:
    heard = {spoken(scene(4, attempt=number, echo="{said_amount}")) for number in range(1, 11)}
    assert heard == {f"This is wording {number}." for number in range(4)}


def test_calls_in_a_row_begin_one_further_each() -> None:
    heard = [spoken(scene(5, attempt=number)) for number in range(1, 6)]
    assert len(set(heard)) == 5


def test_no_wording_comes_twice_while_one_is_left_and_then_the_least_used_does() -> None:
    said: tuple[str, ...] = ()
    lines = []
    for _ in range(8):
        keys, line = worded(scene(4, said=said), Choice(Move.RESIST, "because"))
        said += keys
        lines.append(line)
    assert len(set(lines[:4])) == 4
    assert sorted(Counter(lines).values()) == [2, 2, 2, 2]


def test_a_guarded_customers_wordings_stand_in_before_a_closed_one_repeats_itself() -> None:
    moment = scene(1)
    guarded = Wordings(Move.RESIST, Stance.GUARDED, ("Something guarded.",))
    openly = Wordings(Move.RESIST, Stance.OPEN, ("Something open.",))
    closed = Wordings(Move.RESIST, Stance.CLOSED, ("Something closed.",))
    persona = replace(moment.persona, wordings=(openly, guarded, closed))
    said: tuple[str, ...] = ()
    lines = []
    for _ in range(3):
        mind = replace(moment.mind, said=said)
        now = replace(moment, persona=persona, before=mind, mind=mind)
        keys, line = worded(now, Choice(Move.RESIST, "because"))
        said += keys
        lines.append(line)
    assert lines == ["Something closed.", "Something guarded.", "Something closed."]


def expert(name: str) -> tuple[str, ...]:
    return EXPERT_WITH_RUTH if name.startswith("ruth") else EXPERT_WITH_MARTIN


ALWAYS = frozenset({Move.OBJECT, Move.PRESSURE} | FOUR_WORDINGS)
"""Moves of which the product promises four wordings; others are heard as often as their file is poor."""


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("kind", ["expert", "rude"])
def test_the_shipped_customers_do_not_repeat_themselves_in_ten_calls(name: str, kind: str) -> None:
    heard: Counter[str] = Counter()
    for attempt in range(1, IN_A_ROW + 1):
        call = held(play_of(name, seed=attempt * 31, attempt=attempt), expert(name) if kind == "expert" else RUDE)
        heard.update({key for key in call.mind.said if Move(key.split(".")[0]) in ALWAYS})
    assert heard
    assert {key: calls for key, calls in heard.items() if calls > OFTEN} == {}


@pytest.mark.parametrize("name", SHIPPED)
def test_in_one_call_no_line_is_heard_twice(name: str) -> None:
    for attempt in range(1, IN_A_ROW + 1):
        lines = held(play_of(name, attempt=attempt), expert(name)).lines
        assert [line for line, times in Counter(lines).items() if times > 1 and len(line.split()) > SHORT] == []


def test_every_shipped_move_has_a_line_for_every_stance() -> None:
    for file in library().files:
        play = play_of(file.persona.id)
        for trust, tension in ((10, 80), (40, 55), (70, 20)):
            mind = Mind(trust, tension, 50)
            moment = Scene(play, file.persona, mind, mind, Reading("", (), (), (), (), fits_nothing=False))
            moves = {each.move for each in file.persona.wordings} - {Move.SAY_AGAIN}
            assert all(worded(moment, Choice(move, "because"))[1] for move in moves)
