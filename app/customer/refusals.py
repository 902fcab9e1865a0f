"""Clauses that only say no: what they name is not offered."""

from app.content.language_values import Language
from app.content.vocabulary import Act
from app.customer.patterns import holds


def refuses(language: Language, words: str) -> bool:
    """Say whether a clause of plain words says no and promises nothing beside it."""
    refusals = (pattern for each in language.acts if each.act is Act.HONEST_NO for pattern in each.patterns)
    is_promise = holds(language.parts.promise, words) or holds(language.parts.done, words)
    return not is_promise and any(holds(pattern, words) for pattern in refusals)
