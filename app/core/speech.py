"""The trainee's speech as it comes in: a new turn, more of the last one, or an overlap; and its words."""

from app.core import contest, events, line_end, turn_end
from app.core.commands import Transcribe
from app.core.deadlines import Alarm
from app.core.floor import Floor
from app.core.state import CallState
from app.core.transcript import CAPTURE_RATE
from app.core.turn import TurnInProgress, Utterance


def on_speech_started(state: CallState, event: events.SpeechStarted) -> None:
    """The trainee speaks: a new turn, more of the last one, or an overlap."""
    utterance = Utterance(event.utterance, event.at)
    if state.floor in (Floor.CUSTOMER, Floor.CONTESTED):
        contest.on_speech(state, utterance)
        return
    _begin(state, utterance)
    state.move(Floor.TRAINEE)
    turn_end.go_on(state)


def on_speech_ended(state: CallState, event: events.SpeechEnded) -> None:
    """An utterance is over; whether the turn is, its words will tell."""
    turn = state.holder_of(event.utterance)
    assert turn is not None
    turn.utterances[event.utterance].end = event.at
    turn.released = event.released
    state.silence_since = state.now - event.silence
    state.order(Transcribe(event.utterance))
    if turn is state.contest:
        contest.on_silence(state)
    elif turn is not state.turn:
        state.deadlines.clear(Alarm.YIELD)
    elif state.floor is Floor.TRAINEE:
        turn_end.pause(state)


def on_partial(state: CallState, event: events.PartialHeard) -> None:
    """Words are coming; they may change."""
    turn = state.holder_of(event.utterance)
    assert turn is not None
    turn.utterances[event.utterance].partial = event.text
    if turn is state.contest:
        contest.on_partial(state, event)


def on_transcript(state: CallState, event: events.TranscriptReady) -> None:
    """The words of an utterance are final."""
    turn = state.holder_of(event.utterance)
    assert turn is not None
    utterance = turn.utterances[event.utterance]
    utterance.text, utterance.words = event.text, event.words
    if turn.is_awaiting_text:
        return
    if turn is state.contest:
        contest.on_text(state)
    elif turn is not state.turn:
        _keep_trailing(state, turn)
    elif state.floor is Floor.THINKING:
        _keep_again(state, turn)
    else:
        turn_end.outdate(state, turn)
        if state.floor is Floor.PAUSED:
            turn_end.consider_end(state)


def on_typed(state: CallState, event: events.TurnTyped) -> None:
    """The trainee typed: a whole turn at once, and no question whether it is over."""
    utterance = Utterance(event.utterance, event.at, event.at, event.text, typed=True)
    state.silence_since = state.now
    if state.floor is Floor.CUSTOMER:
        contest.take_back(state)
    if state.floor in (Floor.CUSTOMER, Floor.CONTESTED):
        contest.on_speech(state, utterance)
        contest.barge_in(state)
    elif state.floor is Floor.TRAINEE:
        assert state.turn is not None
        state.turn.begin(utterance)
    else:
        _begin(state, utterance)
        state.move(Floor.TRAINEE)
        turn_end.go_on(state)


def _begin(state: CallState, utterance: Utterance) -> None:
    """Add an utterance to the turn in progress, or begin one; an answer under way is taken back."""
    line_end.take_back(state)
    state.deadlines.clear(Alarm.ENDPOINT, Alarm.NUDGE)
    if state.turn is None:
        state.turn = TurnInProgress(state.take_number())
    else:
        _learn_pause(state, utterance.start - state.turn.end)
    state.turn.begin(utterance)


def _learn_pause(state: CallState, samples: int) -> None:
    """A trainee who waited for longer than any hold was waiting for the customer, not pausing."""
    pause = max(0, samples) / CAPTURE_RATE
    if pause <= state.manners.max_hold:
        state.usual_pause = state.usual_pause.learn(pause)


def _keep_trailing(state: CallState, turn: TurnInProgress) -> None:
    state.trailing.remove(turn)
    if turn.text:
        _keep_again(state, turn)


def _keep_again(state: CallState, turn: TurnInProgress) -> None:
    """The words changed after the turn was journalled; its answer is on its way and does not wait again."""
    is_journalled = turn.is_journalled
    turn.touch()
    turn.is_journalled = is_journalled
    state.keep(turn.as_turn())
