"""Is the turn over? The hold that the words, the habits and the patience lead to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import endpointing
from app.core.endpointing import DICTATION_HOLD, FINISHED_HOLD, NEUTRAL_HOLD, NEUTRAL_RANGE, UNFINISHED_HOLD, UsualPause
from app.core.manners import Manners


def hold(text: str, **manners: float) -> float:
    return endpointing.hold(text, Manners(**manners), UsualPause())  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["I will refund you.", "Is that all right?", "yes", "okay great", "goodbye"])
def test_finished_words_are_held_shortly(text: str) -> None:
    assert hold(text) == FINISHED_HOLD


@pytest.mark.parametrize("text", ["i will look into it for the", "well um", "i can and", "let me see...", "it is a"])
def test_unfinished_words_are_waited_for(text: str) -> None:
    expected = NEUTRAL_HOLD if text.endswith("...") else UNFINISHED_HOLD
    assert hold(text) == expected


@pytest.mark.parametrize("text", ["my number is four seven", "it is 47"])
def test_a_digit_group_is_waited_for_longest(text: str) -> None:
    assert hold(text) == DICTATION_HOLD


@pytest.mark.parametrize("text", ["", "tell me what happened"])
def test_words_that_tell_nothing_are_held_in_between(text: str) -> None:
    assert hold(text) == NEUTRAL_HOLD
    assert FINISHED_HOLD < NEUTRAL_HOLD < UNFINISHED_HOLD < DICTATION_HOLD


def test_patience_stretches_every_hold_within_the_persona_s_bounds() -> None:
    assert hold("tell me more", patience=1.6) == pytest.approx(1.6 * NEUTRAL_HOLD)
    assert hold("yes", patience=0.6) == 0.25
    assert hold("and", patience=1.6, max_hold=2.0) == 2.0


def test_the_trainee_s_own_pauses_move_the_neutral_hold_only() -> None:
    slow = UsualPause()
    for _ in range(20):
        slow = slow.learn(0.9)
    assert endpointing.hold("tell me more", Manners(), slow) == pytest.approx(0.9, abs=0.05)
    assert endpointing.hold("yes.", Manners(), slow) == FINISHED_HOLD


def test_one_pause_is_a_rough_guess_and_many_even_ones_a_sure_one() -> None:
    once, often = UsualPause().learn(0.5), UsualPause()
    for _ in range(30):
        often = often.learn(0.5)
    assert once.hold == 1.0
    assert often.hold == pytest.approx(0.5, abs=0.01)


@given(st.lists(st.floats(0.0, 60.0), min_size=1), st.text(max_size=40), st.floats(0.6, 1.6))
def test_whatever_was_learned_the_hold_stays_within_bounds(pauses: list[float], text: str, patience: float) -> None:
    usual = UsualPause()
    for pause in pauses:
        usual = usual.learn(pause)
    assert NEUTRAL_RANGE[0] <= usual.hold <= NEUTRAL_RANGE[1]
    manners = Manners(patience=patience)
    assert manners.min_hold <= endpointing.hold(text, manners, usual) <= manners.max_hold
