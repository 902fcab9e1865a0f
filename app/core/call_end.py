"""Both sides brought to silence, because the line dropped or the call is over."""

from app.core import line_end
from app.core.commands import EndCall, Transcribe
from app.core.floor import Floor
from app.core.state import CallState
from app.core.turn import TurnInProgress


def close(state: CallState, by: str, at: int) -> None:
    """End the call, keeping every word of both sides; those still being recognised are kept when they come."""
    settle(state, at)
    turn, state.turn = state.turn, None
    if turn is not None:
        _keep_last(state, turn)
    state.move(Floor.CLOSED)
    state.order(EndCall(by))


def settle(state: CallState, at: int) -> None:
    """Bring both sides to silence: the customer's line ends where it was last heard, the trainee's utterance here."""
    line_end.cancel_now(state)
    state.deadlines.clear_all()
    for turn in (state.turn, state.contest, *state.trailing):
        for utterance in turn.utterances.values() if turn else ():
            if utterance.end is None:
                utterance.end = max(at, utterance.start)
                state.order(Transcribe(utterance.number))
    if state.contest is not None:
        assert state.turn is None, "a contest is fought while no turn is in progress"
        state.turn, state.contest = state.contest, None


def _keep_last(state: CallState, turn: TurnInProgress) -> None:
    if turn.is_awaiting_text:
        state.trailing.append(turn)
    elif turn.text and not turn.is_journalled:
        state.keep(turn.as_turn())
