"""Does a line say again what this call has heard before?"""

import re
from collections.abc import Sequence
from functools import lru_cache

SAME = 80
"""Percent of words in common from which two sentences are the same."""
FEWEST_WORDS = 5
"""Shorter sentences ("Are you there?") may come again; one reply must not say them twice, and no line is only them."""
FEWEST_OF_A_LINE = 3
"""A whole line of so many words must not come again, word for word."""
_END = re.compile(r"[.!?…]+")
_WORD = re.compile(r"[\w'’]+")

Sentence = tuple[str, ...]
"""Its words in lower case."""


def repeats(own_line: str, piece: str, so_far: str, spoken: Sequence[str]) -> bool:
    """Say whether a piece repeats a line heard before, or the reply itself.

    What the own line repeats may be repeated: it comes back to something that was cut off.
    """
    own = _sentences(own_line)
    new = [each for each in _sentences(piece) if not _is_among(each, own, FEWEST_WORDS)]
    earlier = [sentence for line in spoken for sentence in _sentences(line)]
    if any(_is_among(each, earlier, FEWEST_WORDS) for each in new):
        return True
    return _is_same_line(f"{so_far} {piece}", spoken, own_line) or _stammers(piece, so_far)


def _stammers(piece: str, so_far: str) -> bool:
    """Say whether a sentence comes twice in one reply."""
    said = list(_sentences(so_far))
    for sentence in _sentences(piece):
        if len(sentence) >= FEWEST_OF_A_LINE and sentence in said:
            return True
        said.append(sentence)
    return False


def _is_same_line(line: str, spoken: Sequence[str], own_line: str) -> bool:
    words = _words(line)
    if len(words) < FEWEST_OF_A_LINE or " ".join(words) in " ".join(_words(own_line)):
        return False
    return any(words == _words(each) for each in spoken)


def _is_among(sentence: Sentence, others: Sequence[Sentence], fewest: int) -> bool:
    return len(sentence) >= fewest and any(_is_same(frozenset(sentence), frozenset(each)) for each in others)


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) * 100 >= len(one | other) * SAME


@lru_cache(maxsize=2000)
def _sentences(text: str) -> tuple[Sentence, ...]:
    return tuple(words for part in _END.split(text) if (words := _words(part)))


@lru_cache(maxsize=2000)
def _words(text: str) -> Sentence:
    return tuple(_WORD.findall(text.lower().replace("’", "'")))
