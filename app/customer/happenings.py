"""What can happen to the customer in a call; facts, in the past tense.

Everything but the fate of a line says when it was: `at`, in seconds since the line was opened.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CallOpened:
    """The line is open and the customer may speak first."""

    at: float = 0.0


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
    at: float = 0.0
    """Its end."""


@dataclass(frozen=True, slots=True)
class SilenceFell:
    """Nobody spoke for the persona's `nudge_after`."""

    count: int
    """1, 2, 3 in a row."""
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class MonologueRan:
    """The trainee has talked too long and the customer cuts in."""

    turn: int
    text: str
    """What was said of the turn so far."""
    seconds: float
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class TimePassed:
    """A moment came at which the customer had asked to be woken."""

    at: float
    turn: int = 0
    """Number of the trainee's turn that this cuts into; 0: the trainee is not speaking."""
    text: str = ""
    """What was said of that turn so far."""
    seconds: float = 0.0
    """Length of that turn so far."""


@dataclass(frozen=True, slots=True)
class LineReturned:
    """The line dropped and came back."""

    at: float = 0.0


@dataclass(frozen=True, slots=True)
class LineHeard:
    """A line of the customer's was heard whole."""

    line: int
    """`Decision.mind.line` of the decision that made it."""
    words: str = ""
    """The whole line as it was prepared to be spoken; a model may have worded it. Empty: as the own line has it."""


@dataclass(frozen=True, slots=True)
class LineCut:
    """Only a part of a line was heard."""

    line: int
    heard: str
    """The words that reached the ear; may be empty."""
    words: str = ""
    """The whole line as it was prepared to be spoken. Empty: as the own line has it."""


Happening = CallOpened | TurnTaken | SilenceFell | MonologueRan | TimePassed | LineReturned | LineHeard | LineCut
