"""The call ends, from either side and in every floor, and keeps every word."""

import pytest

from app.core import events
from app.core.commands import CancelReply, CloseLine, EndCall, Transcribe
from app.core.conversation import Conversation
from app.core.floor import Floor
from app.core.manners import Manners
from app.core.transcript import CAPTURE_RATE, Side
from tests.core.scene import Scene, in_floor, opened

LIVE = [floor for floor in Floor if floor is not Floor.CLOSED]


@pytest.mark.parametrize("floor", LIVE)
def test_the_trainee_can_hang_up_in_every_floor(floor: Floor) -> None:
    scene = in_floor(floor)
    assert scene.hang_up()[-1] == EndCall("trainee")
    assert scene.floor() is Floor.CLOSED
    assert scene.call.deadline is None


@pytest.mark.parametrize("floor", LIVE)
def test_something_else_can_stop_the_call_in_every_floor(floor: Floor) -> None:
    scene = in_floor(floor)
    assert scene.tell(events.CallStopped("time_limit", scene.at))[-1] == EndCall("time_limit")
    assert scene.floor() is Floor.CLOSED


@pytest.mark.parametrize("floor", [Floor.TRAINEE, Floor.PAUSED, Floor.CONTESTED])
def test_words_that_are_still_being_recognised_are_kept_when_they_come(floor: Floor) -> None:
    scene = in_floor(floor)
    scene.hang_up()
    assert scene.all(Transcribe) == [Transcribe(1)]
    assert not scene.call.is_at_rest
    scene.text("one last thing")
    assert scene.call.is_at_rest
    assert [turn.text for turn in scene.call.transcript if turn.side is Side.TRAINEE] == ["one last thing"]


def test_a_turn_whose_words_are_known_is_kept_at_once() -> None:
    scene = Scene()
    scene.says("one last thing")
    scene.hang_up()
    assert scene.call.is_at_rest
    assert [turn.text for turn in scene.call.transcript] == ["one last thing"]


def test_a_line_cut_by_hanging_up_is_kept_as_far_as_it_was_last_reported() -> None:
    scene = opened("My bill is wrong.")
    scene.wait(0.5)
    scene.heard(0.5)
    orders = scene.hang_up()
    assert CancelReply(1) in orders
    assert scene.last(CloseLine).heard == "My bill"
    assert scene.last(CloseLine).cut


def test_a_report_that_overtook_the_flush_still_counts() -> None:
    scene = opened("My bill is wrong.")
    scene.wait(0.3)
    scene.heard(0.3)
    scene.types("stop")
    scene.wait(0.3)
    scene.heard(0.6)
    scene.hang_up()
    assert scene.last(CloseLine).heard == "My bill is"


def test_the_customer_hangs_up_when_its_last_line_was_heard() -> None:
    scene = Scene()
    scene.says("i cannot do that.")
    scene.customer_begins("Then we are done here.", ends_call=True)
    assert scene.floor() is Floor.CUSTOMER
    scene.wait(1.0)
    assert scene.drains()[-1] == EndCall("customer")
    assert scene.call.is_at_rest


def test_the_customer_s_goodbye_can_be_interrupted() -> None:
    scene = Scene()
    scene.says("i cannot do that.")
    scene.customer_begins("Then we are done here.", ends_call=True)
    scene.wait(0.4)
    scene.says("wait please wait")
    assert not scene.all(EndCall)
    assert scene.floor() is Floor.PAUSED


def test_a_goodbye_heard_to_its_end_under_a_murmur_ends_the_call_and_keeps_the_murmur() -> None:
    scene = Scene()
    scene.says("i cannot do that.")
    scene.customer_begins("Then we are done here.", ends_call=True)
    scene.wait(0.9)
    scene.starts()
    scene.wait(0.1)
    assert EndCall("customer") in scene.drains()
    scene.text("but")
    assert scene.call.is_at_rest
    assert scene.call.transcript[-1].text == "but"


@pytest.mark.parametrize("text", ["", "(slams the phone down)"])
def test_a_customer_can_hang_up_without_a_sound(text: str) -> None:
    scene = Scene()
    scene.says("i cannot do that.")
    scene.wait(2.5)
    scene.journal()
    scene.words(text, ends_call=True)
    if text:
        scene.tell(events.PieceVoiced(1, 0, (), 0))
    assert scene.last(EndCall).by == "customer"
    assert scene.floor() is Floor.CLOSED


@pytest.mark.parametrize("floor", LIVE)
def test_after_the_end_nothing_happens_any_more(floor: Floor) -> None:
    scene = in_floor(floor)
    scene.hang_up()
    scene.text("the last words")
    for event in (
        events.CallStopped("server", scene.at),
        events.TraineeHungUp(scene.at),
        events.ConnectionLost(scene.at),
        events.ConnectionResumed(),
        events.SpeechStarted(9, scene.at),
        events.TurnTyped(10, "hello", scene.at),
        events.TimePassed(),
        events.TurnJournalled(1, 1),
        events.TranscriptReady(1, "again"),
        events.PlaybackFlushed(1, 100, scene.at),
    ):
        assert scene.tell(event) == []


def test_a_call_stopped_before_it_is_answered_stays_closed() -> None:
    call = Conversation(Manners(), Side.CUSTOMER, CAPTURE_RATE)
    assert call.handle(events.CallStopped("server", 0), 0.0) == [EndCall("server")]
    assert call.handle(events.CallAnswered(), 0.1) == []
    assert call.floor is Floor.CLOSED
