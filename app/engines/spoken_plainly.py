"""Makes a text speakable in a language whose figures and abbreviations we leave to the voice itself."""

import unicodedata

from app.engines.speakable import SpeakableWord, speakable, without_asides

_WRITTEN_OUT = "en"
"""The language in which we write out figures, dates and abbreviations ourselves."""
_PAUSES = "?!.;:,"
"""Marks that make a voice pause, the stronger first."""


def speakable_in(language: str, text: str, *, day_first: bool = False) -> tuple[SpeakableWord, ...]:
    """Return the words of a text that have something to say, with what a voice of this BCP 47 language says."""
    words = speakable(text, day_first=day_first) if is_written_out(language) else _plainly(text)
    return tuple(word for word in words if word.spoken)


def is_written_out(language: str) -> bool:
    """Return whether figures are written out for this language."""
    return main_language(language) == _WRITTEN_OUT


def main_language(tag: str) -> str:
    """Return `de` of `de-AT`."""
    return tag.replace("_", "-").partition("-")[0].lower()


def _plainly(text: str) -> tuple[SpeakableWord, ...]:
    return tuple(SpeakableWord(word, _said(word)) for word in without_asides(text).split())


def _said(word: str) -> str:
    plain = unicodedata.normalize("NFKC", word)
    core = "".join(sign for sign in plain if sign.isalnum() or sign in "'’-.,:%€$£").strip("'’-.,:")
    if not any(sign.isalnum() for sign in core):
        return ""
    tail = plain[plain.rindex(core[-1]) + 1 :]
    return core + next((mark for mark in _PAUSES if mark in tail), "")
