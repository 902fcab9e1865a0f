"""What a call keeps things in, in memory; it can be told to fail."""

import asyncio
import json
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.call_record import CallEvent, SpokenTurn, TurnTags
from app.core.event_log import from_json
from app.core.events import Event
from app.core.transcript import CAPTURE_RATE, Side, Turn
from app.session.ports import KeepingError, MindStep
from tests.virtual_time import pass_time


@dataclass(slots=True)
class MemoryJournal:
    """Implements `Journal`; remembers when each thing was durable."""

    delay: float = 0.0
    """How long each commit takes, in seconds."""
    fails: bool = False
    turns: dict[int, Turn] = field(default_factory=dict)
    """The highest revision of each turn."""
    kept: list[Turn] = field(default_factory=list)
    """Every turn and every revision, in the order in which they were kept."""
    kept_at: dict[int, float] = field(default_factory=dict)
    """When each turn was first durable, in seconds of the loop's time."""
    minds: list[MindStep] = field(default_factory=list)
    events: list[CallEvent] = field(default_factory=list)
    tags: list[TurnTags] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    async def keep_turn(self, turn: Turn) -> None:
        """See `Journal.keep_turn`; a turn that no record could hold is refused as the real one would refuse it."""
        SpokenTurn.of(turn)
        await self._commit()
        self.kept_at.setdefault(turn.number, asyncio.get_running_loop().time())
        self.kept.append(turn)
        if turn.number not in self.turns or turn.revision > self.turns[turn.number].revision:
            self.turns[turn.number] = turn

    async def keep_mind(self, step: MindStep) -> None:
        """See `Journal.keep_mind`."""
        await self._commit()
        self.minds.append(step)

    async def keep_event(self, event: CallEvent) -> None:
        """See `Journal.keep_event`."""
        await self._commit()
        self.events.append(event)

    async def keep_tags(self, tags: TurnTags) -> None:
        """See `Journal.keep_tags`."""
        await self._commit()
        self.tags.append(tags)

    def log(self, line: str) -> None:
        """See `Journal.log`."""
        self.lines.append(line)

    @property
    def transcript(self) -> tuple[Turn, ...]:
        """Every turn, in order."""
        return tuple(self.turns[number] for number in sorted(self.turns))

    def of(self, side: Side) -> list[Turn]:
        """Return one side's turns, in order."""
        return [turn for turn in self.transcript if turn.side is side]

    def logged(self, kind: type[Event] | None = None) -> list[tuple[Event, float]]:
        """Return the logged events, or those of one kind, and their times, as read back from the log."""
        read = [from_json(json.loads(line)) for line in self.lines]
        return [(event, at) for event, at in read if kind is None or isinstance(event, kind)]

    async def _commit(self) -> None:
        if self.delay:
            await pass_time(self.delay)
        if self.fails:
            raise KeepingError("The disk is full.")


class MemoryTape:
    """Implements `Tape`: two channels that grow as they are written."""

    def __init__(self, *, fails_after: int | None = None) -> None:
        """`fails_after`: writes after which every further one fails; None for a tape that never does."""
        self.fails_after = fails_after
        self.writes: list[tuple[Side, int, int]] = []
        """Side, first sample and one past the last sample of each write, in order."""
        self._channels = {side: np.zeros(0, np.int16) for side in Side}

    def write(self, side: Side, first_sample: int, samples: NDArray[np.int16]) -> None:
        """See `Tape.write`."""
        if self.fails_after is not None and len(self.writes) >= self.fails_after:
            raise KeepingError("The disk is full.")
        assert first_sample >= 0
        end = first_sample + len(samples)
        self.writes.append((side, first_sample, end))
        channel = self._channels[side]
        if end > len(channel):
            grown = np.zeros(end + 60 * CAPTURE_RATE, np.int16)
            grown[: len(channel)] = channel
            self._channels[side] = channel = grown
        channel[first_sample:end] = samples

    def channel(self, side: Side) -> NDArray[np.int16]:
        """Return everything on one side of the tape."""
        end = max((last for written, _, last in self.writes if written is side), default=0)
        return self._channels[side][:end]
