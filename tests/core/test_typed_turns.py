"""The trainee types instead of speaking."""

import pytest

from app.core.commands import CancelReply, PrepareReply, Speak
from app.core.floor import Floor
from app.core.transcript import Side
from tests.core.scene import Scene, in_floor, opened


def typed(scene: Scene) -> list[tuple[str, bool]]:
    return [(turn.text, turn.is_typed) for turn in scene.call.transcript if turn.side is Side.TRAINEE]


def test_a_typed_turn_is_over_at_once_whatever_its_words() -> None:
    scene = Scene()
    scene.types("i would like to")
    assert scene.last(PrepareReply).text == "i would like to"
    scene.wait(0.0)
    assert scene.floor() is Floor.THINKING
    assert typed(scene) == [("i would like to", True)]


def test_a_typed_turn_is_journalled_before_it_is_answered() -> None:
    scene = Scene()
    scene.types("what happened")
    scene.wait(0.0)
    scene.words("Nobody called.")
    assert not scene.all(Speak)
    scene.journal()
    assert scene.all(Speak)


@pytest.mark.parametrize("floor", [Floor.CUSTOMER, Floor.CONTESTED])
def test_typing_takes_the_floor_even_with_a_word_that_only_listens(floor: Floor) -> None:
    scene = in_floor(floor)
    assert CancelReply(1) in scene.types("okay")
    if floor is Floor.CONTESTED:
        scene.stops()
        scene.text("")
    scene.flushed(0.5)
    scene.wait(0.0)
    assert scene.last(PrepareReply).text == "okay"
    assert scene.last(PrepareReply).barged_in


def test_typing_while_speaking_adds_to_the_turn_which_ends_with_the_speech() -> None:
    scene = Scene()
    scene.starts()
    scene.wait(0.5)
    assert scene.types("the fee") == []
    assert scene.floor() is Floor.TRAINEE
    scene.wait(0.5)
    scene.stops()
    scene.text("i mean")
    scene.wait(0.0)
    assert typed(scene) == [("i mean the fee", False)]


def test_typing_after_a_turn_goes_on_with_it_before_it_is_answered() -> None:
    scene = Scene()
    scene.says("what happened")
    scene.types("on monday")
    assert scene.last(PrepareReply).text == "what happened on monday"


def test_a_typed_turn_can_be_taken_back_by_more_typing() -> None:
    scene = Scene()
    scene.types("what happened")
    scene.wait(0.0)
    assert scene.floor() is Floor.THINKING
    scene.types("on monday")
    scene.wait(0.0)
    assert scene.last(PrepareReply).text == "what happened on monday"
    assert [turn.text for turn in scene.call.transcript] == ["what happened on monday"]


def test_typing_breaks_a_silence_before_the_customer_does() -> None:
    scene = opened("My bill is wrong.")
    scene.wait(0.8)
    scene.drains()
    scene.wait(6.9)
    scene.types("which one")
    scene.wait(1.0)
    assert [order.silences for order in scene.all(PrepareReply)] == [0, 0]
