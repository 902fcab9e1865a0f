"""Pressure that was cut off comes back plainly, not in place of a yes; and only an interruption wakes the customer."""

from dataclasses import replace

from app.content.pressure_values import PressureKind
from app.content.vocabulary import Move
from app.customer.customer import CallOpened, TimePassed
from tests.customer.rehearsal import EXPERT_WITH_RUTH, Call, turn
from tests.customer.tempers import event
from tests.customer.test_pressure import at, call_with, play_with

LEAVES = event("leaves", PressureKind.THREATEN_TO_LEAVE, turn=99)


def test_what_is_owed_does_not_stand_before_the_yes() -> None:
    call = Call(play_with(LEAVES))
    call.happen(CallOpened())
    for text in EXPERT_WITH_RUTH:
        before = call.mind
        if call.say(text).move is Move.ACCEPT:
            break
    call.mind = replace(before, owed=(Move.PRESSURE, "leaves"))
    assert call.react_only(turn(call.turns, text)).move is Move.ACCEPT


def test_a_silence_is_not_kept_again_when_its_line_comes_back() -> None:
    call = call_with(event("quiet", PressureKind.SILENCE, turn=99))
    call.mind = replace(call.mind, owed=(Move.PRESSURE, "quiet"))
    decision = call.happen(at(20.0, 4))
    assert (decision.event, decision.hold) == ("quiet", 0.0)


def test_woken_in_a_silence_it_carries_out_nothing_but_an_interruption() -> None:
    call = call_with(replace(LEAVES, at=replace(LEAVES.at, turn=None, seconds=45)))
    assert call.react_only(TimePassed(60.0)).move is None
