"""Certification: shipped personas are as hard, as fair and as tight as promised, and one that is not is refused."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from app.certification.certify import Candidate, certified
from app.certification.performance import Ending, held
from app.certification.requirements import shortfalls
from app.certification.trainees import Trainee, script_of
from app.certification.utterances import perturbed
from app.content.library import Library, load_library
from app.content.values import Accepts
from app.content.vocabulary import Difficulty

PROJECT = Path(__file__).parents[2]
SEEDS = 10
"""In CI; `readyroom personas certify` plays 200."""


@cache
def library() -> Library:
    return load_library(PROJECT / "personas", PROJECT / "languages")


@cache
def candidate(name: str) -> Candidate:
    persona, scenario = library().find(name)
    return Candidate.of(persona, scenario, library().language_of(persona))


def test_every_shipped_persona_can_be_played() -> None:
    assert library().faults == ()
    assert len(library().files) >= 12
    assert all(len(file.persona.scenarios) >= 2 for file in library().files)


@pytest.mark.parametrize("name", library().names)
def test_a_shipped_scenario_is_hard_fair_and_tight(name: str) -> None:
    assert [shortfall.sentence for shortfall in certified(candidate(name), SEEDS).shortfalls] == []


def test_the_same_seed_and_words_give_the_same_moves_on_every_run() -> None:
    program = (
        "import json; from tests.certification.test_certification import moves; "
        "print(json.dumps([moves(name) for name in ('ruth_billing/charged_twice', 'carla_competitor/two_quotes')]))"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=PROJECT,
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for hash_seed in ("1", "2")
    ]
    assert told[0] == told[1]
    assert len(json.loads(told[0])[0]) == 3 * len(Trainee)


def moves(name: str) -> list[tuple[str, ...]]:
    """Return the moves of one call of every trainee at every difficulty."""
    scenario = candidate(name)
    plays = [(trainee, scenario.play(difficulty, 7, 3)) for trainee in Trainee for difficulty in Difficulty]
    return [held(play, script_of(trainee, play, scenario.repertoire)).moves for trainee, play in plays]


def test_a_customer_who_gives_in_is_refused() -> None:
    certificate = certified(candidate("ruth_billing/charged_twice"), 3)
    soft = tuple(
        replace(each, endings=((Ending.RESOLVED, 1), (Ending.HUNG_UP, 2)), first_resolved=1)
        if each.trainee is Trainee.FLATTERER and each.difficulty is Difficulty.EASY
        else each
        for each in certificate.tallies
    )
    sentences = [each.sentence for each in shortfalls("ruth_billing/charged_twice", soft, ())]
    assert any("“flatterer” wins in 33.3% of the calls; see --show flatterer/easy/1" in each for each in sentences)


def test_nobody_wins_by_one_trick_even_where_the_bar_lies_on_the_ground() -> None:
    persona, scenario = library().find("ruth_billing")
    soft = replace(persona, accepts=Accepts(0, 100, 0, ()))
    bare = replace(scenario, accepts=None, terms=None)
    certificate = certified(Candidate.of(soft, bare, library().language_of(soft)), 3)
    assert {each.trainee for each in certificate.tallies if each.resolved} <= {
        Trainee.EXPERT,
        Trainee.GOOD,
        Trainee.MIXED,
    }


def test_a_customer_nobody_can_win_over_is_refused() -> None:
    persona, scenario = library().find("ruth_billing")
    stone = replace(persona, accepts=replace(persona.accepts, trust=100, tension=0))
    sentences = [
        each.sentence for each in certified(Candidate.of(stone, scenario, library().language_of(stone)), 3).shortfalls
    ]
    assert any("an expert resolves 0%" in sentence for sentence in sentences)


def test_a_line_that_gives_a_hidden_fact_away_is_found() -> None:
    persona, scenario = library().find("ruth_billing")
    first = persona.wordings[0]
    loose = replace(
        persona,
        wordings=tuple(
            replace(each, lines=(*each.lines[:1], *("My card was declined at the till.",) * (len(each.lines) - 1)))
            if each is first
            else each
            for each in persona.wordings
        ),
    )
    sentences = [
        each.sentence for each in certified(Candidate.of(loose, scenario, library().language_of(loose)), 4).shortfalls
    ]
    assert any("card_declined" in sentence for sentence in sentences)


def test_a_scenario_without_rehearsals_is_refused() -> None:
    persona, scenario = library().find("ruth_billing")
    bare = replace(scenario, rehearsals=replace(scenario.rehearsals, good=()))
    (shortfall,) = certified(Candidate.of(persona, bare, library().language_of(persona)), 3).shortfalls
    assert "no rehearsals" in shortfall.sentence


def test_a_silent_trainee_is_left_alone_in_the_end() -> None:
    scenario = candidate("edith_claim/funeral_money")
    play = scenario.play(Difficulty.NORMAL, 1, 1)
    assert held(play, script_of(Trainee.SILENT, play, scenario.repertoire)).ending is Ending.GAVE_UP


def test_perturbed_words_differ_and_are_the_same_for_the_same_seed() -> None:
    language = candidate("ruth_billing/charged_twice").language
    text = "I understand why you are angry, and I will refund the money today, so that it is there tomorrow."
    said = [perturbed(text, language, seed) for seed in range(12)]
    assert len(set(said)) > 6
    assert said == [perturbed(text, language, seed) for seed in range(12)]
