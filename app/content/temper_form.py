"""The form of a persona's temper: where it starts, how it moves, when it hangs up, what a difficulty changes."""

from typing import Annotated

from pydantic import Field

from app.content import values
from app.content.forms import Form, Points
from app.content.scenario_values import Temper
from app.content.vocabulary import Difficulty

Shift = Annotated[int, Field(ge=-30, le=30, strict=True)]
Reactivity = Annotated[int, Field(ge=50, le=200, strict=True)]


class TemperForm(Form):
    """The three numbers of its mind at the start of a call."""

    trust: Points
    """0 to 100; 50 with little tension makes it open."""
    tension: Points
    """0 to 100; from 65 it is closed."""
    patience: Points
    """0 to 100; used up by stalling, by empty turns and by every turn a little."""


class DynamicsForm(Form):
    """How its temper moves."""

    reactivity: Reactivity = 100
    """Percent; above 100 it takes bad acts harder and good ones more coolly."""
    baseline: Points = 60
    """Tension to which it returns while nothing is solved."""
    drift: Annotated[int, Field(ge=0, le=50, strict=True)] = 5
    """Percent of the way back to the baseline per turn."""
    relief: Annotated[int, Field(ge=0, le=40, strict=True)] = 12
    """Points by which the baseline falls with each promised term."""


class LimitsForm(Form):
    """When it hangs up."""

    tension: Annotated[int, Field(ge=50, le=100, strict=True)] = 97
    """At or above."""
    patience: Annotated[int, Field(ge=0, le=50, strict=True)] = 0
    """At or below."""
    silences: Annotated[int, Field(ge=1, le=10, strict=True)] = 3
    """Silences in a row."""
    minutes: Annotated[int, Field(ge=2, le=60, strict=True)] = 10
    """Length of a call at which it has no more time."""


class EffectForm(Form):
    """What one act does to this persona, in points; replaces the ordinary effect of the act."""

    trust: Shift = 0
    """Points of trust."""
    tension: Shift = 0
    """Points of tension."""
    patience: Shift = 0
    """Points of patience."""


class HardnessForm(Form):
    """What one difficulty changes for this persona; what is left out stays as that difficulty ordinarily is."""

    reactivity: Reactivity | None = None
    """Percent of the persona's own reactivity."""
    gate: Annotated[int, Field(ge=-20, le=30, strict=True)] | None = None
    """Points of trust that a hidden fact asks beyond its own."""
    caution: Annotated[int, Field(ge=-20, le=30, strict=True)] | None = None
    """Points of trust that acceptance asks beyond the persona's own."""
    drain: Annotated[int, Field(ge=0, le=10, strict=True)] | None = None
    """Points of patience that each turn costs."""


def temper_of(form: TemperForm) -> Temper:
    """Return the pure value of a checked form."""
    return Temper(form.trust, form.tension, form.patience)


def hardness_of(difficulty: Difficulty, form: HardnessForm) -> values.Hardness:
    """Return what a difficulty changes, with the ordinary numbers where the author gave none."""
    ordinary = values.HARDNESS[difficulty]
    chosen = {name: number for name, number in form.model_dump().items() if number is not None}
    return values.Hardness(
        reactivity=chosen.get("reactivity", ordinary.reactivity),
        gate=chosen.get("gate", ordinary.gate),
        caution=chosen.get("caution", ordinary.caution),
        drain=chosen.get("drain", ordinary.drain),
    )
