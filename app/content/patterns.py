"""Word patterns: what authors and rules match speech with, tolerant of lost punctuation and dropped words.

`refund*|money back + today|now` holds when the words contain one of the first group *and* one of the second, in
any order. `*` ends a stem, `..` stands for up to three words, a group that begins with `!` must not occur. The files
of languages may say more: `can/could` is either word, `really?` may be missing, `...` stands for up to eight words,
`^` and `$` are the beginning and the end of the clause, and what a group that begins with `~` matches only looks like
the thing and is struck out first.
"""

import re
from functools import cache

from app.content.language_values import Contractions
from app.content.phrases import Phrases, phrases_of

ENGLISH: Contractions = (
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
"""As `languages/en.yaml` has them, for the score's English checks."""
_ENDING = re.compile(r"\W|n't")
_REFUSING, _STRIKING = "!", "~"


def plain(text: str, contractions: Contractions = ENGLISH) -> str:
    """Return the text as a recogniser would give it: lower case, no punctuation, contractions written out."""
    written_out = dict(contractions)
    text = _shortened(contractions).sub(lambda short: written_out[short.group()], text.lower().replace("’", "'"))
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text).replace("'", "").replace("%", " percent ")
    text = re.sub(r"(?<!\d)\.|\.(?!\d)", " ", text)
    return " ".join(re.sub(r"(?:[^\w.£$€]|_)+", " ", text).split())


def holds(pattern: str, words: str) -> bool:
    """Say whether plain words satisfy the pattern."""
    wanted, refused, struck = _compiled(pattern)
    ended = words + " "
    if not all(group.find(ended) for group in wanted):
        return False
    if any(group.find(ended) for group in refused):
        return False
    for group in struck:
        ended = group.struck(ended)
    return not struck or all(group.find(ended) for group in wanted)


def may_hold(pattern: str, words: str) -> bool:
    """Say whether a clause of these words could satisfy the pattern: every wanted group occurs somewhere."""
    ended = words + " "
    return all(group.find(ended) for group in _unanchored(pattern))


def first_of(group: str, words: str) -> str:
    """Return the first stretch of plain words that one of the phrases of a single group matches; empty: none."""
    found = _single(group).find(words + " ")
    return found.group().strip() if found else ""


def without(group: str, words: str) -> str:
    """Return the plain words less all that the phrases of a single group match."""
    return " ".join(_single(group).without(words + " ").split())


def led_off(group: str, words: str) -> str:
    """Return the plain words less those at their beginning that the phrases of a single group match."""
    ended, phrases = words + " ", _single(group)
    while (found := phrases.find(ended)) and found.start() == 0:
        ended = ended[found.end() :]
    return " ".join(ended.split())


def parted(group: str, words: str) -> list[str]:
    """Return the stretches of plain words between all that the phrases of a single group match; none is empty."""
    return [piece for each in _single(group).between(words + " ") if (piece := " ".join(each.split()))]


def negated(group: str) -> str:
    """Return the group that matches "not ..." before each of its phrases."""
    return "|".join(f"not .. {phrase.strip()}" for phrase in group.split("|"))


@cache
def _shortened(contractions: Contractions) -> re.Pattern[str]:
    """Compile the short forms: whole words, and endings, which begin with no letter or are `n't`."""
    forms = [re.escape(short) if _ENDING.match(short) else rf"\b{re.escape(short)}" for short, _ in contractions]
    return re.compile(rf"(?:{'|'.join(forms)})\b" if forms else r"(?!)")


@cache
def _unanchored(pattern: str) -> tuple[Phrases, ...]:
    return _compiled(pattern.replace("^", " ").replace("$", " "))[0]


@cache
def _single(group: str) -> Phrases:
    return phrases_of(group)


@cache
def _compiled(pattern: str) -> tuple[tuple[Phrases, ...], ...]:
    """Return the groups of three kinds: what must occur, what must not, and what is struck out before."""
    groups = [group.strip() for group in pattern.split("+")]
    wanted = tuple(phrases_of(group) for group in groups if group[:1] not in _REFUSING + _STRIKING)
    refused = tuple(phrases_of(group[1:]) for group in groups if group.startswith(_REFUSING))
    struck = tuple(phrases_of(group[1:]) for group in groups if group.startswith(_STRIKING))
    return wanted, refused, struck
