"""The call as a whole: answered, nudged, dropped, resumed, ended."""

from app.core import call_end, events, replying, turn_end
from app.core.commands import Cause
from app.core.deadlines import Alarm
from app.core.floor import Floor
from app.core.state import CallState

NUDGE_GRACE = 0.5
"""How long a nudge waits for the end of a line that was cut, in seconds."""


def on_nudge_due(state: CallState) -> None:
    """Nobody has spoken for a long time: the customer breaks the silence, or says what a cough kept it from saying."""
    if state.floor is not Floor.OPEN:
        return
    if state.flushing:
        state.deadlines.set(Alarm.NUDGE, state.now + NUDGE_GRACE)
        return
    cause, state.unsaid = state.unsaid or Cause.SILENCE, None
    state.silences += cause is Cause.SILENCE
    speak_up(state, cause)


def on_customer_due(state: CallState, event: events.CustomerDue) -> None:
    """The customer wanted to be woken now: it speaks up, or cuts in, or says it when the floor opens.

    What it says then, or answers before, it decides anew from the time.
    """
    if state.unsaid is None:
        state.unsaid = Cause.DUE
        if state.floor is Floor.OPEN:
            on_nudge_due(state)
    if event.barges and state.unsaid is Cause.DUE:
        turn_end.on_cut_in_due(state)


def speak_up(state: CallState, cause: Cause) -> None:
    """The customer speaks without being spoken to."""
    state.move(Floor.THINKING)
    replying.prepare(state, cause)


def on_lost(state: CallState, event: events.ConnectionLost) -> None:
    """The line dropped: what was heard is settled, and the call waits."""
    call_end.settle(state, event.at)
    state.deadlines.set(Alarm.AWAY, state.now + state.manners.reconnect_grace)
    state.move(Floor.AWAY)


def on_resumed(state: CallState, _: events.ConnectionResumed) -> None:
    """The trainee is back: an unanswered turn is answered, else the customer says that the line dropped."""
    state.deadlines.clear(Alarm.AWAY)
    turn = state.turn
    if turn is not None and (turn.is_awaiting_text or turn.text):
        turn.released = True
        state.move(Floor.PAUSED)
        if not turn.is_awaiting_text:
            turn_end.consider_end(state)
        return
    state.turn = None
    speak_up(state, Cause.RETURNED)


def on_away_due(state: CallState) -> None:
    """The trainee did not come back."""
    call_end.close(state, by="connection", at=state.last_sample)


def on_hung_up(state: CallState, event: events.TraineeHungUp) -> None:
    """The trainee ended the call."""
    call_end.close(state, by="trainee", at=event.at)


def on_stopped(state: CallState, event: events.CallStopped) -> None:
    """Something else ended the call."""
    call_end.close(state, by=event.by, at=event.at)
