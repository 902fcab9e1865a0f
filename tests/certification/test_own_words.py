"""An ordinary good trainee's own wording works, not only the script.

`own_words.yaml` was written by somebody who had seen the briefs only: no pattern, no persona, no rehearsal.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from app.certification.performance import Ending, Outcome, held
from app.certification.trainees import Said
from app.content.pressure_values import PressureKind
from app.content.staging import staged
from app.content.vocabulary import Difficulty, Move
from app.customer.acts import Reading, read_turn
from app.customer.customer import Decision, Play
from app.customer.typed_call import lone_turn
from tests.certification.test_certification import candidate, library

SEEDS = 4
EASY, NORMAL = 0.7, 0.65
"""Least share of such calls that are resolved, over all scenarios: a floor under what was measured, not the aim."""


@cache
def own_words() -> dict[str, dict[str, list[str]]]:
    loaded: dict[str, dict[str, list[str]]] = YAML(typ="safe").load(
        (Path(__file__).parent / "own_words.yaml").read_text("utf-8")
    )
    return loaded


@dataclass(slots=True)
class Listener:
    """Says its own words in order, but answers what it is asked and hurries when time is short, as anybody would."""

    play: Play
    turns: list[str]
    replies: list[str]
    goodbye: str

    def __call__(self, decision: Decision) -> Said:
        if decision.move is Move.ACCEPT:
            return Said(self.goodbye)
        if decision.move is Move.PRESSURE and self._is_time_limit(decision.event):
            self.turns.sort(key=lambda turn: not self._read(turn).terms)
        wanted = (each for each in self.turns if decision.move is Move.ASK and decision.about in self._read(each).terms)
        if (answer := next(wanted, None)) is not None:
            self.turns.remove(answer)
            return Said(answer)
        if decision.move is Move.OBJECT and self.replies:
            return Said(self.replies.pop(0))
        left = self.turns or self.replies
        return Said(left.pop(0) if left else self.goodbye)

    def _is_time_limit(self, event: str) -> bool:
        return any(each.id == event and each.kind is PressureKind.TIME_LIMIT for each in self.play.persona.pressure)

    def _read(self, text: str) -> Reading:
        return read_turn(staged(self.play.persona, self.play.scenario), self.play.language, lone_turn(text), "")


@cache
def outcomes(name: str, difficulty: Difficulty) -> tuple[Outcome, ...]:
    """Return calls in which a trainee says its own words."""
    words = own_words()[name]
    *turns, goodbye = words["turns"]
    plays = [candidate(name).play(difficulty, seed, seed) for seed in range(1, SEEDS + 1)]
    return tuple(held(play, Listener(play, list(turns), list(words["replies"]), goodbye)) for play in plays)


def test_there_are_own_words_for_every_scenario() -> None:
    assert set(own_words()) == set(library().names)


@pytest.mark.parametrize(("difficulty", "least"), [(Difficulty.EASY, EASY), (Difficulty.NORMAL, NORMAL)])
def test_good_trainees_win_with_their_own_words(difficulty: Difficulty, least: float) -> None:
    played = [outcome for name in library().names for outcome in outcomes(name, difficulty)]
    resolved = sum(outcome.ending is Ending.RESOLVED for outcome in played) / len(played)
    assert resolved >= least


def test_own_words_never_make_a_customer_leak() -> None:
    assert [
        outcome.leaks for name in library().names for outcome in outcomes(name, Difficulty.NORMAL) if outcome.leaks
    ] == []
