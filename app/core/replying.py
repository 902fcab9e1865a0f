"""A reply until it is heard: prepared, held behind the floor and the journal, released piece by piece."""

from app.core import call_end
from app.core.commands import Cause, EndReply, PrepareReply, Speak
from app.core.deadlines import Alarm
from app.core.floor import Floor
from app.core.reply import Reply
from app.core.state import CallState
from app.core.transcript import CAPTURE_RATE
from app.core.turn import TurnInProgress

BREATH = 0.2
"""How long the customer waits before it says what a cough, or its own line, kept it from saying, in seconds."""


def prepare(state: CallState, cause: Cause, turn: TurnInProgress | None = None) -> None:
    """Have a reply prepared; it is spoken only once the floor allows it."""
    assert state.reply is None, "one reply at a time"
    state.replies += 1
    state.reply = Reply(state.replies, cause, state.voice_rate)
    reaction = None
    if turn is not None and state.heard_end is not None:
        reaction = (turn.start - state.heard_end) / CAPTURE_RATE
    state.order(
        PrepareReply(
            reply=state.replies,
            cause=cause,
            turn=turn.number if turn else 0,
            revision=turn.revision if turn else 0,
            text=turn.text if turn else "",
            seconds=turn.seconds if turn else 0.0,
            barged_in=turn.barged_in if turn else False,
            reaction=reaction,
            silences=state.silences if cause is Cause.SILENCE else 0,
            at=_seconds_since_answered(state, cause),
        )
    )


def _seconds_since_answered(state: CallState, cause: Cause) -> float:
    at = state.silence_since if cause is Cause.TURN else state.now
    return round(max(0.0, at - state.answered_at), 3)


def release(state: CallState) -> None:
    """Speak what may be spoken: the floor is the customer's, the turn is durable, no older line is still audible."""
    reply = state.reply
    if reply is None or state.flushing or not _may_speak(state, reply):
        return
    for piece in range(reply.spoken, len(reply.pieces)):
        state.order(Speak(reply.number, piece, reply.pieces[piece]))
    reply.spoken = len(reply.pieces)
    if reply.is_nothing():
        _give_up(state, reply)
    elif reply.is_finished and not reply.is_end_told:
        reply.is_end_told = True
        state.order(EndReply(reply.number))


def open_floor(state: CallState) -> None:
    """Leave the floor to whoever speaks first; the customer does so after a long silence, or at once if it wants to."""
    state.move(Floor.OPEN)
    wait = BREATH if state.unsaid else state.manners.nudge_after
    state.deadlines.set(Alarm.NUDGE, state.now + wait)


def _may_speak(state: CallState, reply: Reply) -> bool:
    if state.turn is not None and not state.turn.is_journalled:
        return False
    if state.floor is Floor.TRAINEE:
        return reply.cause in (Cause.MONOLOGUE, Cause.DUE)
    return state.floor in (Floor.THINKING, Floor.CUSTOMER, Floor.CONTESTED)


def _give_up(state: CallState, reply: Reply) -> None:
    """There is nothing to say; a customer who has nothing to say but goodbye hangs up all the same."""
    state.reply = None
    if reply.ends_call:
        call_end.close(state, by="customer", at=state.last_sample)
    elif state.floor is Floor.THINKING:
        state.let_go_of_turn()
        open_floor(state)
