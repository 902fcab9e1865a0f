"""The form of a scenario: its brief, what it changes of the persona, how it is rehearsed, and what is made of it."""

from typing import Annotated

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from app.content import scenario_values as values
from app.content.forms import Form, Id, IdOrNone, Lines, Points, Text
from app.content.rehearsal_values import Rehearsals, RehearsedLine
from app.content.temper_form import TemperForm, temper_of
from app.content.vocabulary import Move, Stance
from app.core.transcript import Side

Title = Annotated[str, Field(min_length=1, max_length=120)]


class StanceLines(Form):
    """The wordings of one move by stance; a stance without its own uses those of another."""

    any: Lines = ()
    """They suit every stance."""
    closed: Lines = ()
    """Tension of 65 or more, or trust below 30."""
    guarded: Lines = ()
    """Between the two."""
    open: Lines = ()
    """Trust of 50 or more with tension up to 45."""


class DocumentForm(Form):
    """Something the trainee may look at during the call: a price list, an entry in the file."""

    title: Title
    """What it is called."""
    text: Annotated[str, Field(min_length=1, max_length=2000)]
    """What it says."""


class BriefForm(Form):
    """What the trainee reads before the call; a minute's reading, without slots and without hidden facts."""

    role: Text
    """Who the trainee is."""
    situation: Text
    """What has happened, and who is on the line."""
    goal: Text
    """What a good call achieves."""
    facts: Annotated[tuple[Text, ...], Field(min_length=1, max_length=20)]
    """What the trainee knows."""
    authority: Annotated[tuple[Text, ...], Field(min_length=1, max_length=20)]
    """What the trainee may decide alone, and what not."""
    documents: Annotated[tuple[DocumentForm, ...], Field(max_length=6)] = ()
    """What may be looked at during the call."""


class BarForm(Form):
    """How much it takes to win it over here; replaces the numbers of the persona's `accepts`."""

    trust: Points
    """At least."""
    tension: Points
    """At most."""
    objections: Annotated[int, Field(ge=0, le=20, strict=True)]
    """How many objections must have been heard."""


class RehearsedForm(Form):
    """One turn of a rehearsing trainee: plain text, or text that answers something."""

    to: IdOrNone = ""
    """Id of the objection, fact, term, known thing or pressure event, or the move, that it answers."""
    say: Annotated[str, Field(min_length=1, max_length=600)]
    """The trainee's words."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: object) -> object:
        return {"say": data} if isinstance(data, str) else data

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Say that plain text will do."""
        whole = handler.resolve_ref_schema(handler(core))
        description = str(whole.pop("description", ""))
        return {"description": description, "anyOf": [{"type": "string", "minLength": 1, "maxLength": 600}, whole]}


class RehearsalsForm(Form):
    """How trainees of two kinds would hold this call, in words; it is certified by them."""

    expert: Annotated[tuple[RehearsedForm, ...], Field(max_length=60)] = ()
    """An expert's words: 8 turns or more, in order, and answers to what the customer brings up."""
    good: Annotated[tuple[RehearsedForm, ...], Field(max_length=60)] = ()
    """A good trainee's: competent but unordered, forgets some things, says others late."""


class ScenarioForm(Form):
    """The situation of one call, and what it changes of the persona."""

    id: Id
    """Its name: ruth_billing/charged_twice."""
    title: Title
    """How it is listed."""
    brief: BriefForm
    """What the trainee reads first."""
    opens: Side = Side.CUSTOMER
    """Who speaks first."""
    start: TemperForm | None = None
    """Another starting state."""
    accepts: BarForm | None = None
    """Another bar."""
    objections: tuple[Id, ...] | None = None
    """These objections in this order; leave it out for all."""
    facts: tuple[Id, ...] | None = None
    """These hidden facts."""
    terms: tuple[Id, ...] | None = None
    """These terms."""
    pressure: tuple[Id, ...] | None = None
    """These pressure events; [] for none."""
    lines: dict[Move, StanceLines] = Field(default_factory=dict)
    """Other wordings; each move named here replaces the persona's."""
    hotwords: Annotated[tuple[Title, ...], Field(max_length=40)] = ()
    """Names and terms that a recogniser should expect from the trainee."""
    rehearsals: RehearsalsForm = RehearsalsForm()
    """How this call would be held well."""


def scenario_of(form: ScenarioForm) -> values.Scenario:
    """Return the pure value of a checked form."""
    return values.Scenario(
        id=form.id,
        title=form.title,
        brief=_brief(form.brief),
        opens=form.opens,
        start=temper_of(form.start) if form.start else None,
        accepts=values.Bar(**form.accepts.model_dump()) if form.accepts else None,
        objections=form.objections,
        facts=form.facts,
        terms=form.terms,
        pressure=form.pressure,
        wordings=wordings_of(form.lines),
        hotwords=form.hotwords,
        rehearsals=Rehearsals(_rehearsed(form.rehearsals.expert), _rehearsed(form.rehearsals.good)),
    )


def wordings_of(lines: dict[Move, StanceLines]) -> tuple[values.Wordings, ...]:
    """Return the lines of a mapping from moves and stances, one value for each."""
    return tuple(
        values.Wordings(move, stance, wordings)
        for move, by_stance in lines.items()
        for stance, wordings in (
            (None, by_stance.any),
            (Stance.CLOSED, by_stance.closed),
            (Stance.GUARDED, by_stance.guarded),
            (Stance.OPEN, by_stance.open),
        )
        if wordings
    )


def _brief(form: BriefForm) -> values.Brief:
    documents = tuple(values.Document(each.title, each.text) for each in form.documents)
    return values.Brief(form.role, form.situation, form.goal, form.facts, form.authority, documents)


def _rehearsed(forms: tuple[RehearsedForm, ...]) -> tuple[RehearsedLine, ...]:
    return tuple(RehearsedLine(each.say, each.to) for each in forms)
