"""What many calls of one scenario came to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from app.certification.performance import Ending, Outcome
from app.certification.trainees import Trainee
from app.content.vocabulary import Difficulty

MOST_LACKS = 3
"""So many of the things that were lacking are told."""
PATH_TURNS = 16
"""Turns of the median path that is kept for the plot."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The calls of one trainee at one difficulty."""

    trainee: Trainee
    difficulty: Difficulty
    calls: int
    endings: tuple[tuple[Ending, int], ...]
    turns: float
    """Median length in the trainee's turns."""
    first_resolved: int | None
    """Number of the first call in which the customer accepted, counted from 0; `None`: it never did."""
    first_lost: int | None
    """Number of the first call in which it did not; `None`: it always did."""
    lacks: tuple[tuple[str, int], ...]
    """What a yes still wanted at the end of a call, and in how many, the most frequent first."""
    leaks: tuple[str, ...]
    """Ids of leaked facts, each once per call in which it leaked."""
    trust: tuple[float, ...]
    """Median after each of the customer's moves, over the calls that lasted so long."""
    tension: tuple[float, ...]

    @property
    def resolved(self) -> float:
        """Share of the calls in which the customer accepted, 0 to 1."""
        return self._share(Ending.RESOLVED)

    @property
    def hung_up(self) -> float:
        """Share of the calls that the customer broke off in anger, 0 to 1."""
        return self._share(Ending.HUNG_UP)

    @property
    def left(self) -> float:
        """Share of the calls that the customer ended without an agreement, whatever its reason."""
        return sum(map(self._share, (Ending.HUNG_UP, Ending.GAVE_UP, Ending.TIME_UP)))

    def _share(self, ending: Ending) -> float:
        return dict(self.endings).get(ending, 0) / self.calls


def tally(trainee: Trainee, difficulty: Difficulty, outcomes: Sequence[Outcome]) -> Tally:
    """Return what these calls came to together."""
    return Tally(
        trainee,
        difficulty,
        len(outcomes),
        tuple(sorted(Counter(outcome.ending for outcome in outcomes).items())),
        float(median(outcome.turns for outcome in outcomes)),
        next((number for number, each in enumerate(outcomes) if each.ending is Ending.RESOLVED), None),
        next((number for number, each in enumerate(outcomes) if each.ending is not Ending.RESOLVED), None),
        tuple(Counter(lack for outcome in outcomes for lack in outcome.lacks).most_common(MOST_LACKS)),
        tuple(fact for outcome in outcomes for fact in dict.fromkeys(outcome.leaks)),
        _path(outcomes, 0),
        _path(outcomes, 1),
    )


def _path(outcomes: Sequence[Outcome], value: int) -> tuple[float, ...]:
    """Return the median of a value turn by turn, as long as half of the calls last."""
    path = []
    for turn in range(PATH_TURNS):
        reached = [outcome.path[turn][value] for outcome in outcomes if turn < len(outcome.path)]
        if len(reached) * 2 < len(outcomes):
            break
        path.append(float(median(reached)))
    return tuple(path)
