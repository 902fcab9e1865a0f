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
CUT_IN_GRACE = 0.5
"""A turn into which the customer cannot cut yet, or that went on after its limit, is left this long, in seconds."""


def go_on(state: CallState) -> None:
    """The floor has come to the trainee: watch for the turn's end, which may already be there."""
    turn = state.turn
    assert turn is not None
    if turn.is_open:
        begun = turn.began_at if turn.began_at is not None else state.now
        turn.began_at = begun
        due = max(begun + state.manners.monologue_limit, state.now + CUT_IN_GRACE)
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
    _cut_in(state, Cause.MONOLOGUE, Alarm.MONOLOGUE)


def on_cut_in_due(state: CallState) -> None:
    """Something is due that does not wait for the trainee: the customer cuts in."""
    _cut_in(state, Cause.DUE, Alarm.CUT_IN)


def _cut_in(state: CallState, cause: Cause, alarm: Alarm) -> None:
    """Prepare a line over the trainee's turn so far; a little later if that has no words yet, or a cut line no end."""
    turn = state.turn
    if state.floor is not Floor.TRAINEE or turn is None:
        return
    if not turn.text or state.flushing or state.reply is not None:
        state.deadlines.set(alarm, state.now + CUT_IN_GRACE)
        return
    if cause is Cause.DUE:
        state.unsaid = None
    outdate(state, turn)
    state.keep(turn.as_turn())
    replying.prepare(state, cause, turn)


def outdate(state: CallState, turn: TurnInProgress) -> None:
    """What was kept when the customer meant to cut in is not what was said: the turn must be journalled anew."""
    kept = state.turns.get(turn.number)
    if kept is not None and kept.revision == turn.revision:
        turn.touch()


def pause(state: CallState) -> None:
    """The trainee fell silent. A customer who is already cutting in goes on; one who only meant to waits its turn."""
    state.deadlines.clear(Alarm.MONOLOGUE, Alarm.CUT_IN)
    state.move(Floor.PAUSED)
    if state.reply is not None and state.reply.spoken:
        state.move(Floor.THINKING)
    else:
        line_end.take_back(state)


def _murmur(state: CallState, turn: TurnInProgress) -> None:
    manners = state.manners
    if manners.murmurs and not turn.has_murmured and turn.seconds >= manners.murmur_after:
        turn.has_murmured = True
        state.order(Murmur(manners.murmurs[turn.number % len(manners.murmurs)]))


def _is_nothing(turn: TurnInProgress) -> bool:
    return not turn.text and turn.seconds < NOTHING_SECONDS
