"""The form of a persona's file (`persona/v1`): which keys there are, what each may hold, and what is made of them."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.content import scenario_values, values
from app.content.vocabulary import Act, Move, Stance
from app.content.voice_values import Background, BackgroundSound, EspeakChoice, PiperChoice, Voice
from app.core.manners import Manners
from app.core.transcript import Side

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,47}$")]
Text = Annotated[str, Field(min_length=1, max_length=600)]
Line = Annotated[str, Field(min_length=1, max_length=240)]
Lines = Annotated[tuple[Line, ...], Field(min_length=3, max_length=40)]
FourLines = Annotated[tuple[Line, ...], Field(min_length=4, max_length=40)]
Pattern = Annotated[str, Field(pattern=r"^[a-z0-9*|+!. ]{1,300}$")]
Points = Annotated[int, Field(ge=0, le=100, strict=True)]
Shift = Annotated[int, Field(ge=-30, le=30, strict=True)]
Acts = Annotated[tuple[Act, ...], Field(max_length=len(Act))]
Seconds = Annotated[float, Field(ge=0, le=120)]


class Form(BaseModel):
    """A part of the file; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class IdentityForm(Form):
    name: Annotated[str, Field(min_length=1, max_length=80)]
    age: Annotated[int, Field(ge=16, le=110, strict=True)]
    role: Text


class EspeakForm(Form):
    variant: Annotated[str, Field(pattern=r"^[A-Za-z0-9_+-]{1,32}$")] = "m1"
    accent: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,32}$")] = "en-us"
    pitch: Annotated[int, Field(ge=0, le=99, strict=True)] = 50


class PiperForm(Form):
    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    speaker: Annotated[int, Field(ge=0, le=9999, strict=True)] | None = None


class BackgroundForm(Form):
    sound: BackgroundSound
    level: Annotated[float, Field(ge=-70, le=-30)] = -45.0


class VoiceForm(Form):
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    espeak: EspeakForm = EspeakForm()
    piper: Annotated[tuple[PiperForm, ...], Field(max_length=8)] = ()
    telephone: bool = False
    background: BackgroundForm | None = None
    pace: Annotated[float, Field(ge=0.7, le=1.5)] = 1.0


class MannersForm(Form):
    patience: Annotated[float, Field(ge=0.6, le=1.6)] = 1.0
    min_hold: Annotated[float, Field(ge=0.1, le=1.0)] = 0.25
    max_hold: Annotated[float, Field(ge=0.5, le=6.0)] = 2.5
    nudge_after: Annotated[float, Field(ge=2, le=60)] = 7.0
    monologue_limit: Annotated[float, Field(ge=8, le=300)] = 30.0
    pause_after: Annotated[float, Field(ge=0.05, le=1.0)] = 0.15
    yield_after: Annotated[float, Field(ge=0.2, le=5.0)] = 1.0
    deaf_start: Annotated[float, Field(ge=0, le=5)] = 0.0
    reconnect_grace: Seconds = 20.0
    murmur_after: Annotated[float, Field(ge=2, le=120)] = 8.0
    murmurs: Annotated[tuple[Line, ...], Field(max_length=8)] = ("Mm-hm.", "Okay.")


class TemperForm(Form):
    trust: Points
    tension: Points
    patience: Points


class DynamicsForm(Form):
    reactivity: Annotated[int, Field(ge=50, le=200, strict=True)] = 100
    baseline: Points = 60
    drift: Annotated[int, Field(ge=0, le=50, strict=True)] = 5
    relief: Annotated[int, Field(ge=0, le=40, strict=True)] = 12


class LimitsForm(Form):
    tension: Annotated[int, Field(ge=50, le=100, strict=True)] = 97
    patience: Annotated[int, Field(ge=0, le=50, strict=True)] = 0
    silences: Annotated[int, Field(ge=1, le=10, strict=True)] = 3


class EffectForm(Form):
    trust: Shift = 0
    tension: Shift = 0
    patience: Shift = 0


class NeedsForm(Form):
    trust: Points
    acts: Annotated[Acts, Field(min_length=1)]
    heard: tuple[Id, ...] = ()
    words: Pattern | None = None


class FactForm(Form):
    id: Id
    needs: NeedsForm
    lines: Lines


class ObjectionForm(Form):
    id: Id
    after: Acts = ()
    lines: FourLines


class TermForm(Form):
    id: Id
    acts: Annotated[Acts, Field(min_length=1)]
    words: Pattern | None = None
    asks: Lines


class AcceptsForm(Form):
    trust: Points
    tension: Points
    objections: Annotated[int, Field(ge=0, le=20, strict=True)]
    terms: Annotated[tuple[TermForm, ...], Field(min_length=1, max_length=8)]


class KnownForm(Form):
    id: Id
    words: Pattern
    lines: Lines


