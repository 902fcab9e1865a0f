"""The form of a persona's file (`persona/v1`): which keys there are, what each may hold, and what is made of them."""

from typing import Annotated, Literal

from pydantic import Field

from app.content import values
from app.content.forms import Form, Id, IdOrNone, Line, Lines, Pattern, Phrases, Text
from app.content.pressure_form import PressureForm, pressure_of
from app.content.scenario_form import ScenarioForm, StanceLines, scenario_of, wordings_of
from app.content.substance_form import (
    AcceptsForm,
    FactForm,
    KnownForm,
    ObjectionForm,
    accepts_of,
    fact_of,
    known_of,
    objection_of,
)
from app.content.temper_form import (
    DynamicsForm,
    EffectForm,
    HardnessForm,
    LimitsForm,
    TemperForm,
    hardness_of,
    temper_of,
)
from app.content.vocabulary import Act, Difficulty, Move
from app.content.voice_form import MannersForm, VoiceForm, voice_of
from app.core.manners import Manners

__all__ = ["Form", "PersonaForm", "persona_of"]


class IdentityForm(Form):
    """Who it is."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    """First name and surname."""
    age: Annotated[int, Field(ge=16, le=110, strict=True)]
    """Years."""
    role: Text
    """What it does in life, in a few words."""


class SpeechForm(Form):
    """How it talks, whoever words it."""

    longest: Annotated[int, Field(ge=5, le=25, strict=True)] = 25
    """Most words of one line."""
    style: Annotated[str, Field(max_length=300)] = ""
    """One sentence on register and habits, for a model that words it."""
    uses: Phrases = ()
    """Words and phrases it likes."""
    never: Phrases = ()
    """Words and phrases it would not say; refused in its own lines too."""


class GoalsForm(Form):
    """What it is after, in plain sentences. A model is told these; the rules stand in `accepts`."""

    wants: Annotated[str, Field(max_length=300)] = ""
    """What it called for."""
    settles_for: Annotated[tuple[Text, ...], Field(max_length=8)] = ()
    """What would do."""
    refuses: Annotated[tuple[Text, ...], Field(max_length=8)] = ()
    """What it will not take."""
    walks_away: Annotated[str, Field(max_length=300)] = ""
    """When it has had enough."""


class SafetyForm(Form):
    """Limits on how hard it may be on a trainee."""

    intensity: Annotated[int, Field(ge=1, le=3, strict=True)] = 3
    """Hardest personal attack it is played with; pressure events beyond it do not happen."""


class PersonaForm(Form):
    """A customer: who it is, how it reacts, what it hides, and every line it can speak."""

    schema_: Annotated[Literal["persona/v1"], Field(alias="schema")]
    """Version of this form."""
    id: Id
    """Its name in commands and records, and the file's name."""
    identity: IdentityForm
    """Who it is."""
    industry: IdOrNone = ""
    """Where such a call happens, as an id: telecoms, funeral_services; for finding it."""
    skills: Annotated[tuple[Id, ...], Field(min_length=1, max_length=12)]
    """What practising with it trains; for finding it."""
    rubrics: tuple[Id, ...] = ()
    """Ids of the rubrics that suit it; leave it out for every one."""
    safety: SafetyForm = SafetyForm()
    """Limits on how hard it may be."""
    voice: VoiceForm = VoiceForm()
    """How it sounds."""
    manners: MannersForm = MannersForm()
    """The timing of its turns."""
    speech: SpeechForm = SpeechForm()
    """How it talks."""
    goals: GoalsForm = GoalsForm()
    """What it is after."""
    start: TemperForm
    """Its temper when the call begins."""
    dynamics: DynamicsForm = DynamicsForm()
    """How its temper moves."""
    hangs_up: LimitsForm = LimitsForm()
    """When it hangs up."""
    difficulty: dict[Difficulty, HardnessForm] = Field(default_factory=dict)
    """What easy, normal and hard change for it."""
    effects: dict[Act, EffectForm] = Field(default_factory=dict)
    """What an act does to this persona instead of its ordinary effect."""
    concerns: Annotated[tuple[Pattern, ...], Field(min_length=1, max_length=40)]
    """Word patterns of what is on its mind; naming one makes an acknowledgement specific."""
    accepts: AcceptsForm
    """The conditions of a yes."""
    hidden_facts: Annotated[tuple[FactForm, ...], Field(min_length=1, max_length=20)]
    """What it says only through a gate."""
    objections: Annotated[tuple[ObjectionForm, ...], Field(min_length=1, max_length=20)]
    """Its reasons against, in their order."""
    pressure: Annotated[tuple[PressureForm, ...], Field(max_length=12)] = ()
    """What it does on purpose to make a moment hard."""
    knows: Annotated[tuple[KnownForm, ...], Field(max_length=40)] = ()
    """What it tells anyone who asks."""
    does_not_know: Annotated[tuple[KnownForm, ...], Field(max_length=40)] = ()
    """What it is asked and cannot say; the lines say so."""
    replies: dict[Act, Lines] = Field(default_factory=dict)
    """How it resists one act in particular."""
    slots: dict[Id, Annotated[tuple[Line, ...], Field(min_length=1, max_length=20)]] = Field(default_factory=dict)
    """Details that vary from call to call: `agent: [Chloe, Jess]` is {agent} in a line."""
    lines: dict[Move, StanceLines]
    """Its wordings by move and stance."""
    scenarios: Annotated[tuple[ScenarioForm, ...], Field(min_length=1, max_length=12)]
    """The situations in which it is met; the first is the one meant by its bare id."""


def persona_of(form: PersonaForm) -> values.Persona:
    """Return the pure value of a checked form."""
    return values.Persona(
        id=form.id,
        schema=form.schema_,
        name=form.identity.name,
        age=form.identity.age,
        role=form.identity.role,
        skills=form.skills,
        voice=voice_of(form.voice),
        manners=Manners(**form.manners.model_dump()),
        start=temper_of(form.start),
        dynamics=values.Dynamics(**form.dynamics.model_dump()),
        limits=values.Limits(**form.hangs_up.model_dump()),
        effects=tuple(values.Effect(act, **effect.model_dump()) for act, effect in form.effects.items()),
        concerns=form.concerns,
        accepts=accepts_of(form.accepts),
        facts=tuple(map(fact_of, form.hidden_facts)),
        objections=tuple(map(objection_of, form.objections)),
        knows=tuple(map(known_of, (*form.knows, *form.does_not_know))),
        replies=tuple(values.Reply(act, lines) for act, lines in form.replies.items()),
        slots=tuple(values.Slot(name, each) for name, each in form.slots.items()),
        wordings=wordings_of(form.lines),
        scenarios=tuple(map(scenario_of, form.scenarios)),
        industry=form.industry,
        speech=values.Speech(**form.speech.model_dump()),
        goals=values.Goals(**form.goals.model_dump()),
        pressure=tuple(map(pressure_of, form.pressure)),
        hardness=tuple((level, hardness_of(level, each)) for level, each in form.difficulty.items()),
        rubrics=form.rubrics,
        intensity=form.safety.intensity,
    )
