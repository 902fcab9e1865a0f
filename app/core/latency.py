"""Voice-to-voice latency and its parts, read from a call's event log; there is no other stopwatch."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.core import events
from app.core.events import Event
from app.core.transcript import CAPTURE_RATE


@dataclass(frozen=True, slots=True)
class TurnLatency:
    """One answer: from the trainee's last sample of speech, as the detector saw it, to the customer's first sample.

    All in seconds. `transcript`, `words`, `journal` and `voice` say when each was ready, counted from the end of
    speech; they overlap on purpose.
    """

    reply: int
    transcript: float | None
    """The words were known."""
    words: float | None
    """The reply's first words were known; they are prepared before the turn is certainly over."""
    journal: float | None
    """The turn was durable."""
    voice: float | None
    """The first piece of the reply had become sound."""
    voice_to_voice: float
    """The client reported the first sample played; its own cushion is included."""


def latencies(log: Iterable[tuple[Event, float]]) -> tuple[TurnLatency, ...]:
    """Return one entry for each reply that answered speech, in order."""
    reader = _LogReader()
    for event, at in log:
        reader.read(event, at)
    return tuple(reader.found)


class _LogReader:
    def __init__(self) -> None:
        self.found: list[TurnLatency] = []
        self._ended: tuple[int, float] | None = None
        self._seen: dict[type[Event], float] = {}

    def read(self, event: Event, at: float) -> None:
        if isinstance(event, events.SpeechEnded):
            self._ended = (event.at, at - event.silence)
            self._seen = {}
        elif isinstance(event, events.SpeechStarted | events.PlaybackDrained) or _is_held(event):
            # The trainee went on, or only listened aloud to a line that then came to its own end; or the customer kept
            # silent on purpose, which is no latency.
            self._ended = None
        elif isinstance(event, events.PlaybackStarted):
            self._finish(event)
        else:
            self._seen.setdefault(type(event), at)

    def _finish(self, event: events.PlaybackStarted) -> None:
        if self._ended is None:
            return
        sample, ended = self._ended

        def since(kind: type[Event]) -> float | None:
            return round(self._seen[kind] - ended, 4) if kind in self._seen else None

        self.found.append(
            TurnLatency(
                reply=event.reply,
                transcript=since(events.TranscriptReady),
                words=since(events.ReplyDelta),
                journal=since(events.TurnJournalled),
                voice=since(events.PieceVoiced),
                voice_to_voice=(event.at - sample) / CAPTURE_RATE,
            )
        )
        self._ended = None


def _is_held(event: Event) -> bool:
    return isinstance(event, events.ReplyDelta) and event.held > 0
