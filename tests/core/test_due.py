"""A moment comes at which the customer wanted to be woken: it speaks up, cuts in, or says it at the next opening."""

import pytest

from app.core import events
from app.core.commands import CancelReply, Cause, JournalTurn, PrepareReply, Speak
from app.core.event_log import from_json, to_json
from app.core.floor import Floor
from app.core.manners import Manners
from tests.core.scene import Scene, opened


def causes(scene: Scene) -> list[Cause]:
    """Return why each reply was prepared, in order."""
    return [order.cause for order in scene.all(PrepareReply)]


def due(scene: Scene, *, barges: bool = False) -> None:
    """Let the moment come."""
    scene.tell(events.CustomerDue(barges))


def quiet() -> Scene:
    """Return a call whose opening line was heard and in which nobody speaks."""
    scene = opened("My bill is wrong.")
    scene.wait(0.8)
    scene.drains()
    return scene


@pytest.mark.parametrize("barges", [False, True])
def test_while_nobody_speaks_the_customer_speaks_up_at_once(barges: bool) -> None:
    scene = quiet()
    due(scene, barges=barges)
    assert scene.floor() is Floor.THINKING
    assert causes(scene) == [Cause.OPENING, Cause.DUE]


def test_the_order_says_when_it_is_counted_from_the_answer() -> None:
    scene = quiet()
    scene.wait(3.2)
    due(scene)
    assert scene.last(PrepareReply).at == pytest.approx(4.0)


def test_the_time_of_a_turn_is_that_of_its_end() -> None:
    scene = quiet()
    scene.says("what happened then", seconds=2.0)
    assert scene.last(PrepareReply).at == pytest.approx(2.8)


def test_an_event_that_barges_cuts_in_like_a_monologue_with_the_words_so_far() -> None:
    scene = quiet()
    scene.starts()
    scene.wait(2.0)
    scene.partial("well what we can do")
    due(scene, barges=True)
    order = scene.last(PrepareReply)
    assert (order.cause, order.turn, order.text) == (Cause.DUE, 2, "well what we can do")
    assert scene.last(JournalTurn).turn.text == "well what we can do"
    assert scene.floor() is Floor.TRAINEE
    scene.words("I have no time for this.")
    scene.journal()
    assert scene.last(Speak).text == "I have no time for this."
    scene.voice()
    scene.sounds()
    assert scene.floor() is Floor.CUSTOMER


def test_a_trainee_who_is_silent_before_the_line_is_spoken_is_answered_instead() -> None:
    scene = quiet()
    scene.starts()
    scene.wait(2.0)
    scene.partial("well what we can do")
    due(scene, barges=True)
    number = scene.reply
    scene.stops()
    assert CancelReply(number) in scene.orders
    scene.text("well what we can do is this.")
    assert causes(scene)[-1] is Cause.TURN


def test_nobody_cuts_in_on_words_that_are_not_known() -> None:
    scene = quiet()
    scene.starts()
    scene.wait(0.3)
    due(scene, barges=True)
    assert causes(scene) == [Cause.OPENING]
    scene.partial("well")
    scene.wait(0.5)
    assert causes(scene)[-1] is Cause.DUE


def test_one_who_already_cuts_in_does_not_cut_in_twice() -> None:
    scene = Scene(Manners(monologue_limit=3.0))
    scene.starts()
    scene.partial("and so what we do")
    scene.wait(3.1)
    due(scene, barges=True)
    assert causes(scene) == [Cause.MONOLOGUE]
    scene.words("")
    scene.journal()
    scene.wait(1.0)
    assert causes(scene) == [Cause.MONOLOGUE, Cause.DUE]


def test_the_end_of_a_monologue_waits_for_a_line_that_already_cuts_in() -> None:
    scene = Scene(Manners(monologue_limit=3.0))
    scene.starts()
    scene.partial("and so what we do")
    scene.wait(2.9)
    due(scene, barges=True)
    scene.wait(0.3)
    assert causes(scene) == [Cause.DUE]


