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
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_BETWEEN_WORDS = re.compile(r"(?:[^\w.£$€]|_|(?<!\d)\.|\.(?!\d))+")
"""All that is neither a word nor a sum; the point of a number stays."""
_REFUSING, _STRIKING = "!", "~"


def plain(text: str, contractions: Contractions = ENGLISH) -> str:
    """Return the text as a recogniser would give it: lower case, no punctuation, contractions written out."""
    text = text.lower().replace("’", "'")
    if any(short in text for short, _ in contractions):
        shortened, written_out = _shortened(contractions)
        text = shortened.sub(lambda short: written_out[short.group()], text)
    text = _THOUSANDS.sub("", text).replace("'", "").replace("%", " percent ")
    return _BETWEEN_WORDS.sub(" ", text).strip()


def holds(pattern: str, words: str) -> bool:
    """Say whether plain words satisfy the pattern."""
    wanted, refused, struck = _compiled(pattern)
    ended = words + " "
    if not _all_found(wanted, ended):
        return False
    if any(group.find(ended) for group in refused):
        return False
    for group in struck:
        ended = group.struck(ended)
    return not struck or _all_found(wanted, ended)


def may_hold(pattern: str, words: str) -> bool:
    """Say whether a clause of these words could satisfy the pattern: every wanted group occurs somewhere."""
    return _all_found(_unanchored(pattern), words + " ")


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


def _all_found(groups: tuple[Phrases, ...], ended: str) -> bool:
    for group in groups:  # noqa: SIM110 - asked a hundred times a turn: a generator takes as long as the answer
        if not group.find(ended):
            return False
    return True


@cache
def _shortened(contractions: Contractions) -> tuple[re.Pattern[str], dict[str, str]]:
    """Compile the short forms, with what they mean: whole words, and endings (no letter first, or `n't`)."""
    forms = [re.escape(short) if _ENDING.match(short) else rf"\b{re.escape(short)}" for short, _ in contractions]
    return re.compile(rf"(?:{'|'.join(forms)})\b" if forms else r"(?!)"), dict(contractions)


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
