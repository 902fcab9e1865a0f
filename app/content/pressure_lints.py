"""Lints of pressure events: those that never happen, and numbers that their kind does not use."""

from collections.abc import Iterator

from app.content.persona_data import Finding, Part, mapping, number, parts
from app.content.pressure_values import PressureKind
from app.content.values import Limits

SHORTEST_LIMIT = 20.0
"""Seconds of a time limit in which something can still be said."""
LONGEST_SILENCE = 15.0
"""Seconds of a silence after which a caller would seem to be gone."""


def misplaced_pressure(root: Part) -> Iterator[Finding]:
    """Find events without a moment, or without the seconds that their kind is made of."""
    for path, event in parts(root, "pressure"):
        kind, seconds = event.get("kind"), number(event.get("seconds"), 0)
        if isinstance(event.get("at"), dict) and not any(event["at"].values() if isinstance(event["at"], dict) else ()):
            yield (*path, "at"), "this never happens: say at which seconds, turn, tension, patience or acts"
        if kind == PressureKind.TIME_LIMIT and seconds < SHORTEST_LIMIT:
            yield (*path, "seconds"), f"say how much time it leaves, in seconds: at least {SHORTEST_LIMIT:g}"
        elif kind == PressureKind.SILENCE and not 1 <= seconds <= LONGEST_SILENCE:
            yield (*path, "seconds"), f"say how long it is silent, in seconds: 1 to {LONGEST_SILENCE:g}"
        elif kind not in (PressureKind.TIME_LIMIT, PressureKind.SILENCE) and "seconds" in event:
            yield (*path, "seconds"), f"`{kind}` has no length; remove this (when it happens stands in `at`)"
        if "intensity" in event and kind != PressureKind.PERSONAL_ATTACK:
            yield (*path, "intensity"), "only a `personal_attack` has an intensity; remove this"
        yield from _never(root, (*path, "at"), mapping(event.get("at")))


def _never(root: Part, path: tuple[str | int, ...], at: Part) -> Iterator[Finding]:
    limits, ordinary = mapping(root.get("hangs_up")), Limits()
    if number(at.get("tension"), 0) >= number(limits.get("tension"), ordinary.tension):
        yield (*path, "tension"), "this never happens: at that tension it has hung up"
    if "patience" in at and number(at["patience"], 100) <= number(limits.get("patience"), ordinary.patience):
        yield (*path, "patience"), "this never happens: at that patience it has hung up"
    if number(at.get("seconds"), 0) >= 60 * number(limits.get("minutes"), ordinary.minutes):
        yield (*path, "seconds"), "this never happens: by then it has no more time (`hangs_up.minutes`)"


def idle_pressure(root: Part) -> Iterator[Finding]:
    """Advise on events that are never played, and on scenarios without any."""
    most = number(mapping(root.get("safety")).get("intensity"), 3)
    for path, event in parts(root, "pressure"):
        if number(event.get("intensity"), 1) > most:
            yield (*path, "intensity"), f"this never happens: `safety.intensity` is {most:g}"
    if not parts(root, "pressure"):
        yield ("pressure",), "nothing here puts the trainee under pressure; three to six events suit most calls"
