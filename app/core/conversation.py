"""The conversation: events in, commands out; who has the floor is decided here and in the modules it leads to.

Pure: the time comes in as an argument, the next deadline goes out as an attribute, and audio never enters. The shell
promises (docs/ARCHITECTURE.md): one `TranscriptReady` per `Transcribe`; one `ReplyFinished` or `ReplyFailed` per
`PrepareReply`, unless cancelled; `PlaybackStarted` once per reply and first; one `PlaybackFlushed` per cancelled reply
of which something was spoken, unless the line dropped; one `TurnJournalled` or `JournalFailed` per `JournalTurn`.
"""

from collections.abc import Callable, Iterable
from typing import Any, Self

from app.core import contest, events, lifecycle, line, speech, turn_end
from app.core.commands import Cause, Command
from app.core.deadlines import Alarm
from app.core.events import Event
from app.core.floor import Floor
from app.core.lateness import is_late
from app.core.manners import Manners
from app.core.state import CallState
from app.core.transcript import Side, Turn

# The event's type picks the function, so each takes the type it is listed under; the dictionary cannot say that.
_ANSWERS: dict[type[Event], Callable[[CallState, Any], None]] = {
    events.SpeechStarted: speech.on_speech_started,
    events.SpeechEnded: speech.on_speech_ended,
    events.PartialHeard: speech.on_partial,
    events.TranscriptReady: speech.on_transcript,
    events.TurnTyped: speech.on_typed,
    events.TurnJournalled: turn_end.on_journalled,
    events.JournalFailed: turn_end.on_journalled,
    events.ReplyDelta: line.on_delta,
    events.ReplyFinished: line.on_finished,
    events.ReplyFailed: line.on_failed,
    events.PieceVoiced: line.on_voiced,
    events.VoiceFailed: line.on_voice_failed,
    events.PlaybackStarted: line.on_started,
    events.PlaybackProgressed: line.on_progressed,
    events.PlaybackDrained: line.on_drained,
    events.PlaybackFlushed: line.on_flushed,
    events.ConnectionLost: lifecycle.on_lost,
    events.ConnectionResumed: lifecycle.on_resumed,
    events.TraineeHungUp: lifecycle.on_hung_up,
    events.CallStopped: lifecycle.on_stopped,
    events.CustomerDue: lifecycle.on_customer_due,
}

_ALARMS: dict[Alarm, Callable[[CallState], None]] = {
    Alarm.ENDPOINT: turn_end.on_endpoint_due,
    Alarm.MONOLOGUE: turn_end.on_monologue_due,
    Alarm.CUT_IN: turn_end.on_cut_in_due,
    Alarm.PAUSE: contest.on_pause_due,
    Alarm.YIELD: contest.on_yield_due,
    Alarm.NUDGE: lifecycle.on_nudge_due,
    Alarm.AWAY: lifecycle.on_away_due,
}


class Conversation:
    """One call: handle an event, get the commands it leads to."""

    def __init__(self, manners: Manners, opens: Side, voice_rate: int) -> None:
        """Begin with nobody speaking.

        `opens` says who speaks first; `voice_rate` is the number of samples per second of the customer's voice.
        """
        self._state = CallState(manners, voice_rate)
        self._opening = Cause.OPENING if opens is Side.CUSTOMER else None
        self._is_answered = False

    @classmethod
    def resume(cls, manners: Manners, voice_rate: int, turns_kept: Iterable[Turn]) -> Self:
        """Go on with a call of which these turns were kept; the customer speaks first, as after a dropped line."""
        conversation = cls(manners, Side.CUSTOMER, voice_rate)
        conversation._opening = Cause.RETURNED
        state = conversation._state
        state.turns = {turn.number: turn for turn in turns_kept}
        state.numbers = max(state.turns, default=0)
        state.replies = sum(turn.side is Side.CUSTOMER for turn in state.turns.values())
        return conversation

    @property
    def floor(self) -> Floor:
        """Who may speak."""
        return self._state.floor

    @property
    def deadline(self) -> float | None:
        """When `TimePassed` must be handled at the latest, in seconds of call time; None: only events matter."""
        return self._state.deadlines.earliest

    @property
    def transcript(self) -> tuple[Turn, ...]:
        """Every turn kept so far, in order."""
        return tuple(self._state.turns[number] for number in sorted(self._state.turns))

    @property
    def is_at_rest(self) -> bool:
        """Whether the call is over and every word of it is in the transcript."""
        return self._state.floor is Floor.CLOSED and not self._state.trailing

    def handle(self, event: Event, now: float) -> list[Command]:
        """Take one event that happened at `now` (seconds of call time) and return the commands it leads to."""
        state = self._state
        state.now = now
        state.commands = []
        if isinstance(event, events.TimePassed):
            for alarm in state.deadlines.take_due(now):
                _ALARMS[alarm](state)
        elif isinstance(event, events.CallAnswered):
            self._answer()
        elif not is_late(state, event):
            _ANSWERS[type(event)](state, event)
        return state.commands

    def _answer(self) -> None:
        assert not self._is_answered, "a call is answered once"
        self._is_answered = True
        self._state.answered_at = self._state.now
        if self._state.floor is not Floor.OPEN:
            return
        if self._opening is not None:
            lifecycle.speak_up(self._state, self._opening)
        else:
            self._state.deadlines.set(Alarm.NUDGE, self._state.now + self._state.manners.nudge_after)
