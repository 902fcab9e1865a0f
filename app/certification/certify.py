"""Every trainee plays every scenario of a persona at every difficulty, as often as there are seeds."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from app.certification.performance import Outcome, held
from app.certification.remembered import RememberedReadings
from app.certification.requirements import Repeat, Shortfall, shortfalls
from app.certification.tally import Tally, tally
from app.certification.trainees import Repertoire, Trainee, repertoire_of, script_of
from app.content.language_values import Language
from app.content.scenario_values import Scenario
from app.content.values import Persona
from app.content.vocabulary import Difficulty
from app.customer.acts import read_turn
from app.customer.customer import Play, Reader
from app.customer.play import hashed

CALLS_IN_A_ROW = 10
MOST_REPEATS = 8
"""So many of the lines that are repeated are told."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What one scenario proved."""

    persona: str
    scenario: str
    seeds: int
    tallies: tuple[Tally, ...]
    repeats: tuple[Repeat, ...]
    """The longer lines that most of ten calls in a row heard, the worst first."""
    shortfalls: tuple[Shortfall, ...]

    @property
    def name(self) -> str:
        """The scenario as one asks for it."""
        return f"{self.persona}/{self.scenario}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One scenario that is to be certified."""

    persona: Persona
    scenario: Scenario
    language: Language
    repertoire: Repertoire

    @classmethod
    def of(cls, persona: Persona, scenario: Scenario, language: Language) -> Self:
        """Return the scenario with what trainees can say in it. Raises `ContentError`."""
        return cls(persona, scenario, language, repertoire_of(persona, scenario, language))

    @property
    def name(self) -> str:
        """The scenario as one asks for it."""
        return f"{self.persona.id}/{self.scenario.id}"

    def play(self, difficulty: Difficulty, seed: int, attempt: int) -> Play:
        """Return one call of it."""
        return Play(self.persona, self.scenario, difficulty, seed, attempt, self.language)


def certified(candidate: Candidate, seeds: int) -> Certificate:
    """Return what a scenario proves with this many seeds. Pure: the same arguments, the same certificate."""
    rehearsals = candidate.scenario.rehearsals
    if not rehearsals.expert or not rehearsals.good:
        missing = Shortfall(candidate.name, "it has no rehearsals, so nobody can say how a good call would go")
        return Certificate(candidate.persona.id, candidate.scenario.id, 0, (), (), (missing,))
    read = RememberedReadings()
    tallies = tuple(
        tally(trainee, difficulty, tuple(_outcomes(candidate, trainee, difficulty, seeds, read)))
        for difficulty in Difficulty
        for trainee in Trainee
    )
    repeats = _repeats(candidate, read)
    missed = tuple(shortfalls(candidate.name, tallies, repeats))
    return Certificate(candidate.persona.id, candidate.scenario.id, seeds, tallies, repeats, missed)


def shown(candidate: Candidate, trainee: Trainee, difficulty: Difficulty, number: int) -> Outcome:
    """Return one of the calls that a certificate counts, the one of this number."""
    return _outcome(candidate, trainee, difficulty, number, read_turn)


def _outcomes(
    candidate: Candidate, trainee: Trainee, difficulty: Difficulty, seeds: int, read: Reader
) -> Iterator[Outcome]:
    return (_outcome(candidate, trainee, difficulty, number, read) for number in range(seeds))


def _outcome(candidate: Candidate, trainee: Trainee, difficulty: Difficulty, number: int, read: Reader) -> Outcome:
    seed = hashed(candidate.name, trainee, number) % 2**31
    play = candidate.play(difficulty, seed, 1 + number % CALLS_IN_A_ROW)
    return held(play, script_of(trainee, play, candidate.repertoire), read)


def _repeats(candidate: Candidate, read: Reader) -> tuple[Repeat, ...]:
    """Return the longer lines that ten calls in a row of one trainee heard most often."""
    heard: Counter[str] = Counter()
    lines: dict[str, str] = {}
    for attempt in range(1, CALLS_IN_A_ROW + 1):
        play = candidate.play(Difficulty.NORMAL, hashed(candidate.name, "row", attempt) % 2**31, attempt)
        said = dict(held(play, script_of(Trainee.GOOD, play, candidate.repertoire), read).templates)
        heard.update(said.keys())
        lines |= said
    return tuple(Repeat(lines[key], calls) for key, calls in heard.most_common(MOST_REPEATS))


def failed(certificates: Iterable[Certificate]) -> tuple[Shortfall, ...]:
    """Return every requirement that is missed."""
    return tuple(shortfall for each in certificates for shortfall in each.shortfalls)
