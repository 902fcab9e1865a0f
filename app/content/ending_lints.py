"""Lints of endings: a yes that cannot be reached in the patience and the time there is, and calls that end at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from app.content.faults import Path
from app.content.gate_lints import HIGHEST, hardness_number
from app.content.name_lints import known_ids
from app.content.persona_data import Finding, Part, id_of, mapping, number, parts, sequence
from app.content.values import Dynamics, Limits
from app.content.vocabulary import Difficulty

MOST_TRUST, MOST_CALM = 8, 10
"""Points of trust gained and of tension lost in one turn, at most (`app.customer.mind`, `CLAMPS`)."""
FEWEST_TURNS = 4
"""The trainee's turns before which nobody says yes (`app.customer.progress`)."""
HEALED = 3
"""Points of patience that a good turn gives back, generously: the best acts give 3, 2 and 1, less when repeated."""
SHORTEST_TURN = 8.0
"""Seconds of a quick turn with its answer: twelve words each, and a breath."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What one scenario asks and gives, as far as its numbers can be read."""

    id: str
    path: Path
    bar: Path
    """Where the bar stands that holds here."""
    trust: float
    tension: float
    objections: float
    start_trust: float
    start_tension: float
    start_patience: float
    raised: int
    """Objections that can be heard."""
    promised: int
    """Terms that must be promised."""


def unreachable(root: Part) -> Iterator[Finding]:
    """Find scenarios that nobody could win, and calls that end before they begin."""
    for stage in _stages(root):
        yield from _too_few_objections(stage)
        yield from _ends_at_once(root, stage)
        for difficulty in Difficulty:
            yield from _too_far(root, stage, difficulty)


def _stages(root: Part) -> Iterator[Stage]:
    accepts, known = mapping(root.get("accepts")), known_ids(root)
    for path, scenario in parts(root, "scenarios"):
        bar = mapping(scenario.get("accepts")) or accepts
        start = mapping(scenario.get("start")) or mapping(root.get("start"))
        yield Stage(
            id=id_of(scenario),
            path=path,
            bar=(*path, "accepts") if scenario.get("accepts") else ("accepts",),
            trust=number(bar.get("trust"), 0),
            tension=number(bar.get("tension"), HIGHEST),
            objections=number(bar.get("objections"), 0),
            start_trust=number(start.get("trust"), HIGHEST),
            start_tension=number(start.get("tension"), 0),
            start_patience=number(start.get("patience"), HIGHEST),
            raised=len(sequence(scenario.get("objections", [*known["objections"]]))),
            promised=len(sequence(scenario.get("terms", [*known["terms"]]))),
        )


def _too_few_objections(stage: Stage) -> Iterator[Finding]:
    if stage.objections > stage.raised:
        sentence = f"nobody could ever agree: {stage.objections:g} objections are wanted, there are {stage.raised}"
        yield (*stage.bar, "objections"), f"{sentence} in `{stage.id}`"


def _ends_at_once(root: Part, stage: Stage) -> Iterator[Finding]:
    limits, ordinary = mapping(root.get("hangs_up")), Limits()
    if stage.start_tension >= number(limits.get("tension"), ordinary.tension):
        yield (*stage.path, "start"), "it hangs up at once: the tension at the start reaches `hangs_up.tension`"
    if stage.start_patience <= number(limits.get("patience"), ordinary.patience):
        yield (*stage.path, "start"), "it hangs up at once: the patience at the start is down to `hangs_up.patience`"


def _too_far(root: Part, stage: Stage, difficulty: Difficulty) -> Iterator[Finding]:
    wanted = stage.trust + hardness_number(root, difficulty, "caution")
    if wanted > HIGHEST:
        yield (*stage.bar, "trust"), f"nobody could ever agree when {difficulty}: a trust of {wanted:g} is wanted"
        return
    turns = _least_turns(stage, wanted)
    limits, ordinary = mapping(root.get("hangs_up")), Limits()
    spent = turns * (hardness_number(root, difficulty, "drain") - HEALED)
    if stage.start_patience - spent <= number(limits.get("patience"), ordinary.patience):
        sentence = f"the patience is gone before a yes when {difficulty}: it takes {turns} turns at the very least"
        yield (*stage.bar, "trust"), f"{sentence}; ask less, start higher or drain less"
    if turns * SHORTEST_TURN > 60 * number(limits.get("minutes"), ordinary.minutes):
        sentence = f"the time is over before a yes: it takes {turns} turns at the very least; give more minutes"
        yield ("hangs_up", "minutes"), sentence
    yield from _called_away(root, stage, difficulty, turns)


def _least_turns(stage: Stage, trust: float) -> int:
    """Return the fewest turns in which the best trainee could win this."""
    gained = ceil(max(0, trust - stage.start_trust) / MOST_TRUST)
    calmed = ceil(max(0, stage.start_tension - stage.tension) / MOST_CALM)
    return max(gained, calmed, int(stage.objections) + 1, stage.promised, FEWEST_TURNS)


def _called_away(root: Part, stage: Stage, difficulty: Difficulty, turns: int) -> Iterator[Finding]:
    """Find time limits that are over before a yes could be reached."""
    chosen = mapping(parts(root, "scenarios")[int(stage.path[1])][1]).get("pressure")
    for path, event in parts(root, "pressure"):
        is_played = chosen is None or id_of(event) in sequence(chosen)
        if event.get("kind") != "time_limit" or not is_played or difficulty not in _difficulties(event):
            continue
        at, left = mapping(event.get("at")), number(event.get("seconds"), 0)
        begins = min(number(at.get("seconds"), HIGHEST**2), number(at.get("turn"), HIGHEST) * SHORTEST_TURN)
        if begins + left < turns * SHORTEST_TURN:
            least = ceil(turns * SHORTEST_TURN)
            sentence = f"it leaves before anyone could win it over: that takes {least} s at the very least"
            yield (*path, "seconds"), f"{sentence}; begin later or leave more time"


def _difficulties(event: Part) -> list[object]:
    return list(sequence(event.get("difficulties"))) or list(Difficulty)


def uneasy_bar(root: Part) -> Iterator[Finding]:
    """Advise on a calm that its own temper works against."""
    dynamics, ordinary = mapping(root.get("dynamics")), Dynamics()
    baseline = number(dynamics.get("baseline"), ordinary.baseline)
    relief = number(dynamics.get("relief"), ordinary.relief)
    for stage in _stages(root):
        if baseline - relief * stage.promised > stage.tension:
            sentence = "with every term promised its tension drifts above this; lower `baseline` or raise `relief`"
            yield (*stage.bar, "tension"), sentence
