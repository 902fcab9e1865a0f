"""Nobody speaks: the customer breaks the silence."""

import pytest

from app.core.commands import Cause, PrepareReply
from app.core.floor import Floor
from app.core.manners import Manners
from app.core.transcript import Side
from tests.core.scene import Scene, opened


def test_a_long_silence_is_broken_counted_from_the_heard_end_of_the_line() -> None:
    scene = opened("My bill is wrong.", Manners(nudge_after=7.0))
    scene.wait(0.8)
    scene.drains()
    scene.wait(6.9)
    assert scene.floor() is Floor.OPEN
    scene.wait(0.2)
    assert scene.floor() is Floor.THINKING
    nudge = scene.last(PrepareReply)
    assert (nudge.cause, nudge.silences, nudge.turn) == (Cause.SILENCE, 1, 0)


def test_silences_in_a_row_are_counted() -> None:
    scene = opened()
    scene.wait(2.0)
    scene.drains()
    for count in (1, 2, 3):
        scene.wait(7.0)
        assert scene.last(PrepareReply).silences == count
        scene.customer_says("Are you still there?")


def test_an_answer_resets_the_count() -> None:
    scene = opened()
    scene.wait(2.0)
    scene.drains()
    scene.wait(7.0)
    scene.customer_says("Are you still there?")
    scene.says("yes i am here now.")
    scene.customer_says("Then tell me more.")
    scene.wait(7.0)
    assert scene.last(PrepareReply).silences == 1


def test_speech_puts_off_the_nudge() -> None:
    scene = opened()
    scene.wait(2.0)
    scene.drains()
    scene.wait(6.9)
    scene.starts()
    scene.wait(5.0)
    assert scene.floor() is Floor.TRAINEE


def test_a_trainee_who_should_speak_first_and_does_not_is_nudged() -> None:
    scene = Scene(opens=Side.TRAINEE)
    assert scene.floor() is Floor.OPEN
    scene.wait(7.0)
    assert scene.last(PrepareReply).cause is Cause.SILENCE


def test_a_customer_who_opens_speaks_at_once() -> None:
    scene = Scene(opens=Side.CUSTOMER)
    assert [order.cause for order in scene.all(PrepareReply)] == [Cause.OPENING]
    assert scene.floor() is Floor.THINKING


def test_a_cough_does_not_cost_the_opening_line() -> None:
    scene = Scene(opens=Side.CUSTOMER)
    scene.says("", seconds=0.3)
    scene.wait(1.0)
    assert [order.cause for order in scene.all(PrepareReply)] == [Cause.OPENING, Cause.OPENING]
    assert scene.call.transcript == ()


def test_a_trainee_who_speaks_before_the_opening_is_answered_instead() -> None:
    scene = Scene(opens=Side.CUSTOMER)
    scene.says("hello how can i help you.")
    scene.customer_says("My bill is wrong.")
    scene.wait(7.0)
    causes = [order.cause for order in scene.all(PrepareReply)]
    assert causes == [Cause.OPENING, Cause.TURN, Cause.SILENCE]


@pytest.mark.parametrize("text", ["", "Are you still there?"])
def test_left_alone_the_customer_goes_on_asking(text: str) -> None:
    scene = Scene()
    for _ in range(3):
        scene.wait(7.0)
        assert scene.floor() is Floor.THINKING
        if text:
            scene.customer_says(text)
        else:
            scene.words("")
        assert scene.floor() is Floor.OPEN
    assert scene.call.deadline is not None
