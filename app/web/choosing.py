"""Whom there is to talk to, as the first page shows it: each customer, any obstacle, and what to choose by."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.content.language_values import Language
from app.content.library import Library
from app.content.values import Persona
from app.practice.call_language import LanguageNotHeardError, LanguageNotSpokenError, refuse_foreign_language
from app.practice.desk import Desk
from app.practice.start_parts import PartState
from app.web.rendering import in_words


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer."""

    persona: Persona
    language: str
    """Its own name."""
    obstacle: str
    """Why nobody can call them on this server, in a sentence; empty: somebody can."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What one can look for: each as the personas have it, and in words."""

    skills: tuple[tuple[str, str], ...]
    industries: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]


def customers_of(desk: Desk, library: Library) -> tuple[Customer, ...]:
    """Return everybody in a library, in the order of their names."""
    personas = sorted((file.persona for file in library.files), key=lambda persona: persona.name)
    return tuple(customer_of(desk, each, library.language_of(each)) for each in personas)


def customer_of(desk: Desk, persona: Persona, language: Language) -> Customer:
    """Return one customer."""
    return Customer(persona, language.name, _obstacle(desk, persona, language))


def choices_of(customers: Iterable[Customer]) -> Choices:
    """Return what these customers can be found by."""
    skills = {skill for each in customers for skill in each.persona.skills}
    industries = {each.persona.industry for each in customers if each.persona.industry}
    languages = {each.persona.voice.language: each.language for each in customers}
    return Choices(_worded(skills), _worded(industries), tuple(sorted(languages.items())))


def _worded(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, in_words(name).capitalize()) for name in sorted(names))


def _obstacle(desk: Desk, persona: Persona, language: Language) -> str:
    if desk.parts.status is not PartState.READY:  # what a voice speaks is known once it has started
        return ""
    try:
        refuse_foreign_language(persona, language, desk.engines)
    except LanguageNotHeardError:
        return f"{persona.name} speaks {language.name}, and this server does not understand that language yet."
    except LanguageNotSpokenError:
        return f"{persona.name} speaks {language.name}, and this server has no voice for that language yet."
    return ""
