"""An imagined client: plays the customer's sound in invented time and reports what reached the ear."""

from collections.abc import Callable

from app.core import events
from app.core.events import Event
from app.core.transcript import CAPTURE_RATE

REPORT_EVERY = 0.25
"""Seconds of playing between two reports."""


class Player:
    """One line at a time; every method takes the time, in seconds of call time."""

    def __init__(self, rate: int, clock: Callable[[float], int]) -> None:
        self.reply = 0
        """The line being played; 0 for none."""
        self.heard = 0.0
        self._rate = rate
        self._clock = clock
        self._received = 0
        self._has_started = False
        self._is_told_drained = True
        self._is_paused = False
        self._since = 0.0
        self._flushed: set[int] = set()
        self._stretches: dict[int, list[tuple[float, float, int]]] = {}

    @property
    def due(self) -> float | None:
        """When it has something to report, if nothing else happens before."""
        if self.reply == 0 or self._is_paused or self._is_told_drained:
            return None
        if not self._has_started:
            return self._since
        return self._since + min(REPORT_EVERY, (self._received - self.heard) / self._rate)

    def receive(self, reply: int, samples: int, now: float) -> None:
        """Take sound up to so many samples of a line."""
        self._advance(now)
        if reply in self._flushed:
            return
        if reply != self.reply:
            assert self.reply == 0 or self.is_silent, f"replies {self.reply} and {reply} are audible at once"
            self.reply, self.heard, self._received, self._has_started = reply, 0.0, 0, False
            self._is_paused = False
        if samples > self._received:
            self._received, self._is_told_drained = samples, False

    @property
    def is_silent(self) -> bool:
        """Whether all sound that came was heard."""
        return self.heard >= self._received

    def pause(self, reply: int, now: float) -> list[Event]:
        """Hold the sound where it is, and say where that is."""
        self._advance(now)
        if reply != self.reply or not self._has_started:
            return []
        reports = self.report(now)
        self._is_paused = True
        return reports

    def resume(self, reply: int, now: float) -> None:
        """Go on from the same sample."""
        self._advance(now)
        if reply == self.reply:
            self._is_paused = False

    def flush(self, reply: int, now: float) -> Event:
        """Drop what is left of a line and say how much of it was heard."""
        self._advance(now)
        self._flushed.add(reply)
        samples = 0
        if reply == self.reply:
            samples = int(self.heard)
            self.stop()
        return events.PlaybackFlushed(reply, samples, self._clock(now))

    def stop(self) -> None:
        """Forget the line."""
        self.reply, self.heard, self._received, self._is_told_drained = 0, 0.0, 0, True

    def report(self, now: float) -> list[Event]:
        """Say what was heard by now."""
        self._advance(now)
        at, samples = self._clock(now), int(self.heard)
        if self.reply == 0 or self._is_paused or self._is_told_drained:
            return []
        if not self._has_started:
            self._has_started = True
            return [events.PlaybackStarted(self.reply, at)]
        if self.is_silent:
            self._is_told_drained = True
            return [events.PlaybackDrained(self.reply, samples, at)]
        return [events.PlaybackProgressed(self.reply, samples, at)]

    def clock_at(self, reply: int, sample: int) -> int:
        """Return when, on the capture clock, a sample of a reply was really heard."""
        for first, last, at in self._stretches[reply]:
            if first - 1 <= sample < last:
                return at + int((sample - first) * CAPTURE_RATE / self._rate)
        raise AssertionError(f"sample {sample} of reply {reply} was never heard")

    def _advance(self, now: float) -> None:
        if self._has_started and not self._is_paused:
            played = min(self._received - self.heard, (now - self._since) * self._rate)
            if played > 0:
                stretch = (self.heard, self.heard + played, self._clock(self._since))
                self._stretches.setdefault(self.reply, []).append(stretch)
            self.heard += played
            if self._received - self.heard < 1:
                self.heard = float(self._received)
        self._since = now
