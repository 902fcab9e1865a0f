"""What was said in a call: turns of both sides, in the order in which they were taken."""

from dataclasses import dataclass
from enum import StrEnum

CAPTURE_RATE = 16_000
"""Samples per second of the capture clock, on which every position in a call is counted."""


class Side(StrEnum):
    """Who is speaking."""

    TRAINEE = "trainee"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Word:
    """One word and where it lies on the capture clock."""

    text: str
    start: int
    """First sample, on the capture clock."""
    end: int
    """One past the last sample, on the capture clock."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Everything one side said while it had the floor."""

    number: int
    """Position in the call, counted from 1 over both sides."""
    revision: int
    """Grows each time the turn is kept again: the trainee went on, or the end of a line became known."""
    side: Side
    start: int
    """First sample, on the capture clock."""
    end: int
    """One past the last sample, on the capture clock."""
    text: str
    """The live text: what was recognised of the trainee, or what the customer set out to say."""
    heard: str
    """What reached the other side's ear. The same as `text` unless the line was cut."""
    words: tuple[Word, ...] = ()
    """The heard words with their times; empty where the engine gave none (typed turns)."""
    cut: bool = False
    """The other side took the floor before this turn was finished."""
    is_backchannel: bool = False
    """Listening aloud ("mm-hm"): it did not take the floor."""
    is_typed: bool = False
    """The trainee typed it."""
