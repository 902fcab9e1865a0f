"""What certification remembers of words: it says and hears the same ones thousands of times.

No live call uses any of it: no server keeps what trainees said.
"""

from functools import cache

from app.content.language_values import Contractions, Language
from app.content.patterns import holds, plain
from app.content.values import Persona
from app.customer.acts import LONG_SILENCE, Reading, read_turn
from app.customer.happenings import MonologueRan, TurnTaken
from app.customer.utterance import weighty

_Key = tuple[str, frozenset[str], bool, bool, tuple[bool, bool, bool]]


class RememberedReadings:
    """`read_turn` for one persona in one scenario, which reads the same words after lines alike to it but once."""

    def __init__(self) -> None:
        self._readings: dict[_Key, Reading] = {}
        self._stems: dict[str, frozenset[str]] = {}

    def __call__(self, persona: Persona, language: Language, turn: TurnTaken | MonologueRan, last_line: str) -> Reading:
        """Return what the turn came to."""
        key = self._key(persona, language, turn, last_line)
        if key not in self._readings:
            self._readings[key] = read_turn(persona, language, turn, last_line)
        return self._readings[key]

    def _key(self, persona: Persona, language: Language, turn: TurnTaken | MonologueRan, last_line: str) -> _Key:
        """Return all that a reading depends on.

        Of the customer's line that is which of the turn's own words it holds, whether it says anything, and whether it
        asks; thousands of lines are alike in this.
        """
        heard = self._stems_of(language, last_line)
        shared = heard & self._stems_of(language, turn.text)
        return turn.text, shared, bool(heard), last_line.rstrip().endswith("?"), _measured(persona, turn)

    def _stems_of(self, language: Language, text: str) -> frozenset[str]:
        if text not in self._stems:
            self._stems[text] = weighty(language.stop_words, plain(text, language.contractions))
        return self._stems[text]


@cache
def is_told(pattern: str, line: str, contractions: Contractions) -> bool:
    """Say whether a line of the customer's satisfies a word pattern."""
    return holds(pattern, plain(line, contractions))


def _measured(persona: Persona, turn: TurnTaken | MonologueRan) -> tuple[bool, bool, bool]:
    """Return all that a reading takes from a turn besides its words."""
    if isinstance(turn, MonologueRan):
        return True, True, True
    is_slow = turn.reaction_seconds is not None and turn.reaction_seconds >= LONG_SILENCE
    return turn.barged_in, turn.seconds >= persona.manners.monologue_limit, is_slow
