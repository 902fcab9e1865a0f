"""A trainee's client, imagined: a microphone and a loudspeaker on one clock, at the far end of an uneven network."""

import asyncio
from collections import deque
from collections.abc import Callable
from random import Random
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from app.caller.player import Player, Report
from app.core.transcript import CAPTURE_RATE
from app.transports import messages
from app.transports.frames import MICROPHONE, MURMUR_BIT, AudioFrame
from app.transports.in_memory import InMemoryLine
from app.transports.messages import ClientMessage, ServerMessage
from tests.virtual_time import pass_time

TICK = 0.02
"""Seconds of sound sent and played at a time."""
TICK_SAMPLES = round(TICK * CAPTURE_RATE)
REPORT_EVERY = 5
"""Ticks between reports of what was heard: 100 ms."""

Kind = TypeVar("Kind", bound=ServerMessage)


def speech(seconds: float) -> NDArray[np.int16]:
    """Return sound that the scripted detector takes for speech, 16 kHz."""
    return np.full(round(seconds * CAPTURE_RATE), 3_000, np.int16)


class Client:
    """Driven by its test, tick by tick; between ticks the call goes on."""

    def __init__(self, line: InMemoryLine, jitter: Random | None = None) -> None:
        """`jitter`: with it, what is sent is held up and comes in bunches; without it, everything comes at once."""
        self.line = line
        self.ticks = 0
        self.messages: list[ServerMessage] = []
        """Everything the server told, in order."""
        self.reports: list[Report] = []
        """Every report of what was heard, in order."""
        self.started_at: dict[int, float] = {}
        """When each reply was first heard, in seconds of the loop's time."""
        self.played: dict[int, NDArray[np.int16]] = {}
        """What really came out of the loudspeaker of each reply that was cut off."""
        self.after_flush: list[AudioFrame] = []
        """Frames of a reply that came after it was flushed."""
        self.floor = "open"
        self.is_muted = False
        """Plays, but reports nothing."""
        self.microphone: NDArray[np.int16] = np.zeros(0, np.int16)
        self.sent: list[NDArray[np.int16]] = []
        self._player: Player | None = None
        self._silent_ticks = 0
        self._jitter = jitter
        self._seq = 1
        self._on_the_way: deque[tuple[int, AudioFrame | ClientMessage]] = deque()
        self._flushed: set[int] = set()

    @property
    def player(self) -> Player:
        """The loudspeaker; there is none before the call has started."""
        assert self._player is not None, "started comes first"
        return self._player

    @property
    def now(self) -> int:
        """Where the capture clock stands, in samples."""
        return self.ticks * TICK_SAMPLES

    @property
    def loudspeaker(self) -> NDArray[np.int16]:
        """Everything that came out of the loudspeaker since the capture clock began, at the voice's rate."""
        before = np.zeros(round(self._silent_ticks * TICK * self.player.rate), np.int16)
        return np.concatenate([before, self.player.heard])

    @property
    def is_over(self) -> bool:
        """Whether the server has ended the call."""
        return any(isinstance(message, messages.Ended) for message in self.messages)

    @property
    def last_seq(self) -> int:
        """Number of the last message that came."""
        return max((message.seq for message in self.messages), default=0)

    def told(self, kind: type[Kind]) -> list[Kind]:
        """Return every message of one kind, in order."""
        return [message for message in self.messages if isinstance(message, kind)]

    def say(self, seconds: float) -> None:
        """Begin to speak."""
        self.microphone = np.concatenate([self.microphone, speech(seconds)])

    def tell(self, message: ClientMessage) -> None:
        """Send a message, numbered."""
        self._seq += 1
        self._send(message.model_copy(update={"seq": self._seq}))

    def hang_up(self) -> None:
        """End the call."""
        self.tell(messages.HangUp())

    def change_line(self, line: InMemoryLine) -> None:
        """Go on over a new line; what was on the way to or from the old one is lost."""
        self.line = line
        self._on_the_way.clear()
        self.player.streams.clear()

    async def until(self, condition: Callable[[], bool], within: float = 60.0) -> None:
        """Live on until the condition holds; fails if that takes too long, in seconds."""
        last = self.ticks + round(within / TICK)
        while not condition():
            assert self.ticks < last, f"nothing like that within {within} s; floor: {self.floor}"
            await self.tick()

    async def until_next_line(self) -> None:
        """Live on until the customer begins a line."""
        heard = len(self.started_at)
        await self.until(lambda: len(self.started_at) > heard)

    async def live(self, seconds: float) -> None:
        """Live on for some time."""
        for _ in range(round(seconds / TICK)):
            await self.tick()

    async def tick(self) -> None:
        """Send a frame, play a frame, take in what came."""
        samples, self.microphone = self.microphone[:TICK_SAMPLES], self.microphone[TICK_SAMPLES:]
        samples = np.pad(samples, (0, TICK_SAMPLES - len(samples)))
        self.sent.append(samples)
        self._send(AudioFrame(MICROPHONE, self.now, samples))
        self.ticks += 1
        if self._player is None:
            self._silent_ticks += 1
        else:
            self._play(self._player)
        self._deliver()
        await pass_time(TICK)
        self._take_all()

    def _play(self, player: Player) -> None:
        reports = player.tick(TICK)
        for report in reports:
            if report.samples == 0:
                self.started_at[report.reply] = asyncio.get_running_loop().time()
        if self.ticks % REPORT_EVERY == 0:
            reports += [report for report in player.standing() if report not in reports]
        for report in reports:
            self._report(report, self.now if report.samples else self.now - TICK_SAMPLES)

    def _report(self, report: Report, at: int) -> None:
        if not self.is_muted:
            self.reports.append(report)
            self.tell(messages.Heard(reply=report.reply, samples=report.samples, at=at))

    def _send(self, item: AudioFrame | ClientMessage) -> None:
        delay = self._jitter.choice((0, 0, 0, 1, 2, 9)) if self._jitter else 0
        last = self._on_the_way[-1][0] if self._on_the_way else 0
        self._on_the_way.append((max(last, self.ticks + delay), item))
        if self._jitter is None:
            self._deliver()

    def _deliver(self) -> None:
        while self._on_the_way and self._on_the_way[0][0] <= self.ticks:
            self.line.give(self._on_the_way.popleft()[1])

    def _take_all(self) -> None:
        while not self.line.sent.empty():
            item = self.line.sent.get_nowait()
            if isinstance(item, AudioFrame):
                self._take_frame(item)
            else:
                self.messages.append(item)
                self._take(item)

    def _take_frame(self, frame: AudioFrame) -> None:
        if frame.stream in self._flushed and not frame.stream & MURMUR_BIT:
            self.after_flush.append(frame)
        self.player.receive(frame)

    def _take(self, message: ServerMessage) -> None:
        match message:
            case messages.Started():
                self._player = self._player or Player(message.rate)
            case messages.FloorChanged():
                self.floor = message.floor
            case messages.Play():
                self.player.announce(message.stream, message.samples)
            case messages.Duck():
                self.player.duck(message.reply)
            case messages.Pause() | messages.ResumePlayback():
                standing = self.player.pause(message.reply, is_paused=isinstance(message, messages.Pause))
                if standing is not None:
                    self._report(standing, self.now)
            case messages.Flush():
                self._flush(message.reply)
            case _:
                pass

    def _flush(self, reply: int) -> None:
        stream = self.player.streams.get(reply)
        report = self.player.flush(reply)
        self._flushed.add(reply)
        if stream is not None:
            self.played[reply] = stream.sound[: stream.played]
        if not self.is_muted:
            self.tell(messages.Flushed(reply=reply, samples=report.samples, at=self.now))
