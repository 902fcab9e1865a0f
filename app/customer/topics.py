"""What a turn is about: facts, objections, terms and known things of the persona's, and its concerns."""

from functools import lru_cache

from app.content.language_values import Contractions, Language
from app.content.values import Persona, Term
from app.content.vocabulary import Act
from app.customer.patterns import holds, plain
from app.customer.questions import asks
from app.customer.refusals import refuses
from app.customer.utterance import Clause, Utterance, weighty

CONCERN = "concern:"
"""Begins the names of what is on a customer's mind, which go on with its number; no id holds a colon."""
_TAKING = frozenset({Act.POLICY_QUOTE, Act.THREAT, Act.INSULT, Act.BLAME_CUSTOMER, Act.PITCH_WITHOUT_NEED})
"""Beside these nothing is held out."""
SHARED = 2
"""Words of weight that a turn shares with one line of an objection when it speaks of it."""


def topics_in(persona: Persona, utterance: Utterance) -> tuple[str, ...]:
    """Return what a turn speaks of; see `Reading.about`."""
    words = utterance.words
    named = [(fact.id, fact.words) for fact in persona.facts]
    named += [(term.id, term.words) for term in persona.accepts.terms]
    named += [(known.id, known.words) for known in persona.knows]
    named += [(f"{CONCERN}{number}", words) for number, words in enumerate(persona.concerns, 1)]
    said = weighty(utterance.language.stop_words, words)
    objections = [each.id for each in persona.objections if _is_echoed(utterance.language, each.lines, said)]
    return (*(name for name, pattern in named if pattern and holds(pattern, words)), *objections)


def concerns_in(persona: Persona, words: str) -> int:
    """Return how many of the persona's concerns plain words name."""
    return sum(holds(concern, words) for concern in persona.concerns)


def asked_in(persona: Persona, utterance: Utterance) -> tuple[str, ...]:
    """Return the ids of the known things for which the clauses of a turn ask, or which they request."""
    requests = utterance.language.questions.requests
    asking = [each.words for each in utterance.clauses if asks(utterance, each) or holds(requests, each.words)]
    return tuple(known.id for known in persona.knows if any(holds(known.words, words) for words in asking))


def promised_in(persona: Persona, utterance: Utterance, acts: set[Act]) -> tuple[str, ...]:
    """Return the ids of the terms that a turn of these acts promises; what a clause refuses is not among them."""
    named = [each for each in persona.accepts.terms if not each.words or holds(each.words, utterance.words)]
    if not named:
        return ()
    given = [each for each in utterance.clauses if not refuses(utterance.language, each.words)]
    words = " ".join(each.words for each in given)
    offers = [] if acts & _TAKING else [each.words for each in given if _offers(utterance, each)]
    return tuple(
        term.id
        for term in named
        if _promises(term, utterance.words, words, acts) or any(_is_offered(term, each) for each in offers)
    )


def _promises(term: Term, words: str, given: str, acts: set[Act]) -> bool:
    """Say whether the acts promise a term: in all words where a plain no may, else where nothing is refused."""
    by = acts & set(term.acts)
    return bool(by) and (not term.words or holds(term.words, words if Act.HONEST_NO in by else given))


def _offers(utterance: Utterance, clause: Clause) -> bool:
    """Say whether a clause holds something out ("you can leave with thirty days' notice")."""
    return not asks(utterance, clause) and holds(utterance.language.parts.offer, clause.words)


def _is_offered(term: Term, words: str) -> bool:
    """Say whether an offer in these words is as good as the promise: it names what a promise alone would fulfil."""
    return bool(term.words) and Act.NEXT_STEP in term.acts and holds(term.words, words)


def _is_echoed(language: Language, lines: tuple[str, ...], said: frozenset[str]) -> bool:
    return any(len(said & line) >= SHARED for line in _weights(language.stop_words, language.contractions, lines))


@lru_cache(maxsize=2_000)
def _weights(stop_words: tuple[str, ...], contractions: Contractions, lines: tuple[str, ...]) -> list[frozenset[str]]:
    return [weighty(stop_words, plain(line, contractions)) for line in lines]
