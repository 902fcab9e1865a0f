"""Does a line tell a hidden fact whose gate is shut?"""

from collections.abc import Sequence
from functools import lru_cache

from app.content.values import HiddenFact, Persona
from app.content.vocabulary import Move
from app.customer.customer import Decision
from app.customer.patterns import holds, plain

TELLING = 65
"""Percent of the meaningful words of a fact's own line that tell the fact, where the author names no words that do."""
FEWEST = 3
"""Meaningful words below which a likeness is chance."""


def leaks(persona: Persona, decision: Decision, sentences: Sequence[str], common: Sequence[str]) -> bool:
    """Say whether plain sentences tell a fact that is neither told already nor told by this very move.

    The reply is judged as a whole: "my card" and "it was declined" tell together what neither tells alone. `common` are
    the words of the language that mean nothing of their own.
    """
    words = " ".join(sentences)
    return any(_tells(fact, words, common) for fact in persona.facts if not _is_open(fact.id, decision))


def _is_open(fact: str, decision: Decision) -> bool:
    mind = decision.mind
    told = any(each.move is Move.DISCLOSE and each.about == fact for each in mind.pending)
    return told or fact in mind.disclosed or (decision.move is Move.DISCLOSE and decision.about == fact)


def _tells(fact: HiddenFact, words: str, common: Sequence[str]) -> bool:
    if fact.gives_away and holds(fact.gives_away, words):
        return True
    said, nothing = frozenset(words.split()), frozenset(common)
    return any(_is_like(_words(line) - nothing, said) for line in (*fact.lines, *fact.more))


@lru_cache(maxsize=2000)
def _words(line: str) -> frozenset[str]:
    return frozenset(plain(line).split())


def _is_like(meant: frozenset[str], said: frozenset[str]) -> bool:
    both = len(meant & said)
    return both >= FEWEST and both * 100 >= len(meant) * TELLING
