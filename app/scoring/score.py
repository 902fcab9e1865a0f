"""Score a call by a rubric: every criterion measured, checked or unscored with a reason; levels and totals by code."""

import json
from hashlib import sha256

from app.call_record import CallRecord, EnginePin
from app.content.rubric_values import Check, CheckedCriterion, MeasuredCriterion, Needs, Rubric
from app.core.transcript import Side
from app.scorecard_record import (
    CapResult,
    CheckResult,
    CriterionKind,
    CriterionResult,
    Evidence,
    Scorecard,
    ScorecardPins,
    Verdict,
)
from app.scoring.bands import band_name, level_of_share, membership
from app.scoring.checks import Undecided, decide
from app.scoring.evidence import is_verified, quoted
from app.scoring.measures import Unscored, measure
from app.scoring.speech import floor_turns, turns_not_understood
from app.scoring.totals import totals

RULES = "1"
"""Version of the measures and rules; raised whenever the same call could score differently."""
NO_JUDGE = "no judge"
UNDERSTOOD = 0.8
"""Less than this share of the trainee's turns understood, and nothing follows from what was not found in them."""


def score(record: CallRecord, rubric: Rubric, rubric_sha256: str) -> Scorecard:
    """Return the scorecard of an ended call; the same call, rubric and rules give the same card, byte for byte."""
    thin = too_little(record, rubric.needs)
    criteria = tuple(_criterion(each, record, rubric.needs, thin) for each in rubric.criteria)
    caps = tuple(CapResult(check=_check(cap.check, record, thin), most=cap.most) for cap in rubric.caps)
    return Scorecard(
        rubric=rubric.id,
        title=rubric.title,
        pins=ScorecardPins(
            call=record.call,
            rubric=rubric_sha256,
            transcript=transcript_sha256(record),
            rules=RULES,
            recogniser=_recogniser(record),
        ),
        totals=totals(criteria, caps, rubric, thin),
        criteria=criteria,
        caps=caps,
    )


def transcript_sha256(record: CallRecord) -> str:
    """Return the digest of all that is scored: turns, events, the customer's moves, and what of them was lost."""
    read = record.model_dump(mode="json", include={"turns", "events", "mind", "not_saved"})
    return sha256(json.dumps(read, sort_keys=True, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()


def too_little(record: CallRecord, needs: Needs) -> str | None:
    """Return why the call as a whole is too thin to be scored; None if it is not."""
    turns = len(floor_turns(record, Side.TRAINEE))
    if turns >= needs.turns:
        return None
    return f"{turns} {'turn was' if turns == 1 else 'turns were'} understood; {needs.turns} are needed"


def _criterion(
    criterion: MeasuredCriterion | CheckedCriterion, record: CallRecord, needs: Needs, thin: str | None
) -> CriterionResult:
    if isinstance(criterion, MeasuredCriterion):
        return _measured(criterion, record, needs, thin)
    return _checked(criterion, record, thin)


def _measured(criterion: MeasuredCriterion, record: CallRecord, needs: Needs, thin: str | None) -> CriterionResult:
    empty = CriterionResult(
        id=criterion.id, title=criterion.title, kind=CriterionKind.MEASURED, weight=criterion.weight
    )
    reason = thin or missing(record)
    result = Unscored(reason) if reason else measure(criterion.measure, record, needs)
    if isinstance(result, Unscored):
        return empty.model_copy(update={"unscored": result.reason})
    share = membership(criterion.band, result.value)
    return empty.model_copy(
        update={
            "value": round(result.value, 3),
            "unit": result.unit,
            "n": result.n,
            "counted": result.counted,
            "band": band_name(share),
            "level": level_of_share(share),
            "of": 3,
            "share": round(share, 3),
            "evidence": _verified(record, result.evidence),
        }
    )


def _checked(criterion: CheckedCriterion, record: CallRecord, thin: str | None) -> CriterionResult:
    checks = tuple(_check(check, record, thin) for check in criterion.checks)
    is_judged = all(check.rule is None for check in criterion.checks)
    empty = CriterionResult(
        id=criterion.id,
        title=criterion.title,
        kind=CriterionKind.JUDGED if is_judged else CriterionKind.CHECKED,
        weight=criterion.weight,
        checks=checks,
    )
    level, of = _level(checks)
    if of == 0:
        return empty.model_copy(update={"unscored": checks[0].unscored})
    return empty.model_copy(update={"level": level, "of": of, "share": round(level / of, 3)})


def _level(checks: tuple[CheckResult, ...]) -> tuple[int, int]:
    """Return (the level, the highest level that could be decided).

    A level is reached if every check up to it is a yes. A no settles all above it; an open check leaves them open.
    """
    highest = max(check.level for check in checks)
    for step in sorted({check.level for check in checks}):
        verdicts = {check.verdict for check in checks if check.level == step}
        if Verdict.NO in verdicts:
            return step - 1, highest
        if Verdict.UNSCORED in verdicts:
            return step - 1, step - 1
    return highest, highest


def _check(check: Check, record: CallRecord, thin: str | None) -> CheckResult:
    finding = Undecided(thin) if thin else Undecided(NO_JUDGE) if check.rule is None else decide(check.rule, record)
    if not isinstance(finding, Undecided) and finding.rests_on_absence:
        reason = missing(record)
        finding = Undecided(reason) if reason else finding
    empty = CheckResult(id=check.id, title=check.title, level=check.level, verdict=Verdict.UNSCORED)
    if isinstance(finding, Undecided):
        return empty.model_copy(update={"unscored": finding.reason})
    evidence = _verified(record, tuple(map(quoted, finding.said)))
    if len(evidence) < len(finding.said):
        return empty.model_copy(update={"unscored": "its quote does not stand in the transcript"})
    verdict = Verdict.YES if finding.is_yes else Verdict.NO
    return empty.model_copy(update={"verdict": verdict, "evidence": evidence})


def _verified(record: CallRecord, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(each for each in evidence if is_verified(record, each))


def missing(record: CallRecord) -> str | None:
    """Return why nothing can be concluded from what is absent in this record; None if it is whole enough."""
    if any(loss.what in {"turn", "event"} for loss in record.not_saved):
        return "part of the call was not kept"
    understood, lost = len(floor_turns(record, Side.TRAINEE)), len(turns_not_understood(record))
    if lost and understood < UNDERSTOOD * (understood + lost):
        return f"{lost} of {understood + lost} turns could not be understood"
    return None


def _recogniser(record: CallRecord) -> EnginePin | None:
    return record.pins.engines.get("recogniser")
