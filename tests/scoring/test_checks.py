"""Sentences about the checks that rules decide."""

import pytest

from app.call_record import MindRecord, NotSaved
from app.scorecard_record import CheckResult, Scorecard, Verdict
from tests.scoring.talks import Talk, check, good_talk

OBJECTION = "Frankly your quote is eighteen percent dearer than last year."


def answered(text: str, *, pause: float = 1.0) -> Scorecard:
    """The scorecard of a short call with one objection and this answer."""
    talk = Talk().trainee("Hello, this is Ada.").customer("Yes?").trainee("It is about the renewal.")
    return talk.objects("too_dear", OBJECTION).trainee(text, pause=pause).scored()


def verdict(card: Scorecard, name: str) -> tuple[str, list[str]]:
    """A check's verdict and its quotes."""
    found = check(card, name)
    return found.verdict.value, [each.quote for each in found.evidence]


def test_a_good_call_gets_a_yes_to_everything_that_can_be_decided() -> None:
    card = good_talk().scored()
    checks = [each for criterion in card.criteria for each in criterion.checks] + [cap.check for cap in card.caps]
    assert {each.verdict for each in checks if each.unscored is None} == {Verdict.YES}
    assert {each.unscored for each in checks if each.verdict is Verdict.UNSCORED} == {"no judge"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I understand. Our new rate covers more.", "yes"),
        ("That makes sense, it is a big step.", "yes"),
        ("i can see why that is a worry and our new rate covers more", "yes"),
        ("Our new rate covers more, but I understand.", "no"),
        ("However you look at it we offer more. I understand.", "no"),
        ("You have to understand that it costs us more.", "no"),
        ("I do not understand that.", "no"),
        ("Calm down please.", "no"),
    ],
)
def test_an_acknowledgement_comes_before_the_answer(text: str, wanted: str) -> None:
    assert verdict(answered(text), "acknowledged_first")[0] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I can see why eighteen percent is hard to explain.", "yes"),
        ("I understand that the quote is higher than you hoped.", "yes"),
        ("I understand how you feel.", "no"),
        ("I understand, your quote is eighteen percent dearer than last year.", "no"),
        ("The quote is right.", "no"),
    ],
)
def test_the_concern_is_named_in_own_words(text: str, wanted: str) -> None:
    assert verdict(answered(text), "named_the_concern")[0] == wanted


@pytest.mark.parametrize(
    ("text", "about_it", "openly"),
    [
        ("What has changed since last year?", "yes", "yes"),
        ("okay so how does that compare with what you planned", "yes", "yes"),
        ("Help me understand what your board expects.", "yes", "yes"),
        ("Do you have another offer?", "yes", "no"),
        ("I can see why that matters, and I know what it costs.", "no", "no"),
        ("Does that work for you?", "no", "no"),
        ("It is worth it.", "no", "no"),
    ],
)
def test_questions_after_an_objection(text: str, about_it: str, openly: str) -> None:
    card = answered(text)
    assert verdict(card, "asked_about_it")[0] == about_it
    assert verdict(card, "asked_openly")[0] == openly


def test_an_answer_that_was_not_understood_is_no_wrong_answer() -> None:
    talk = Talk().trainee("Hello, this is Ada.").customer("Yes?").trainee("It is about the renewal.").customer("So?")
    talk.trainee("Let us look at it.").objects("too_dear", OBJECTION).trainee("").customer("Pardon?")
    card = talk.trainee("It is worth it.").scored()
    assert check(card, "acknowledged_first").unscored == "no objection was heard and answered"


def test_a_question_before_the_objection_explores_nothing() -> None:
    talk = Talk().trainee("What brings you here?").customer("A bill.").trainee("Which one is it?")
    card = talk.objects("too_dear", OBJECTION).trainee("It is worth it.").scored()
    assert verdict(card, "asked_openly") == ("no", ["It is worth it."])


def test_what_the_customer_held_back_shows_that_it_was_found() -> None:
    talk = Talk().trainee("Hello, this is Ada.").customer("Yes?").trainee("It is about the renewal.")
    talk.objects("too_dear", OBJECTION).trainee("What has changed since last year?")
    assert verdict(talk.scored(), "found_the_reason")[0] == "no"
    talk.discloses("budget_cut", "They cut my budget.")
    assert verdict(talk.scored(), "found_the_reason") == ("yes", ["What has changed since last year?"])


