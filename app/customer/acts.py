"""From the trainee's words and timing to dialogue acts, and to what they are about."""

import re
from dataclasses import dataclass

from app.content.values import Persona, Term
from app.content.vocabulary import Act
from app.customer import cues
from app.customer.happenings import MonologueRan, TurnTaken
from app.customer.patterns import holds, may_hold, negated, plain

MOST_ACTS = 3
LONG_SILENCE = 5.0
"""Silence before an answer that a caller minds, in seconds."""
FEW_WORDS = 4
"""Up to so many words that fit nothing are taken for something misheard."""

_CLAUSE = re.compile(r"[.!?;]+\s|\bbut\b|\bhowever\b", re.IGNORECASE)
_DAY = re.compile(cues.DAY)
_NOT_OPEN = re.compile("|".join(phrase.strip() for phrase in cues.NOT_OPEN.split("|")))
_PROMISED = f"{cues.PROMISE}+{cues.DEED}+!{negated(cues.DEED)}"
_OFFERED = f"{cues.DISCOUNT}+{cues.OFFER}+!{negated(cues.DISCOUNT)}"
_OUTDONE: dict[Act, frozenset[Act]] = {
    Act.CONCRETE_COMMITMENT: frozenset({Act.NEXT_STEP, Act.FILLER}),
    Act.ACKNOWLEDGE_SPECIFIC: frozenset({Act.ACKNOWLEDGE_GENERIC, Act.PARAPHRASE}),
    Act.OPEN_QUESTION: frozenset({Act.CLOSED_QUESTION}),
    Act.POLICY_QUOTE: frozenset({Act.HONEST_NO, Act.PITCH_WITHOUT_NEED}),
    Act.DISCOUNT_CONDITIONAL: frozenset({Act.DISCOUNT_UNCONDITIONAL, Act.PITCH_WITHOUT_NEED}),
    Act.REPEAT_REQUEST: frozenset({Act.APOLOGY, Act.CLOSED_QUESTION, Act.OPEN_QUESTION, Act.HONEST_NO}),
    Act.CHECK_UNDERSTANDING: frozenset({Act.CLOSED_QUESTION}),
    Act.BOUNDARY: frozenset({Act.HONEST_NO}),
    Act.NEXT_STEP: frozenset({Act.FILLER}),
}
"""An act that says more makes these others of the same turn worthless."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one turn of the trainee's came to."""

    words: str
    """The turn in plain words."""
    acts: tuple[Act, ...]
    """At most three, the weightiest first."""
    terms: tuple[str, ...]
    """Ids of the persona's terms that the turn promised."""
    asked: tuple[str, ...]
    """Ids of what the persona knows that the turn asked for."""
    said: tuple[tuple[str, str], ...]
    """Slots of what was just said: `said_amount`, `said_time`."""
    fits_nothing: bool
    """A few words that mean nothing here: most likely misheard."""


def read_turn(persona: Persona, turn: TurnTaken | MonologueRan) -> Reading:
    """Return what a turn came to, finished or cut into."""
    return _reading(persona, turn.text, _spoken(persona, turn.text) | _measured(persona, turn))


def _measured(persona: Persona, turn: TurnTaken | MonologueRan) -> set[Act]:
    if isinstance(turn, MonologueRan):
        return {Act.MONOLOGUE}
    is_slow = turn.reaction_seconds is not None and turn.reaction_seconds >= LONG_SILENCE
    claims = {
        Act.INTERRUPTION: turn.barged_in,
        Act.MONOLOGUE: turn.seconds >= persona.manners.monologue_limit,
        Act.LONG_SILENCE: is_slow,
    }
    return {act for act, is_so in claims.items() if is_so}


