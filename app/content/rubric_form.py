"""The form of a rubric's file (`rubric/v1`): which keys there are, what each may hold, and what is made of them."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.content import rubric_values as values
from app.content.forms import Id

Title = Annotated[str, Field(min_length=1, max_length=160)]
Weight = Annotated[int, Field(ge=1, le=100, strict=True)]
Share = Annotated[float, Field(ge=0, le=1)]
Anchors = Annotated[tuple[Title, ...], Field(min_length=4, max_length=4)]


class RubricPart(BaseModel):
    """A part of the file; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class BandForm(RubricPart):
    good: Annotated[tuple[float | None, ...], Field(min_length=2, max_length=2)]
    amber: Annotated[tuple[float | None, ...], Field(min_length=2, max_length=2)]


class NeedsForm(RubricPart):
    turns: Annotated[int, Field(ge=1, le=50, strict=True)] = 3
    speech: Annotated[float, Field(ge=1, le=600)] = 30.0
    call: Annotated[float, Field(ge=1, le=600)] = 120.0
    objections: Annotated[int, Field(ge=1, le=10, strict=True)] = 2
    coverage: Share = 0.6


class MeasuredForm(RubricPart):
    id: Id
    title: Title
    weight: Weight
    measure: values.Measure
    band: BandForm


class CheckForm(RubricPart):
    id: Id
    title: Title
    level: Annotated[int, Field(ge=1, le=3, strict=True)]
    rule: values.Rule | None = None


class SkillForm(RubricPart):
    id: Id
    title: Title
    weight: Weight
    anchors: Anchors
    checks: Annotated[tuple[CheckForm, ...], Field(min_length=1, max_length=12)]


class CapForm(RubricPart):
    id: Id
    title: Title
    rule: values.Rule | None = None
    most: Annotated[int, Field(ge=0, le=100, strict=True)]


class RubricForm(RubricPart):
    """A whole file."""

    schema_: Annotated[Literal["rubric/v1"], Field(alias="schema")]
    id: Id
    title: Title
    measured_share: Annotated[float, Field(ge=0, le=0.3)] = 0.2
    needs: NeedsForm = NeedsForm()
    measured: Annotated[tuple[MeasuredForm, ...], Field(max_length=12)] = ()
    skills: Annotated[tuple[SkillForm, ...], Field(min_length=1, max_length=12)]
    caps: Annotated[tuple[CapForm, ...], Field(max_length=12)] = ()


def rubric_of(form: RubricForm) -> values.Rubric:
    """Return the pure value of a checked form."""
    return values.Rubric(
        id=form.id,
        schema=form.schema_,
        title=form.title,
        measured_share=form.measured_share,
        needs=values.Needs(**form.needs.model_dump()),
        criteria=(*map(_measured, form.measured), *map(_skill, form.skills)),
        caps=tuple(values.Cap(values.Check(cap.id, cap.title, 1, cap.rule), cap.most) for cap in form.caps),
    )


def _measured(form: MeasuredForm) -> values.MeasuredCriterion:
    return values.MeasuredCriterion(form.id, form.title, form.weight, form.measure, _band(form.band))


def _band(form: BandForm) -> values.Band:
    return values.Band(form.good[0], form.good[1], form.amber[0], form.amber[1])


def _skill(form: SkillForm) -> values.CheckedCriterion:
    checks = tuple(values.Check(each.id, each.title, each.level, each.rule) for each in form.checks)
    return values.CheckedCriterion(form.id, form.title, form.weight, form.anchors, checks)
