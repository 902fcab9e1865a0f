"""The form of what a persona hides, minds, knows and wants, and what is made of it."""

from typing import Annotated

from pydantic import Field

from app.content import values
from app.content.forms import Acts, Form, FourLines, Id, Lines, OptionalLines, Pattern, Points


class NeedsForm(Form):
    """The gate of a hidden fact; all of it must hold in one turn."""

    trust: Points
    """Least trust."""
    acts: Annotated[Acts, Field(min_length=1)]
    """The trainee does one of these in that very turn."""
    heard: tuple[Id, ...] = ()
    """Ids of objections or earlier facts that must have been heard before."""
    words: Pattern | None = None
    """Word pattern of the question that this fact answers: asked that, no other comes; asked something else, it may."""


class HintForm(Form):
    """What it lets slip before it trusts enough to tell the whole."""

    trust: Points
    """Least trust; lower than the fact's own."""
    lines: Lines
    """Lines that make one curious and give nothing away."""


class FactForm(Form):
    """Something it says only when asked well by someone whom it trusts a little."""

    id: Id
    """Its name."""
    needs: NeedsForm
    """When it is told."""
    gives_away: Pattern
    """Word pattern of words that would tell it: each of its own lines holds it, and nothing else may."""
    hint: HintForm | None = None
    """What it lets slip before; leave it out for a fact that is told whole or not at all."""
    lines: Lines
    """How it tells it."""
    more: OptionalLines = ()
    """What it says when it is asked further right after; each must answer whatever one may ask then."""


class ObjectionForm(Form):
    """A reason against, raised in the order of the list."""

    id: Id
    """Its name."""
    after: Acts = ()
    """The acts that bring it up; leave it out for "whenever nothing better offers itself"."""
    lines: FourLines
    """How it says it."""


class TermForm(Form):
    """Something that must have been promised before it accepts."""

    id: Id
    """Its name."""
    acts: Annotated[Acts, Field(min_length=1)]
    """One of these acts, together with `words`, is the promise."""
    words: Pattern | None = None
    """Word pattern of what is promised; leave it out where the act alone is enough."""
    asks: Lines
    """How it asks for it while it is missing."""


class AcceptsForm(Form):
    """The conditions of a yes; all of them."""

    trust: Points
    """At least."""
    tension: Points
    """At most."""
    objections: Annotated[int, Field(ge=0, le=20, strict=True)]
    """How many objections must have been heard."""
    terms: Annotated[tuple[TermForm, ...], Field(min_length=1, max_length=8)]
    """What must have been promised."""


class KnownForm(Form):
    """Something it tells anyone who asks, or says that it does not know."""

    id: Id
    """Its name."""
    words: Pattern
    """Word pattern of the question."""
    lines: Lines
    """How it answers."""


def fact_of(form: FactForm) -> values.HiddenFact:
    """Return the pure value of a checked form."""
    needs, hint = form.needs, form.hint
    return values.HiddenFact(
        id=form.id,
        trust=needs.trust,
        acts=needs.acts,
        heard=needs.heard,
        words=needs.words or "",
        lines=form.lines,
        gives_away=form.gives_away,
        hint=values.Hint(hint.trust, hint.lines) if hint else None,
        more=form.more,
    )


def objection_of(form: ObjectionForm) -> values.Objection:
    """Return the pure value of a checked form."""
    return values.Objection(form.id, form.after, form.lines)


def accepts_of(form: AcceptsForm) -> values.Accepts:
    """Return the pure value of a checked form."""
    terms = tuple(values.Term(each.id, each.acts, each.words or "", each.asks) for each in form.terms)
    return values.Accepts(form.trust, form.tension, form.objections, terms)


def known_of(form: KnownForm) -> values.Known:
    """Return the pure value of a checked form."""
    return values.Known(form.id, form.words, form.lines)
