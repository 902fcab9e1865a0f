"""The words with which a trainee may end the exercise, as they can be told before a call."""

from app.content.language_values import Language

SIGNS = frozenset({"..", "...", "^", "$"})
"""What of a word pattern is no word (see `app.content.patterns`)."""


def stop_words(language: Language) -> str:
    """Return words that stop the exercise in this language, the first that its file has: "stop the exercise"."""
    first = language.stop.partition("|")[0]
    spoken = [word.partition("/")[0] for word in first.split() if word not in SIGNS and not word.endswith("?")]
    return " ".join(spoken)
