"""How what the trainee does moves the mind: slowly up, fast down, never for nothing, and harder is never easier."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.values import HARDNESS, Effect, Hardness
from app.content.vocabulary import Act, Difficulty
from app.customer.acts import Reading
from app.customer.dynamics import CLAMPS, MEMORY, moved
from app.customer.effects import CHEAP, EFFECTS, HARMFUL, effect_of
from app.customer.mind import Mind, earned
from app.customer.play import Play, hardness_of
from tests.customer.rehearsal import play_of
from tests.customer.tempers import HARDNESSES, POINTS, READINGS, lenient, plays

NORMAL = HARDNESS[Difficulty.NORMAL]
START = Mind(trust=40, tension=60, patience=60, acknowledged=1)


def reading(*acts: Act, words: str = "one two three", terms: tuple[str, ...] = ()) -> Reading:
    return Reading(words, acts, terms, (), (), fits_nothing=False)


def still() -> Play:
    """Return a play whose customer's tension does not drift and who has no effects of its own."""
    play = play_of("ruth_billing")
    return lenient(play, effects=(), dynamics=replace(play.persona.dynamics, drift=0, reactivity=100))


def change(before: Mind, *acts: Act) -> tuple[int, int]:
    """Return by how much trust and tension move."""
    after, _ = moved(still().persona, NORMAL, before, reading(*acts))
    return after.trust - before.trust, after.tension - before.tension


def test_a_good_act_weakens_each_time_it_is_repeated() -> None:
    mind, gains = START, []
    for _ in range(4):
        after, _ = moved(still().persona, NORMAL, mind, reading(Act.ACKNOWLEDGE_SPECIFIC))
        gains.append(after.trust - mind.trust)
        mind = after
    assert gains == [6, 3, 1, 0]


def test_it_is_worth_as_much_as_before_once_it_is_forgotten() -> None:
    mind = START
    for act in (Act.OPEN_QUESTION, *[Act.CLOSED_QUESTION] * MEMORY):
        mind, _ = moved(still().persona, NORMAL, mind, reading(act))
    assert change(mind, Act.OPEN_QUESTION) == change(START, Act.OPEN_QUESTION)


def test_a_bad_act_does_not_weaken_by_repetition() -> None:
    mind = replace(START, tension=20, trust=90)
    once, _ = moved(still().persona, NORMAL, mind, reading(Act.BLAME_CUSTOMER))
    twice, _ = moved(still().persona, NORMAL, once, reading(Act.BLAME_CUSTOMER))
    assert once.trust - mind.trust == twice.trust - once.trust == -9


@pytest.mark.parametrize("bad", [Act.INSULT, Act.THREAT, Act.BLAME_CUSTOMER])
@pytest.mark.parametrize("good", [Act.ACKNOWLEDGE_SPECIFIC, Act.CONCRETE_COMMITMENT, Act.OPEN_QUESTION])
def test_one_bad_act_takes_more_than_one_good_act_gives(bad: Act, good: Act) -> None:
    lost, gained = change(START, bad), change(START, good)
    assert -lost[0] > gained[0]
    assert lost[1] > -gained[1]


@pytest.mark.parametrize("act", [Act.CONCRETE_COMMITMENT, Act.NEXT_STEP])
def test_a_promise_before_anything_was_acknowledged_comforts_little(act: Act) -> None:
    early, late = change(replace(START, acknowledged=0), act), change(START, act)
    assert early[0] == round(late[0] * 0.3)


def test_a_promised_term_lowers_the_tension_to_which_it_returns() -> None:
    play = lenient(play_of("ruth_billing"), effects=())
    mind = replace(START, tension=50)
    promise = reading(Act.PLAIN_ANSWER, terms=("refund_with_a_date",))
    eased, _ = moved(play.persona, NORMAL, mind, promise)
    same, _ = moved(play.persona, NORMAL, mind, reading(Act.PLAIN_ANSWER))
    assert eased.tension < same.tension


def test_a_promise_too_early_is_said_to_be_too_early() -> None:
    promise = reading(Act.CONCRETE_COMMITMENT, terms=("refund_with_a_date",))
    _, early = moved(still().persona, NORMAL, replace(START, acknowledged=0), promise)
    _, timely = moved(still().persona, NORMAL, START, promise)
    assert "'refund_with_a_date' was promised too early to count" in early
    assert "'refund_with_a_date' is promised" in timely


