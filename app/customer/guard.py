"""What the customer must never say, whoever worded it: judged piece by piece, before a voice speaks it.

Whatever the persona's own line for this very moment does, a model's may do too: who answers a telephone with "How can I
help?" is a receptionist, and no salesman's slip.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from app.content.language_values import Language
from app.content.staging import staged
from app.content.values import Persona
from app.content.vocabulary import Move
from app.customer.customer import Decision, begin
from app.customer.guard_leaks import leaks
from app.customer.guard_repeats import repeats
from app.customer.guard_script import is_other_language, is_unspeakable, narrates
from app.customer.patterns import holds, plain
from app.customer.play import Play

GRACE = 5
"""Words by which a reply may be longer than the persona's longest line: a model counts badly."""
MOST_SENTENCES = 4
"""More is a speech; the longest of the shipped own lines have four."""

_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+|\n+")
_WARM = frozenset({Move.ACCEPT, Move.GOODBYE, Move.SOFTEN})
"""Moves in which the customer has cause to thank."""
_PLEASED = frozenset({Move.ACCEPT, Move.GOODBYE})
"""Moves in which it has cause to praise."""
_BARGAINING = frozenset({Move.ASK, Move.OBJECT, Move.PRESSURE})
"""Moves in which a yes on a condition gives nothing away."""


class Forbidden(StrEnum):
    """In which way a line is none that this customer would say now; one counter each."""

    UNSPEAKABLE = "unspeakable"
    """Markup, an address, control characters, nothing to say."""
    NARRATES = "narrates"
    """Stage directions, or who is speaking."""
    WRONG_LANGUAGE = "wrong_language"
    NAMES_ITSELF_A_MACHINE = "names_itself_a_machine"
    LEAKS = "leaks"
    """Tells a fact whose gate is shut."""
    GIVES_IN = "gives_in"
    """Says yes, and the move is not to accept."""
    BREAKS_ROLE = "breaks_role"
    """Speaks as the company or as the trainee, or as this persona never would."""
    OFFERS_HELP = "offers_help"
    PRAISES = "praises"
    THANKS = "thanks"
    """Without cause."""
    HANGS_UP_UNASKED = "hangs_up_unasked"
    """Takes leave in a call that goes on."""
    REPEATS_ITSELF = "repeats_itself"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Said:
    """A reply as far as the piece that is judged, and in which situation it would be said."""

    language: Language
    persona: Persona
    """As the scenario has it."""
    decision: Decision
    piece: str
    so_far: str
    """What was let through of the reply before."""
    sentences: tuple[str, ...]
    """Of the reply with the piece, in plain words."""
    spoken: Sequence[str]
    """Lines heard before in this call."""

    @property
    def reply(self) -> str:
        """The reply with the piece."""
        return f"{self.so_far} {self.piece}".strip()


def forbidden(play: Play, decision: Decision, piece: str, so_far: str, spoken: Sequence[str]) -> Forbidden | None:
    """Return why a piece of a reply must not be spoken; `None`: it may be.

    `so_far` is what was let through of the same reply, `spoken` the lines that the customer said before in this call.
    A thing said half in one piece and half in the next is found with the second.
    """
    contractions = play.language.contractions
    sentences = tuple(plain(each, contractions) for each in sentences_of(f"{so_far} {piece}"))
    said = Said(play.language, staged(play.persona, play.scenario), decision, piece, so_far, sentences, spoken)
    return next((kind for kind, is_so in _RULES if is_so(said)), None)


def learn(play: Play) -> None:
    """Compile the patterns of a play's language ahead; otherwise the first piece judged in it waits some 50 ms."""
    nobody = replace(play.persona, facts=())
    said = Said(play.language, nobody, Decision(begin(play), Move.VENT, "", (), ends_call=False), "", "", ("so",), ())
    for _, is_so in _RULES:
        is_so(said)


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [sentence for sentence in _SENTENCE.split(text) if sentence.strip()]


