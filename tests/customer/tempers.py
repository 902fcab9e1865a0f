"""Personas of any temper that a file may give them, and what else random calls are made of."""

from dataclasses import replace

from hypothesis import strategies as st

from app.content.pressure_values import PressureEvent, PressureKind, When
from app.content.scenario_values import Temper
from app.content.values import Accepts, Dynamics, Effect, Hardness, Limits, Persona, Term
from app.content.vocabulary import Act, Difficulty
from app.customer.acts import Reading
from app.customer.play import Play
from tests.customer.rehearsal import play_of

POINTS = st.integers(0, 100)
SHIFT = st.integers(-30, 30)
ACTS = st.lists(st.sampled_from(list(Act)), min_size=1, max_size=4, unique=True).map(tuple)

TEMPERS = st.builds(Temper, trust=POINTS, tension=POINTS, patience=POINTS)
DYNAMICS = st.builds(
    Dynamics,
    reactivity=st.integers(50, 200),
    baseline=POINTS,
    drift=st.integers(0, 50),
    relief=st.integers(0, 40),
)
HARDNESSES = st.builds(
    Hardness,
    reactivity=st.integers(25, 200),
    gate=st.integers(-20, 30),
    caution=st.integers(-20, 30),
    drain=st.integers(0, 10),
)
EFFECTS = st.dictionaries(st.sampled_from(list(Act)), st.builds(Effect, st.just(Act.FILLER), SHIFT, SHIFT, SHIFT)).map(
    lambda by_act: tuple(replace(effect, act=act) for act, effect in by_act.items())
)
READINGS = st.builds(
    Reading,
    words=st.text("abc ", max_size=12),
    acts=ACTS.map(lambda acts: acts[:3]),
    terms=st.lists(st.sampled_from(["money", "paper"]), unique=True).map(tuple),
    asked=st.just(()),
    said=st.just(()),
    fits_nothing=st.just(False),
)


@st.composite
def personas(draw: st.DrawFn, persona: Persona) -> Persona:
    """Draw a persona of any temper and any bar, who never hangs up: as easy to win as a file can make it."""
    asks = persona.accepts.terms[0].asks
    terms = tuple(Term(name, draw(ACTS), "", asks) for name in ("money", "paper")[: draw(st.integers(1, 2))])
    return replace(
        persona,
        start=draw(TEMPERS),
        dynamics=draw(DYNAMICS),
        effects=draw(EFFECTS),
        limits=Limits(tension=101, patience=-1, silences=99, minutes=10_000),
        accepts=Accepts(draw(POINTS), draw(POINTS), draw(st.integers(0, 2)), terms),
        hardness=tuple((each, draw(HARDNESSES)) for each in Difficulty),
        pressure=(),
    )


@st.composite
def plays(draw: st.DrawFn, name: str) -> Play:
    """Draw a play of a shipped scenario with a persona of any temper."""
    play = play_of(name, draw(st.sampled_from(list(Difficulty))), draw(st.integers(0, 99)), draw(st.integers(1, 20)))
    scenario = replace(play.scenario, start=None, accepts=None, terms=None, pressure=None)
    return replace(play, persona=draw(personas(play.persona)), scenario=scenario)


def lenient(play: Play, **changes: object) -> Play:
    """Return a play whose persona is changed so, and whose scenario changes nothing of it."""
    scenario = replace(play.scenario, start=None, accepts=None, terms=None, pressure=None)
    return replace(play, persona=replace(play.persona, **changes), scenario=scenario)  # type: ignore[arg-type]


def event(name: str, kind: PressureKind, *, intensity: int = 1, **when: object) -> PressureEvent:
    """Return a pressure event with four wordings; a silence lasts 4 seconds, a limit leaves 60."""
    lines = tuple(f"This is wording {number} of {name}." for number in ("one", "two", "three", "four"))
    lasts = {PressureKind.SILENCE: 4.0, PressureKind.TIME_LIMIT: 60.0}.get(kind, 0.0)
    return PressureEvent(name, kind, When(**when), lines, lasts, intensity)  # type: ignore[arg-type]
