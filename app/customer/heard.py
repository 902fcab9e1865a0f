"""What becomes of a line: it counts as said when it was heard; what was cut early is owed and said again."""

from collections.abc import Callable
from dataclasses import replace

from app.content.pressure_values import PressureKind
from app.content.vocabulary import Move
from app.customer.happenings import LineCut, LineHeard
from app.customer.mind import Mind, Pending
from app.customer.play import Play
from app.customer.pressure import event_of, limited_from

SUBSTANTIAL = 70
"""Percent of a cut line's words that must have been heard for its business to count as said."""
BUSINESS = frozenset({Move.HINT, Move.DISCLOSE, Move.OBJECT, Move.PRESSURE, Move.ACCEPT})
"""Moves that count only once they were heard."""


def settled(play: Play, mind: Mind, happening: LineHeard | LineCut) -> tuple[Mind, tuple[str, ...]]:
    """Return the mind that knows what was heard of its line, and what that came to in words."""
    if happening.words and happening.line == mind.line and mind.last_move != Move.SAY_AGAIN:
        mind = replace(mind, last_line=happening.words)
    spoken = next((each for each in mind.pending if each.line == happening.line), None)
    if spoken is None:
        return mind, ()
    mind = replace(mind, pending=tuple(each for each in mind.pending if each.line != spoken.line))
    name = f"{spoken.move} {spoken.about}".strip()
    if _is_cut(spoken, happening):
        owed = None if spoken.move is Move.ACCEPT else (spoken.move, spoken.about)
        return replace(mind, owed=owed), (f"{name} was cut off and is still to be said",)
    after = _COUNTS[spoken.move](play, mind, spoken.about)
    reasons = [f"{name} was heard"]
    if after.leaves_at is not None and after.leaves_at != mind.leaves_at:
        reasons.append(f"it leaves at {after.leaves_at / 1000:.0f} s unless something is agreed")
    return after, tuple(reasons)


def _is_cut(spoken: Pending, happening: LineHeard | LineCut) -> bool:
    if isinstance(happening, LineHeard):
        return False
    words = len(happening.words.split()) or spoken.words
    return len(happening.heard.split()) * 100 < words * SUBSTANTIAL


def _objected(_play: Play, mind: Mind, about: str) -> Mind:
    return replace(mind, objected=tuple(dict.fromkeys((*mind.objected, about))))


def _hinted(_play: Play, mind: Mind, about: str) -> Mind:
    return replace(mind, hinted=(*mind.hinted, about))


def _disclosed(_play: Play, mind: Mind, about: str) -> Mind:
    return replace(mind, disclosed=(*mind.disclosed, about))


def _accepted(_play: Play, mind: Mind, _about: str) -> Mind:
    return replace(mind, accepted=True)


def _pressed(play: Play, mind: Mind, about: str) -> Mind:
    event = event_of(play, about)
    mind = replace(mind, happened=(*mind.happened, about))
    if event is None or event.kind is not PressureKind.TIME_LIMIT:
        return mind
    limit = limited_from(mind, event)
    return replace(mind, leaves_at=limit if mind.leaves_at is None else min(limit, mind.leaves_at))


_COUNTS: dict[Move, Callable[[Play, Mind, str], Mind]] = {
    Move.OBJECT: _objected,
    Move.HINT: _hinted,
    Move.DISCLOSE: _disclosed,
    Move.PRESSURE: _pressed,
    Move.ACCEPT: _accepted,
}
