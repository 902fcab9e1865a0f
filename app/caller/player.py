"""The caller's ear: a ring of sound played by the capture clock, which knows to the sample what was heard."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.transports.frames import MURMUR_BIT, AudioFrame

CUSHION = 0.06
"""Sound gathered before a stream begins to play, in seconds, so that a late frame does not tear it."""
DUCKED = 0.25
"""Gain of a ducked voice: -12 dB."""


@dataclass(slots=True)
class Stream:
    """One stream as received, and how much of it was played; counts in samples at the voice's rate."""

    number: int
    sound: NDArray[np.int16] = field(default_factory=lambda: np.zeros(0, np.int16))
    length: int | None = None
    """How long it will be; None until the server says so."""
    played: int = 0
    has_started: bool = False
    is_paused: bool = False
    is_ducked: bool = False
    is_dry: bool = False
    """Everything that came was played; whether a person hears a gap shows when more comes."""

    @property
    def is_done(self) -> bool:
        """Whether everything of it was played."""
        return self.length is not None and self.played >= self.length


@dataclass(frozen=True, slots=True)
class Report:
    """What to tell the server about a stream."""

    reply: int
    samples: int


class Player:
    """Plays in step with the caller's ticks; keeps everything it played, on one timeline."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self.streams: dict[int, Stream] = {}
        self.gaps = 0
        """How often a stream ran dry and then went on: gaps that a person hears."""
        self._flushed: set[int] = set()
        self._heard: list[NDArray[np.int16]] = []

    @property
    def heard(self) -> NDArray[np.int16]:
        """Everything that came out of the speaker since the call began, silence included, at the voice's rate."""
        return np.concatenate(self._heard) if self._heard else np.zeros(0, np.int16)

    def receive(self, frame: AudioFrame) -> None:
        """Take a frame; of a flushed stream it is ignored, and so is one that does not follow the last."""
        if frame.stream in self._flushed:
            return
        stream = self.streams.setdefault(frame.stream, Stream(frame.stream))
        if frame.first_sample == len(stream.sound):
            stream.sound = np.concatenate([stream.sound, frame.samples])

    def announce(self, number: int, length: int | None) -> None:
        """Take note of a stream, or of its length."""
        if number not in self._flushed:
            self.streams.setdefault(number, Stream(number)).length = length

    def duck(self, number: int) -> None:
        """Lower the voice."""
        if number in self.streams:
            self.streams[number].is_ducked = True

    def pause(self, number: int, *, is_paused: bool) -> Report | None:
        """Hold, or go on at full level; return where the stream stands."""
        stream = self.streams.get(number)
        if stream is None:
            return None
        stream.is_paused = is_paused
        stream.is_ducked = stream.is_ducked and is_paused
        return Report(number, stream.played) if stream.has_started else None

    def flush(self, number: int) -> Report:
        """Drop what is left of a stream; return how much of it was played."""
        self._flushed.add(number)
        stream = self.streams.pop(number, Stream(number))
        return Report(number, stream.played)

    def tick(self, seconds: float) -> list[Report]:
        """Play for so long; return what begins and what ends with it."""
        count = round(seconds * self.rate)
        mixed = np.zeros(count, np.int32)
        reports: list[Report] = []
        for stream in [each for each in self.streams.values() if not each.is_done]:
            before = (stream.has_started, stream.played)
            self._play(stream, mixed)
            if stream.number & MURMUR_BIT:
                continue
            if stream.has_started and not before[0]:
                reports.append(Report(stream.number, 0))
            if stream.played > before[1] and stream.played == len(stream.sound):
                reports.append(Report(stream.number, stream.played))
        self._heard.append(np.clip(mixed, -32_768, 32_767).astype(np.int16))
        return reports

    def standing(self) -> list[Report]:
        """Return where every reply that is playing stands."""
        streams = self.streams.values()
        return [
            Report(stream.number, stream.played)
            for stream in streams
            if stream.has_started and not stream.is_paused and not stream.is_done and not stream.number & MURMUR_BIT
        ]

    def _play(self, stream: Stream, mixed: NDArray[np.int32]) -> None:
        waiting = len(stream.sound) - stream.played
        if stream.is_paused:
            return
        if not stream.has_started:
            if not waiting or (waiting < CUSHION * self.rate and stream.length is None):
                return
            stream.has_started = True
        count = min(waiting, len(mixed))
        self.gaps += stream.is_dry and count > 0
        stream.is_dry = count < len(mixed)
        piece = stream.sound[stream.played : stream.played + count].astype(np.float64)
        mixed[:count] += (piece * (DUCKED if stream.is_ducked else 1.0)).astype(np.int32)
        stream.played += count