def test_while_the_trainee_talks_it_is_remembered_and_said_once_nothing_came_of_the_turn() -> None:
    scene = quiet()
    scene.starts()
    scene.wait(0.2)
    due(scene)
    assert causes(scene) == [Cause.OPENING]
    scene.stops()
    scene.text("")
    scene.wait(3.0)
    assert causes(scene) == [Cause.OPENING, Cause.DUE]


def test_it_is_forgotten_once_an_answer_is_heard_which_knows_the_time() -> None:
    scene = quiet()
    scene.starts()
    scene.wait(0.5)
    due(scene)
    scene.stops()
    scene.text("we will refund it today.")
    scene.customer_says("Good. When?")
    scene.wait(3.0)
    assert causes(scene) == [Cause.OPENING, Cause.TURN]
    assert scene.floor() is Floor.OPEN


def test_while_the_customer_talks_it_is_remembered_until_its_line_is_over() -> None:
    scene = opened("My bill is wrong.")
    due(scene, barges=True)
    assert causes(scene) == [Cause.OPENING]
    scene.wait(0.8)
    scene.drains()
    assert scene.floor() is Floor.OPEN
    scene.wait(0.3)
    assert causes(scene) == [Cause.OPENING, Cause.DUE]


def test_a_cough_does_not_cost_what_was_due() -> None:
    scene = quiet()
    due(scene)
    scene.says("", seconds=0.3)
    scene.wait(1.0)
    assert causes(scene) == [Cause.OPENING, Cause.DUE, Cause.DUE]


def test_one_who_has_nothing_to_say_after_all_leaves_the_floor_open() -> None:
    scene = quiet()
    due(scene)
    scene.tell(events.ReplyFailed(scene.reply))
    scene.wait(1.0)
    assert scene.floor() is Floor.OPEN
    assert causes(scene) == [Cause.OPENING, Cause.DUE]
    scene.wait(7.0)
    assert causes(scene)[-1] is Cause.SILENCE


def test_one_who_has_nothing_to_say_leaves_a_talking_trainee_alone() -> None:
    scene = quiet()
    scene.starts()
    scene.wait(1.0)
    scene.partial("and then")
    due(scene, barges=True)
    scene.tell(events.ReplyFailed(scene.reply))
    scene.wait(2.0)
    assert scene.floor() is Floor.TRAINEE
    assert causes(scene) == [Cause.OPENING, Cause.DUE]


def test_speaking_up_in_a_silence_does_not_make_the_trainee_any_less_silent() -> None:
    scene = quiet()
    scene.wait(7.0)
    scene.customer_says("Are you there?")
    due(scene)
    scene.customer_says("I have no time for this.")
    scene.wait(7.0)
    assert scene.last(PrepareReply).silences == 2


def test_while_the_line_is_down_it_is_remembered() -> None:
    scene = quiet()
    scene.lose_line()
    due(scene)
    scene.return_line()
    scene.words("")
    scene.wait(0.3)
    assert causes(scene) == [Cause.OPENING, Cause.RETURNED, Cause.DUE]


def test_after_the_end_nothing_is_due() -> None:
    scene = quiet()
    scene.hang_up()
    due(scene, barges=True)
    assert causes(scene) == [Cause.OPENING]


def test_pieces_that_come_whole_are_spoken_as_they_come() -> None:
    scene = quiet()
    due(scene)
    scene.tell(events.ReplyDelta(scene.reply, "Look, ", is_piece=True))
    assert scene.last(Speak).text == "Look,"
    scene.tell(events.ReplyDelta(scene.reply, "I have to go. Now.", is_piece=True))
    assert scene.last(Speak).text == "I have to go. Now."


def test_a_line_of_an_older_log_that_lacks_a_new_fact_can_be_read() -> None:
    line = to_json(events.ReplyDelta(1, "No."), 2.0)
    del line["is_piece"]
    assert from_json(line) == (events.ReplyDelta(1, "No."), 2.0)
