"""Word patterns: what authors and rules match speech with, tolerant of lost punctuation and dropped words.

`refund*|money back + today|now` holds when the words contain one of the first group *and* one of the second, in
any order. `*` ends a stem, `..` stands for up to three words, a group that begins with `!` must not occur.
"""

import re
from functools import cache

ALLOWED = re.compile(r"[a-z0-9*|+!. ]+")

_CONTRACTIONS = (
    ("can't", "can not"),
    ("cannot", "can not"),
    ("won't", "will not"),
    ("n't", " not"),
    ("'ll", " will"),
    ("'m", " am"),
    ("'re", " are"),
    ("'ve", " have"),
    ("'d", " would"),
    ("let's", "let us"),
    ("it's", "it is"),
    ("that's", "that is"),
    ("what's", "what is"),
    ("how's", "how is"),
    ("there's", "there is"),
)


def plain(text: str) -> str:
    """Return the text as a recogniser would give it: lower case, no punctuation, contractions written out."""
    text = text.lower().replace("’", "'")
    for short, long in _CONTRACTIONS:
        text = text.replace(short, long)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text).replace("'", "").replace("%", " percent ")
    text = re.sub(r"(?<!\d)\.|\.(?!\d)", " ", text)
    return " ".join(re.sub(r"[^a-z0-9.£$€]+", " ", text).split())


def holds(pattern: str, words: str) -> bool:
    """Say whether plain words satisfy the pattern."""
    wanted, refused = _compiled(pattern)
    return all(group.search(words) for group in wanted) and not any(group.search(words) for group in refused)


def may_hold(pattern: str, words: str) -> bool:
    """Say whether a part of these words could satisfy the pattern: every wanted group occurs somewhere."""
    return all(group.search(words) for group in _compiled(pattern)[0])


def negated(group: str) -> str:
    """Return the group that matches "not ..." before each of its phrases."""
    return "|".join(f"not .. {phrase.strip()}" for phrase in group.split("|"))


@cache
def _compiled(pattern: str) -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    groups = [group.strip() for group in pattern.split("+")]
    wanted = tuple(_group(group) for group in groups if not group.startswith("!"))
    refused = tuple(_group(group[1:]) for group in groups if group.startswith("!"))
    return wanted, refused


def _group(group: str) -> re.Pattern[str]:
    return re.compile(r"(?<![a-z0-9])(?:" + "|".join(_phrase(each) for each in group.split("|")) + r")(?![a-z0-9])")


def _phrase(phrase: str) -> str:
    words = [r"(?:[a-z0-9]+ ){0,3}" if word == ".." else _word(word) + " " for word in phrase.split()]
    return "".join(words).removesuffix(" ")


def _word(word: str) -> str:
    return re.escape(word).replace(r"\*", "[a-z]*")
