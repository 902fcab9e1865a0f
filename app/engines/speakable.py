"""Makes a written text speakable: each written word with the words that a voice says for it."""

import re
import unicodedata
from dataclasses import dataclass

from app.engines.spoken_context import Context
from app.engines.spoken_words import owns_full_stop, pronounce

_ASIDES = (
    re.compile(r"\([^()]*\)"),
    re.compile(r"\[[^\[\]]*\]"),
    re.compile(r"\{[^{}]*\}"),
    re.compile(r"<[^<>]*>"),
)
_STAGE_DIRECTION = re.compile(r"(?<!\*)\*(?=[^\s*])[^*]*(?<=[^\s*])\*(?!\*)")
_CORE = re.compile(r"(?:[@#]?[-+−]?[$£€¥]?\.?(?=\d)|@(?=[^\W\d]))?[^\W_].*", re.DOTALL)
_TAIL = re.compile(r"[^\w%°$£€¥+]*\Z")
_INNER_BREAK = re.compile(r"(?:—|(?<=[^\W\d])–|–(?=[^\W\d])|--+|\.{2,})+")
_SPOKEN_SIGNS = frozenset("&%+=@")
"""Signs that are said even when they stand alone."""
_FORMATTING = str.maketrans({"’": "'", "‘": "'", "*": None, "`": None, "~": None, "_": " ", "⁄": "/", "−": "-"})
_PAUSES = (("?", "?"), ("!", "!"), ("..", ";"), (".", "."), (";", ";"), (":", ":"), (",", ","), ("–", ","), ("—", ","))
"""What follows a word and the mark that makes a voice pause likewise, the stronger first."""


@dataclass(frozen=True, slots=True)
class SpeakableWord:
    """One word as it was written, and what a voice says for it."""

    written: str
    """The word with its punctuation, as it stands in the text."""
    spoken: str
    """Words in letters and apostrophes, with a mark for the pause that follows; empty if nothing is said."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A written word taken apart."""

    core: str
    """Without the punctuation around it; empty for a word of signs only."""
    tail: str
    """The punctuation after it."""


def speakable(text: str, *, day_first: bool = False) -> tuple[SpeakableWord, ...]:
    """Return the words of `text` with their spoken forms; what stands in brackets or *asterisks* is left out.

    `day_first` says how `3/4/2026` is meant: 3 April, as in British English, rather than March 4th.
    """
    written = without_asides(text).split()
    parts = [_take_apart(word) for word in written]
    spoken = [_speak(parts, index, day_first) for index in range(len(parts))]
    _let_signs_pause(parts, spoken)
    return tuple(SpeakableWord(word, said) for word, said in zip(written, spoken, strict=True))


def without_asides(text: str) -> str:
    """Return `text` without what is in (), [], {}, <> or *asterisks*; a bracket that is never closed hides nothing."""
    text = _STAGE_DIRECTION.sub(" ", text)
    for aside in _ASIDES:
        while (shorter := aside.sub(" ", text)) != text:
            text = shorter
    return text


def _take_apart(word: str) -> _Part:
    plain = unicodedata.normalize("NFKC", word).translate(_FORMATTING).strip()
    found = _CORE.search(plain)
    if found is None:
        return _Part(plain, "") if plain in _SPOKEN_SIGNS else _Part("", plain)
    tail = _TAIL.search(found.group())
    assert tail is not None, "an empty tail is a match, too"
    return _Part(found.group()[: tail.start()], tail.group())


def _speak(parts: list[_Part], index: int, day_first: bool) -> str:
    part = parts[index]
    context = _context(parts, index, day_first)
    said = ", ".join(filter(None, (pronounce(piece, context) for piece in _INNER_BREAK.split(part.core) if piece)))
    return said + _pause(part, _following(parts, index)) if said else ""


def _context(parts: list[_Part], index: int, day_first: bool) -> Context:
    part = parts[index]
    following = _following(parts, index)
    before = tuple(near.core for near in reversed(parts[max(0, index - 2) : index]))
    belongs = not part.tail or (part.tail == "." and owns_full_stop(part.core, following))
    return Context(before, following if belongs else "", part.tail.startswith("."), day_first)


def _following(parts: list[_Part], index: int) -> str:
    return parts[index + 1].core if index + 1 < len(parts) else ""


def _pause(part: _Part, following: str) -> str:
    tail = part.tail.removeprefix(".") if following and owns_full_stop(part.core, following) else part.tail
    return next((mark for sign, mark in _PAUSES if sign in tail), "")


def _let_signs_pause(parts: list[_Part], spoken: list[str]) -> None:
    """A dash or dots that stand alone make the word before them pause."""
    for index in range(1, len(parts)):
        alone = not parts[index].core and bool(set(parts[index].tail) & set("-–—."))
        if alone and spoken[index - 1] and spoken[index - 1][-1].isalpha():
            spoken[index - 1] += ";" if ".." in parts[index].tail else ","
