"""Calls held by typing with the persona that every author begins with."""

from functools import cache

from app.content.library import Library, composed, read_persona_file
from app.content.vocabulary import Difficulty, Move
from app.content.yaml_language import load_languages
from app.customer.customer import Play
from app.customer.typed_call import Answer, TypedCall
from tests.content.authors_file import PROJECT


@cache
def library() -> Library:
    languages = load_languages(PROJECT / "languages")
    return composed([read_persona_file(PROJECT / "app" / "content" / "new_persona.yaml", languages)], languages)


def call(scenario: str = "one_day_late", seed: int = 3) -> TypedCall:
    """Return a call on which the line is open."""
    persona, found = library().find(f"new_persona/{scenario}")
    typed = TypedCall(Play(persona, found, Difficulty.NORMAL, seed, 1, library().language_of(persona)))
    typed.open()
    return typed


def moves(answers: list[Answer]) -> list[Move]:
    """Return what the customer did."""
    return [answer.decision.move for answer in answers if answer.decision.move]


def line(answers: list[Answer]) -> str:
    """Return what the customer said last."""
    return next(answer.decision.line for answer in reversed(answers) if answer.decision.move)
