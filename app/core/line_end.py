"""A line that is cut or over: cancelled, and what was heard of it written down."""

from app.core.commands import CancelReply, Cause, CloseLine
from app.core.reply import Reply
from app.core.state import CallState

UNASKED = frozenset({Cause.OPENING, Cause.RETURNED, Cause.DUE})
"""Why the customer speaks without being spoken to and not only because nobody else does."""


def cancel(state: CallState) -> None:
    """Cancel the reply in progress, if there is one; what was heard of it will be known after the flush."""
    reply, state.reply = state.reply, None
    if reply is None:
        return
    state.order(CancelReply(reply.number))
    if reply.spoken:
        state.flushing[reply.number] = reply


def take_back(state: CallState) -> None:
    """Cancel a reply that a sound forestalls; what the customer meant to say unasked, it says when the floor opens."""
    reply = state.reply
    if reply is not None and reply.cause in UNASKED:
        state.unsaid = reply.cause
    cancel(state)


def cancel_now(state: CallState) -> None:
    """Cancel without waiting for a flush: the line is gone, so the last report is all that will be known."""
    cancel(state)
    for number in list(state.flushing):
        close_line(state, state.flushing.pop(number))


def close_line(state: CallState, reply: Reply) -> None:
    """Write what was heard of a line into the transcript; a line of which nothing was heard leaves no trace."""
    if not reply.has_started:
        return
    is_committed = reply.turn_number > 0
    if not is_committed:
        reply.turn_number = state.take_number()
    turn = reply.as_turn()
    state.heard_end = turn.end
    state.keep(turn)
    if is_committed:
        state.order(CloseLine(reply.number, turn.number, turn.heard, turn.cut, turn.end))
