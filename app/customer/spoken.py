"""The acts that a turn's words are: by the language's patterns, by rules that combine them, and by points for words."""

from dataclasses import replace

from app.content.language_values import Language, Parts, Weights
from app.content.values import Persona
from app.content.vocabulary import Act
from app.customer.figures import amount_in
from app.customer.patterns import holds, may_hold, without
from app.customer.precedence import kept_in_clause, kept_in_turn
from app.customer.questions import asks_further, chooses, question_in
from app.customer.refusals import refuses
from app.customer.topics import concerns_in
from app.customer.utterance import Clause, Utterance
from app.customer.weighing import SHORT, sums_of

MOST_FILLERS, STALLING = 2, 30
"""More fillers than these, or so many percent of a turn's words, are all that it is."""
TELLING = 5
"""Fewest words with which a customer's own story is taken in without saying so."""
FEWEST = 3
"""Words of a turn below which rules alone tell what it is."""

_ASKED_BY = frozenset({Act.CHECK_UNDERSTANDING, Act.NEXT_STEP, Act.AGENDA, Act.REPEAT_REQUEST, Act.INSULT, Act.THREAT})
"""Acts that may be put as a question without asking anything else."""
_WEIGHTLESS = frozenset(
    {
        Act.OPEN_QUESTION, Act.CLOSED_QUESTION, Act.FOLLOW_UP_QUESTION, Act.FILLER, Act.PARAPHRASE,
        Act.ACKNOWLEDGE_SPECIFIC, Act.APOLOGY, Act.CHECK_UNDERSTANDING, Act.CONCRETE_COMMITMENT, Act.NEXT_STEP,
    }
)  # fmt: skip
"""Acts that a turn made of fillers only seems to be."""
_FORMS = (Act.CLOSED_QUESTION, Act.OPEN_QUESTION)
"""A question that asks further is one of these as well."""
_PROMISING = frozenset({Act.CONCRETE_COMMITMENT, Act.NEXT_STEP})
"""What a turn is not that only says no."""
_HARMFUL = frozenset({Act.INSULT, Act.THREAT, Act.BLAME_CUSTOMER})
_KIND = frozenset({Act.APOLOGY, Act.ACKNOWLEDGE_SPECIFIC, Act.CONCRETE_COMMITMENT, Act.NEXT_STEP, Act.GREETING})
"""Beside these nothing is harmful that no rule knows: words share too much ("you waited, and that is our fault")."""


def spoken_acts(persona: Persona, utterance: Utterance) -> set[Act]:
    """Return every act that the words of a turn are."""
    possible = _possible(utterance)
    acts = {act for clause in utterance.clauses for act in _in_clause(persona, utterance, clause, possible)}
    acts = kept_in_turn(acts)
    if _stalls(utterance) and acts <= _WEIGHTLESS:
        acts = {Act.FILLER}
    acts = _weighed(persona, utterance, acts or _at_least(persona, utterance))
    is_plain = not acts and holds(utterance.language.parts.plain_answer, utterance.words)
    return {Act.PLAIN_ANSWER} if is_plain else acts


def _weighed(persona: Persona, utterance: Utterance, acts: set[Act]) -> set[Act]:
    """Return the acts for which the words speak, what the rules name being one thing that speaks for an act.

    A plain insult, of a few words, is believed to the rules, and so is what fulfils a term.
    """
    weights = utterance.language.weights
    length = len(utterance.words.split())
    if weights is None or length < FEWEST:
        return acts
    sums = sums_of(weights, utterance, concerns_in(persona, utterance.words), acts)
    spoken_for = {act for act, total in sums.items() if total >= 0}
    if _asks_openly(persona, utterance, weights):
        spoken_for.add(Act.OPEN_QUESTION)
    if spoken_for & _KIND:
        spoken_for -= _HARMFUL - acts
    if Act.FOLLOW_UP_QUESTION in spoken_for and spoken_for.isdisjoint(_FORMS):
        spoken_for.add(max(_FORMS, key=sums.__getitem__))
    unruled = spoken_for & _PROMISING - acts
    if unruled and all(refuses(utterance.language, clause.words) for clause in utterance.clauses):
        spoken_for -= unruled
    believed = _awaited(persona, utterance.words) | ({Act.INSULT} if length <= SHORT else set())
    return spoken_for | (acts - sums.keys()) | (acts & believed)


def _asks_openly(persona: Persona, utterance: Utterance, weights: Weights) -> bool:
    """Say whether one of several clauses is an open question, read by itself: what else was said hides none."""
    if len(utterance.clauses) == 1:
        return False
    asking = (clause for clause in utterance.clauses if clause.is_asking)
    return any(_is_open(persona, replace(utterance, words=each.words, clauses=(each,)), weights) for each in asking)


def _is_open(persona: Persona, alone: Utterance, weights: Weights) -> bool:
    """Say whether a single clause is an open question, to the rules and to the points."""
    by_rule = _asked(alone, alone.clauses[0])
    if Act.OPEN_QUESTION not in by_rule:
        return False
    sums = sums_of(weights, alone, concerns_in(persona, alone.words), by_rule)
    return sums.get(Act.OPEN_QUESTION, -1) >= 0


