"""A call: one task owns the conversation and empties one inbox; every other task only puts events into it."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.call_record import EndedBy
from app.core import events
from app.core.commands import CloseLine, Command, JournalTurn
from app.core.conversation import Conversation
from app.core.event_log import to_json
from app.core.events import Event
from app.core.transcript import CAPTURE_RATE
from app.customer.play import Play
from app.engines.catalogue import Engines
from app.session.breakage import report_break
from app.session.casting import Backstage, cast
from app.session.clock import CallClock
from app.session.greeting import greeting
from app.session.keeping import Keeping
from app.session.listening import Listening
from app.session.outbox import Outbox
from app.session.performing import Parts, Performing
from app.session.ports import Journal, KeepingError, Tape
from app.session.recorder import Recorder
from app.session.requests import Requests
from app.session.speaking import Ear, Speaking
from app.session.wording_counts import ModelCounts
from app.transports.close_codes import CloseCode
from app.transports.frames import AudioFrame
from app.transports.messages import Ended, ErrorTold, FloorChanged, ServerMessage
from app.transports.protocols import Line, LineDroppedError

LONGEST_CALL = 30 * 60.0
"""A call that lasts longer is ended, in seconds."""
CLOSING_DEADLINE = 8.0
"""How long a call that is over may wait for its last words, in seconds."""


@dataclass(frozen=True, slots=True)
class CallSetup:
    """What a call is about and what it is kept in."""

    call: str
    """Its id."""
    play: Play
    engines: Engines
    journal: Journal
    tape: Tape | None
    """None: the trainee practises without recording."""
    counts: ModelCounts = field(default_factory=ModelCounts)
    """What the language models do is counted here."""


class Call:
    """One live call, which may change its line when the trainee drops out and comes back."""

    def __init__(self, setup: CallSetup) -> None:
        self.id = setup.call
        self._setup = setup
        self._clock = CallClock()
        self._inbox: asyncio.Queue[Event] = asyncio.Queue()
        self._line: Line | None = None
        self._outbox = Outbox()
        self._told_once: set[str] = set()
        self._tasks = asyncio.TaskGroup()
        self._is_over = False
        engines, persona = setup.engines, setup.play.persona
        self._conversation = Conversation(persona.manners, setup.play.scenario.opens, engines.voice.rate)
        self._recorder = Recorder(setup.tape, engines.voice.rate, self._tell_not_saved) if setup.tape else None
        hotwords = setup.play.scenario.hotwords
        self._listening = Listening(engines.activity.open(), engines.recogniser, self.post, hotwords)
        ear = Ear(self._tell, self._play, self._drop_deaf_line)
        self._speaking = Speaking(engines.voice, persona.voice, ear, self.post, self._recorder)
        self._requests = Requests(self._listening, self._speaking, self._clock, self.post, self._tell)
        self._keeping = Keeping(setup.journal, self.post, self._tell_not_saved)
        backstage = Backstage(self._tasks, self._clock, self.post, self._keeping.keep)
        self._cast = cast(setup.play, engines, setup.counts, backstage)
        self._performing = Performing(
            self.id, Parts(self._tasks, self._listening, self._speaking, self._keeping, self._cast.role, self._tell)
        )

    def post(self, event: Event) -> None:
        """Put an event into the inbox."""
        self._inbox.put_nowait(event)

    def stop(self, by: EndedBy) -> None:
        """End the call from outside."""
        self.post(events.CallStopped(by.value, self._listening.position))

    def announce(self, code: str, sentence: str) -> None:
        """Tell the trainee, once for each code, something that does not end the call."""
        self._tell_once(code, sentence)

    async def run(self, line: Line) -> EndedBy:
        """Hold the call over this line, and those attached later, until it is over; return who ended it."""
        limit = asyncio.get_running_loop().call_later(LONGEST_CALL, self.stop, EndedBy.SERVER)
        ended_by = EndedBy.FAILURE
        try:
            async with asyncio.TaskGroup() as keepers:
                self._start_keeping(keepers)
                try:
                    ended_by = await self._hold(line)
                finally:
                    self._stop_keeping()
        except* Exception as failures:  # noqa: BLE001 - here the task ends; the call is filed, its trainee told
            self._break(failures)
            ended_by = EndedBy.FAILURE
        finally:
            limit.cancel()
            self._cast.stop()
            self._listening.close()
        return ended_by

    async def _hold(self, line: Line) -> EndedBy:
        """Converse until the call is over; what was heard of a call that breaks is kept all the same."""
        ended_by = EndedBy.FAILURE
        try:
            async with self._tasks:
                self._tasks.create_task(self._speaking.run(), name=f"speaking {self.id}")
                self._take_line(line, last_seq=None)
                self.post(events.CallAnswered())
                try:
                    ended_by = await self._converse()
                finally:
                    self._is_over = True
                    self._cast.stop()
                    self._speaking.close()
                self._receiving.cancel()
        except* Exception as failures:  # noqa: BLE001 - an engine's tasks end here
            self._break(failures)
            with suppress(AssertionError, LookupError):  # a conversation that broke may break again
                self._keep_what_was_heard()
            ended_by = EndedBy.FAILURE
        return ended_by

    async def hang_up(self) -> None:
        """Close the line of a call that is over."""
        if self._line is not None:
            await self._line.close(CloseCode.NORMAL, "the call is over")

    async def attach(self, line: Line, last_seq: int) -> None:
        """Go on over a new line; the old one, if it is still there, is closed: the newest wins.

        A call that is over and not yet filed tells how it ended.
        """
        old = self._line
        self._receiving.cancel()
        if old is not None:
            self._lose(old)
        self._take_line(line, last_seq)
        self.post(events.ConnectionResumed())
        if old is not None:
            await old.close(CloseCode.ALREADY_ON_A_CALL, "the call went on over a newer connection")

    def _start_keeping(self, keepers: asyncio.TaskGroup) -> None:
        keepers.create_task(self._keeping.run(), name=f"keeping {self.id}")
        if self._recorder is not None:
            keepers.create_task(self._recorder.run(), name=f"recorder {self.id}")

    def _stop_keeping(self) -> None:
        """Let what waits be kept, and no more."""
        self._keeping.close()
        if self._recorder is not None:
            self._recorder.close()

    def _take_line(self, line: Line, last_seq: int | None) -> None:
        missed = self._outbox.since(last_seq) if last_seq is not None else ()
        self._line = line
        recorded, resumed = self._recorder is not None, last_seq is not None
        line.tell(greeting(self.id, self._setup.play.persona, self._setup.engines, recorded=recorded, resumed=resumed))
        for message in missed:
            line.tell(message)
        if not self._is_over:
            self._receiving = self._tasks.create_task(self._receive(line), name=f"receiving {self.id}")

    async def _converse(self) -> EndedBy:
        """Handle events in order, and the conversation's own deadlines, until the call is over and at rest."""
        while (ended_by := self._performing.ended_by) is None:
            event = await self._next_event(until=self._conversation.deadline)
            self._handle(event or events.TimePassed())
        closing = self._clock.now() + CLOSING_DEADLINE
        while not self._conversation.is_at_rest and (event := await self._next_event(until=closing)):
            self._handle(event)
        self._tell(Ended(call=self.id, by=ended_by.value))
        return ended_by

    async def _next_event(self, until: float | None) -> Event | None:
        """Return the next event, or None once it is `until` (in seconds of call time; None: however long it takes)."""
        if until is not None and until <= self._clock.now():
            return None
        try:
            async with asyncio.timeout_at(None if until is None else self._clock.on_loop(until)):
                return await self._inbox.get()
        except TimeoutError:
            return None

    def _handle(self, event: Event) -> None:
        floor = self._conversation.floor
        commands = self._answer(event)
        self._performing.caption(event)
        for command in commands:
            self._performing.perform(command)
        if self._conversation.floor is not floor:
            self._tell(FloorChanged(floor=self._conversation.floor.value))

    def _answer(self, event: Event) -> list[Command]:
        now = self._clock.now()
        if isinstance(event, events.CallAnswered):
            self._cast.waking.opened(now)
        self._setup.journal.log(json.dumps(to_json(event, now), ensure_ascii=False))
        return self._conversation.handle(event, now)

    def _break(self, failures: BaseExceptionGroup[Exception]) -> None:
        report_break(self.id, failures)
        self._tell_once("internal", "The call broke. What was said so far is kept.", fatal=True)

    def _keep_what_was_heard(self) -> None:
        """Settle the line that was being heard; nobody is left to carry out anything else."""
        event = events.CallStopped(EndedBy.FAILURE.value, self._listening.position)
        for command in self._answer(event):
            if isinstance(command, JournalTurn | CloseLine):
                self._performing.perform(command)

    async def _receive(self, line: Line) -> None:
        try:
            while True:
                item = await line.receive()
                if isinstance(item, AudioFrame):
                    await self._hear(item)
                else:
                    self._requests.take(item)
        except LineDroppedError:
            if self._line is line:
                self._lose(line)

    def _lose(self, line: Line) -> None:
        assert self._line is line
        self._line = None
        self._speaking.on_line_lost()
        self.post(events.ConnectionLost(self._listening.position))

    async def _hear(self, frame: AudioFrame) -> None:
        if not self._clock.reaches(frame.first_sample, CAPTURE_RATE):
            self._tell_once("ahead-of-time", "Sound came for a time that has not come yet, and is ignored.")
            return
        samples = self._listening.align(frame.first_sample, frame.samples)
        if self._recorder is not None:
            self._recorder.trainee(self._listening.position, samples)
        await self._listening.hear(samples)

    def _tell(self, message: ServerMessage) -> None:
        numbered = self._outbox.number(message)
        if self._line is not None:
            self._line.tell(numbered)

    def _play(self, stream: int, first_sample: int, samples: NDArray[np.int16]) -> None:
        if self._line is not None:
            self._line.play(stream, first_sample, samples)

    def _drop_deaf_line(self) -> None:
        line = self._line
        if line is not None:
            self._lose(line)
            self._tasks.create_task(line.close(CloseCode.TIMED_OUT, "the client plays nothing"), name="close")

    def _tell_not_saved(self) -> None:
        self._tell_once(KeepingError.code, "Not everything can be saved. The call goes on.")

    def _tell_once(self, code: str, sentence: str, *, fatal: bool = False) -> None:
        if code not in self._told_once:
            self._told_once.add(code)
            self._tell(ErrorTold(code=code, message=sentence, fatal=fatal))
