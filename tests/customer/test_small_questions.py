"""Whoever asks is heard: answered, or put aside in a few words before the customer goes on to its own business."""

import pytest

from app.content.vocabulary import Move
from app.customer.acts import read_turn
from app.customer.lead_in import MOST_DEFLECTED
from app.customer.questions import Asked
from app.customer.typed_call import TypedCall, lone_turn
from tests.customer.typed import call, library, line, moves

WINNING = (
    "You waited for the parcel all day yesterday and nobody called, that is a whole day lost. What happened?",
    "So your shop was standing still because the box did not come. How did you manage without it?",
    "I will have it at your bakery today by two o'clock, and I will call you when it is on the van.",
    "You waited until seven for that delivery, and nobody told you anything. What does a day like that cost you?",
)
"""Turns after which an answer to her last objection is all that a yes still wants."""
ANSWERING = "I can not pay for the girl you kept on, I do not have that power. You had customers waiting, that hurts."


def wordings(move: Move) -> set[str]:
    """Return every wording of a move."""
    persona, _ = library().find("new_persona/one_day_late")
    return {line for each in persona.wordings if each.move is move for line in each.lines}


def leads(said: str, move: Move) -> bool:
    return any(said.startswith(f"{lead} ") for lead in wordings(move))


def reading_of(text: str) -> Asked:
    persona, _ = library().find("new_persona/one_day_late")
    return read_turn(persona, library().language_of(persona), lone_turn(text), "Where is my box?").asking


def typed_up_to(*said: str) -> TypedCall:
    typed = call()
    for each in said:
        typed.say(each)
    return typed


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        ("I will look at it now. Is that all right with you?", Asked.LEAVE),
        ("shall i call you at three", Asked.LEAVE),
        ("Today by two. Okay?", Asked.LEAVE),
        ("Have you got a minute?", Asked.LEAVE),
        ("Who was in the shop yesterday?", Asked.MATTER),
        ("how many boxes are there", Asked.MATTER),
        ("Is your oven electric?", Asked.MATTER),
        ("Where is it now? I ask because the van is out. It left the depot at nine. I can see that.", Asked.NOTHING),
        ("I will call you at three.", Asked.NOTHING),
        ("i will be with you in two minutes", Asked.NOTHING),
        ("That is bad, isn't it?", Asked.NOTHING),
    ],
)
def test_a_turn_ends_in_asking_for_leave_or_for_a_matter_or_for_nothing(text: str, asking: Asked) -> None:
    assert reading_of(text) is asking


def test_a_question_that_no_line_answers_is_put_aside_before_anything_else() -> None:
    answers = typed_up_to(*WINNING[:3]).say("Which school did you go to?")
    assert leads(line(answers), Move.DEFLECT)


def test_asked_for_leave_she_gives_it_or_not_before_anything_else() -> None:
    answers = call().say("Is it all right if I put you on speaker?")
    assert leads(line(answers), Move.CONSENT)


def test_no_objection_follows_upon_leave_that_was_given() -> None:
    answers = call().say("I can see the box at the depot now. Shall I ring them while you wait?")
    assert moves(answers) == [Move.OBJECT]
    assert leads(line(answers), Move.DEFLECT)


def test_asked_further_about_what_she_told_she_tells_more() -> None:
    typed = typed_up_to(*WINNING[:2])
    assert typed.mind.disclosed == ("wedding_cake",)
    answers = typed.say("How many people are coming?")
    assert moves(answers) == [Move.ANSWER]
    persona, _ = library().find("new_persona/one_day_late")
    assert line(answers) in persona.facts[0].more


def test_a_plain_question_opens_no_secret() -> None:
    typed = typed_up_to(WINNING[0], "You had customers and an empty shelf, and that hurts.")
    assert typed.mind.trust >= 45
    assert Move.DISCLOSE not in moves(typed.say("Do you bake there every day?"))


def test_asked_to_give_what_she_knows_she_gives_it() -> None:
    assert moves(call().say("Give me the tracking number and I will look.")) == [Move.ANSWER]


def test_no_question_no_lead_in() -> None:
    said = line(call().say("I can see that the box is at the depot now."))
    assert not leads(said, Move.DEFLECT)
    assert not leads(said, Move.CONSENT)


def test_what_she_knows_she_answers_with_nothing_before_it() -> None:
    answers = call().say("What is your address there?")
    assert moves(answers) == [Move.ANSWER]
    assert not leads(line(answers), Move.DEFLECT)


def test_questions_are_put_aside_twice_in_a_call_at_most_and_in_other_words() -> None:
    typed, heard = call(), []
    for number in range(12):
        if not typed.is_over:
            said = line(typed.say(f"How many trays of kind {number} do you bake there?"))
            heard += [lead for lead in wordings(Move.DEFLECT) if said.startswith(f"{lead} ")]
    assert len(heard) == len(set(heard)) == MOST_DEFLECTED


def test_a_yes_does_not_answer_a_mere_question_and_comes_with_the_next_turn() -> None:
    asking = typed_up_to(*WINNING)
    assert moves(asking.say("What did you pay the girl for that day?")) != [Move.ACCEPT]
    assert moves(asking.say("And what does she earn?")) == [Move.ACCEPT]
    telling = typed_up_to(*WINNING)
    assert moves(telling.say(ANSWERING)) == [Move.ACCEPT]


def test_after_the_yes_a_question_is_still_heard() -> None:
    typed = typed_up_to(*WINNING, ANSWERING)
    assert typed.mind.accepted
    answers = typed.say("Is two o'clock all right for you?")
    assert moves(answers) == [Move.GOODBYE]
    assert leads(line(answers), Move.CONSENT)


def test_who_promises_everything_first_is_told_to_listen_and_not_asked_for_it_again() -> None:
    typed = call()
    said = [
        *moves(typed.say("It will be with you today by two, and I will call you before.")),
        *moves(typed.say("The box is on the van, and it will be there by two o'clock today.")),
        *moves(typed.say("I will ring you at one, and the driver will be there by two.")),
        *moves(typed.say("By two o'clock, I promise, and a call before that.")),
    ]
    assert Move.UNHEARD in said
    assert Move.ASK not in said


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("I can not deliver it today, but I will call you at three.", {"a_call"}),
        ("There is no way that I can send it this morning. I will text you tomorrow by noon.", {"a_call", "a_time"}),
        ("I will bring it today by two.", {"a_time"}),
        ("You can ring me on this number, and you get a text as well.", {"a_call"}),
        ("I can text you from the van.", {"a_call"}),
        ("Did nobody ring you?", set()),
        ("You can ring the hotline, that is our policy.", set()),
    ],
)
def test_what_a_clause_refuses_is_not_promised_by_the_next(text: str, promised: set[str]) -> None:
    persona, _ = library().find("new_persona/one_day_late")
    assert set(read_turn(persona, library().language_of(persona), lone_turn(text), "").terms) == promised
