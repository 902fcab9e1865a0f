"""Pressure events as pure values: what the customer does on purpose to make a moment hard, and when."""

from dataclasses import dataclass
from enum import StrEnum

from app.content.vocabulary import Act, Difficulty


class PressureKind(StrEnum):
    """What a pressure event is."""

    INTERRUPT = "interrupt"
    """Cuts in on the trainee; while nobody speaks it simply speaks up."""
    THREATEN_TO_LEAVE = "threaten_to_leave"
    TIME_LIMIT = "time_limit"
    """Gives the trainee some seconds, and leaves when they are over and nothing is agreed."""
    SILENCE = "silence"
    """Says nothing for some seconds, then its line."""
    COMPETITOR_QUOTE = "competitor_quote"
    PERSONAL_ATTACK = "personal_attack"


@dataclass(frozen=True, slots=True)
class When:
    """The first moment at which any of these holds."""

    seconds: float | None = None
    """So long after the line was opened; None: no matter."""
    turn: int | None = None
    """At the trainee's so manieth turn, counted from 1; None: no matter."""
    tension: int | None = None
    """Tension at or above; None: no matter."""
    patience: int | None = None
    """Patience at or below; None: no matter."""
    acts: tuple[Act, ...] = ()
    """The trainee does one of these; empty: no matter."""


@dataclass(frozen=True, slots=True)
class PressureEvent:
    """One event; it happens at most once in a call, and has happened when its line was heard."""

    id: str
    kind: PressureKind
    at: When
    lines: tuple[str, ...]
    seconds: float = 0.0
    """How long a silence lasts, or how much time a time limit leaves; otherwise 0."""
    intensity: int = 1
    """How hard a personal attack is: 1 (snide) to 3 (harsh)."""
    difficulties: tuple[Difficulty, ...] = tuple(Difficulty)
    """The difficulties at which it happens."""
