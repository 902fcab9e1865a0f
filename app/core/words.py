"""English words that steer turn-taking: which sound unfinished, which only listen, which take the floor."""

import re

UNFINISHED = frozenset(
    "a an and as at because but by can could er erm for from i if into is its my of or our so than the their they to "
    "uh um was we well were when who will with would your".split()
)
"""A turn that ends in one of these is probably not over."""

DIGITS = frozenset("zero oh one two three four five six seven eight nine".split())

SHORT_ANSWERS = frozenset(
    "yes yeah yep no nope okay ok sure right correct exactly fine great thanks goodbye bye hello hi agreed deal".split()
)
"""A turn that is one of these alone is over."""

BACKCHANNELS = frozenset(
    "mm mmm mhm mm-hm hm hmm hum uh huh uh-huh um ah oh yeah yes yep okay ok right sure i see alright fine "
    "really".split()
)
"""Listening aloud: a line of nothing but these does not take the floor."""

STOP_WORDS = frozenset("wait stop sorry no hold hang excuse listen actually pause".split())
"""Words that take the floor at once."""

BACKCHANNEL_SECONDS = 0.7
"""An overlap shorter than this, without a stop word, is taken for listening aloud, a cough or a click.

The recogniser may make any short word of a cough; published overlaps that only listen last about half a second.
"""


def split(text: str) -> list[str]:
    """Return the lower-case words of a text, without punctuation."""
    return re.findall(r"[\w'-]+", text.lower())


def is_digit(word: str) -> bool:
    """Return whether a word is one of a dictated number, spelled or in figures."""
    return word in DIGITS or word.isdigit()


def is_backchannel(text: str, seconds: float) -> bool:
    """Return whether an overlapping utterance of this length only listens aloud."""
    heard = split(text)
    if any(word in STOP_WORDS for word in heard):
        return False
    return seconds < BACKCHANNEL_SECONDS or all(word in BACKCHANNELS for word in heard)


def takes_floor(partial: str) -> bool:
    """Return whether words that are still coming already take the floor: a stop word, or three that mean something."""
    heard = split(partial)
    if any(word in STOP_WORDS for word in heard):
        return True
    return sum(word not in BACKCHANNELS for word in heard) >= 3  # noqa: PLR2004 - one or two may be a misheard murmur
