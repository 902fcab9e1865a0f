"""From the trainee's words and timing to dialogue acts, and to what they are about."""

from dataclasses import dataclass

from app.content.language_values import Language
from app.content.values import Persona
from app.content.vocabulary import Act
from app.customer.figures import said_in
from app.customer.happenings import MonologueRan, TurnTaken
from app.customer.patterns import holds
from app.customer.questions import Asked, asked_at_last
from app.customer.spoken import spoken_acts
from app.customer.topics import asked_in, concerns_in, promised_in, topics_in
from app.customer.utterance import Utterance, utterance_of

MOST_ACTS = 3
LONG_SILENCE = 5.0
"""Silence before an answer that a caller minds, in seconds."""
FEW_WORDS = 4
"""Up to so many words that fit nothing are taken for something misheard."""


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
    about: tuple[str, ...] = ()
    """Ids of the facts, objections, terms and known things that the turn speaks of, and `concern:1`, `concern:2` ...
    for what is on the customer's mind, counted as the persona lists it."""
    asking: Asked = Asked.NOTHING
    """What the turn ends in asking."""


def read_turn(persona: Persona, language: Language, turn: TurnTaken | MonologueRan, last_line: str) -> Reading:
    """Return what a turn came to, finished or cut into; `last_line`: what the customer had said last."""
    utterance = utterance_of(language, turn.text, last_line)
    return _reading(persona, utterance, spoken_acts(persona, utterance) | _measured(persona, turn))


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


def _reading(persona: Persona, utterance: Utterance, acts: set[Act]) -> Reading:
    words, language = utterance.words, utterance.language
    kept = tuple(act for act in Act if act in acts)[:MOST_ACTS]
    asked = asked_in(persona, utterance)
    means_something = acts or asked or concerns_in(persona, words) or holds(language.parts.when, words)
    return Reading(
        words=words,
        acts=kept,
        terms=promised_in(persona, utterance, acts),
        asked=asked,
        said=said_in(language, utterance.clauses),
        fits_nothing=not means_something and len(words.split()) <= FEW_WORDS,
        about=topics_in(persona, utterance),
        asking=asked_at_last(utterance),
    )
