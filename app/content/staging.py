"""A persona as one scenario has it."""

from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from app.content.pressure_values import PressureEvent
from app.content.scenario_values import Bar, Scenario
from app.content.values import Accepts, HiddenFact, Objection, Persona, Term

Named = TypeVar("Named", Objection, HiddenFact, Term, PressureEvent)


@lru_cache(maxsize=512)
def staged(persona: Persona, scenario: Scenario) -> Persona:
    """Return the persona as this scenario has it."""
    replaced = {wordings.move for wordings in scenario.wordings}
    kept = tuple(wordings for wordings in persona.wordings if wordings.move not in replaced)
    return replace(
        persona,
        start=scenario.start or persona.start,
        accepts=_accepts(persona.accepts, scenario),
        objections=_chosen(persona.objections, scenario.objections),
        facts=_chosen(persona.facts, scenario.facts),
        pressure=_chosen(persona.pressure, scenario.pressure),
        wordings=kept + scenario.wordings,
    )


def _accepts(accepts: Accepts, scenario: Scenario) -> Accepts:
    bar = scenario.accepts or Bar(accepts.trust, accepts.tension, accepts.objections)
    return Accepts(bar.trust, bar.tension, bar.objections, _chosen(accepts.terms, scenario.terms))


def _chosen(known: tuple[Named, ...], ids: tuple[str, ...] | None) -> tuple[Named, ...]:
    if ids is None:
        return known
    by_id = {each.id: each for each in known}
    return tuple(by_id[each] for each in ids)
