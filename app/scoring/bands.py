"""Where a measured value lies in its band, and what that is worth."""

from app.content.rubric_values import Band
from app.scorecard_record import BandName


def membership(band: Band, value: float) -> float:
    """Return 1 in the good band, 0 at and beyond the amber edge, linear between (practice_and_scoring.md 2.4)."""
    below = _slope(value, band.good_from, band.amber_from)
    above = _slope(value, band.good_to, band.amber_to)
    return min(below, above)


def _slope(value: float, good: float | None, amber: float | None) -> float:
    """Return 1 on the good side of one edge, falling to 0 at the amber one; 1 where there is no edge."""
    if good is None or amber is None:
        return 1.0
    is_good = value >= good if amber <= good else value <= good
    if is_good:
        return 1.0
    return max(0.0, 1 - abs(value - good) / abs(amber - good)) if amber != good else 0.0


def band_name(share: float) -> BandName:
    """Return the name of the band in which a value with this membership lies."""
    if share == 1:
        return BandName.GOOD
    return BandName.AMBER if share > 0 else BandName.OUTSIDE


def level_of_share(share: float) -> int:
    """Return the level of a membership: 3 in the good band, 2 in the better half of amber, 1 in the other, else 0."""
    if share == 1:
        return 3
    return 2 if share >= 0.5 else int(share > 0)  # noqa: PLR2004 - half of the way
