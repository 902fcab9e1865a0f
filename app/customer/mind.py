"""The customer's mind at one moment of a call. Whole numbers only, so the same call is the same, bit for bit."""

from dataclasses import asdict, dataclass
from typing import Any

from app.content.values import Persona
from app.content.vocabulary import Act, Move, Stance

EARNED = 100
"""Points at which a term counts as promised."""
CLOSED_TENSION, CLOSED_TRUST = 65, 30
"""From this tension, or below this trust, the customer is closed."""
OPEN_TENSION, OPEN_TRUST = 45, 50
"""Up to this tension, from this trust, it is open; between the two it is guarded."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A line that was spoken and of which it is not known yet what was heard."""

    line: int
    move: Move
    about: str
    words: int
    """How many words it has."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A turn of the trainee's that counts towards a yes (see `app.customer.progress`)."""

    work: int
    """Which kinds of work it did, as the sum of their numbers."""
    words: str
    """The turn in plain words, so that the same words do not count twice."""


@dataclass(frozen=True, slots=True)
class Mind:
    """The customer's mind at one moment of a call."""

    trust: int
    tension: int
    patience: int
    turn: int = 0
    """The last turn of the trainee's that moved it."""
    turns: int = 0
    """How many turns of the trainee's moved it."""
    moment: int = 0
    """When something last happened, in milliseconds since the line was opened."""
    leaves_at: int | None = None
    """When it leaves unless something is agreed, in milliseconds; `None`: no time limit was heard."""
    line: int = 0
    """How many lines it has made; the number of the last one."""
    acknowledged: int = 0
    """Turns in which the trainee named what is on the customer's mind."""
    terms: tuple[tuple[str, int], ...] = ()
    """Points of each promised term; `EARNED` is a promise."""
    credits: tuple[Credit, ...] = ()
    """The trainee's turns that count towards a yes."""
    hinted: tuple[str, ...] = ()
    """Hidden facts of which a hint was heard."""
    disclosed: tuple[str, ...] = ()
    """Hidden facts that were heard."""
    objected: tuple[str, ...] = ()
    """Objections that were heard."""
    answered: tuple[str, ...] = ()
    """Objections to which the trainee said something that answers."""
    happened: tuple[str, ...] = ()
    """Pressure events that were heard."""
    accepted: bool = False
    recent: tuple[tuple[Act, ...], ...] = ()
    """Acts of the last turns."""
    lately: tuple[str, ...] = ()
    """The trainee's last turns in plain words, to notice when the same is said again."""
    said: tuple[str, ...] = ()
    """Keys of the wordings already used."""
    echoed: tuple[str, ...] = ()
    """What of the trainee's words it has said back: a number, a day."""
    last_move: str = ""
    last_about: str = ""
    last_line: str = ""
    """The last line as it was spoken; a model may have worded it."""
    pending: tuple[Pending, ...] = ()
    owed: tuple[Move, str] | None = None
    """What was cut off and is still to be said; `None`: nothing."""


def fresh_mind(persona: Persona) -> Mind:
    """Return the mind at the start of a call."""
    return Mind(persona.start.trust, persona.start.tension, persona.start.patience)


def mind_json(mind: Mind) -> dict[str, object]:
    """Return the mind as plain JSON values."""
    return asdict(mind)


def mind_of(values: dict[str, Any]) -> Mind:
    """Return the mind that `mind_json` wrote. Raises `KeyError`, `TypeError` or `ValueError` for anything else."""
    owed = values["owed"]
    read = {
        **values,
        **{name: tuple(values[name]) for name in _NAMES},
        "terms": tuple((str(term), int(points)) for term, points in values["terms"]),
        "credits": tuple(Credit(**each) for each in values["credits"]),
        "recent": tuple(tuple(Act(act) for act in acts) for acts in values["recent"]),
        "pending": tuple(Pending(**{**each, "move": Move(each["move"])}) for each in values["pending"]),
        "owed": owed and (Move(owed[0]), owed[1]),
    }
    return Mind(**read)


_NAMES = ("hinted", "disclosed", "objected", "answered", "happened", "lately", "said", "echoed")


def earned(mind: Mind) -> frozenset[str]:
    """Return the ids of the terms that count as promised."""
    return frozenset(term for term, points in mind.terms if points >= EARNED)


def has_agreed(mind: Mind) -> bool:
    """Say whether it accepted, be its yes still on the way to the ear."""
    return mind.accepted or any(each.move is Move.ACCEPT for each in mind.pending)


def stance_of(mind: Mind) -> Stance:
    """Return how far the customer lets the trainee in."""
    if mind.tension >= CLOSED_TENSION or mind.trust < CLOSED_TRUST:
        return Stance.CLOSED
    is_open = mind.trust >= OPEN_TRUST and mind.tension <= OPEN_TENSION
    return Stance.OPEN if is_open else Stance.GUARDED
