"""The one record of a score, `scorecard/v1`: what the scorer writes, the store keeps and the page shows."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from app.call_record import Digest, EnginePin, RecordPart

SCORECARD_SCHEMA: Literal["scorecard/v1"] = "scorecard/v1"

Level = Annotated[int, Field(ge=0, le=3)]
Points = Annotated[int, Field(ge=0, le=100)]
Share = Annotated[float, Field(ge=0, le=1)]
Sample = Annotated[int, Field(ge=0)]


class Verdict(StrEnum):
    """The answer to a check."""

    YES = "yes"
    NO = "no"
    UNSCORED = "unscored"


class BandName(StrEnum):
    """Where a measured value lies."""

    GOOD = "good"
    AMBER = "amber"
    OUTSIDE = "outside"


class CriterionKind(StrEnum):
    """How a criterion is scored."""

    MEASURED = "measured"
    """A number in a unit."""
    CHECKED = "check"
    """Yes/no checks, at least one of which a rule decides."""
    JUDGED = "judged"
    """Yes/no checks that all need a judge."""


class Evidence(RecordPart):
    """The trainee's own words, where they stand and when they were said."""

    turn: int = Field(ge=1)
    """Number of the turn, one of the trainee's."""
    quote: str = Field(min_length=1)
    """Word for word as it stands in the turn's `heard`."""
    start: Sample
    """First sample of the quoted words; of the whole turn where the words have no times."""
    end: Sample
    """One past the last sample."""


class CheckResult(RecordPart):
    """One yes/no question and its answer."""

    id: str
    title: str
    level: Level
    """The level that a yes is needed for."""
    verdict: Verdict
    unscored: str | None = None
    """Why there is no answer; null when there is one."""
    evidence: tuple[Evidence, ...] = ()
    """What decided it. Empty for a yes that rests on something never having been said."""


class CriterionResult(RecordPart):
    """What one criterion of the rubric came to."""

    id: str
    title: str
    kind: CriterionKind
    weight: int
    unscored: str | None = None
    """Why there is no result; null when there is one."""
    value: float | None = None
    """The measured number; null for what is not measured."""
    unit: str = ""
    """Of `value`: `share`, `words/min`, `s`, `per 10 min`."""
    n: int | None = None
    """How many things `value` was made of; null for what is not measured."""
    counted: str = ""
    """What `n` counts: `turns`, `words`, `objections`, `interruptions`."""
    band: BandName | None = None
    """Where `value` lies."""
    level: Level | None = None
    """0 to 3."""
    of: Level | None = None
    """The highest level that could be decided; below 3 the rest needs a judge."""
    share: Share | None = None
    """What it adds to the total, as a share of its weight."""
    checks: tuple[CheckResult, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    """Of a measured value: the words that it turns on, such as the longest monologue's first ones."""


class CapResult(RecordPart):
    """A check whose no limits the whole score."""

    check: CheckResult
    most: Points
    """The highest score that is left after a no."""


class Totals(RecordPart):
    """The whole, computed from the criteria by code."""

    score: Points | None = None
    """Null when too little could be scored."""
    unscored: str | None = None
    """Why there is no score; null when there is one."""
    measured: Points | None = None
    """The measured criteria alone; null when none has a number."""
    checked: Points | None = None
    """The checked criteria alone; null when none could be decided."""
    coverage: Share
    """Share of all weights that could be scored."""
    capped_by: tuple[str, ...] = ()
    """Ids of the caps that hold the score down."""


class ScorecardPins(RecordPart):
    """What the score can be derived from again."""

    call: str
    rubric: Digest
    """Of the rubric's YAML; the store keeps the text."""
    transcript: Digest
    """Of everything in the call's record that the scorer reads, as canonical JSON."""
    rules: str
    """Version of the code's measures and rules."""
    recogniser: EnginePin | None = None
    """What wrote the trainee's words down; null where the call names none."""


class Scorecard(RecordPart):
    """One call, scored by one rubric."""

    schema_id: Literal["scorecard/v1"] = Field(default=SCORECARD_SCHEMA, alias="schema")
    """Names this form of the record."""
    rubric: str
    """Id of the rubric."""
    title: str
    """Title of the rubric."""
    pins: ScorecardPins
    totals: Totals
    criteria: tuple[CriterionResult, ...]
    """In the rubric's order."""
    caps: tuple[CapResult, ...] = ()


def scorecard_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of a scorecard as it is written."""
    schema = Scorecard.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCORECARD_SCHEMA, **schema}
