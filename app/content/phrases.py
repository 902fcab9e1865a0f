"""A group of phrases made ready to be looked for: only those are tried at a word that begin with that word.

A language has thousands of phrases, a turn some twenty words. Trying every phrase at every place took 10 ms a turn (one
expression for each group, measured), this takes about one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

SIGNS = {"..": r"(?:\S+ ){0,3}?", "...": r"(?:\S+ ){0,8}?", "^": r"\A", "$": r"\Z"}
_HEAD = 2
"""Letters of a stem by which it is filed."""
_RUN = re.compile(r"(?<!\w)\w+")


@dataclass(slots=True)
class Phrases:
    """One group; `find` and `spans` look in words that end with a space."""

    by_word: dict[str, list[str]] = field(default_factory=dict)
    """Expressions of the phrases by the word that they begin with."""
    by_stem: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """(stem, expression) by the stem's first letters."""
    anywhere: list[str] = field(default_factory=list)
    """Expressions that may begin with any word."""
    ready: dict[str, tuple[re.Pattern[str], ...]] = field(default_factory=dict)
    """What was compiled, by the word in a turn that called for it."""

    def find(self, ended: str) -> re.Match[str] | None:
        """Return the first match, leftmost; `None`: there is none."""
        return next(self._matches(ended), None)

    def spans(self, ended: str) -> list[tuple[int, int]]:
        """Return where the matches begin and end, one after the other."""
        found: list[tuple[int, int]] = []
        for match in self._matches(ended):
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

    def _matches(self, ended: str) -> Iterator[re.Match[str]]:
        for start, run, head in _runs(ended):
            for expression in self.ready.get(run) or self._made_ready(run, head):
                if match := expression.match(ended, start):
                    yield match
                    break

    def _made_ready(self, run: str, head: str) -> tuple[re.Pattern[str], ...]:
        """Compile what may begin with this word; nothing is remembered of words that begin no phrase."""
        if run not in self.by_word and head not in self.by_stem and not self.anywhere:
            return ()
        made = tuple(map(_compiled, self._beginning(run, head)))
        if made:
            self.ready[run] = made
        return made

    def _beginning(self, run: str, head: str) -> Iterator[str]:
        yield from self.by_word.get(run, ())
        yield from (expression for stem, expression in self.by_stem.get(head, ()) if run.startswith(stem))
        yield from self.anywhere


def phrases_of(group: str) -> Phrases:
    """Return the phrases of a group, `a b|c*`, filed by how they begin."""
    made = Phrases()
    for phrase in group.split("|"):
        tokens = phrase.split()
        for begun in _beginnings(tokens):
            _file(made, begun, "".join(map(_token, tokens)))
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


def _file(made: Phrases, begun: str, expression: str) -> None:
    word, star, _ = begun.partition("*")
    head = _RUN.match(word)
    run = head.group() if head else ""
    if len(run) < _HEAD and star:
        made.anywhere.append(expression)
    elif star:
        made.by_stem.setdefault(run[:_HEAD], []).append((run, expression))
    else:
        made.by_word.setdefault(run, []).append(expression)


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


@lru_cache(maxsize=256)
def _runs(ended: str) -> tuple[tuple[int, str, str], ...]:
    return tuple((run.start(), run.group(), run.group()[:_HEAD]) for run in _RUN.finditer(ended))
