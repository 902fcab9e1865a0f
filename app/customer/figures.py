"""The sums and times that a trainee names, as the customer may refer to them."""

import re
from collections.abc import Iterable
from functools import cache

from app.content.language_values import Figures, Language
from app.customer.patterns import first_of, holds
from app.customer.utterance import Clause

_SIGNED = r"[£$€]\d[\d.]*|\d[\d.]*[£$€]"


def said_in(language: Language, clauses: Iterable[Clause]) -> tuple[tuple[str, str], ...]:
    """Return the slots of the sum and the time that a turn offers: `said_amount`, `said_time`.

    What is asked, denied or set as a condition is not offered, and saying it back would be beside the point.
    """
    figures, parts = language.figures, language.parts
    stated = [each.words for each in clauses if not each.is_asking]
    offered = (each for each in stated if not holds(figures.denied, each) and not holds(parts.condition, each))
    words = " ".join(offered)
    found = (("said_amount", amount_in(figures, words)), ("said_time", first_of(figures.times, words)))
    return tuple((slot, _spelled(figures, said)) for slot, said in found if said)


def amount_in(figures: Figures, words: str) -> str:
    """Return the first sum or percentage in plain words; empty: there is none."""
    found = _amount(figures).search(words)
    return found.group() if found else ""


def names_time(figures: Figures, words: str) -> bool:
    """Say whether plain words name a time."""
    return holds(figures.times, words)


def _spelled(figures: Figures, said: str) -> str:
    written = dict(figures.spellings)
    return " ".join(word.capitalize() if word in figures.capitals else written.get(word, word) for word in said.split())


@cache
def _amount(figures: Figures) -> re.Pattern[str]:
    """Compile digits or number words, run together or not, before what they count."""
    number, joint = "|".join(figures.numbers), "|".join(figures.joints)
    spelled = rf"(?:{number})(?: ?(?:(?:{joint}) ?)?(?:{number}))*" if joint else rf"(?:{number})(?: ?(?:{number}))*"
    units = "|".join(sorted(figures.units, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{_SIGNED}|(?:\d[\d.]*|{spelled}) (?:{units})(?!\w))")