class BriefForm(Form):
    role: Text
    situation: Text
    goal: Text
    facts: Annotated[tuple[Text, ...], Field(min_length=1, max_length=20)]
    authority: Annotated[tuple[Text, ...], Field(min_length=1, max_length=20)]


StanceLines = dict[Stance | Literal["any"], Lines]


class ScenarioForm(Form):
    id: Id
    title: Annotated[str, Field(min_length=1, max_length=120)]
    brief: BriefForm
    opens: Side = Side.CUSTOMER
    start: TemperForm | None = None
    objections: tuple[Id, ...] | None = None
    lines: dict[Move, StanceLines] = Field(default_factory=dict)


class PersonaForm(Form):
    """A whole file."""

    schema_: Annotated[Literal["persona/v1"], Field(alias="schema")]
    id: Id
    identity: IdentityForm
    skills: Annotated[tuple[Id, ...], Field(min_length=1, max_length=12)]
    voice: VoiceForm = VoiceForm()
    manners: MannersForm = MannersForm()
    start: TemperForm
    dynamics: DynamicsForm = DynamicsForm()
    hangs_up: LimitsForm = LimitsForm()
    effects: dict[Act, EffectForm] = Field(default_factory=dict)
    concerns: Annotated[tuple[Pattern, ...], Field(min_length=1, max_length=40)]
    accepts: AcceptsForm
    hidden_facts: Annotated[tuple[FactForm, ...], Field(min_length=1, max_length=20)]
    objections: Annotated[tuple[ObjectionForm, ...], Field(min_length=1, max_length=20)]
    knows: Annotated[tuple[KnownForm, ...], Field(max_length=40)] = ()
    replies: dict[Act, Lines] = Field(default_factory=dict)
    slots: dict[Id, Annotated[tuple[Line, ...], Field(min_length=1, max_length=20)]] = Field(default_factory=dict)
    lines: dict[Move, StanceLines]
    scenarios: Annotated[tuple[ScenarioForm, ...], Field(min_length=1, max_length=12)]


def persona_of(form: PersonaForm) -> values.Persona:
    """Return the pure value of a checked form."""
    accepts = form.accepts
    return values.Persona(
        id=form.id,
        schema=form.schema_,
        name=form.identity.name,
        age=form.identity.age,
        role=form.identity.role,
        skills=form.skills,
        voice=_voice(form.voice),
        manners=Manners(**form.manners.model_dump()),
        start=scenario_values.Temper(**form.start.model_dump()),
        dynamics=values.Dynamics(**form.dynamics.model_dump()),
        limits=values.Limits(**form.hangs_up.model_dump()),
        effects=tuple(values.Effect(act, **effect.model_dump()) for act, effect in form.effects.items()),
        concerns=form.concerns,
        accepts=values.Accepts(accepts.trust, accepts.tension, accepts.objections, tuple(map(_term, accepts.terms))),
        facts=tuple(map(_fact, form.hidden_facts)),
        objections=tuple(values.Objection(each.id, each.after, each.lines) for each in form.objections),
        knows=tuple(values.Known(**known.model_dump()) for known in form.knows),
        replies=tuple(values.Reply(act, lines) for act, lines in form.replies.items()),
        slots=tuple(values.Slot(name, each) for name, each in form.slots.items()),
        wordings=_wordings(form.lines),
        scenarios=tuple(map(_scenario, form.scenarios)),
    )


def _voice(form: VoiceForm) -> Voice:
    behind = form.background
    return Voice(
        language=form.language,
        espeak=EspeakChoice(**form.espeak.model_dump()),
        piper=tuple(PiperChoice(each.name, each.speaker) for each in form.piper),
        pace=form.pace,
        telephone=form.telephone,
        background=Background(behind.sound, behind.level) if behind else None,
    )


def _fact(form: FactForm) -> values.HiddenFact:
    needs = form.needs
    return values.HiddenFact(form.id, needs.trust, needs.acts, needs.heard, needs.words or "", form.lines)


def _term(form: TermForm) -> values.Term:
    return values.Term(form.id, form.acts, form.words or "", form.asks)


def _scenario(form: ScenarioForm) -> scenario_values.Scenario:
    return scenario_values.Scenario(
        id=form.id,
        title=form.title,
        brief=scenario_values.Brief(**form.brief.model_dump()),
        opens=form.opens,
        start=scenario_values.Temper(**form.start.model_dump()) if form.start else None,
        objections=form.objections,
        wordings=_wordings(form.lines),
    )


def _wordings(lines: dict[Move, StanceLines]) -> tuple[scenario_values.Wordings, ...]:
    return tuple(
        scenario_values.Wordings(move, None if stance == "any" else stance, wordings)
        for move, by_stance in lines.items()
        for stance, wordings in by_stance.items()
    )
