"""How what the trainee does moves trust, tension and patience, each change with its reason in words.

After practice notes 3.3: good acts weaken when repeated, bad ones strike at full weight, no turn moves anything far,
and what is not solved comes back.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from app.content.values import Hardness, Persona
from app.content.vocabulary import Act, Move
from app.customer.acts import Reading
from app.customer.effects import IN_WORDS, effect_of
from app.customer.mind import EARNED, Mind
from app.customer.progress import NAMING, answered, credited, takes_in

MEMORY = 5
"""Turns within which a repeated good act counts half, a quarter ... (after practice notes 3.3)."""
STALE_AFTER = 2
"""An act done this often within the memory is nothing new."""
STALE = 4
"""Points of patience that a turn without anything new costs."""
UNACKNOWLEDGED = 30
"""Percent that a promise counts while nothing was acknowledged before it."""
CLAMPS = {"trust": (-15, 8), "tension": (-10, 18), "patience": (-15, 5)}
"""Most that one turn may move each value."""

_PROMISING = frozenset({Act.CONCRETE_COMMITMENT, Act.DISCOUNT_CONDITIONAL, Act.NEXT_STEP})
_HOLLOW = frozenset({Act.CONCRETE_COMMITMENT, Act.NEXT_STEP})
"""Promises that count little before anything was acknowledged; an offer of something for something is no comfort."""
_FRESH = frozenset({Act.OPEN_QUESTION, Act.CLOSED_QUESTION, Act.CHECK_UNDERSTANDING, Act.PLAIN_ANSWER})
Change = tuple[str, int, str]
"""Which value, by how many points, and why."""


def moved(persona: Persona, hardness: Hardness, mind: Mind, reading: Reading) -> tuple[Mind, tuple[str, ...]]:
    """Return the mind after one turn of the trainee's, and each change in words."""
    acts = reading.acts
    terms = _terms(mind, reading.terms)
    is_news = dict(terms) != dict(mind.terms)
    changes = list(
        chain.from_iterable(_changes(persona, hardness, mind, act, _repeats(mind, act, is_news)) for act in acts)
    )
    if not is_news and _is_stale(mind, acts):
        changes.append(("patience", -STALE, "nothing new was said"))
    reasons = [f"{name} {change:+d}: {why}" for name, change, why in changes]
    shifts = _held(changes, reasons)
    is_earned = sum(points >= EARNED for _, points in terms)
    has_promised = not dict(mind.terms).keys() >= set(reading.terms)
    drift = _drift(persona, mind.tension + shifts["tension"], is_earned, reasons)
    reasons.append(f"patience {-hardness.drain:+d}: the call takes time")
    reasons += _promises(mind.terms, terms)
    after = replace(
        mind,
        trust=_within(mind.trust + shifts["trust"]),
        tension=_within(mind.tension + shifts["tension"] + drift),
        patience=_within(mind.patience + shifts["patience"] - hardness.drain),
        turns=mind.turns + 1,
        terms=terms,
        credits=credited(mind, reading, has_promised=has_promised),
        acknowledged=mind.acknowledged + takes_in(reading),
        answered=answered(mind, reading),
        recent=(*mind.recent, acts)[-MEMORY:],
        lately=(*mind.lately, reading.words)[-MEMORY:],
    )
    return after, tuple(reasons)


def drained(mind: Mind, points: int, why: str) -> tuple[Mind, tuple[str, ...]]:
    """Return the mind with less patience, and why."""
    return replace(mind, patience=max(0, mind.patience - points)), (f"patience {-points:+d}: {why}",)


def _held(changes: list[Change], reasons: list[str]) -> dict[str, int]:
    """Return the sum of the changes of each value, held to what one turn may move."""
    shifts = {}
    for name, (low, high) in CLAMPS.items():
        total = sum(points for each, points, _ in changes if each == name)
        shifts[name] = max(low, min(high, total))
        if shifts[name] != total:
            reasons.append(f"{name} held to {shifts[name]:+d}: no turn moves it further")
    return shifts


def _is_stale(mind: Mind, acts: tuple[Act, ...]) -> bool:
    if not acts:
        return bool(mind.recent) and not mind.recent[-1]
    often = all(sum(act in earlier for earlier in mind.recent) >= STALE_AFTER for act in acts)
    return often and not _FRESH & set(acts)


def _repeats(mind: Mind, act: Act, is_news: bool) -> int:
    """Return how often the act counts as done before; what answers the customer's last words is hardly a repetition."""
    if is_news and act in _PROMISING:
        return 0
    times = sum(act in earlier for earlier in mind.recent)
    is_answer = act in NAMING and mind.last_move in {Move.DISCLOSE, Move.OBJECT}
    return min(times, 1) if is_answer else times


def _changes(persona: Persona, hardness: Hardness, mind: Mind, act: Act, repeats: int) -> Iterator[Change]:
    effect = effect_of(persona, act)
    react = max(1, persona.dynamics.reactivity * hardness.reactivity // 100)
    is_hollow = act in _HOLLOW and not mind.acknowledged
    why = IN_WORDS[act] + (" before you had heard it out" if is_hollow else "")
    for name, points, good in (
        ("trust", effect.trust, effect.trust > 0),
        ("tension", effect.tension, effect.tension < 0),
        ("patience", effect.patience, effect.patience > 0),
    ):
        percent = react
        if good:
            percent = 10_000 // react // 2**repeats * (UNACKNOWLEDGED if is_hollow else 100) // 100
        if change := _share(points, percent) if not (good and repeats) else _part(points, percent):
            yield name, change, why + (" again, which counts less" if good and repeats else "")


def _share(points: int, percent: int) -> int:
    """Return that percentage of the points, rounded half away from nought."""
    size = (abs(points) * percent + 50) // 100
    return size if points > 0 else -size


def _part(points: int, percent: int) -> int:
    """Return that percentage of the points, rounded towards nought: what is said again and again ends in nothing."""
    size = abs(points) * percent // 100
    return size if points > 0 else -size


def _terms(mind: Mind, promised: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Return what each promised term is worth; one that came too early counts once what is wrong was taken in."""
    worth = EARNED if mind.acknowledged else UNACKNOWLEDGED
    return tuple((term, worth) for term in dict.fromkeys((*(known for known, _ in mind.terms), *promised)))


def _promises(before: tuple[tuple[str, int], ...], after: tuple[tuple[str, int], ...]) -> list[str]:
    """Say which terms this turn promised, and what that is worth."""
    return [
        f"'{term}' is promised" if points >= EARNED else f"'{term}' was promised too early to count"
        for term, points in after
        if (term, points) not in before
    ]


def _drift(persona: Persona, tension: int, promised: int, reasons: list[str]) -> int:
    """Return by how much tension drifts to its baseline, which each promised term lowers."""
    baseline = persona.dynamics.baseline - persona.dynamics.relief * promised
    drift = _share(baseline - tension, persona.dynamics.drift)
    if drift:
        reasons.append(f"tension {drift:+d}: " + ("nothing is solved yet" if drift > 0 else "it settles"))
    return drift


def _within(value: int) -> int:
    return max(0, min(100, value))