def _reading(persona: Persona, text: str, acts: set[Act]) -> Reading:
    words = plain(text)
    outdone = frozenset[Act]().union(*(_OUTDONE.get(act, frozenset()) for act in acts))
    kept = tuple(act for act in Act if act in acts and act not in outdone)[:MOST_ACTS]
    asked = _asked(persona, text)
    terms = tuple(term.id for term in persona.accepts.terms if _promises(term, words, acts))
    means_something = acts or asked or _concerns(persona, words) or holds(cues.WHEN, words)
    nothing = not means_something and len(words.split()) <= FEW_WORDS
    return Reading(words, kept, terms, asked, _said(words), nothing)


def _spoken(persona: Persona, text: str) -> set[Act]:
    clauses = _clauses(text)
    words = plain(text)
    acts = {act for act, pattern in cues.CUES if _holds_in_one(pattern, clauses, words)}
    acts |= _questions(clauses, words) | _promised(clauses, words) | _discounts(clauses, words)
    acts |= _acknowledged(persona, words, acts)
    if not acts and holds(cues.PLAIN_ANSWER, words):
        acts.add(Act.PLAIN_ANSWER)
    return acts


def _clauses(text: str) -> list[str]:
    return [plain(clause) for clause in _CLAUSE.split(text)]


def _holds_in_one(pattern: str, clauses: list[str], words: str) -> bool:
    """Say whether one clause satisfies the pattern; the whole turn is asked first because it mostly says no."""
    return may_hold(pattern, words) and any(holds(pattern, clause) for clause in clauses)


def _questions(clauses: list[str], words: str) -> set[Act]:
    without = _NOT_OPEN.sub(" ", words)
    if holds(cues.OPEN_QUESTION, without):
        return {Act.OPEN_QUESTION}
    asking = re.sub(cues.SERVING, " ", words)
    is_closed = holds(cues.CLOSED_QUESTION, asking) or any(re.match(cues.CLOSED_START, clause) for clause in clauses)
    return {Act.CLOSED_QUESTION} if is_closed else set()


def _promised(clauses: list[str], words: str) -> set[Act]:
    promised = any(holds(_PROMISED, clause) for clause in clauses)
    dated = holds(cues.WHEN, words) or re.search(cues.AMOUNT, words) is not None
    return {Act.CONCRETE_COMMITMENT} if promised and dated else set()


def _discounts(clauses: list[str], words: str) -> set[Act]:
    if not any(holds(_OFFERED, clause) for clause in clauses):
        return set()
    return {Act.DISCOUNT_CONDITIONAL if holds(cues.CONDITION, words) else Act.DISCOUNT_UNCONDITIONAL}


def _acknowledged(persona: Persona, words: str, acts: set[Act]) -> set[Act]:
    concerns = _concerns(persona, words)
    is_felt = holds(cues.SOFTENED, words)
    if concerns and (is_felt or holds(cues.REGRET, words)):
        return {Act.ACKNOWLEDGE_SPECIFIC}
    if is_felt:
        return {Act.ACKNOWLEDGE_GENERIC}
    is_other = bool(acts & {Act.CONCRETE_COMMITMENT, Act.POLICY_QUOTE, Act.BLAME_CUSTOMER, Act.INSULT, Act.THREAT})
    return {Act.PARAPHRASE} if concerns > 1 and not is_other and holds("you|your", words) else set()


def _concerns(persona: Persona, words: str) -> int:
    return sum(holds(concern, words) for concern in persona.concerns)


def _asked(persona: Persona, text: str) -> tuple[str, ...]:
    """Return the known things that the asking clauses of a turn ask for."""
    asking = [clause for clause in _clauses(text) if _questions([clause], clause)]
    return tuple(known.id for known in persona.knows if any(holds(known.words, clause) for clause in asking))


def _promises(term: Term, words: str, acts: set[Act]) -> bool:
    return bool(acts & set(term.acts)) and (not term.words or holds(term.words, words))


def _said(words: str) -> tuple[tuple[str, str], ...]:
    found = (("said_amount", re.search(cues.AMOUNT, words)), ("said_time", re.search(rf"\b(?:{cues.TIME})\b", words)))
    return tuple((slot, _DAY.sub(lambda day: day.group().title(), match.group())) for slot, match in found if match)
