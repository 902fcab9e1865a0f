"""A group of phrases made ready to be looked for: only those are tried at a word that begin with that word.

A language has thousands of phrases, a turn some twenty words. Trying every phrase at every place took 10 ms a turn (one
expression for each group, measured), this takes about one. No word of a turn is kept, but for the few stretches that
`_spoken` took apart last.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

SIGNS = {"..": r"(?:\S+ ){0,3}?", "...": r"(?:\S+ ){0,8}?", "^": r"\A", "$": r"\Z"}
_HEAD = 2
"""Letters of a stem by which it is filed."""
_RUN = re.compile(r"(?<!\w)\w+")
_WORD = re.compile(r"\w+")


class _Phrase(NamedTuple):
    """One phrase, as a group files it."""

    expression: str
    needed: frozenset[str]
    """Words without which it cannot match: asking for these first spares nine of ten tries, and compiling."""


_NONE: list[_Phrase] = []


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Words of a turn, as phrases are looked for in them."""

    runs: tuple[tuple[int, str, str], ...]
    """Each word: where it begins, the word, its first letters."""
    words: frozenset[str]
    heads: frozenset[str]


@dataclass(slots=True)
class Phrases:
    """One group; `find` and `spans` look in words that end with a space."""

    by_word: dict[str, list[_Phrase]] = field(default_factory=dict)
    """Phrases by the word that they begin with."""
    by_stem: dict[str, list[tuple[str, _Phrase]]] = field(default_factory=dict)
    """(stem, phrase) by the stem's first letters."""
    anywhere: list[_Phrase] = field(default_factory=list)
    """Phrases that may begin with any word."""

    def find(self, ended: str) -> re.Match[str] | None:
        """Return the first match, leftmost; `None`: there is none."""
        spoken = _spoken(ended)
        return next(self._matches(spoken, ended), None) if self._may_begin(spoken) else None

    def spans(self, ended: str) -> list[tuple[int, int]]:
        """Return where the matches begin and end, one after the other."""
        found: list[tuple[int, int]] = []
        spoken = _spoken(ended)
        for match in self._matches(spoken, ended) if self._may_begin(spoken) else ():
            if not found or match.start() >= found[-1][1]:
                found.append(match.span())
        return found

    def without(self, ended: str) -> str:
        """Return the words less every match."""
        return "".join(self.between(ended))

    def struck(self, ended: str) -> str:
        """Return the words with a dash in the place of every match, so that what stood around it does not meet."""
        return "- ".join(self.between(ended))

    def between(self, ended: str) -> list[str]:
        """Return the stretches between the matches."""
        pieces, last = [], 0
        for start, end in self.spans(ended):
            pieces.append(ended[last:start])
            last = end
        return [*pieces, ended[last:]]

    def _may_begin(self, spoken: _Spoken) -> bool:
        """Say whether some phrase begins with one of the words; of most groups none does."""
        begins = not self.by_word.keys().isdisjoint(spoken.words) or not self.by_stem.keys().isdisjoint(spoken.heads)
        return begins or bool(self.anywhere)

    def _matches(self, spoken: _Spoken, ended: str) -> Iterator[re.Match[str]]:
        """Yield the first match at each word that has one."""
        for start, run, head in spoken.runs:
            begun = self.by_word.get(run, _NONE)
            if stems := self.by_stem.get(head):
                begun = [*begun, *[each for stem, each in stems if run.startswith(stem)]]
            for expression, needed in [*begun, *self.anywhere] if self.anywhere else begun:
                if needed <= spoken.words and (match := _compiled(expression).match(ended, start)):
                    yield match
                    break


def phrases_of(group: str) -> Phrases:
    """Return the phrases of a group, `a b|c*`, filed by how they begin."""
    made = Phrases()
    for phrase in group.split("|"):
        tokens = phrase.split()
        needed = frozenset(token for token in tokens if _WORD.fullmatch(token))
        filed = _Phrase("".join(map(_token, tokens)), needed)
        for begun in _beginnings(tokens):
            _file(made, begun, filed)
    return made


def _beginnings(tokens: list[str]) -> Iterator[str]:
    """Yield each word with which a phrase may begin: all up to the first that may not be missing."""
    for token in tokens:
        if token == "^":  # noqa: S105 - a sign of a pattern
            continue
        if token in SIGNS:
            yield "*"
            return
        yield from token.removesuffix("?").split("/")
        if not token.endswith("?"):
            return


def _file(made: Phrases, begun: str, phrase: _Phrase) -> None:
    word, star, _ = begun.partition("*")
    head = _RUN.match(word)
    run = head.group() if head else ""
    if len(run) < _HEAD and star:
        made.anywhere.append(phrase)
    elif star:
        made.by_stem.setdefault(run[:_HEAD], []).append((run, phrase))
    else:
        made.by_word.setdefault(run, []).append(phrase)


def _token(token: str) -> str:
    if token in SIGNS:
        return SIGNS[token]
    is_optional = token.endswith("?")
    words = "|".join(_word(word) for word in token.removesuffix("?").split("/"))
    return rf"(?:(?:{words})(?!\w)\S* )" + ("?" if is_optional else "")


def _word(word: str) -> str:
    return re.escape(word).replace(r"\*", r"[^\W\d_]*")


@lru_cache(maxsize=100_000)
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


@lru_cache(maxsize=8)
def _spoken(ended: str) -> _Spoken:
    runs = tuple([(found.start(), run := found.group(), run[:_HEAD]) for found in _RUN.finditer(ended)])
    return _Spoken(runs, frozenset([run for _, run, _ in runs]), frozenset([head for _, _, head in runs]))
