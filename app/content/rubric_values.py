"""Rubrics as pure values, whatever file they came from."""

from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """What code can measure of a call; formulas in `app/scoring/measures.py`."""

    TALK_SHARE = "talk_share"
    PACE = "pace"
    REACTION_PAUSE = "reaction_pause"
    INTERRUPTIONS = "interruptions"
    LONGEST_MONOLOGUE = "longest_monologue"


class Rule(StrEnum):
    """What code can answer with yes or no; the rules themselves are in `app/scoring/checks.py`."""

    LET_OBJECTIONS_FINISH = "let_objections_finish"
    PAUSED_BEFORE_ANSWERING = "paused_before_answering"
    ACKNOWLEDGED_EACH_OBJECTION = "acknowledged_each_objection"
    NAMED_THE_CONCERN = "named_the_concern"
    ASKED_AFTER_OBJECTION = "asked_after_objection"
    ASKED_OPENLY = "asked_openly"
    UNCOVERED_A_REASON = "uncovered_a_reason"
    CHECKED_UNDERSTANDING = "checked_understanding"
    NAMED_NEXT_STEP = "named_next_step"
    NEXT_STEP_WITH_TIME = "next_step_with_time"
    NO_UNCONDITIONAL_DISCOUNT = "no_unconditional_discount"
    NO_INSULT = "no_insult"


@dataclass(frozen=True, slots=True)
class Band:
    """Where a measured value is good, and where it begins to be outside; `None`: no limit on that side."""

    good_from: float | None
    good_to: float | None
    amber_from: float | None
    amber_to: float | None


@dataclass(frozen=True, slots=True)
class MeasuredCriterion:
    """A number in a unit, and the band that it should lie in."""

    id: str
    title: str
    weight: int
    measure: Measure
    band: Band


@dataclass(frozen=True, slots=True)
class Check:
    """One yes/no question about observable behaviour."""

    id: str
    title: str
    level: int
    """The level that a yes is needed for, 1 to 3."""
    rule: Rule | None
    """The rule that decides it; `None`: it needs a judge."""


@dataclass(frozen=True, slots=True)
class CheckedCriterion:
    """A skill: its level is the highest for which every check up to it is a yes."""

    id: str
    title: str
    weight: int
    anchors: tuple[str, ...]
    """What levels 0 to 3 look like, for people."""
    checks: tuple[Check, ...]


Criterion = MeasuredCriterion | CheckedCriterion


@dataclass(frozen=True, slots=True)
class Cap:
    """A check whose no limits the whole score."""

    check: Check
    most: int
    """The highest score that is left, 0 to 100."""


@dataclass(frozen=True, slots=True)
class Needs:
    """Less than this is too little to be scored."""

    turns: int
    """Of the trainee's."""
    speech: float
    """Seconds of the trainee's speech, for what is measured."""
    call: float
    """Seconds from the first word to the last, for what is a rate."""
    objections: int
    """Objections answered aloud, for a median over them."""
    coverage: float
    """Share of the weights that must have been scored for a total."""


@dataclass(frozen=True, slots=True)
class Rubric:
    """What a call is scored by."""

    id: str
    schema: str
    """Version of the file's form: `rubric/v1`."""
    title: str
    measured_share: float
    """How much of the total the measured criteria make; the checked ones make the rest."""
    needs: Needs
    criteria: tuple[Criterion, ...]
    caps: tuple[Cap, ...]
