"""Personas and scenarios as pure values, whatever file they came from."""

from dataclasses import dataclass, replace

from app.content.vocabulary import Act, Move, Stance
from app.core.manners import Manners
from app.core.transcript import Side


@dataclass(frozen=True, slots=True)
class Voice:
    """How a persona sounds."""

    language: str = "en"
    """BCP 47 tag of what the persona speaks."""
    variant: str = "m1"
    """The engine's name of a timbre (eSpeak NG: m1..m7, f1..f5)."""
    accent: str = "en-us"
    """The engine's name of an accent (eSpeak NG: en-us, en-gb, en-gb-scotland ...)."""
    pitch: int = 50
    """0 (low) to 99 (high)."""
    pace: float = 1.0
    """Speaking rate relative to the voice's ordinary one; 0.7 to 1.5."""


@dataclass(frozen=True, slots=True)
class Temper:
    """The three numbers of a customer's mind, each 0 to 100."""

    trust: int
    tension: int
    patience: int


@dataclass(frozen=True, slots=True)
class Dynamics:
    """How the temper moves."""

    reactivity: int = 100
    """Percent: above 100 takes bad acts harder and good ones more coolly."""
    baseline: int = 60
    """Tension to which it returns while nothing is solved."""
    drift: int = 5
    """Percent of the way back to the baseline per turn."""
    relief: int = 12
    """Points by which the baseline falls with each earned term."""


@dataclass(frozen=True, slots=True)
class Limits:
    """When the customer hangs up."""

    tension: int = 97
    """At or above."""
    patience: int = 0
    """At or below."""
    silences: int = 3
    """Silences in a row."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What one act does to this persona, in points; replaces the ordinary effect of the act."""

    act: Act
    trust: int = 0
    tension: int = 0
    patience: int = 0


@dataclass(frozen=True, slots=True)
class HiddenFact:
    """Something the customer says only when asked well by someone it trusts a little."""

    id: str
    trust: int
    """Least trust."""
    acts: tuple[Act, ...]
    """One of these in the very turn."""
    heard: tuple[str, ...]
    """Ids of objections and facts that must have been heard before."""
    words: str
    """Word pattern of the question it answers; asked that, no other fact comes instead. Empty: none in particular."""
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Objection:
    """A reason against, raised in the persona's order."""

    id: str
    acts: tuple[Act, ...]
    """What brings it up; empty: any turn in which nothing better offers itself."""
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """Something the trainee must have promised before the customer accepts."""

    id: str
    acts: tuple[Act, ...]
    """One of these, together with `words`, is the promise."""
    words: str
    """A word pattern (see `app.customer.patterns`); empty: the act alone is enough."""
    asks: tuple[str, ...]
    """How the customer asks for it while it is missing."""


@dataclass(frozen=True, slots=True)
class Accepts:
    """The conditions on which the customer says yes; all of them."""

    trust: int
    """At least."""
    tension: int
    """At most."""
    objections: int
    """How many objections must have been heard."""
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """Something the customer tells anyone who asks."""

    id: str
    words: str
    """The word pattern of the question."""
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """How the customer resists one kind of act in particular."""

    act: Act
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wordings:
    """Own lines for one move."""

    move: Move
    stance: Stance | None
    """`None`: they suit every stance."""
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A detail that varies from attempt to attempt: `{name}` in a line."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What the trainee is told before the call."""

    role: str
    situation: str
    goal: str
    facts: tuple[str, ...]
    authority: tuple[str, ...]
    """What the trainee may decide alone, and what not."""


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
    objections: tuple[str, ...] | None = None
    """Ids in this scenario's order; `None`: all, as the persona orders them."""
    wordings: tuple[Wordings, ...] = ()
    """Replace all of the persona's wordings of the same move."""


@dataclass(frozen=True, slots=True)
class Persona:
    """Who the customer is."""

    id: str
    schema: str
    """Version of the file's form: `persona/v1`."""
    name: str
    age: int
    """Years."""
    role: str
    skills: tuple[str, ...]
    """What practising with it trains; for finding it."""
    voice: Voice
    manners: Manners
    start: Temper
    dynamics: Dynamics
    limits: Limits
    effects: tuple[Effect, ...]
    concerns: tuple[str, ...]
    """Word patterns of what is on its mind; naming one is what makes an acknowledgement specific."""
    accepts: Accepts
    facts: tuple[HiddenFact, ...]
    objections: tuple[Objection, ...]
    knows: tuple[Known, ...]
    replies: tuple[Reply, ...]
    slots: tuple[Slot, ...]
    wordings: tuple[Wordings, ...]
    scenarios: tuple[Scenario, ...]


def staged(persona: Persona, scenario: Scenario) -> Persona:
    """Return the persona as this scenario has it."""
    replaced = {wordings.move for wordings in scenario.wordings}
    kept = tuple(wordings for wordings in persona.wordings if wordings.move not in replaced)
    return replace(
        persona,
        start=scenario.start or persona.start,
        objections=_chosen(persona.objections, scenario.objections),
        wordings=kept + scenario.wordings,
    )


def _chosen(objections: tuple[Objection, ...], ids: tuple[str, ...] | None) -> tuple[Objection, ...]:
    if ids is None:
        return objections
    by_id = {objection.id: objection for objection in objections}
    return tuple(by_id[each] for each in ids)
