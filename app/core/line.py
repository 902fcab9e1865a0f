"""What becomes of a reply: its words, its sound, and how much of it the trainee hears."""

from app.core import call_end, contest, events, line_end, replying, turn_end
from app.core.commands import Cause, CommitReply
from app.core.deadlines import Alarm
from app.core.floor import Floor
from app.core.reply import Reply
from app.core.state import CallState

TRAILING_FACTOR = 2
"""A trainee whom the customer cut off may trail off for this many `yield_after` before it counts as taking back."""


def on_delta(state: CallState, event: events.ReplyDelta) -> None:
    """More words of the reply are known."""
    assert state.reply is not None
    state.reply.feed(event.text, is_piece=event.is_piece)
    replying.release(state)


def on_finished(state: CallState, event: events.ReplyFinished) -> None:
    """All words of the reply are known."""
    assert state.reply is not None
    state.reply.finish(ends_call=event.ends_call)
    replying.release(state)
    _finish_if_heard(state)


def on_failed(state: CallState, _: events.ReplyFailed) -> None:
    """No more words will come; what was ordered spoken stands."""
    assert state.reply is not None
    state.reply.fail()
    replying.release(state)
    _finish_if_heard(state)


def on_voice_failed(state: CallState, _: events.VoiceFailed) -> None:
    """No more sound will come; what was voiced stands."""
    assert state.reply is not None
    state.reply.fall_silent()
    replying.release(state)
    _finish_if_heard(state)


def on_voiced(state: CallState, event: events.PieceVoiced) -> None:
    """Sound of the reply exists."""
    _sounding(state, event.reply).voiced(event.words, event.samples, is_whole=event.is_whole)
    replying.release(state)
    _finish_if_heard(state)


def on_started(state: CallState, event: events.PlaybackStarted) -> None:
    """The customer is heard: the floor is theirs, and the mind that decided this line becomes real."""
    reply = state.reply
    assert reply is not None
    state.move(Floor.CUSTOMER)
    reply.turn_number = state.take_number()
    reply.played(0, event.at)
    state.order(CommitReply(reply.number))
    state.unsaid = None
    state.deadlines.clear(Alarm.NUDGE, Alarm.MONOLOGUE, Alarm.CUT_IN, Alarm.ENDPOINT)
    if reply.cause not in (Cause.SILENCE, Cause.DUE) or state.turn is not None:
        state.silences = 0
    if state.turn is not None and state.turn.is_open:
        state.turn.was_cut = True
        state.deadlines.set(Alarm.YIELD, state.now + TRAILING_FACTOR * state.manners.yield_after)
    state.let_go_of_turn()
    replying.release(state)


def on_progressed(state: CallState, event: events.PlaybackProgressed) -> None:
    """More of the line was heard."""
    _sounding(state, event.reply).played(event.samples, event.at)


def on_drained(state: CallState, event: events.PlaybackDrained) -> None:
    """Nothing is left to hear for now; if nothing will follow, the line is over."""
    reply = _sounding(state, event.reply)
    reply.played(event.samples, event.at)
    reply.stood()
    _finish_if_heard(state)


def on_flushed(state: CallState, event: events.PlaybackFlushed) -> None:
    """It is known how much of a cancelled reply was heard."""
    reply = state.flushing.pop(event.reply)
    if event.samples > 0:
        reply.flushed(event.samples, event.at)
    line_end.close_line(state, reply)
    turn_end.answer(state)
    replying.release(state)


def _sounding(state: CallState, number: int) -> Reply:
    """Return the reply of this number, which may be cancelled and not yet silent."""
    reply = state.flushing.get(number) or state.reply
    assert reply is not None
    return reply


def _finish_if_heard(state: CallState) -> None:
    reply = state.reply
    if reply is None or not reply.has_started or not reply.is_all_heard():
        return
    state.reply = None
    line_end.close_line(state, reply)
    if reply.ends_call:
        call_end.close(state, by="customer", at=state.turns[reply.turn_number].end)
    elif state.contest is not None:
        state.contest.barged_in = False
        contest.take_floor(state)
    elif state.cut_off is not None:
        contest.take_back(state)
    else:
        replying.open_floor(state)
