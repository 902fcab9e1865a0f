"""Why the customer did what it did, derived again from what happened: the same steps, bit for bit, or where they part.

What is kept of a call is each happening that became real, in order, with the mind after it, the move and the reasons.
From the persona's pinned text, the seed and those happenings alone, everything else must come out again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from app.customer.customer import begin, react
from app.customer.decision import Decision
from app.customer.happenings import (
    CallOpened,
    Happening,
    LineCut,
    LineHeard,
    LineReturned,
    MonologueRan,
    SilenceFell,
    TimePassed,
    TurnTaken,
)
from app.customer.mind import mind_json
from app.customer.play import Play
from app.errors import ContentError

_KINDS: dict[str, type[Happening]] = {
    each.__name__: each
    for each in (
        CallOpened,
        TurnTaken,
        SilenceFell,
        MonologueRan,
        TimePassed,
        LineReturned,
        LineHeard,
        LineCut,
    )
}


class UnknownHappeningError(ContentError):
    """A recorded happening is none that this version knows."""

    code = "unknown-happening"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a call as it was recorded."""

    happening: Happening
    mind: dict[str, Any]
    """The mind after it, as `mind_json` wrote it."""
    move: str | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """The first thing that came out otherwise than it was recorded."""

    step: int
    """Index of the step, counted from 0."""
    what: str
    """`mind.trust`, `move`, `reasons` ..."""
    recorded: object
    derived: object


@dataclass(frozen=True, slots=True)
class Retrace:
    """What came out when the recorded happenings were played again."""

    decisions: tuple[Decision, ...]
    """Of every step, as derived now."""
    difference: Difference | None
    """`None`: every step came out as it was recorded."""


def happening_json(happening: Happening) -> dict[str, Any]:
    """Return a happening as plain JSON values, its kind with it."""
    return {"kind": type(happening).__name__, **asdict(happening)}


def happening_of(values: dict[str, Any]) -> Happening:
    """Return the happening that `happening_json` wrote. Raises `UnknownHappeningError`, a `ContentError`."""
    kind = _KINDS.get(str(values.get("kind")))
    given = {name: value for name, value in values.items() if name != "kind"}
    if kind is None or not set(given) <= {each.name for each in fields(kind)}:
        raise UnknownHappeningError(
            f"This version knows no happening like {values.get('kind')!r} with {sorted(given)}."
        )
    try:
        return kind(**given)
    except TypeError as error:
        raise UnknownHappeningError(f"A recorded {kind.__name__} lacks something: it has {sorted(given)}.") from error


def retraced(play: Play, steps: Iterable[Step]) -> Retrace:
    """Play the recorded happenings again and compare each step with its record."""
    mind, decisions, difference = begin(play), [], None
    for index, step in enumerate(steps):
        decision = react(play, mind, step.happening)
        mind = decision.mind
        decisions.append(decision)
        difference = difference or _difference(index, step, decision)
    return Retrace(tuple(decisions), difference)


def _difference(index: int, step: Step, decision: Decision) -> Difference | None:
    derived = {f"mind.{name}": value for name, value in _plain(mind_json(decision.mind)).items()}
    recorded = {f"mind.{name}": value for name, value in _plain(step.mind).items()}
    derived |= {"move": decision.move and decision.move.value, "reasons": list(decision.reasons)}
    recorded |= {"move": step.move, "reasons": list(step.reasons)}
    parted = next((name for name in derived | recorded if derived.get(name) != recorded.get(name)), None)
    return None if parted is None else Difference(index, parted, recorded.get(parted), derived.get(parted))


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _listed(value) for name, value in values.items()}


def _listed(value: object) -> object:
    """Return a value as JSON would give it back: lists for tuples, plain strings for names."""
    match value:
        case str():
            return str(value)
        case dict():
            return {str(name): _listed(each) for name, each in value.items()}
        case Sequence():
            return [_listed(each) for each in value]
        case _:
            return value
