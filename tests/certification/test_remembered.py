"""What certification remembers is what it would have read anew."""

from pathlib import Path

import pytest

from app.certification.performance import held
from app.certification.remembered import RememberedReadings
from app.certification.trainees import Trainee, repertoire_of, script_of
from app.content.language_values import Language
from app.content.library import load_library
from app.content.values import Persona
from app.content.vocabulary import Difficulty
from app.customer.acts import Reading, read_turn
from app.customer.happenings import MonologueRan, TurnTaken
from app.customer.play import Play

PROJECT = Path(__file__).parents[2]


class Checked:
    """A memory of readings, each held against the turn read anew."""

    def __init__(self) -> None:
        self.remembered = RememberedReadings()
        self.turns = 0

    def __call__(self, persona: Persona, language: Language, turn: TurnTaken | MonologueRan, last_line: str) -> Reading:
        reading = self.remembered(persona, language, turn, last_line)
        assert reading == read_turn(persona, language, turn, last_line), (turn, last_line)
        self.turns += 1
        return reading


@pytest.mark.parametrize("name", ["ben_delivery/second_no_show", "sabine_strom/nachzahlung"])
def test_a_remembered_reading_is_what_the_turn_comes_to_after_this_very_line(name: str) -> None:
    library = load_library(PROJECT / "personas", PROJECT / "languages")
    persona, scenario = library.find(name)
    language = library.language_of(persona)
    repertoire, checked = repertoire_of(persona, scenario, language), Checked()
    for trainee in (Trainee.GOOD, Trainee.MIXED, Trainee.BAD, Trainee.PROMISE_EVERYTHING, Trainee.RAMBLER):
        for attempt in range(1, 9):
            play = Play(persona, scenario, Difficulty.NORMAL, attempt, attempt, language)
            held(play, script_of(trainee, play, repertoire), checked)
    assert checked.turns > 300
