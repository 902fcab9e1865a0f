"""Readings remembered: certification says the same words to the same persona thousands of times."""

from app.content.language_values import Language
from app.content.values import Persona
from app.customer.acts import LONG_SILENCE, Reading, read_turn
from app.customer.happenings import MonologueRan, TurnTaken

_Key = tuple[str, str, bool, bool, bool]


class RememberedReadings:
    """`read_turn` for one persona in one scenario, which reads the same words after the same line but once.

    A live call never uses it: no server keeps what trainees said.
    """

    def __init__(self) -> None:
        self._readings: dict[_Key, Reading] = {}

    def __call__(self, persona: Persona, language: Language, turn: TurnTaken | MonologueRan, last_line: str) -> Reading:
        """Return what the turn came to."""
        key = (turn.text, last_line, *_measured(persona, turn))
        if key not in self._readings:
            self._readings[key] = read_turn(persona, language, turn, last_line)
        return self._readings[key]


def _measured(persona: Persona, turn: TurnTaken | MonologueRan) -> tuple[bool, bool, bool]:
    """Return all that a reading takes from a turn besides its words."""
    if isinstance(turn, MonologueRan):
        return True, True, True
    is_slow = turn.reaction_seconds is not None and turn.reaction_seconds >= LONG_SILENCE
    return turn.barged_in, turn.seconds >= persona.manners.monologue_limit, is_slow
