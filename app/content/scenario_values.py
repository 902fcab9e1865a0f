"""Scenarios as pure values: the situation of a call, its brief, and what it changes of the persona."""

from dataclasses import dataclass, field

from app.content.rehearsal_values import Rehearsals
from app.content.vocabulary import Move, Stance
from app.core.transcript import Side


@dataclass(frozen=True, slots=True)
class Temper:
    """The three numbers of a customer's mind, each 0 to 100."""

    trust: int
    tension: int
    patience: int


@dataclass(frozen=True, slots=True)
class Wordings:
    """Own lines for one move."""

    move: Move
    stance: Stance | None
    """`None`: they suit every stance."""
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Something the trainee may look at during the call."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What the trainee is told before the call."""

    role: str
    situation: str
    goal: str
    facts: tuple[str, ...]
    authority: tuple[str, ...]
    """What the trainee may decide alone, and what not."""
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """How much it takes to win the customer over in one scenario; replaces the numbers of `Accepts`."""

    trust: int
    tension: int
    objections: int


@dataclass(frozen=True, slots=True)
class Scenario:
    """The situation of one call, and what it changes of the persona."""

    id: str
    title: str
    brief: Brief
    opens: Side = Side.CUSTOMER
    """Who speaks first."""
    start: Temper | None = None
    """`None`: the persona's own."""
    accepts: Bar | None = None
    """`None`: the persona's own."""
    objections: tuple[str, ...] | None = None
    """Ids in this scenario's order; `None`: all, as the persona orders them."""
    facts: tuple[str, ...] | None = None
    """Likewise the hidden facts."""
    terms: tuple[str, ...] | None = None
    """Likewise the terms of acceptance."""
    pressure: tuple[str, ...] | None = None
    """Likewise the pressure events."""
    wordings: tuple[Wordings, ...] = ()
    """Replace all of the persona's wordings of the same move."""
    hotwords: tuple[str, ...] = ()
    """Names and terms that a recogniser should expect to hear from the trainee."""
    rehearsals: Rehearsals = field(default_factory=Rehearsals)
    """How an expert and a good trainee would talk, for certifying the persona."""

    def __hash__(self) -> int:
        """Return a hash that is quick to make, for what is looked up at every turn."""
        return hash(self.id)