def test_a_promise_too_early_counts_once_what_is_wrong_was_taken_in() -> None:
    promise = reading(Act.CONCRETE_COMMITMENT, terms=("refund_with_a_date",))
    mind, _ = moved(still().persona, NORMAL, replace(START, acknowledged=0), promise)
    mind, _ = moved(still().persona, NORMAL, mind, reading(Act.ACKNOWLEDGE_SPECIFIC))
    credits_before = mind.credits
    mind, reasons = moved(still().persona, NORMAL, mind, reading(Act.CLOSED_QUESTION, words="four five six"))
    assert "'refund_with_a_date' is promised" in reasons
    assert earned(mind) == {"refund_with_a_date"}
    assert mind.credits == credits_before, "asking promised nothing"


@given(play=plays("ruth_billing"), readings=st.lists(READINGS, max_size=12))
def test_no_turn_moves_anything_further_than_it_may(play: Play, readings: list[Reading]) -> None:
    persona, hardness = play.persona, hardness_of(play)
    mind = Mind(50, 50, 50)
    for each in readings:
        after, _ = moved(persona, hardness, mind, each)
        assert all(0 <= value <= 100 for value in (after.trust, after.tension, after.patience))
        assert CLAMPS["trust"][0] <= after.trust - mind.trust <= CLAMPS["trust"][1]
        assert after.patience - mind.patience >= CLAMPS["patience"][0] - hardness.drain
        mind = after


@given(play=plays("ruth_billing"), readings=st.lists(READINGS, max_size=12))
def test_every_change_has_a_reason(play: Play, readings: list[Reading]) -> None:
    mind = Mind(50, 50, 50)
    for each in readings:
        after, reasons = moved(play.persona, hardness_of(play), mind, each)
        for name in ("trust", "tension", "patience"):
            if getattr(after, name) != getattr(mind, name):
                assert any(reason.startswith(name) for reason in reasons)
        mind = after


@given(play=plays("ruth_billing"), acts=st.lists(st.sampled_from(sorted(CHEAP)), max_size=3, unique=True), trust=POINTS)
def test_pleading_and_pleasing_earn_no_trust_from_anybody(play: Play, acts: list[Act], trust: int) -> None:
    after, _ = moved(play.persona, hardness_of(play), Mind(trust, 50, 50), reading(*acts))
    assert after.trust <= trust


@given(play=plays("ruth_billing"), act=st.sampled_from(sorted(HARMFUL)))
def test_what_does_harm_does_nobody_good(play: Play, act: Act) -> None:
    effect = effect_of(play.persona, act)
    assert effect.trust <= 0 <= effect.tension
    assert effect.patience <= 0


def test_a_personas_own_effect_replaces_the_ordinary_one() -> None:
    persona = lenient(play_of("ruth_billing"), effects=(Effect(Act.HONEST_NO, trust=9),)).persona
    assert effect_of(persona, Act.HONEST_NO) == Effect(Act.HONEST_NO, trust=9)
    assert effect_of(persona, Act.BOUNDARY) == EFFECTS[Act.BOUNDARY]


def harder(one: Hardness, other: Hardness) -> Hardness:
    return Hardness(
        max(one.reactivity, other.reactivity),
        max(one.gate, other.gate),
        max(one.caution, other.caution),
        max(one.drain, other.drain),
    )


@given(
    play=plays("ruth_billing"),
    less=HARDNESSES,
    more=HARDNESSES,
    worse=st.tuples(*[st.integers(0, 20)] * 3),
    readings=st.lists(READINGS, max_size=12),
)
def test_the_same_words_leave_a_harder_customer_no_better_disposed(
    play: Play, less: Hardness, more: Hardness, worse: tuple[int, int, int], readings: list[Reading]
) -> None:
    easy, hard = Mind(60, 40, 60), Mind(60 - worse[0], 40 + worse[1], 60 - worse[2])
    for each in readings:
        easy, _ = moved(play.persona, less, easy, each)
        hard, _ = moved(play.persona, harder(less, more), hard, each)
        assert hard.trust <= easy.trust
        assert hard.tension >= easy.tension
        assert hard.patience <= easy.patience


@given(play=plays("ruth_billing"))
def test_a_harder_level_asks_at_least_what_an_easier_one_asks_whatever_the_file_says(play: Play) -> None:
    for easier, level in pairwise(hardness_of(replace(play, difficulty=each)) for each in Difficulty):
        assert level == harder(level, easier)
