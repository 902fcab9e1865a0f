"""The whole: shares of the criteria weighted, coverage, and the caps of what must not happen."""

from collections.abc import Iterable

from app.content.rubric_values import Rubric
from app.scorecard_record import CapResult, CriterionKind, CriterionResult, Totals, Verdict


def totals(
    criteria: tuple[CriterionResult, ...], caps: tuple[CapResult, ...], rubric: Rubric, thin: str | None
) -> Totals:
    """Return the totals: `measured_share` for what is measured, the rest for what is checked, then the lowest cap.

    A part without any result gives its share to the other. Below the rubric's coverage there is no score.
    """
    measured = [each for each in criteria if each.kind is CriterionKind.MEASURED]
    checked = [each for each in criteria if each.kind is not CriterionKind.MEASURED]
    parts = ((_points(measured), rubric.measured_share), (_points(checked), 1 - rubric.measured_share))
    coverage = _coverage(measured, checked, rubric.measured_share)
    reason = _unscored(thin, coverage, rubric.needs.coverage)
    broken = [cap for cap in caps if cap.check.verdict is Verdict.NO]
    whole = None if reason else _mixed(parts)
    most = min((cap.most for cap in broken), default=100)
    return Totals(
        score=None if whole is None else _rounded(min(whole, most)),
        unscored=reason,
        measured=None if parts[0][0] is None else _rounded(parts[0][0]),
        checked=None if parts[1][0] is None else _rounded(parts[1][0]),
        coverage=round(coverage, 3),
        capped_by=tuple(cap.check.id for cap in broken if whole is not None and whole > cap.most),
    )


def _points(criteria: Iterable[CriterionResult]) -> float | None:
    """Return 0 to 100 over the criteria that were scored; None if none was."""
    scored = [(each.share, each.weight * _decided(each)) for each in criteria if each.share is not None]
    weight = sum(weight for _, weight in scored)
    return 100 * sum(share * weight for share, weight in scored) / weight if weight else None


def _decided(criterion: CriterionResult) -> float:
    """Return how much of a criterion could be decided: two of three levels are two thirds of its weight."""
    highest = max((check.level for check in criterion.checks), default=3)
    return 0.0 if criterion.share is None or criterion.of is None else criterion.of / highest


def _mixed(parts: tuple[tuple[float | None, float], ...]) -> float | None:
    known = [(points, share) for points, share in parts if points is not None]
    weight = sum(share for _, share in known)
    return sum(points * share for points, share in known) / weight if weight else None


def _coverage(measured: list[CriterionResult], checked: list[CriterionResult], share: float) -> float:
    if not measured:
        return _covered(checked)
    return share * _covered(measured) + (1 - share) * _covered(checked)


def _covered(criteria: list[CriterionResult]) -> float:
    weight = sum(each.weight for each in criteria)
    return sum(each.weight * _decided(each) for each in criteria) / weight if weight else 0.0


def _unscored(thin: str | None, coverage: float, needed: float) -> str | None:
    if thin or coverage >= needed:
        return thin
    return f"only {coverage:.0%} of the rubric could be scored; {needed:.0%} are needed for a total"


def _rounded(points: float) -> int:
    return int(points + 0.5)
