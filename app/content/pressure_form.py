"""The form of pressure events, and what is made of it."""

from typing import Annotated

from pydantic import Field

from app.content.forms import Acts, Form, FourLines, Id, Points
from app.content.pressure_values import PressureEvent, PressureKind, When
from app.content.vocabulary import Difficulty


class WhenForm(Form):
    """The moment of a pressure event: the first at which any of these holds; name at least one."""

    seconds: Annotated[float, Field(ge=5, le=1800)] | None = None
    """So long after the line was opened, in seconds."""
    turn: Annotated[int, Field(ge=1, le=60, strict=True)] | None = None
    """At the trainee's so manieth turn, counted from 1."""
    tension: Points | None = None
    """Tension at or above."""
    patience: Points | None = None
    """Patience at or below."""
    acts: Acts = ()
    """The trainee does one of these."""


class PressureForm(Form):
    """Something it does on purpose to make a moment hard, at most once in a call."""

    id: Id
    """Its name."""
    kind: PressureKind
    """What it does."""
    at: WhenForm
    """When."""
    lines: FourLines
    """What it says then; fits whatever the trainee was saying."""
    seconds: Annotated[float, Field(ge=0, le=300)] = 0.0
    """How long a `silence` lasts (1 to 15) or how much time a `time_limit` leaves, in seconds; else leave it out."""
    intensity: Annotated[int, Field(ge=1, le=3, strict=True)] = 1
    """How hard a `personal_attack` is: 1 (snide) to 3 (harsh)."""
    difficulties: Annotated[tuple[Difficulty, ...], Field(min_length=1, max_length=3)] = tuple(Difficulty)
    """The difficulties at which it happens; all, if left out."""


def pressure_of(form: PressureForm) -> PressureEvent:
    """Return the pure value of a checked form."""
    return PressureEvent(
        id=form.id,
        kind=form.kind,
        at=When(form.at.seconds, form.at.turn, form.at.tension, form.at.patience, form.at.acts),
        lines=form.lines,
        seconds=form.seconds,
        intensity=form.intensity,
        difficulties=form.difficulties,
    )
