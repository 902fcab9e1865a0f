"""A caller: streams a microphone in real time, plays what comes, and follows a script."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from app.caller.connection import CallRefusedError, Order, Server, read, send
from app.caller.player import Player, Report
from app.caller.script import REACTION, Utterance
from app.core.transcript import CAPTURE_RATE
from app.transports import frames, messages
from app.transports.messages import ServerMessage

TICK = 0.02
"""Seconds of sound sent and played at a time."""
TICK_SAMPLES = round(TICK * CAPTURE_RATE)
REPORT_EVERY = 5
"""Ticks between reports of what was heard: 100 ms."""
PATIENCE = 15.0
"""How long a caller with nothing more to say waits for an answer before hanging up, in seconds."""
START_DEADLINE = 60.0
"""How long the server may take to begin the call, in seconds; it may still be loading its parts."""
FILING_DEADLINE = 30.0
"""How long the server may take to file a call before the caller leaves, in seconds."""
RECONNECT_AFTER = (0.0, 0.3, 0.6, 1.2, 2.4, 4.8)
"""Pauses before each try to come back, in seconds; together well within the server's 20."""


@dataclass(frozen=True, slots=True)
class Said:
    """One utterance as it was said in the call."""

    name: str
    start: int
    """First sample, on the capture clock."""
    speech_end: int
    """Its last sample of speech, on the capture clock."""
    interrupts: bool
    """It was meant to be said over the customer."""


@dataclass(slots=True)
class Heard:
    """What a caller knows of a call once it is over."""

    call: str
    player: Player
    parts: dict[str, str]
    ended_by: str = "connection"
    said: list[Said] = field(default_factory=list)
    flushed: dict[int, int] = field(default_factory=dict)
    """Reply -> samples played, for each reply that was cut off."""
    captions: dict[int, str] = field(default_factory=dict)
    """Reply -> the last caption of it."""
    messages: list[ServerMessage] = field(default_factory=list)


def watch_nothing(_caller: "Caller") -> None:
    """See `Caller`: nothing is done at any tick."""


