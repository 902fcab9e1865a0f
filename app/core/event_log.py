"""Events as JSON and back: a call's log, from which the same call can be derived again."""

from dataclasses import asdict, fields
from typing import Any, get_args

from app.core import events
from app.core.events import Event, SpokenWord
from app.core.transcript import Word

_TYPES: dict[str, type[Event]] = {kind.__name__: kind for kind in get_args(Event)}


def to_json(event: Event, at: float) -> dict[str, Any]:
    """Return one line of the log: when (seconds of call time, to the last bit), what, and its facts."""
    return {"time": at, "event": type(event).__name__, **asdict(event)}


def from_json(line: dict[str, Any]) -> tuple[Event, float]:
    """Return the event of a line and its time. Raises `KeyError` for an event this version does not know.

    A fact that a later version added has its default in the lines of an earlier one.
    """
    kind = _TYPES[line["event"]]
    facts = {field.name: line[field.name] for field in fields(kind) if field.name in line}
    if kind is events.TranscriptReady:
        facts["words"] = tuple(Word(**word) for word in facts["words"])
    elif kind is events.PieceVoiced:
        facts["words"] = tuple(SpokenWord(**word) for word in facts["words"])
    return kind(**facts), line["time"]