def _any(patterns: tuple[str, ...], sentences: Sequence[str]) -> bool:
    return any(holds(pattern, sentence) for sentence in sentences for pattern in _joined(patterns))


@cache
def _joined(patterns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the same patterns in few: those of a single group become one, which is quicker to look for."""
    single = [each for each in patterns if "+" not in each]
    return (*(each for each in patterns if "+" in each), *(["|".join(single)] if single else []))


def _own(said: Said) -> tuple[str, ...]:
    """Return the sentences of the persona's own line, in plain words."""
    return tuple(plain(each, said.language.contractions) for each in sentences_of(said.decision.line))


def _says(said: Said, patterns: tuple[str, ...]) -> bool:
    """Say whether the reply does what the persona's own line does not."""
    return _any(patterns, said.sentences) and not _any(patterns, _own(said))


def _leaks(said: Said) -> bool:
    return leaks(said.persona, said.decision, said.sentences, said.language.stop_words)


def _gives_in(said: Said) -> bool:
    decision = said.decision
    if decision.move is Move.ACCEPT or decision.mind.accepted:
        return False
    words = said.language.guard
    sentences = said.sentences
    if decision.move in _BARGAINING:
        sentences = tuple(each for each in sentences if not holds(words.conditions, each))
    own = _own(said)
    found = [each for each in words.gives_in if _any((each,), sentences)] if _any(words.gives_in, sentences) else []
    return any(not _any((each,), own) for each in found)


def _breaks_role(said: Said) -> bool:
    never = tuple(plain(each, said.language.contractions) for each in said.persona.speech.never)
    if any(f" {phrase} " in f" {sentence} " for phrase in never if phrase for sentence in said.sentences):
        return True
    return _says(said, said.language.guard.breaks_role)


def _thanks(said: Said) -> bool:
    return said.decision.move not in _WARM and _says(said, said.language.guard.thanks)


def _praises(said: Said) -> bool:
    return said.decision.move not in _PLEASED and _says(said, said.language.guard.praises)


def _hangs_up(said: Said) -> bool:
    decision = said.decision
    stays = not decision.ends_call and decision.move is not Move.GOODBYE
    return stays and _says(said, said.language.guard.hangs_up)


def _is_too_long(said: Said) -> bool:
    """Say whether a reply is longer than this persona talks and than its own line for this moment, with some grace."""
    own = said.decision.line
    words = max(said.persona.speech.longest + GRACE, len(own.split()))
    return len(said.reply.split()) > words or len(said.sentences) > max(MOST_SENTENCES, len(sentences_of(own)))


_RULES: tuple[tuple[Forbidden, Callable[[Said], bool]], ...] = (
    (Forbidden.UNSPEAKABLE, lambda said: is_unspeakable(said.piece)),
    (Forbidden.NARRATES, lambda said: narrates(said.language.guard, said.persona.name, said.reply, said.sentences)),
    (Forbidden.WRONG_LANGUAGE, lambda said: is_other_language(said.language, said.reply)),
    (
        Forbidden.NAMES_ITSELF_A_MACHINE,
        lambda said: _any(said.language.guard.names_itself_a_machine, said.sentences),
    ),
    (Forbidden.LEAKS, _leaks),
    (Forbidden.GIVES_IN, _gives_in),
    (Forbidden.BREAKS_ROLE, _breaks_role),
    (Forbidden.OFFERS_HELP, lambda said: _says(said, said.language.guard.offers_help)),
    (Forbidden.PRAISES, _praises),
    (Forbidden.THANKS, _thanks),
    (Forbidden.HANGS_UP_UNASKED, _hangs_up),
    (Forbidden.REPEATS_ITSELF, lambda said: repeats(said.decision.line, said.piece, said.so_far, said.spoken)),
    (Forbidden.TOO_LONG, _is_too_long),
)
"""The gravest first: a line is counted once."""
