"""Hidden facts and objections: only through their gates, and only once they were heard."""

from dataclasses import replace

from app.content.values import Hint
from app.content.vocabulary import Act, Move
from app.customer.customer import CallOpened, LineCut, LineHeard, react
from tests.customer.rehearsal import EXPERT_WITH_RUTH, RUDE, Call, play_of, turn, with_temper
from tests.customer.tempers import lenient

ASKED_WELL = "What did that mean for you?"


def trusted_call(trust: int) -> Call:
    call = Call(play_of("ruth_billing"))
    call.happen(CallOpened())
    call.say("Good morning Mrs Okafor.")
    with_temper(call, trust=trust, tension=50)
    return call


def test_a_fact_comes_out_on_a_good_question_from_someone_trusted() -> None:
    decision = trusted_call(40).say(ASKED_WELL)
    assert (decision.move, decision.about) == (Move.DISCLOSE, "card_declined")


def test_without_trust_a_good_question_brings_no_fact() -> None:
    assert trusted_call(30).say(ASKED_WELL).move is not Move.DISCLOSE


def test_with_trust_but_no_question_no_fact_comes() -> None:
    assert trusted_call(45).say("I am going to make a note of it.").move is not Move.DISCLOSE


def test_pressing_never_brings_a_fact() -> None:
    call = Call(play_of("ruth_billing"))
    call.happen(CallOpened())
    assert Move.DISCLOSE not in [call.say(text).move for text in RUDE]


def test_a_fact_counts_only_once_it_was_heard() -> None:
    call = trusted_call(45)
    said = call.react_only(turn(9, ASKED_WELL))
    assert said.mind.disclosed == ()
    assert react(call.play, said.mind, LineHeard(said.mind.line)).mind.disclosed == ("card_declined",)


def test_a_fact_cut_off_early_is_said_again_later_and_in_other_words() -> None:
    call = trusted_call(45)
    said = call.react_only(turn(9, ASKED_WELL))
    cut = call.react_only(LineCut(said.mind.line, "My card"))
    assert (cut.move, cut.line, cut.mind.disclosed) == (None, "", ())
    call.turns = 10
    again = call.say("Yes.", barged_in=True)
    assert (again.move, again.about) == (Move.DISCLOSE, "card_declined")
    assert said.line not in again.line
    assert call.mind.disclosed == ("card_declined",)


def test_a_fact_cut_near_its_end_was_heard() -> None:
    call = trusted_call(45)
    said = call.react_only(turn(9, ASKED_WELL))
    heard = " ".join(said.line.split()[:-2])
    assert call.react_only(LineCut(said.mind.line, heard)).mind.disclosed == ("card_declined",)


def test_a_fact_on_its_way_to_the_ear_is_not_said_twice() -> None:
    call = trusted_call(60)
    call.react_only(turn(9, ASKED_WELL))
    assert call.react_only(turn(11, "And what else happened?")).about != "card_declined"


def test_news_of_an_unknown_line_changes_nothing() -> None:
    call = trusted_call(45)
    assert react(call.play, call.mind, LineHeard(99)).mind == call.mind


def test_objections_come_in_the_scenarios_order() -> None:
    call = Call(play_of("ruth_billing/back_from_hold"))
    call.say("Hello, sorry to keep you waiting, it sounds like you were charged twice.")
    call.say("I will refund the second payment tomorrow.")
    call.say("I understand.")
    call.say("You get an email from me tonight, I will send it personally.")
    call.say("That is fair.")
    call.say("Before Friday I am going to ring you about June.")
    raised = [decision.about for decision in call.decisions if decision.move is Move.OBJECT]
    assert raised == ["will_it_happen_again", "heard_it_before", "takes_too_long"]


def test_an_objection_counts_only_once_it_was_heard() -> None:
    call = trusted_call(45)
    said = call.react_only(turn(9, "I will refund the payment tomorrow."))
    assert (said.move, said.mind.objected) == (Move.OBJECT, ())
    assert call.react_only(LineCut(said.mind.line, "")).mind.objected == ()
    call.turns = 10
    assert call.say("Sorry, go on please.").about == said.about
    assert call.mind.objected == (said.about,)


