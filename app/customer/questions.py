"""How a turn asks: openly, for a plain fact, or further about what was just said."""

from enum import StrEnum

from app.content.language_values import Language
from app.content.vocabulary import Act
from app.customer.patterns import holds, without
from app.customer.utterance import Clause, Utterance

CHOOSING = 11
"""Most words of a choice that is put without a verb."""
CLOSING = 2
"""Clauses that end a turn."""
BRIEF = 4
"""A question of up to so many words asks on from what was just said: it names no subject of its own."""


class Asked(StrEnum):
    """What a turn ends in asking."""

    NOTHING = "nothing"
    LEAVE = "leave"
    """Whether something is all right with the customer."""
    MATTER = "matter"
    """Anything else."""


def asked_at_last(utterance: Utterance) -> Asked:
    """Return what the end of a turn asks; a question that the trainee talked on from is answered by nobody."""
    last = next((each for each in reversed(utterance.clauses[-CLOSING:]) if asks(utterance, each)), None)
    if last is None:
        return Asked.NOTHING
    return Asked.LEAVE if _asks_leave(utterance, last) else Asked.MATTER


def asks(utterance: Utterance, clause: Clause) -> bool:
    """Say whether a clause wants an answer, be it only a courtesy."""
    return question_in(utterance, clause) is not None or _asks_leave(utterance, clause)


def _asks_leave(utterance: Utterance, clause: Clause) -> bool:
    questions = utterance.language.questions
    may_ask = clause.is_asking or (not utterance.is_punctuated and holds(questions.closed, clause.words))
    return may_ask and holds(questions.leave, clause.words)


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
