"""The one place where late news is dropped, by number."""

from app.core import events
from app.core.events import Event
from app.core.floor import Floor
from app.core.state import CallState

_OF_SPEECH = (events.SpeechEnded, events.PartialHeard, events.TranscriptReady)
_OF_REPLY = (
    events.ReplyDelta,
    events.ReplyFinished,
    events.ReplyFailed,
    events.VoiceFailed,
    events.PlaybackStarted,
)
_WHILE_AWAY = (
    events.TranscriptReady,
    events.TurnJournalled,
    events.JournalFailed,
    events.ConnectionResumed,
    events.TraineeHungUp,
    events.CallStopped,
    events.CustomerDue,
)


def is_late(state: CallState, event: Event) -> bool:
    """Return whether an event speaks of an utterance, a reply or a connection that is over and done with."""
    if state.floor is Floor.CLOSED:
        return not isinstance(event, events.TranscriptReady) or _is_settled(state, event)
    if state.floor is Floor.AWAY and not isinstance(event, _WHILE_AWAY):
        return True
    if isinstance(event, events.ConnectionResumed):
        return state.floor is not Floor.AWAY
    if isinstance(event, _OF_SPEECH):
        return _is_settled(state, event)
    return _is_of_another_reply(state, event)


def _is_of_another_reply(state: CallState, event: Event) -> bool:
    current = state.reply.number if state.reply else None
    if isinstance(event, events.PlaybackFlushed):
        return event.reply not in state.flushing
    if isinstance(event, events.PieceVoiced | events.PlaybackProgressed | events.PlaybackDrained):
        return event.reply not in state.flushing and event.reply != current
    return isinstance(event, _OF_REPLY) and event.reply != current


def _is_settled(state: CallState, event: events.SpeechEnded | events.PartialHeard | events.TranscriptReady) -> bool:
    turn = state.holder_of(event.utterance)
    if turn is None:
        return True
    utterance = turn.utterances[event.utterance]
    if isinstance(event, events.SpeechEnded):
        return utterance.end is not None
    return utterance.text is not None
