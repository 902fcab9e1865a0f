"""Both speak: duck, pause, decide. Words or length take the floor; listening aloud, a cough or a click do not."""

from app.core import events, turn_end, words
from app.core.commands import DuckReply, PauseReply, ResumeReply
from app.core.deadlines import Alarm
from app.core.floor import Floor
from app.core.line_end import cancel
from app.core.state import CallState
from app.core.turn import TurnInProgress, Utterance


def on_speech(state: CallState, utterance: Utterance) -> None:
    """The trainee speaks while the customer is heard."""
    assert state.reply is not None
    if state.contest is None:
        state.contest = TurnInProgress(state.take_number(), barged_in=True)
        state.move(Floor.CONTESTED)
        state.order(DuckReply(state.reply.number))
    state.contest.begin(utterance)
    state.deadlines.set(Alarm.PAUSE, state.now + state.manners.pause_after)
    state.deadlines.set(Alarm.YIELD, max(state.now + state.manners.yield_after, _hearing_from(state)))


def on_silence(state: CallState) -> None:
    """The trainee fell silent again; the words decide when they are known."""
    state.deadlines.clear(Alarm.PAUSE, Alarm.YIELD)


def on_partial(state: CallState, event: events.PartialHeard) -> None:
    """Words that are still coming may already take the floor."""
    if words.takes_floor(event.text):
        barge_in(state)


def on_text(state: CallState) -> None:
    """All words of the overlap are known: decide."""
    assert state.contest is not None
    if words.is_backchannel(state.contest.text, state.contest.seconds):
        _stand_down(state)
    else:
        barge_in(state)


def on_pause_due(state: CallState) -> None:
    """The overlap lasts: hold the voice where it is."""
    if state.floor is Floor.CONTESTED and state.reply is not None:
        state.order(PauseReply(state.reply.number))


def on_yield_due(state: CallState) -> None:
    """The overlap has lasted too long to be anything but an interruption."""
    if state.floor is Floor.CONTESTED:
        barge_in(state)
    elif state.floor is Floor.CUSTOMER:
        take_back(state)


def barge_in(state: CallState) -> None:
    """The trainee takes the floor from the customer; only what was heard of the line counts."""
    cancel(state)
    take_floor(state)


def take_floor(state: CallState) -> None:
    """What was said over the customer becomes the trainee's turn."""
    state.turn, state.contest = state.contest, None
    assert state.turn is not None
    state.deadlines.clear(Alarm.PAUSE, Alarm.YIELD)
    state.move(Floor.TRAINEE)
    turn_end.go_on(state)


def take_back(state: CallState) -> None:
    """A trainee whom the customer cut off never stopped: their turn goes on, and the customer's line is over."""
    turn = state.cut_off
    if turn is None:
        return
    state.trailing.remove(turn)
    turn.was_cut = False
    turn.began_at = None  # the customer lost; it does not cut in again before another whole monologue
    turn.touch()
    cancel(state)
    state.deadlines.clear(Alarm.YIELD)
    state.turn = turn
    state.move(Floor.CONTESTED)
    state.move(Floor.TRAINEE)
    turn_end.go_on(state)


def _stand_down(state: CallState) -> None:
    contest, state.contest = state.contest, None
    assert contest is not None
    assert state.reply is not None
    if contest.text:
        state.keep(contest.as_turn(is_backchannel=True))
    else:
        state.give_back(contest.number)
    state.deadlines.clear(Alarm.PAUSE, Alarm.YIELD)
    state.move(Floor.CUSTOMER)
    state.reply.stood()
    state.order(ResumeReply(state.reply.number))


def _hearing_from(state: CallState) -> float:
    """Return when length alone may interrupt: not while the echo canceller is still learning."""
    return state.manners.deaf_start if state.replies == 1 else 0.0
