"""What kind of customer the trainee meets: hard, fair, consistent, and won by good work alone."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest

from app.content.vocabulary import Difficulty, Move
from app.customer.acts import read_turn
from app.customer.customer import (
    CallOpened,
    Happening,
    LineHeard,
    LineReturned,
    MonologueRan,
    SilenceFell,
    begin,
    mind_json,
    react,
)
from app.customer.echo import MOST_TAKEN_UP
from app.customer.typed_call import lone_turn
from tests.customer.rehearsal import (
    APOLOGY_ONLY,
    EXPERT_WITH_MARTIN,
    EXPERT_WITH_RUTH,
    GOOD_WITH_RUTH,
    MAGIC_PHRASE,
    PROMISES_ONLY,
    RUDE,
    Call,
    held,
    library,
    play_of,
    turn,
    with_temper,
)
from tests.customer.tempers import lenient

SEEDS = range(50)
STOP = "Please stop the exercise."
SCENARIOS = ("ruth_billing/charged_twice", "ruth_billing/back_from_hold", "martin_price", "martin_price/you_call_back")


def expert(name: str) -> tuple[str, ...]:
    return EXPERT_WITH_RUTH if name.startswith("ruth") else EXPERT_WITH_MARTIN


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("difficulty", [Difficulty.EASY, Difficulty.NORMAL])
def test_an_expert_is_accepted_whatever_the_seed(name: str, difficulty: Difficulty) -> None:
    for seed in SEEDS:
        call = held(play_of(name, difficulty, seed, attempt=seed), expert(name))
        assert call.mind.accepted, f"seed {seed}: {call.moves}"
        assert call.moves[-1] is Move.GOODBYE


def test_an_expert_is_accepted_on_hard_too() -> None:
    assert all(held(play_of("ruth_billing", Difficulty.HARD, seed), EXPERT_WITH_RUTH).mind.accepted for seed in SEEDS)
    assert all(held(play_of("martin_price", Difficulty.HARD, seed), EXPERT_WITH_MARTIN).mind.accepted for seed in SEEDS)


def test_an_ordinary_good_trainee_is_accepted_as_a_recogniser_writes_it() -> None:
    assert held(play_of("ruth_billing"), GOOD_WITH_RUTH).mind.accepted


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("difficulty", list(Difficulty))
@pytest.mark.parametrize("words", [APOLOGY_ONLY, PROMISES_ONLY, MAGIC_PHRASE], ids=["apology", "promises", "magic"])
def test_one_trick_never_wins(name: str, difficulty: Difficulty, words: tuple[str, ...]) -> None:
    won = [seed for seed in SEEDS if held(play_of(name, difficulty, seed), words).mind.accepted]
    assert not won


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("difficulty", list(Difficulty))
def test_a_rude_trainee_is_hung_up_on(name: str, difficulty: Difficulty) -> None:
    call = held(play_of(name, difficulty), RUDE)
    assert call.decisions[-1].ends_call
    assert call.moves[-1] is Move.HANG_UP
    assert call.turns <= 12


def test_a_harder_customer_takes_longer_to_accept_and_less_to_lose() -> None:
    def length(words: tuple[str, ...], difficulty: Difficulty) -> int:
        return held(play_of("ruth_billing", difficulty), words).turns

    assert length(EXPERT_WITH_RUTH, Difficulty.EASY) <= length(EXPERT_WITH_RUTH, Difficulty.NORMAL)
    assert length(EXPERT_WITH_RUTH, Difficulty.NORMAL) <= length(EXPERT_WITH_RUTH, Difficulty.HARD)
    assert length(RUDE, Difficulty.EASY) >= length(RUDE, Difficulty.NORMAL) >= length(RUDE, Difficulty.HARD)


def test_the_same_words_and_seed_give_the_same_decisions() -> None:
    for seed in range(5):
        first, second = (held(play_of("ruth_billing", seed=seed), EXPERT_WITH_RUTH) for _ in range(2))
        assert first.decisions == second.decisions


def test_trying_other_words_from_the_same_mind_changes_nothing() -> None:
    call = held(play_of("ruth_billing"), EXPERT_WITH_RUTH, turns=2)
    kept = react(call.play, call.mind, turn(9, "What happened?"))
    for text in ("what", "what happened with", "shut up"):
        react(call.play, call.mind, turn(9, text))
    assert react(call.play, call.mind, turn(9, "What happened?")) == kept


def test_an_interruption_costs_trust_tension_and_patience_and_the_reason_says_so() -> None:
    call = held(play_of("ruth_billing"), EXPERT_WITH_RUTH, turns=1)
    text = "When was the second payment taken?"
    calm = react(call.play, call.mind, turn(9, text)).mind
    cut_off = react(call.play, call.mind, turn(9, text, barged_in=True))
    assert (cut_off.mind.trust, cut_off.mind.tension) == (calm.trust - 5, calm.tension + 8)
    assert cut_off.mind.patience == calm.patience - 5
    assert "tension +8: you interrupted" in cut_off.reasons


def test_a_monologue_is_cut_into_and_costs_patience_once() -> None:
    call = held(play_of("ruth_billing"), EXPERT_WITH_RUTH, turns=1)
    patience = call.mind.patience
    text = "our records show that the account was opened some time ago and " * 6
    cut = call.happen(MonologueRan(9, text, 22.0))
    assert cut.move is Move.INTERRUPT
    assert call.mind.patience < patience - 5
    after = call.happen(turn(9, text + "and so on"))
    assert after.mind.patience == cut.mind.patience
    assert after.reasons[0] == "this turn was counted before"


def test_silence_is_broken_twice_and_then_the_customer_goes() -> None:
    call = Call(play_of("martin_price"))
    call.happen(CallOpened())
    decisions = [call.happen(SilenceFell(count)) for count in (1, 2, 3)]
    assert [decision.move for decision in decisions] == [Move.NUDGE, Move.NUDGE, Move.GIVE_UP]
    assert [decision.ends_call for decision in decisions] == [False, False, True]
    assert len({decision.line for decision in decisions}) == 3


def test_a_customer_who_accepted_says_goodbye_even_to_silence() -> None:
    call = Call(play_of("ruth_billing"))
    call.happen(CallOpened())
    for text in EXPERT_WITH_RUTH:
        if call.say(text).move is Move.ACCEPT:
            break
    ended = call.happen(SilenceFell(1))
    assert (ended.move, ended.ends_call) == (Move.GOODBYE, True)


def test_who_speaks_first_is_the_scenarios_choice() -> None:
    hers = react(play := play_of("ruth_billing/charged_twice"), begin(play), CallOpened())
    yours = react(play := play_of("ruth_billing/back_from_hold"), begin(play), CallOpened())
    assert hers.move is Move.OPENING
    assert (yours.move, yours.line) == (None, "")
    first = react(play, yours.mind, turn(1, "Hello Mrs Okafor, this is Sam, sorry to keep you waiting."))
    assert first.move is Move.OPENING


def test_the_line_that_came_back_is_noticed() -> None:
    call = held(play_of("ruth_billing"), EXPERT_WITH_RUTH, turns=1)
    assert call.happen(LineReturned()).move is Move.RECONNECTED


def test_words_that_fit_nothing_are_asked_for_again_but_not_every_time() -> None:
    for seed in range(20):
        call = Call(play_of("ruth_billing", seed=seed))
        call.happen(CallOpened())
        asked = [call.say(text).move is Move.NOT_UNDERSTOOD for text in ("bargain the hat", "", "for ten", "low the")]
        assert any(asked)
        assert (True, True) not in pairwise(asked)


def test_asked_to_repeat_the_customer_says_its_last_line_again() -> None:
    call = Call(play_of("martin_price"))
    opening = call.happen(CallOpened()).line
    again = call.say("Sorry, could you say that again please?")
    assert again.move is Move.SAY_AGAIN
    assert again.line.endswith(opening)


def test_what_it_says_again_is_what_was_really_spoken() -> None:
    call = Call(play_of("martin_price"))
    call.react_only(CallOpened())
    call.react_only(LineHeard(call.mind.line, "Keller here, and you are dear."))
    assert call.mind.last_line == "Keller here, and you are dear."
    again = call.happen(turn(2, "Sorry, could you say that again please?"))
    assert again.line.endswith("Keller here, and you are dear.")
    assert call.happen(turn(4, "Sorry, could you repeat that?")).line.endswith(" Keller here, and you are dear.")


@pytest.mark.parametrize("happening", [turn(2, STOP), MonologueRan(2, STOP, 26.0)], ids=["turn", "monologue"])
def test_asked_to_stop_the_exercise_it_steps_out_of_its_role_and_ends_the_call(happening: Happening) -> None:
    call = Call(play_of("ruth_billing"))
    call.happen(CallOpened())
    with_temper(call, trust=0, tension=99)
    decision = call.happen(happening)
    assert (decision.move, decision.ends_call, decision.wake_at) == (Move.STOP, True, None)
    assert decision.line in call.play.language.stopped


def test_a_plain_question_is_answered() -> None:
    call = Call(play_of("ruth_billing"))
    call.happen(CallOpened())
    answer = call.say("can i take your account number please")
    assert (answer.move, answer.about) == (Move.ANSWER, "account")
    assert "Okafor" in answer.line


OFFERS = ("Good morning, Martin.", "That would be five percent.", "It comes to seven percent then.")


def test_the_customer_takes_up_what_it_was_just_promised_in_some_calls_but_not_in_all() -> None:
    calls = [held(play_of("martin_price", seed=seed), EXPERT_WITH_MARTIN) for seed in range(20)]
    said_back = [call for call in calls if any(line.startswith("This afternoon. ") for line in call.lines)]
    assert 5 <= len(said_back) < 20
    assert all(call.mind.echoed for call in said_back)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("You will have it on Thursday.", True),
        ("Does Thursday suit you?", False),
        ("Unfortunately not on Thursday.", False),
        ("If you sign by Thursday, we can start.", False),
    ],
)
def test_only_what_was_offered_can_be_said_back(text: str, *, said: bool) -> None:
    play = play_of("martin_price")
    reading = read_turn(play.persona, play.language, lone_turn(text), "")
    assert ("said_time" in dict(reading.said)) is said


def test_it_takes_up_nothing_twice_and_no_more_than_a_few_things() -> None:
    for seed in range(20):
        echoed = held(play_of("martin_price", seed=seed), EXPERT_WITH_MARTIN).mind.echoed
        assert len(set(echoed)) == len(echoed) <= MOST_TAKEN_UP


def test_it_never_says_back_what_gives_away_what_it_still_hides() -> None:
    play = play_of("martin_price")
    facts = tuple(replace(fact, gives_away="five percent", trust=101) for fact in play.persona.facts)
    for seed in range(20):
        call = held(replace(lenient(play, facts=facts), seed=seed), OFFERS, turns=3)
        assert not any("five percent" in line.lower() for line in call.lines)


def test_a_short_answer_to_what_was_asked_counts_as_the_promise() -> None:
    call = held(play_of("ruth_billing"), EXPERT_WITH_RUTH, turns=3)
    while call.decisions[-1].move is not Move.ASK:
        call.say("Yes, I see.")
    assert call.decisions[-1].about == "refund_with_a_date"
    call.say("By tomorrow at noon.")
    assert ("refund_with_a_date", 100) in call.mind.terms


def test_a_pleasantry_that_names_a_day_is_no_promise() -> None:
    call = held(play_of("ruth_billing"), EXPERT_WITH_RUTH, turns=3)
    while call.decisions[-1].move is not Move.ASK:
        call.say("Yes, I see.")
    call.say("Is there anything else that I can do for you today?")
    assert "refund_with_a_date" not in dict(call.mind.terms)


def test_a_promise_before_anything_was_acknowledged_counts_little() -> None:
    call = Call(play_of("ruth_billing"))
    call.happen(CallOpened())
    call.say("I will refund you eighty four pounds fifty today.")
    assert call.mind.terms == (("refund_with_a_date", 30),)


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_line_is_said_twice_while_others_remain(name: str) -> None:
    call = held(play_of(name), expert(name))
    assert len(set(call.lines)) == len(call.lines)


def test_ten_calls_in_a_row_do_not_open_or_end_alike() -> None:
    calls = [held(play_of("ruth_billing", attempt=attempt), RUDE) for attempt in range(1, 11)]
    for place in (0, -1):
        lines = [call.lines[place] for call in calls]
        assert max(lines.count(line) for line in lines) <= 3


def test_the_mind_is_plain_json_of_whole_numbers() -> None:
    call = held(play_of("martin_price"), EXPERT_WITH_MARTIN, turns=5)
    read_back = json.loads(json.dumps(mind_json(call.mind)))
    assert all(type(read_back[name]) is int for name in ("trust", "tension", "patience"))


def test_every_turn_explains_itself() -> None:
    call = held(play_of("ruth_billing"), RUDE)
    assert all(decision.reasons for decision in call.decisions if decision.move is not None)


def test_the_shipped_library_has_no_fault() -> None:
    assert library().faults == ()
    assert len(library().names) >= 4
