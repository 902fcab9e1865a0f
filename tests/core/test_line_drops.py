"""The line drops: the call waits, and goes on where it was."""

import pytest

from app.core import events
from app.core.commands import CancelReply, Cause, CloseLine, EndCall, PrepareReply, Speak, Transcribe
from app.core.conversation import Conversation
from app.core.floor import Floor
from app.core.manners import Manners
from app.core.transcript import CAPTURE_RATE, Side, Turn
from tests.core.scene import Scene, in_floor, opened

CONNECTED = [floor for floor in Floor if floor not in (Floor.AWAY, Floor.CLOSED)]


@pytest.mark.parametrize("floor", CONNECTED)
def test_the_line_can_drop_in_every_floor_and_the_trainee_is_waited_for(floor: Floor) -> None:
    scene = in_floor(floor)
    scene.lose_line()
    assert scene.floor() is Floor.AWAY
    assert scene.call.deadline == pytest.approx(scene.now + Manners().reconnect_grace)


@pytest.mark.parametrize("floor", CONNECTED)
def test_a_trainee_who_does_not_come_back_has_ended_the_call(floor: Floor) -> None:
    scene = in_floor(floor)
    scene.lose_line()
    assert scene.wait(20.1)[-1] == EndCall("connection")
    assert scene.floor() is Floor.CLOSED


@pytest.mark.parametrize("floor", CONNECTED)
def test_a_trainee_who_comes_back_is_spoken_to(floor: Floor) -> None:
    scene = in_floor(floor)
    scene.lose_line()
    scene.wait(5.0)
    scene.return_line()
    if floor in (Floor.TRAINEE, Floor.PAUSED, Floor.CONTESTED):
        scene.text("as i was saying")
    scene.wait(1.0)
    assert scene.floor() is Floor.THINKING
    expected = Cause.RETURNED if floor in (Floor.OPEN, Floor.CUSTOMER) else Cause.TURN
    assert scene.last(PrepareReply).cause is expected


def test_a_turn_cut_by_the_line_is_recognised_and_answered_on_return() -> None:
    scene = in_floor(Floor.TRAINEE)
    assert Transcribe(1) in scene.lose_line()
    scene.text("tell me what")
    assert scene.floor() is Floor.AWAY
    scene.wait(3.0)
    scene.return_line()
    assert scene.last(PrepareReply).text == "tell me what"
    scene.words("What do you mean?")
    scene.wait(0.0)
    scene.journal()
    assert scene.all(Speak)


def test_a_turn_cut_by_the_line_is_kept_if_nobody_comes_back() -> None:
    scene = in_floor(Floor.TRAINEE)
    scene.lose_line()
    scene.wait(21.0)
    scene.text("tell me what")
    assert scene.call.is_at_rest
    assert [turn.text for turn in scene.call.transcript] == ["tell me what"]


def test_a_line_cut_by_the_connection_is_settled_by_the_last_report_without_a_flush() -> None:
    scene = opened("My bill is wrong.")
    scene.wait(0.5)
    scene.heard(0.5)
    orders = scene.lose_line()
    assert CancelReply(1) in orders
    assert scene.last(CloseLine).heard == "My bill"
    assert scene.flushed(0.8) == []
    scene.return_line()
    assert scene.last(PrepareReply).cause is Cause.RETURNED


def test_a_flush_that_the_line_swallowed_is_not_waited_for() -> None:
    scene = opened("My bill is wrong.")
    scene.wait(0.5)
    scene.heard(0.5)
    scene.says("wait", seconds=0.3)
    scene.lose_line()
    assert scene.last(CloseLine).heard == "My bill"
    scene.return_line()
    assert scene.last(PrepareReply).text == "wait"


def test_a_cough_on_return_does_not_cost_the_customer_its_words() -> None:
    scene = in_floor(Floor.OPEN)
    scene.lose_line()
    scene.return_line()
    scene.says("", seconds=0.3)
    scene.wait(1.0)
    assert [order.cause for order in scene.all(PrepareReply)] == [Cause.RETURNED, Cause.RETURNED]


def test_a_trainee_who_came_back_is_not_taken_for_lost() -> None:
    scene = in_floor(Floor.OPEN)
    scene.lose_line()
    scene.return_line()
    scene.wait(30.0)
    assert not scene.all(EndCall)


def test_an_unfinished_turn_is_not_waited_for_after_the_line_dropped() -> None:
    scene = Scene()
    scene.says("i would like to")
    scene.lose_line()
    scene.wait(0.1)
    scene.return_line()
    scene.wait(0.0)
    assert scene.floor() is Floor.THINKING


def test_news_of_the_old_connection_is_dropped_while_away() -> None:
    scene = in_floor(Floor.TRAINEE)
    scene.lose_line()
    for event in (
        events.SpeechStarted(7, scene.at),
        events.SpeechEnded(1, scene.at, 0.2),
        events.PartialHeard(1, "tell"),
        events.TurnTyped(8, "hello", scene.at),
        events.ConnectionLost(scene.at),
    ):
        assert scene.tell(event) == []
    assert scene.floor() is Floor.AWAY


def test_coming_back_without_having_been_away_is_nothing() -> None:
    scene = in_floor(Floor.TRAINEE)
    assert scene.return_line() == []
    assert scene.floor() is Floor.TRAINEE


def test_the_line_can_drop_again_and_again() -> None:
    scene = in_floor(Floor.THINKING)
    for _ in range(3):
        scene.lose_line()
        scene.wait(1.0)
        scene.return_line()
        assert scene.last(PrepareReply).text == "what happened"
    scene.customer_says("Nobody called me.")
    assert [turn.text for turn in scene.call.transcript] == ["what happened", "Nobody called me."]


def kept(number: int, side: Side, text: str) -> Turn:
    start = number * 1000
    return Turn(number=number, revision=2, side=side, start=start, end=start + 500, text=text, heard=text)


def test_a_call_resumes_from_its_journal_with_the_customer_speaking_first() -> None:
    turns = [kept(1, Side.CUSTOMER, "My bill is wrong."), kept(2, Side.TRAINEE, "which one")]
    scene = Scene(call=Conversation.resume(Manners(), CAPTURE_RATE, reversed(turns)))
    assert scene.call.transcript == tuple(turns)
    opening = scene.last(PrepareReply)
    assert (opening.cause, opening.reply) == (Cause.RETURNED, 2)
    scene.customer_says("As I said, the last one.")
    scene.says("let me look.")
    scene.wait(1.0)
    assert [turn.number for turn in scene.call.transcript] == [1, 2, 3, 4]


def test_a_call_resumes_from_an_empty_journal() -> None:
    scene = Scene(call=Conversation.resume(Manners(), CAPTURE_RATE, []))
    assert scene.call.transcript == ()
    assert scene.last(PrepareReply).cause is Cause.RETURNED