class Caller:
    """Places one call and holds it to its end."""

    def __init__(
        self,
        server: Server,
        order: Order,
        script: list[Utterance],
        watch: "Callable[[Caller], None]" = watch_nothing,
    ) -> None:
        """`watch` is called after each tick: what a test or a measurement does at a certain moment of the call."""
        self._server = server
        self._watch = watch
        self._order = order
        self._script = list(script)
        self._seq = 0
        self._last_seq = 0
        self._ticks = 0
        self._floor = "open"
        self._floor_since = 0
        self._replies_started = 0
        self._replies_before = 0
        self._waiting_since = 0
        self._microphone: NDArray[np.int16] = np.zeros(0, np.int16)
        self._is_over = asyncio.Event()
        self.heard: Heard | None = None
        """None until the server has started the call."""

    async def call(self) -> Heard:
        """Hold the call; return what was heard. Raises `CallRefusedError`."""
        self._socket = await self._connect(messages.Hello(ticket=await self._server.order(self._order)))
        async with asyncio.TaskGroup() as tasks:
            receiving = tasks.create_task(self._receive(), name="caller receiving")
            await self._tick_until_over()
            receiving.cancel()
        await self._await_filing()
        assert self.heard is not None
        return self.heard

    async def _await_filing(self) -> None:
        """The server ends the connection once the call is filed; one that does not is left."""
        try:
            async with asyncio.timeout(FILING_DEADLINE):
                await self._socket.wait_closed()
        except TimeoutError:
            await self._socket.close()

    async def drop_line(self) -> None:
        """Cut the connection as a lost network would, without a goodbye; the caller then comes back by itself."""
        self._socket.transport.abort()

    @property
    def now(self) -> int:
        """Where the capture clock stands, in samples."""
        return self._ticks * TICK_SAMPLES

    async def _connect(self, hello: messages.Hello) -> ClientConnection:
        """Open a line and be let in. Raises `CallRefusedError` with the server's sentence."""
        socket = await self._server.open_line()
        self._seq += 1
        await send(socket, hello.model_copy(update={"seq": self._seq}))
        try:
            async with asyncio.timeout(START_DEADLINE):
                first = read(str(await socket.recv()))
        except ConnectionClosed as closed:
            raise CallRefusedError(f"The server ended the connection ({closed.rcvd}).") from closed
        except TimeoutError as silence:
            raise CallRefusedError("The server took the connection and then said nothing.") from silence
        if isinstance(first, messages.ErrorTold):
            raise CallRefusedError(first.message)
        self._take(first)
        return socket

    async def _tick_until_over(self) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        while not self._is_over.is_set():
            try:
                async with asyncio.timeout_at(began + self._ticks * TICK):
                    await self._is_over.wait()
            except TimeoutError:
                await self._tick()

    async def _tick(self) -> None:
        await self._follow_script()
        samples = self._microphone[:TICK_SAMPLES]
        self._microphone = self._microphone[TICK_SAMPLES:]
        samples = np.pad(samples, (0, TICK_SAMPLES - len(samples)))
        await self._send_audio(frames.pack(frames.MICROPHONE, self.now, samples))
        self._ticks += 1
        assert self.heard is not None
        reports = self.heard.player.tick(TICK)
        for report in reports:
            self._replies_started += report.samples == 0
        if self._ticks % REPORT_EVERY == 0:
            reports += [report for report in self.heard.player.standing() if report not in reports]
        for report in reports:
            await self._report(report, self.now if report.samples else self.now - TICK_SAMPLES)
        self._watch(self)

    async def _follow_script(self) -> None:
        if len(self._microphone):
            return
        if self._script and self._may_say(self._script[0]):
            self._say(self._script.pop(0))
        elif not self._script and self._may_hang_up():
            await self._tell(messages.HangUp())
            self._waiting_since = self.now

    def _may_say(self, utterance: Utterance) -> bool:
        assert self.heard is not None
        if self._floor == "open":
            return self.now - self._floor_since >= REACTION * CAPTURE_RATE
        if utterance.interrupts_after is None or self._floor != "customer":
            return False
        rate = self.heard.player.rate
        return any(each.samples >= utterance.interrupts_after * rate for each in self.heard.player.standing())

    def _say(self, utterance: Utterance) -> None:
        assert self.heard is not None
        self._microphone = utterance.samples
        interrupts = self._floor != "open"
        self.heard.said.append(Said(utterance.name, self.now, self.now + utterance.last_speech, interrupts))
        self._waiting_since = self.now + len(utterance.samples)
        self._replies_before = self._replies_started

    def _may_hang_up(self) -> bool:
        silent_for = (self.now - self._waiting_since) / CAPTURE_RATE
        if silent_for > PATIENCE:
            return True
        is_answered = self._replies_started > self._replies_before
        return is_answered and self._floor == "open" and self.now - self._floor_since >= REACTION * CAPTURE_RATE

    async def _receive(self) -> None:
        while not self._is_over.is_set():
            try:
                async for message in self._socket:
                    if isinstance(message, bytes):
                        self._player().receive(frames.unpack(message))
                    else:
                        await self._answer(read(message))
            except ConnectionClosed:
                pass
            if self.heard is not None and self.heard.ended_by == "connection" and not self._is_over.is_set():
                await self._come_back()

    async def _come_back(self) -> None:
        """The line dropped: try to go on with the same call."""
        assert self.heard is not None
        for pause in RECONNECT_AFTER:
            try:
                async with asyncio.timeout(pause):
                    await self._is_over.wait()
            except TimeoutError:
                pass
            try:
                ticket = await self._server.order_return(self.heard.call)
                resume = messages.Resume(call=self.heard.call, last_seq=self._last_seq)
                self._socket = await self._connect(messages.Hello(ticket=ticket, resume=resume))
            except CallRefusedError:
                continue
            return
        self._is_over.set()

    async def _answer(self, message: ServerMessage) -> None:
        self._take(message)
        match message:
            case messages.Flush():
                report = self._player().flush(message.reply)
                assert self.heard is not None
                self.heard.flushed[report.reply] = report.samples
                answer = messages.Flushed(reply=report.reply, samples=report.samples, at=self.now)
                await self._tell(answer)
            case messages.Pause() | messages.ResumePlayback():
                standing = self._player().pause(message.reply, is_paused=isinstance(message, messages.Pause))
                if standing is not None:
                    await self._report(standing, self.now)
            case _:
                pass

    def _take(self, message: ServerMessage) -> None:
        self._last_seq = max(self._last_seq, message.seq)
        if isinstance(message, messages.Started):
            if self.heard is None:
                self.heard = Heard(message.call, Player(message.rate), message.parts)
            else:
                self.heard.player.streams.clear()
            return
        assert self.heard is not None, "started comes first"
        self.heard.messages.append(message)
        match message:
            case messages.FloorChanged():
                self._floor, self._floor_since = message.floor, self.now
            case messages.Play():
                self._player().announce(message.stream, message.samples)
            case messages.Duck():
                self._player().duck(message.reply)
            case messages.Caption(side="customer"):
                self.heard.captions[message.line] = message.text
            case messages.Ended():
                self.heard.ended_by = message.by
                self._is_over.set()
            case _:
                pass

    def _player(self) -> Player:
        assert self.heard is not None
        return self.heard.player

    async def _report(self, report: Report, at: int) -> None:
        await self._tell(messages.Heard(reply=report.reply, samples=report.samples, at=at))

    async def _tell(self, message: messages.ClientMessage) -> None:
        self._seq += 1
        await send(self._socket, message.model_copy(update={"seq": self._seq}))

    async def _send_audio(self, data: bytes) -> None:
        try:
            await self._socket.send(data)
        except ConnectionClosed:
            return