def test_an_acceptance_that_was_cut_off_is_no_acceptance() -> None:
    call = Call(play_of("ruth_billing"))
    call.happen(CallOpened())
    for number, text in enumerate(EXPERT_WITH_RUTH):
        decision = call.react_only(turn(2 * number + 1, text))
        if decision.move is Move.ACCEPT:
            break
        call.react_only(LineHeard(decision.mind.line))
    assert call.react_only(LineCut(call.mind.line, "All")).mind.accepted is False
    assert call.happen(turn(41, "Sorry, I spoke over you.")).move is Move.ACCEPT
    assert call.mind.accepted


def hinting(trust: int) -> Call:
    """Return a call with a customer of that trust whose one secret opens at 60, and a hint of it at 40."""
    play = play_of("ruth_billing")
    hint = Hint(40, ("There is more to it.", "It was worse than that.", "I could say more."))
    fact = replace(play.persona.facts[0], id="secret", trust=60, acts=(Act.OPEN_QUESTION,), heard=(), hint=hint)
    call = Call(lenient(play, facts=(fact,), knows=(), objections=()))
    call.happen(CallOpened())
    call.say("Good morning Mrs Okafor.")
    with_temper(call, trust=trust, tension=50)
    return call


def test_between_the_hints_trust_and_the_facts_own_it_lets_a_part_slip_once() -> None:
    call = hinting(45)
    decision = call.say(ASKED_WELL)
    assert (decision.move, decision.about) == (Move.HINT, "secret")
    assert decision.line.startswith(("There is", "It was", "I could"))
    assert (call.mind.hinted, call.mind.disclosed) == (("secret",), ())
    assert call.say("How did you find out about that?").move is not Move.HINT


def test_below_that_it_lets_nothing_slip() -> None:
    assert hinting(30).say(ASKED_WELL).move is not Move.HINT


def test_after_the_hint_the_whole_fact_comes_through_its_own_gate() -> None:
    call = hinting(45)
    call.say(ASKED_WELL)
    with_temper(call, trust=70, tension=50)
    decision = call.say("How did you find out about that?")
    assert (decision.move, decision.about) == (Move.DISCLOSE, "secret")


def test_a_hint_cut_off_early_was_not_given() -> None:
    call = hinting(45)
    said = call.react_only(turn(9, ASKED_WELL))
    assert call.react_only(LineCut(said.mind.line, "There", said.line)).mind.hinted == ()
    again = call.happen(turn(11, "Yes."))
    assert (again.move, again.about, call.mind.hinted) == (Move.HINT, "secret", ("secret",))


def test_a_fact_that_was_cut_off_waits_until_there_is_trust_again() -> None:
    call = trusted_call(45)
    said = call.react_only(turn(9, ASKED_WELL))
    call.react_only(LineCut(said.mind.line, "My card", said.line))
    with_temper(call, trust=10, tension=50)
    assert call.react_only(turn(11, "Could you say that again please?")).line.count(said.line) == 0
    assert call.happen(turn(13, "Well, that is how it is.")).move is not Move.DISCLOSE
    with_temper(call, trust=50, tension=50)
    assert call.happen(turn(15, "The account is open.")).about == "card_declined"


def test_what_was_heard_is_measured_by_the_words_that_were_spoken() -> None:
    call = trusted_call(45)
    said = call.react_only(turn(9, ASKED_WELL))
    worded = " ".join(["word"] * 40)
    early = react(call.play, said.mind, LineCut(said.mind.line, " ".join(["word"] * 20), worded))
    late = react(call.play, said.mind, LineCut(said.mind.line, " ".join(["word"] * 30), worded))
    assert (early.mind.disclosed, late.mind.disclosed) == ((), ("card_declined",))
