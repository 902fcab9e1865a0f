"""The trainee talks and talks: the customer cuts in."""

import pytest

from app.core import events
from app.core.commands import CancelReply, Cause, CloseLine, JournalTurn, PrepareReply, Speak
from app.core.floor import Floor
from app.core.manners import Manners
from app.core.transcript import Side
from tests.core.scene import Scene

MANNERS = Manners(monologue_limit=10.0, yield_after=1.0)


def rambling(text: str = "and so what we do") -> Scene:
    """Return a call in which the trainee has just talked for too long."""
    scene = Scene(MANNERS)
    scene.starts()
    scene.wait(9.9)
    scene.partial(text)
    scene.wait(0.2)
    return scene


def cut_in() -> Scene:
    """Return a call in which the customer is heard over a trainee who still speaks."""
    scene = rambling()
    scene.words("Can I stop you there for a moment?")
    scene.journal()
    scene.voice()
    scene.sounds()
    assert scene.floor() is Floor.CUSTOMER
    return scene


def test_after_the_limit_the_words_so_far_are_kept_and_a_reply_is_prepared_while_the_trainee_speaks() -> None:
    scene = rambling()
    assert scene.floor() is Floor.TRAINEE
    assert scene.last(PrepareReply).cause is Cause.MONOLOGUE
    assert scene.last(PrepareReply).text == "and so what we do"
    assert scene.last(JournalTurn).turn.text == "and so what we do"


def test_the_reply_is_spoken_over_the_trainee_once_the_words_are_durable() -> None:
    scene = rambling()
    scene.words("Can I stop you there?")
    assert not scene.all(Speak)
    scene.journal()
    assert scene.all(Speak)
    assert scene.floor() is Floor.TRAINEE


def test_nobody_cuts_in_on_words_that_are_not_known() -> None:
    scene = rambling("")
    assert not scene.all(PrepareReply)
    scene.partial("and so")
    scene.wait(0.5)
    assert scene.all(PrepareReply)


def test_a_trainee_who_trails_off_leaves_the_floor_and_every_word_is_kept() -> None:
    scene = cut_in()
    scene.wait(0.5)
    scene.stops()
    scene.text("and so what we do is um")
    scene.wait(0.9)
    scene.drains()
    assert scene.floor() is Floor.OPEN
    assert [(turn.text, turn.cut) for turn in scene.call.transcript] == [
        ("and so what we do is um", True),
        ("Can I stop you there for a moment?", False),
    ]


def test_a_trainee_who_never_stops_takes_the_floor_back() -> None:
    scene = cut_in()
    scene.wait(1.9)
    assert scene.floor() is Floor.CUSTOMER
    assert CancelReply(1) in scene.wait(0.2)
    assert scene.floor() is Floor.TRAINEE
    scene.flushed(1.9)
    scene.stops()
    scene.text("and so what we do is this.")
    assert scene.last(PrepareReply).cause is Cause.TURN
    assert scene.last(PrepareReply).text == "and so what we do is this."
    scene.wait(2.0)
    first = scene.call.transcript[0]
    assert (first.text, first.cut) == ("and so what we do is this.", False)


def test_a_trainee_who_still_speaks_when_the_short_line_is_over_has_the_floor() -> None:
    scene = rambling()
    scene.words("Hold on now please.")
    scene.journal()
    scene.voice()
    scene.sounds()
    scene.wait(0.8)
    scene.drains()
    assert scene.floor() is Floor.TRAINEE
    scene.stops()
    scene.text("and so what we do is this.")
    assert scene.last(PrepareReply).text == "and so what we do is this."


def test_the_mind_hears_of_its_line_before_it_may_cut_in_again() -> None:
    scene = cut_in()
    scene.wait(2.1)
    scene.wait(3.0)
    assert len(scene.all(PrepareReply)) == 1
    scene.flushed(1.9)
    assert scene.all(CloseLine)
    scene.wait(0.6)
    assert scene.last(PrepareReply).cause is Cause.MONOLOGUE


def test_a_trainee_who_stops_before_the_reply_is_spoken_is_simply_answered() -> None:
    scene = rambling()
    scene.stops()
    assert CancelReply(1) in scene.orders
    scene.text("and so what we do is this.")
    answer = scene.last(PrepareReply)
    assert (answer.cause, answer.text) == (Cause.TURN, "and so what we do is this.")


def test_what_was_kept_for_the_cut_does_not_count_as_the_journalled_turn() -> None:
    scene = rambling()
    scene.journal()
    scene.stops()
    scene.text("and so what we do is this.")
    scene.words("And what is that?")
    scene.wait(2.5)
    assert scene.floor() is Floor.THINKING
    assert not scene.all(Speak)
    scene.journal()
    assert scene.all(Speak)
    kept = {(order.turn.revision, order.turn.text) for order in scene.all(JournalTurn)}
    assert len(kept) == len({revision for revision, _ in kept}) == 2


def test_a_trainee_who_stops_once_the_reply_is_spoken_waits_for_it() -> None:
    scene = rambling()
    scene.words("Can I stop you there?")
    scene.journal()
    scene.voice()
    scene.stops()
    assert scene.floor() is Floor.THINKING
    scene.text("and so what we do is this.")
    scene.sounds()
    assert scene.floor() is Floor.CUSTOMER
    assert scene.call.transcript[0].text == "and so what we do is this."
    assert not scene.call.transcript[0].cut


def test_the_rest_of_the_line_does_not_wait_for_the_last_words_to_be_journalled() -> None:
    scene = rambling()
    scene.delta("Can I stop you there? I have ")
    scene.journal()
    scene.voice()
    scene.stops()
    scene.text("and so what we do is this.")
    assert [order.text for order in scene.words("a question.") if isinstance(order, Speak)] == ["I have a question."]


def test_the_rest_of_the_line_comes_although_the_trainee_typed_before_it_was_heard() -> None:
    scene = rambling()
    scene.delta("Can I stop you there? I have ")
    scene.journal()
    scene.voice()
    scene.types("and also")
    scene.words("a question.")
    orders = scene.sounds()
    assert [order.text for order in orders if isinstance(order, Speak)] == ["I have a question."]


@pytest.mark.parametrize("is_speaking", [True, False])
def test_a_cut_in_that_comes_to_nothing_loses_no_word(is_speaking: bool) -> None:
    scene = rambling()
    scene.words("Can I stop you there?")
    scene.journal()
    if not is_speaking:
        scene.stops()
    scene.tell(events.VoiceFailed(1))
    assert scene.floor() is (Floor.TRAINEE if is_speaking else Floor.OPEN)
    if is_speaking:
        scene.stops()
    scene.text("and so what we do is this.")
    scene.wait(2.5)
    assert [turn.text for turn in scene.call.transcript] == ["and so what we do is this."]


def test_words_typed_over_the_line_that_cuts_in_belong_to_the_same_turn() -> None:
    scene = cut_in()
    scene.types("let me finish")
    assert scene.floor() is Floor.TRAINEE
    scene.flushed(0.0)
    scene.stops()
    scene.text("and so", utterance=1)
    scene.wait(0.0)
    turn = next(turn for turn in scene.call.transcript if turn.side is Side.TRAINEE)
    assert turn.text == "and so let me finish"


def test_hanging_up_in_a_cut_in_keeps_the_last_words() -> None:
    scene = cut_in()
    scene.hang_up()
    assert not scene.call.is_at_rest
    scene.text("and so what we do is this.")
    assert scene.call.is_at_rest
    assert scene.call.transcript[0].text == "and so what we do is this."
