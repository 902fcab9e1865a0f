"""Trust, tension and patience, and how what the trainee does moves them. All integers, so the same call is the same."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import chain

from app.content.values import Effect, Hardness, Persona
from app.content.vocabulary import Act, Move, Stance
from app.customer.acts import Reading
from app.customer.effects import EFFECTS, IN_WORDS

MEMORY = 5
"""Turns within which a repeated good act counts half, a quarter ... (after practice notes 3.3)."""
STALE_AFTER = 2
"""An act done this often within the memory is nothing new."""
STALE = 4
"""Points of patience that a turn without anything new costs."""
_ACKNOWLEDGING = frozenset({Act.ACKNOWLEDGE_SPECIFIC, Act.PARAPHRASE})
_PROMISING = frozenset({Act.CONCRETE_COMMITMENT, Act.DISCOUNT_CONDITIONAL, Act.NEXT_STEP})
Change = tuple[str, int, str]
"""Which value, by how many points, and why."""
_FRESH = frozenset({Act.OPEN_QUESTION, Act.CLOSED_QUESTION, Act.CHECK_UNDERSTANDING, Act.PLAIN_ANSWER})
UNACKNOWLEDGED = 30
"""Percent that a promise counts while nothing was acknowledged before it."""
EARNED = 100
"""Points at which a term counts as promised."""
CLOSED_TENSION, CLOSED_TRUST = 65, 30
"""From this tension, or below this trust, the customer is closed."""
OPEN_TENSION, OPEN_TRUST = 45, 50
"""Up to this tension, from this trust, it is open; between the two it is guarded."""
CLAMPS = {"trust": (-15, 8), "tension": (-10, 18), "patience": (-15, 5)}
"""Most that one turn may move each value."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A line that was spoken and of which it is not known yet what was heard."""

    line: int
    move: Move
    about: str
    words: int
    """How many words it has."""


@dataclass(frozen=True, slots=True)
class Mind:
    """The customer's mind at one moment of a call."""

    trust: int
    tension: int
    patience: int
    turn: int = 0
    """The last turn of the trainee's that moved it."""
    line: int = 0
    """How many lines it has made; the number of the last one."""
    acknowledged: int = 0
    """Turns in which the trainee named what is on the customer's mind."""
    terms: tuple[tuple[str, int], ...] = ()
    """Points of each promised term; `EARNED` is a promise."""
    disclosed: tuple[str, ...] = ()
    """Hidden facts that were heard."""
    objected: tuple[str, ...] = ()
    """Objections that were heard."""
    accepted: bool = False
    recent: tuple[tuple[Act, ...], ...] = ()
    """Acts of the last turns."""
    lately: tuple[str, ...] = ()
    """The trainee's last turns in plain words, to notice when the same is said again."""
    said: tuple[str, ...] = ()
    """Keys of the wordings already used."""
    last_move: str = ""
    last_about: str = ""
    last_line: str = ""
    pending: tuple[Pending, ...] = ()
    owed: tuple[Move, str] | None = None
    """What was cut off and is still to be said; `None`: nothing."""


def fresh_mind(persona: Persona) -> Mind:
    """Return the mind at the start of a call."""
    return Mind(persona.start.trust, persona.start.tension, persona.start.patience)


def mind_json(mind: Mind) -> dict[str, object]:
    """Return the mind as plain JSON values."""
    return asdict(mind)


def earned(mind: Mind) -> frozenset[str]:
    """Return the ids of the terms that count as promised."""
    return frozenset(term for term, points in mind.terms if points >= EARNED)


def stance_of(mind: Mind) -> Stance:
    """Return how far the customer lets the trainee in."""
    if mind.tension >= CLOSED_TENSION or mind.trust < CLOSED_TRUST:
        return Stance.CLOSED
    is_open = mind.trust >= OPEN_TRUST and mind.tension <= OPEN_TENSION
    return Stance.OPEN if is_open else Stance.GUARDED


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
    after = replace(
        mind,
        trust=mind.trust + shifts["trust"],
        tension=mind.tension + shifts["tension"],
        patience=mind.patience + shifts["patience"],
        terms=terms,
        recent=(*mind.recent, acts)[-MEMORY:],
        lately=(*mind.lately, reading.words)[-MEMORY:],
    )
    after = _settled(persona, hardness, after, reasons)
    if _ACKNOWLEDGING & set(acts):
        after = replace(after, acknowledged=after.acknowledged + 1)
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
    is_answer = act in _ACKNOWLEDGING and mind.last_move in {Move.DISCLOSE, Move.OBJECT}
    return min(times, 1) if is_answer else times


def _changes(persona: Persona, hardness: Hardness, mind: Mind, act: Act, repeats: int) -> Iterator[Change]:
    effect = next((each for each in persona.effects if each.act is act), EFFECTS.get(act, Effect(act)))
    react = persona.dynamics.reactivity * hardness.reactivity // 100
    is_hollow = act is Act.CONCRETE_COMMITMENT and not mind.acknowledged
    why = IN_WORDS[act] + (" before you had heard it out" if is_hollow else "")
    for name, points, good in (
        ("trust", effect.trust, effect.trust > 0),
        ("tension", effect.tension, effect.tension < 0),
        ("patience", effect.patience, effect.patience > 0),
    ):
        percent = react
        if good:
            percent = 10_000 // react // 2**repeats * (UNACKNOWLEDGED if is_hollow else 100) // 100
        if change := _share(points, percent):
            yield name, change, why + (" again, which counts less" if good and repeats else "")


def _share(points: int, percent: int) -> int:
    """Return that percentage of the points, rounded half away from nought."""
    size = (abs(points) * percent + 50) // 100
    return size if points > 0 else -size


def _terms(mind: Mind, promised: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    points = dict(mind.terms)
    for term in promised:
        points[term] = max(points.get(term, 0), EARNED if mind.acknowledged else UNACKNOWLEDGED)
    return tuple(points.items())


def _settled(persona: Persona, hardness: Hardness, mind: Mind, reasons: list[str]) -> Mind:
    """Let time do its part: tension drifts to its baseline, patience runs down, all stay within 0 to 100."""
    baseline = persona.dynamics.baseline - persona.dynamics.relief * len(earned(mind))
    drift = _share(baseline - mind.tension, persona.dynamics.drift)
    if drift:
        reasons.append(f"tension {drift:+d}: " + ("nothing is solved yet" if drift > 0 else "it settles"))
    reasons.append(f"patience {-hardness.drain:+d}: the call takes time")
    return replace(
        mind,
        trust=max(0, min(100, mind.trust)),
        tension=max(0, min(100, mind.tension + drift)),
        patience=max(0, min(100, mind.patience - hardness.drain)),
    )