@pytest.mark.parametrize(
    ("text", "named", "timed"),
    [
        ("I will send you the contract by noon tomorrow.", "yes", "yes"),
        ("I will send you the contract. You have it on Friday.", "yes", "yes"),
        ("I will send you the contract.", "yes", "no"),
        ("Tomorrow is another day.", "no", "no"),
        ("I will not send anything tomorrow.", "no", "no"),
    ],
)
def test_a_next_step_is_a_deed_and_its_time(text: str, named: str, timed: str) -> None:
    card = answered(text)
    assert verdict(card, "named_next_step")[0] == named
    assert verdict(card, "next_step_with_time")[0] == timed


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I can give you ten percent off.", "no"),
        ("okay then we can match that price", "no"),
        ("I can give you ten percent off if you sign today.", "yes"),
        ("In return for two years I could take ten percent off the rate.", "yes"),
        ("I can not give you ten percent off.", "yes"),
        ("I can see why an eighteen percent rise is hard.", "yes"),
        ("Nobody likes paying more.", "yes"),
    ],
)
def test_a_discount_has_a_price(text: str, wanted: str) -> None:
    found = verdict(answered(text), "no_free_discount")
    assert found[0] == wanted
    assert wanted == "yes" or found[1] == [text]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("You are being stupid.", "no"),
        ("Shut up and listen.", "no"),
        ("You are so right, this is difficult and ridiculous.", "yes"),
        ("That was a stupid mistake of ours.", "yes"),
    ],
)
def test_civility(text: str, wanted: str) -> None:
    assert verdict(answered(text), "no_insult")[0] == wanted


def test_an_answer_within_a_third_of_a_second_was_no_pause() -> None:
    assert verdict(answered("It is worth it.", pause=0.2), "took_a_moment") == ("no", ["It is worth it."])
    assert verdict(answered("It is worth it.", pause=0.4), "took_a_moment")[0] == "yes"


def test_an_objection_that_was_talked_over_was_not_let_finish() -> None:
    talk = Talk().trainee("Hello, this is Ada.").customer("Yes?").trainee("It is about the renewal.")
    talk.mind.append(MindRecord(turn=3, happening="TurnTaken", values={}, move="object"))
    talk.customer(OBJECTION, 4, heard="Frankly your").trainee("No no, listen to me first.", pause=-0.5)
    assert verdict(talk.scored(), "let_objections_finish") == ("no", ["No no, listen to me first."])


def test_talking_over_anything_else_is_another_matter() -> None:
    talk = Talk().trainee("Hello, this is Ada.").customer("Well, in my opinion", 4, heard="Well, in")
    talk.trainee("No no, listen to me first.", pause=-0.5)
    card = talk.objects("too_dear", OBJECTION).trainee("I understand that the quote is high.").scored()
    assert verdict(card, "let_objections_finish")[0] == "yes"


def unscored(card: Scorecard) -> dict[str, str | None]:
    """The reasons of the checks that have no answer for another reason than the missing judge."""
    checks = [each for criterion in card.criteria for each in criterion.checks] + [cap.check for cap in card.caps]
    return {each.id: each.unscored for each in checks if each.unscored not in {None, "no judge"}}


def test_without_an_objection_its_checks_have_no_answer() -> None:
    card = Talk().trainee("Hello.").customer("Yes?").trainee("How are you?").customer("Fine.").trainee("Bye.").scored()
    assert set(unscored(card).values()) == {
        "no objection was heard and answered",
        "no objection was heard and answered aloud",
    }
    assert check(card, "no_insult").verdict is Verdict.YES


def test_typed_answers_are_checked_like_spoken_ones_but_have_no_pause() -> None:
    talk = Talk().types("Hello.").customer("Yes?").types("It is about the renewal.").objects("too_dear", OBJECTION)
    card = talk.types("I can see why eighteen percent is hard. What has changed?").scored()
    assert verdict(card, "named_the_concern") == ("yes", ["I can see why eighteen percent is hard."])
    assert check(card, "took_a_moment").unscored == "no objection was heard and answered aloud"


def test_when_turns_were_lost_nothing_is_concluded_from_what_is_missing() -> None:
    talk = Talk().trainee("Hello, this is Ada.").customer("Yes?").trainee("It is about the renewal.")
    talk.objects("too_dear", OBJECTION).trainee("I understand that the quote is high.")
    talk.not_saved.append(NotSaved(what="turn", number=9, reason="Not kept: the disk is full."))
    card = talk.scored()
    assert check(card, "named_the_concern").verdict is Verdict.YES
    lost: list[CheckResult] = [check(card, name) for name in ("asked_openly", "no_insult", "let_objections_finish")]
    assert {each.unscored for each in lost} == {"part of the call was not kept"}
