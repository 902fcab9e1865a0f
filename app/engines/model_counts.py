"""How the model servers have served since the start: numbers only, for the health page."""

from collections import Counter
from dataclasses import dataclass, field

from app.engines.language import ModelFailure


@dataclass(slots=True)
class ServerCounts:
    """Of one server."""

    answered: int = 0
    """Answers that came to their end."""
    abandoned: int = 0
    """Answers that nobody waited for: the trainee went on speaking, or the reply was cut."""
    retried: int = 0
    """Second tries."""
    left_alone: int = 0
    """Requests that did not ask it, because it had failed again and again."""
    failed: Counter[ModelFailure] = field(default_factory=Counter)
    """Requests that it failed, by the way in which; a request whose second try went well is none."""


@dataclass(frozen=True, slots=True)
class ServerHealth:
    """What an operator is told of one server."""

    name: str
    """Model and host."""
    is_resting: bool
    """It is left alone at the moment."""
    counts: ServerCounts
