"""Is the turn over, and what then: the answer prepared early, the turn kept, the floor handed on."""

from app.core import endpointing, events, line_end, replying
from app.core.commands import Cause, Murmur
from app.core.deadlines import Alarm
from app.core.floor import Floor
from app.core.state import CallState
from app.core.turn import TurnInProgress

NOTHING_SECONDS = 0.8
"""Speech shorter than this without a recognised word was nothing; longer, the customer asks again."""
MURMUR_HOLD = 1.0
"""The customer listens aloud only at pauses it means to wait out for at least this long, in seconds."""
MONOLOGUE_GRACE = 0.5
"""A turn that went on after its limit has passed is left this long before the customer cuts in, in seconds."""


def go_on(state: CallState) -> None:
    """The floor has come to the trainee: watch for the turn's end, which may already be there."""
    turn = state.turn
    assert turn is not None
    if turn.is_open:
        begun = turn.began_at if turn.began_at is not None else state.now
        turn.began_at = begun
        due = max(begun + state.manners.monologue_limit, state.now + MONOLOGUE_GRACE)
        state.deadlines.set(Alarm.MONOLOGUE, due)
        return
    pause(state)
    if state.floor is Floor.PAUSED and not turn.is_awaiting_text:
        consider_end(state)


def consider_end(state: CallState) -> None:
    """The words of the turn so far are known: prepare the answer, and say when the turn is over."""
    turn = state.turn
    assert turn is not None
    hold = 0.0 if turn.is_over else endpointing.hold(turn.text, state.manners, state.usual_pause)
    state.deadlines.set(Alarm.ENDPOINT, max(state.now, state.silence_since + hold))
    answer(state)
    if hold >= MURMUR_HOLD:
        _murmur(state, turn)


def answer(state: CallState) -> None:
    """Prepare the answer to the turn, once all that it depends on is known: its words, and the fate of a cut line."""
    turn = state.turn
    if turn is None or state.reply is not None or state.flushing or turn.is_awaiting_text:
        return
    if state.floor in (Floor.PAUSED, Floor.THINKING) and not _is_nothing(turn):
        replying.prepare(state, Cause.TURN, turn)


def on_endpoint_due(state: CallState) -> None:
    """The turn is over."""
    turn = state.turn
    assert turn is not None
    state.deadlines.clear(Alarm.MONOLOGUE)
    if _is_nothing(turn):
        state.turn = None
        state.give_back(turn.number)
        replying.open_floor(state)
        return
    state.move(Floor.THINKING)
    state.keep(turn.as_turn())
    replying.release(state)


def on_journalled(state: CallState, event: events.TurnJournalled | events.JournalFailed) -> None:
    """A turn is durable, or cannot be made so; either way its answer may be spoken."""
    turn = state.turn
    if turn is not None and (turn.number, turn.revision) == (event.turn, event.revision):
        turn.is_journalled = True
        replying.release(state)


def on_monologue_due(state: CallState) -> None:
    """The trainee has talked for too long: the customer cuts in."""
    if state.floor is not Floor.TRAINEE or state.turn is None:
        return
    if not state.turn.text or state.flushing:
        state.deadlines.set(Alarm.MONOLOGUE, state.now + MONOLOGUE_GRACE)
        return
    state.keep(state.turn.as_turn())
    replying.prepare(state, Cause.MONOLOGUE, state.turn)


def pause(state: CallState) -> None:
    """The trainee fell silent. A customer who is already cutting in goes on; one who only meant to waits its turn."""
    state.deadlines.clear(Alarm.MONOLOGUE)
    state.move(Floor.PAUSED)
    if state.reply is not None and state.reply.spoken:
        state.move(Floor.THINKING)
    else:
        line_end.cancel(state)


def _murmur(state: CallState, turn: TurnInProgress) -> None:
    manners = state.manners
    if manners.murmurs and not turn.has_murmured and turn.seconds >= manners.murmur_after:
        turn.has_murmured = True
        state.order(Murmur(manners.murmurs[turn.number % len(manners.murmurs)]))


def _is_nothing(turn: TurnInProgress) -> bool:
    return not turn.text and turn.seconds < NOTHING_SECONDS
