"""Whether one side took up the other's words, and whether it did so in words of its own."""

from difflib import SequenceMatcher

from app.customer.patterns import plain
from app.scoring.cues import FUNCTION_WORDS

STEM = 5
"""Two words are one if they share so many first letters ("contract", "contracts", "contracted")."""
PARROTED = 6
"""So many words in a row, word for word, are repeated and not put into own words."""


def concern_words(line: str) -> frozenset[str]:
    """Return the words of a customer's line that name what it is about, numbers too, by their stems."""
    return frozenset(_stem(word) for word in plain(line).split() if word not in FUNCTION_WORDS and len(word) > 1)


def echoes(words: str, concern: frozenset[str]) -> bool:
    """Say whether plain words take up at least one of the concern's words."""
    return any(_stem(word) in concern for word in words.split() if word not in FUNCTION_WORDS)


def is_parroted(words: str, line: str) -> bool:
    """Say whether plain words repeat a stretch of the line word for word."""
    ours, theirs = words.split(), plain(line).split()
    match = SequenceMatcher(None, ours, theirs, autojunk=False).find_longest_match()
    return match.size >= PARROTED


def _stem(word: str) -> str:
    return word if any(sign.isdigit() for sign in word) else word[:STEM]
