"""What a turn is worth after what was said before it: the same words again, or the answer to what was asked."""

from dataclasses import replace

from app.content.language_values import Language
from app.content.values import Effect, Persona, Term
from app.content.vocabulary import Act, Move
from app.customer.acts import MOST_ACTS, Reading
from app.customer.effects import EFFECTS
from app.customer.mind import Mind
from app.customer.patterns import holds

SAME_WORDS = 80
"""Percent of words in common from which a turn is the same as an earlier one."""
FEWEST_WORDS = 5
"""Shorter turns ("yes, of course") may be alike."""

_NO_ANSWER = frozenset({Act.OPEN_QUESTION, Act.CLOSED_QUESTION, Act.HONEST_NO, Act.FILLER, Act.POLICY_QUOTE})


def in_context(persona: Persona, language: Language, mind: Mind, reading: Reading) -> Reading:
    """Return what a turn is worth here and now."""
    if _was_just_said(mind, reading):
        return replace(reading, acts=(Act.REPETITION, *_harmful(reading)), terms=())
    return _as_answer(persona, language, mind, reading)


def _was_just_said(mind: Mind, reading: Reading) -> bool:
    words = frozenset(reading.words.split())
    is_wanted_again = mind.last_move == Move.NOT_UNDERSTOOD or len(words) < FEWEST_WORDS
    return not is_wanted_again and any(_alike(words, frozenset(earlier.split())) for earlier in mind.lately)


def _alike(words: frozenset[str], earlier: frozenset[str]) -> bool:
    return len(words & earlier) * 100 >= len(words | earlier) * SAME_WORDS


def _harmful(reading: Reading) -> tuple[Act, ...]:
    return tuple(act for act in reading.acts if EFFECTS.get(act, Effect(act)).tension > 0)


def _as_answer(persona: Persona, language: Language, mind: Mind, reading: Reading) -> Reading:
    """Count "tomorrow, by noon" as the promise that the customer had just asked for, although it names nothing."""
    asked = next((term for term in persona.accepts.terms if term.id == mind.last_about), None)
    if (
        mind.last_move != Move.ASK
        or asked is None
        or asked.id in reading.terms
        or not _answers(language, asked, reading)
    ):
        return reading
    acts = reading.acts
    if not set(acts) & set(asked.acts):
        acts = (Act.CONCRETE_COMMITMENT, *acts)[:MOST_ACTS]
    return replace(reading, acts=acts, terms=(*reading.terms, asked.id))


def _answers(language: Language, asked: Term, reading: Reading) -> bool:
    acts = set(reading.acts)
    if acts & set(asked.acts):
        return True
    names_a_day = holds(language.parts.when, reading.words) and not holds(language.parts.pleasantry, reading.words)
    is_no_answer = bool(acts & _NO_ANSWER or _harmful(reading))
    return Act.CONCRETE_COMMITMENT in asked.acts and names_a_day and not is_no_answer
