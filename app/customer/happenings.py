"""What can happen to the customer in a call; facts, in the past tense."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CallOpened:
    """The line is open and the customer may speak first."""


@dataclass(frozen=True, slots=True)
class TurnTaken:
    """The trainee finished a turn."""

    turn: int
    """Its number in the call."""
    text: str
    seconds: float
    """Its length."""
    words: int
    barged_in: bool
    """It cut the customer off."""
    reaction_seconds: float | None
    """Silence before it, after the customer's last heard word; `None` where there was none to measure."""


@dataclass(frozen=True, slots=True)
class SilenceFell:
    """Nobody spoke for the persona's `nudge_after`."""

    count: int
    """1, 2, 3 in a row."""


@dataclass(frozen=True, slots=True)
class MonologueRan:
    """The trainee has talked too long and the customer cuts in."""

    turn: int
    text: str
    """What was said of the turn so far."""
    seconds: float


@dataclass(frozen=True, slots=True)
class LineReturned:
    """The line dropped and came back."""


@dataclass(frozen=True, slots=True)
class LineHeard:
    """A line of the customer's was heard whole."""

    line: int
    """`Decision.mind.line` of the decision that made it."""


@dataclass(frozen=True, slots=True)
class LineCut:
    """Only a part of a line was heard."""

    line: int
    heard: str
    """The words that reached the ear; may be empty."""


Happening = CallOpened | TurnTaken | SilenceFell | MonologueRan | LineReturned | LineHeard | LineCut
