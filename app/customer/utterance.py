"""A turn as the rules look at it: in plain words, clause by clause, beside what it answers."""

import re
from dataclasses import dataclass
from functools import cache

from app.content.language_values import Language
from app.customer.patterns import led_off, parted, plain

_STOP = re.compile(r"(?<=[.!?;:])\s+")
_WRITTEN = re.compile(r"[.!?](?:\s|$)")
_BAR = " | "
"""Stands for a comma while clauses are cut; plain words hold none."""
_PAUSE = re.compile(r",\s+| [-–—]+ ")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of speech between two full stops, or up to a word like "but"."""

    words: str
    is_asking: bool
    """A question mark ends it; recognisers write none."""
    parts: tuple[str, ...]
    """Between its commas, each without the words that only lead in; recognisers write no commas."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One turn of the trainee's."""

    language: Language
    words: str
    """The whole turn in plain words."""
    clauses: tuple[Clause, ...]
    heard: frozenset[str]
    """Words of weight in the customer's last line, cut to their stems."""
    is_punctuated: bool
    """Somebody wrote full stops or question marks; where none are written, questions are told by their words."""
    is_asked: bool
    """The customer's last line was a question, so that the turn more likely answers than asks on."""

    def shares(self, words: str) -> int:
        """Return how many words of weight these plain words share with the customer's last line."""
        return len(weighty(self.language.stop_words, words) & self.heard)


def utterance_of(language: Language, text: str, last_line: str) -> Utterance:
    """Return a turn as the rules look at it; `last_line`: what the customer had said last."""
    text = _titles(language.titles).sub(r"\1", text)
    return Utterance(
        language=language,
        words=plain(text, language.contractions),
        clauses=tuple(clause for sentence in _STOP.split(text) for clause in _clauses(language, sentence)),
        heard=weighty(language.stop_words, plain(last_line, language.contractions)),
        is_punctuated=_WRITTEN.search(text) is not None,
        is_asked=last_line.rstrip().endswith("?"),
    )


def weighty(stop_words: tuple[str, ...], words: str) -> frozenset[str]:
    """Return the stems of the words that mean something of their own."""
    return frozenset(_stem(word) for word in words.split()) - _stems(stop_words)


def _clauses(language: Language, sentence: str) -> list[Clause]:
    is_asking = sentence.rstrip().endswith("?")
    marked = _BAR.join(plain(piece, language.contractions) for piece in _PAUSE.split(sentence))
    return [_clause(language, piece, is_asking) for piece in parted(language.splits, marked)]


def _clause(language: Language, marked: str, is_asking: bool) -> Clause:
    pieces = [" ".join(piece.split()) for piece in marked.split(_BAR.strip())]
    parts = (led_off(language.parts.lead_in, piece) for piece in pieces)
    return Clause(" ".join(filter(None, pieces)), is_asking, tuple(filter(None, parts)))


@cache
def _titles(titles: tuple[str, ...]) -> re.Pattern[str]:
    """Find the words before a name that end with a full stop and end no sentence."""
    return re.compile(rf"\b({'|'.join(map(re.escape, titles))})\.(?=\s)" if titles else r"(?!)()", re.IGNORECASE)


@cache
def _stems(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_stem(word) for word in words)


def _stem(word: str) -> str:
    """Cut off the endings that change most; five letters tell words apart well enough to find them again."""
    return word[:5]
