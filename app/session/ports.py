"""What a call needs kept, said as Protocols so that the session knows no database and no disk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.call_record import CallEvent, TurnTags
from app.core.transcript import Side, Turn
from app.errors import EngineError

Json = Mapping[str, object]


class KeepingError(EngineError):
    """Something could not be kept (disk full, database gone); the call goes on, marked "not saved"."""

    code = "not-kept"


@dataclass(frozen=True, slots=True)
class MindStep:
    """The customer's mind after one happening, with the reasons of every change."""

    turn: int
    """Number of the turn that moved it; 0 before the first."""
    happening: str
    """Name of what happened: `TurnTaken`, `LineHeard`, `SilenceFell` ..."""
    values: Json
    """The mind as JSON: trust, tension, patience and what it remembers."""
    move: str | None
    """The move decided on, if this happening called for one."""
    reasons: tuple[str, ...]
    detail: Json = field(default_factory=dict)
    """What happened, with all its facts, as JSON (`app.customer.trace.happening_json`)."""
    worded_by: str = "persona"
    """Whose words the line was: the `persona`'s own, or a `model`'s."""
    refused: tuple[str, ...] = ()
    """Kinds of words that a model offered for the line and the guard refused."""


class Journal(Protocol):
    """Keeps what was said in one call."""

    async def keep_turn(self, turn: Turn) -> None:
        """Commit a turn; durable on return. A higher revision of a number replaces it. Raises `KeepingError`."""
        ...

    async def keep_mind(self, step: MindStep) -> None:
        """Commit one step of the customer's mind. Raises `KeepingError`."""
        ...

    async def keep_event(self, event: CallEvent) -> None:
        """Commit something that happened besides the words. Raises `KeepingError`."""
        ...

    async def keep_tags(self, tags: TurnTags) -> None:
        """Commit what a model took a turn of the trainee's for. Raises `KeepingError`."""
        ...

    def log(self, line: str) -> None:
        """Append one JSON line to the call's event log; never blocks for long, never raises."""
        ...


class Tape(Protocol):
    """The recording of one call: two channels on the capture clock, 16 kHz mono each."""

    def write(self, side: Side, first_sample: int, samples: NDArray[np.int16]) -> None:
        """Place samples at a position of the capture clock; what was never written is silence.

        Blocking, called off the event loop. What was written survives `kill -9`. Raises `KeepingError`.
        """
        ...
