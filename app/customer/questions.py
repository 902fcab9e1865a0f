"""How a turn asks: openly, for a plain fact, or further about what was just said."""

from app.content.language_values import Language
from app.content.vocabulary import Act
from app.customer.patterns import holds, without
from app.customer.utterance import Clause, Utterance

CHOOSING = 11
"""Most words of a choice that is put without a verb."""
BRIEF = 4
"""A question of up to so many words asks on from what was just said: it names no subject of its own."""


def question_in(utterance: Utterance, clause: Clause) -> Act | None:
    """Return how a clause asks; `None`: it does not. Where marks are written, only they and invitations ask."""
    asks = utterance.language.questions
    if holds(asks.inviting, without(asks.not_open, clause.words)):
        return Act.OPEN_QUESTION
    if utterance.is_punctuated and not clause.is_asking:
        return None
    kinds = [kind for part in clause.parts if (kind := _kind(utterance.language, part))]
    if kinds:
        is_choice = clause.is_asking and holds(asks.choice, clause.words)
        return Act.CLOSED_QUESTION if is_choice else kinds[-1]
    is_empty = holds(asks.serving, clause.words) or any(holds(asks.tag, part) for part in clause.parts[-1:])
    return Act.CLOSED_QUESTION if clause.is_asking and not is_empty else None


def _kind(language: Language, part: str) -> Act | None:
    asks = language.questions
    if holds(asks.tag, part):
        return None
    asking = without(asks.serving, part)
    if holds(asks.open, without(asks.not_open, asking)):
        return Act.OPEN_QUESTION
    return Act.CLOSED_QUESTION if holds(asks.closed, asking) else None


def asks_further(utterance: Utterance, words: str) -> bool:
    """Say whether a question asks on from the customer's last line: by its form, or by taking up one of its words."""
    asks = utterance.language.questions
    if holds(asks.further, words) or utterance.shares(words) > 0:
        return True
    is_pointing = holds(asks.pointing, words) or len(words.split()) <= BRIEF
    return is_pointing and bool(utterance.heard) and not utterance.is_asked


def chooses(utterance: Utterance) -> bool:
    """Say whether a few words put a choice ("by card or in cash") about the customer's last line."""
    few = len(utterance.words.split()) <= CHOOSING
    is_choice = few and holds(utterance.language.questions.choice, utterance.words)
    return is_choice and utterance.shares(utterance.words) > 0
