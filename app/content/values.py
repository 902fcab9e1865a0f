"""Personas as pure values, whatever file they came from."""

from dataclasses import dataclass

from app.content.pressure_values import PressureEvent
from app.content.scenario_values import Scenario, Temper, Wordings
from app.content.vocabulary import Act, Difficulty
from app.content.voice_values import Voice
from app.core.manners import Manners


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
    minutes: int = 10
    """Length of a call at which it has no more time."""


@dataclass(frozen=True, slots=True)
class Hardness:
    """What a difficulty changes."""

    reactivity: int
    """Percent of the persona's."""
    gate: int
    """Points of trust that a hidden fact asks beyond its own."""
    caution: int
    """Points of trust that acceptance asks beyond the persona's own."""
    drain: int
    """Points of patience that each turn costs."""


HARDNESS = {
    Difficulty.EASY: Hardness(reactivity=75, gate=-5, caution=0, drain=1),
    Difficulty.NORMAL: Hardness(reactivity=100, gate=0, caution=0, drain=1),
    Difficulty.HARD: Hardness(reactivity=130, gate=8, caution=2, drain=2),
}
"""Of a persona that says nothing else."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What one act does to this persona, in points; replaces the ordinary effect of the act."""

    act: Act
    trust: int = 0
    tension: int = 0
    patience: int = 0


@dataclass(frozen=True, slots=True)
class Hint:
    """What the customer lets slip of a hidden fact before it trusts enough to tell it."""

    trust: int
    """Least trust; lower than the fact's own."""
    lines: tuple[str, ...]


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
    gives_away: str = ""
    """Word pattern of words that would tell it; no other line may hold them while the gate is shut."""
    hint: Hint | None = None
    """`None`: it is told whole or not at all."""
    more: tuple[str, ...] = ()
    """What it adds when it is asked further right after."""


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
    """A word pattern (see `app.content.patterns`); empty: the act alone is enough."""
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
    """Something the customer tells anyone who asks, or says that it does not know."""

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
class Slot:
    """A detail that varies from attempt to attempt: `{name}` in a line."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speech:
    """How the customer talks, whoever words it."""

    longest: int = 25
    """Most words of one line."""
    style: str = ""
    """One sentence for whoever words it: register, habits. Empty: as the lines show."""
    uses: tuple[str, ...] = ()
    """Words and phrases it likes."""
    never: tuple[str, ...] = ()
    """Words and phrases it would not say; refused in its own lines too."""


@dataclass(frozen=True, slots=True)
class Goals:
    """What the customer is after, in plain sentences; a model is told these, the rules stand in `Accepts`."""

    wants: str = ""
    settles_for: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    walks_away: str = ""
    """When it has had enough."""


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
    industry: str = ""
    """For finding it; empty: any."""
    speech: Speech = Speech()
    goals: Goals = Goals()
    pressure: tuple[PressureEvent, ...] = ()
    hardness: tuple[tuple[Difficulty, Hardness], ...] = ()
    """What the difficulties change for this persona; one that is not named changes what it ordinarily does."""
    rubrics: tuple[str, ...] = ()
    """Ids of the rubrics that suit it; empty: every one."""
    intensity: int = 3
    """Hardest personal attack it is played with, 1 to 3; pressure events beyond it do not happen."""

    def __hash__(self) -> int:
        """Return a hash that is quick to make, for what is looked up at every turn."""
        return hash(self.id)