def _awaited(persona: Persona, words: str) -> set[Act]:
    """Return the acts that fulfil a term of the persona's whose words were said: these no weight denies."""
    return {act for term in persona.accepts.terms if term.words and holds(term.words, words) for act in term.acts}


def _possible(utterance: Utterance) -> list[tuple[Act, str]]:
    """Return the patterns that some clause may satisfy; the whole turn, which mostly says no, is asked at once."""
    every = ((each.act, pattern) for each in utterance.language.acts for pattern in each.patterns)
    return [(act, pattern) for act, pattern in every if may_hold(pattern, utterance.words)]


def _in_clause(
    persona: Persona, utterance: Utterance, clause: Clause, possible: list[tuple[Act, str]]
) -> frozenset[Act]:
    language, words = utterance.language, clause.words
    acts = {act for act, pattern in possible if holds(pattern, words)}
    acts |= _promised(language, words) | _discounts(utterance, words) | _pitched(persona, utterance, words)
    acts |= _taken_in(persona, utterance, words)
    if not acts & _ASKED_BY:
        acts |= _asked(utterance, clause)
    return kept_in_clause(acts)


def _asked(utterance: Utterance, clause: Clause) -> set[Act]:
    kind = question_in(utterance, clause)
    if kind is None:
        return set()
    return {kind, Act.FOLLOW_UP_QUESTION} if asks_further(utterance, clause.words) else {kind}


def _promised(language: Language, words: str) -> set[Act]:
    """A promise with a time, or the word that it is done, is definite; a deed alone says how it goes on."""
    parts = language.parts
    if holds(parts.done, words):
        return {Act.CONCRETE_COMMITMENT}
    words = without(parts.pleasantry, words)
    if not holds(parts.promise, words):
        return set()
    is_dated = holds(parts.when, words)
    is_deed = holds(parts.deed, words)
    if is_dated or (is_deed and amount_in(language.figures, words)):
        return {Act.CONCRETE_COMMITMENT}
    return {Act.NEXT_STEP} if is_deed else set()


def _discounts(utterance: Utterance, words: str) -> set[Act]:
    parts = utterance.language.parts
    if not holds(parts.discount, words):
        return set()
    is_traded = any(holds(parts.condition, clause.words) for clause in utterance.clauses)
    return {Act.DISCOUNT_CONDITIONAL if is_traded else Act.DISCOUNT_UNCONDITIONAL}


def _pitched(persona: Persona, utterance: Utterance, words: str) -> set[Act]:
    parts = utterance.language.parts
    if not holds(parts.value, words):
        return set()
    is_tied = holds(parts.need, utterance.words) or (_touches(persona, utterance, words) and holds(parts.you, words))
    return {Act.PITCH_WITH_NEED if is_tied else Act.PITCH_WITHOUT_NEED}


def _taken_in(persona: Persona, utterance: Utterance, words: str) -> set[Act]:
    """What takes in the customer's story: its weight, with a detail or without, or its meaning in other words."""
    parts = utterance.language.parts
    is_felt, is_weighed = holds(parts.felt, words), _weighs(parts, words)
    acts = {Act.PARAPHRASE} if holds(parts.echo, words) else set()
    if (is_felt or is_weighed) and _touches(persona, utterance, utterance.words):
        return acts or {Act.ACKNOWLEDGE_SPECIFIC}
    return acts or ({Act.ACKNOWLEDGE_GENERIC} if is_felt else set())


def _weighs(parts: Parts, words: str) -> bool:
    is_regretted = holds(parts.regret, words) and holds(parts.you, words)
    return is_regretted or (holds(parts.weighed, words) and not holds(parts.own, words))


def _at_least(persona: Persona, utterance: Utterance) -> set[Act]:
    """What words are that no pattern knows: a short choice asked of the customer's own words, or its story retold."""
    parts, words = utterance.language.parts, utterance.words
    if chooses(utterance):
        return {Act.CLOSED_QUESTION, Act.FOLLOW_UP_QUESTION}
    is_told = len(words.split()) >= TELLING and holds(parts.theirs, words) and not holds(parts.own, words)
    if is_told and not utterance.is_asked and _touches(persona, utterance, words):
        return {Act.ACKNOWLEDGE_SPECIFIC if holds(parts.contrast, words) else Act.PARAPHRASE}
    return set()


def _touches(persona: Persona, utterance: Utterance, words: str) -> bool:
    """Say whether plain words name something that is on the customer's mind, or take up its last words."""
    return concerns_in(persona, words) > 0 or utterance.shares(words) > 0


def _stalls(utterance: Utterance) -> bool:
    words, fillers = utterance.words.split(), frozenset(utterance.language.fillers)
    often = sum(word in fillers for word in words)
    return often > MOST_FILLERS or (often > 1 and often * 100 >= STALLING * len(words))
