"""A call held by typing: no clock and no sound, the same customer."""

import pytest

from app.content.vocabulary import Move, Stance
from app.customer.mind import stance_of
from app.practice.typing_hints import expert_says, missing
from tests.customer.typed import call, moves


def test_the_customer_opens_where_the_scenario_says_so() -> None:
    assert call().mind.last_move == Move.OPENING
    assert call("you_call_her").mind.line == 0


def test_what_is_typed_is_heard_and_answered() -> None:
    typed = call()
    answers = typed.say("You waited for the delivery all day and nobody called. What happened?")
    assert len(moves(answers)) == 1
    assert typed.mind.trust > answers[0].before.trust


@pytest.mark.parametrize("goodbye", ["Goodbye.", "okay bye", "Well, thanks for calling. Goodbye then.", "bye now"])
def test_who_says_goodbye_before_anything_is_agreed_ends_the_call(goodbye: str) -> None:
    typed = call()
    typed.say("You waited all day for that parcel and nobody called, that is not right.")
    assert moves(typed.say(goodbye)) == [Move.PART]
    assert typed.is_over


def test_who_says_goodbye_to_an_angry_customer_is_hung_up_on() -> None:
    typed = call()
    assert stance_of(typed.mind) is Stance.CLOSED
    assert moves(typed.say("Goodbye.")) == [Move.HANG_UP]


@pytest.mark.parametrize(
    "going_on", ["He left without saying goodbye.", "He only said bye and left, what did you do then?"]
)
def test_who_only_speaks_of_a_goodbye_goes_on(going_on: str) -> None:
    typed = call()
    typed.say(going_on)
    assert not typed.is_over


def test_a_line_that_was_answered_counts_as_heard() -> None:
    typed = call()
    for line in ("I will call you today at three.", "It is with you by four o'clock today."):
        typed.say(line)
    assert typed.mind.objected


def test_silence_is_broken_and_then_hung_up_on() -> None:
    typed = call()
    found = [move for _ in range(3) for move in moves(typed.wait())]
    assert found == [Move.NUDGE, Move.NUDGE, Move.GIVE_UP]
    assert typed.is_over


def test_each_step_can_be_taken_back_to_the_beginning() -> None:
    typed = call()
    minds = [typed.mind]
    for line in ("Hello, this is Sam.", "What happened?"):
        typed.say(line)
        minds.append(typed.mind)
    typed.wait()
    while minds:
        assert typed.undo()
        assert typed.mind == minds.pop()
    assert not typed.undo()


def test_the_same_words_give_the_same_call() -> None:
    words = ("Hello, this is Sam.", "What happened?", "I will call you today at three.")
    first, second = call(), call()
    assert [first.say(each) for each in words] == [second.say(each) for each in words]


def test_a_monologue_is_cut_into_and_its_end_is_not_heard() -> None:
    typed = call()
    answers = typed.say("word " * 100 + "the end")
    assert moves(answers) == [Move.INTERRUPT]
    assert answers[0].unheard.endswith("the end")


def test_the_customer_leaves_when_its_time_is_over() -> None:
    typed = call()
    while not typed.is_over:
        assert typed.clock < 700
        typed.say("I am looking at the screen for you now, and it is a big screen.")
    assert typed.mind.last_move in (Move.TIME_UP, Move.HANG_UP)


def test_an_expert_following_the_hints_wins_her_over() -> None:
    typed = call()
    answers = typed.open()[:1]
    for taken in range(16):
        if typed.is_over:
            break
        decision = next(answer.decision for answer in answers if answer.decision.move)
        said = expert_says(typed.play, decision, taken) or "Is there anything else?"
        answers = typed.say(said) or answers
    assert typed.mind.accepted, list(missing(typed.play, typed.mind))


def test_what_is_missing_is_told_until_nothing_is() -> None:
    typed = call()
    sentences = list(missing(typed.play, typed.mind))
    assert any(sentence.startswith("too little trust: 35, a yes wants 56") for sentence in sentences)
    assert any(sentence.startswith("hidden: wedding_cake opens at trust 45") for sentence in sentences)
