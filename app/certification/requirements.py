"""What a persona must prove before it is shipped; the figures are the product's promise to coaches."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from app.certification.tally import Tally
from app.certification.trainees import Trainee
from app.content.vocabulary import Difficulty

EXPERT = 0.95
"""Least share of an expert's calls that are resolved, at every difficulty."""
GOOD = {Difficulty.EASY: 0.9, Difficulty.NORMAL: 0.7, Difficulty.HARD: 0.4}
"""Likewise a good trainee's."""
NEVER = (
    Trainee.APOLOGY_ONLY,
    Trainee.ACKNOWLEDGE_ONLY,
    Trainee.PROMISE_EVERYTHING,
    Trainee.FLATTERER,
    Trainee.SILENT,
    Trainee.RAMBLER,
    Trainee.OFF_TOPIC,
    Trainee.INJECTOR,
    Trainee.MAGIC_PHRASE,
    Trainee.BAD,
)
"""They never win the customer over."""
BAD_HUNG_UP = 0.95
NOISE = 2.0
"""Standard errors by which a harder difficulty may seem easier, for its calls are other calls."""
HEARD_OFTEN = 3
"""Calls in ten, one after the other, that may hear the same longer line."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One requirement that is not met."""

    scenario: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """A longer line that calls in a row have heard."""

    line: str
    calls: int
    """Of ten."""


def shortfalls(scenario: str, tallies: Iterable[Tally], repeats: Iterable[Repeat]) -> Iterator[Shortfall]:
    """Yield each requirement that these tallies and repeated lines miss."""
    by_key = {(each.trainee, each.difficulty): each for each in tallies}
    for sentence in (
        *(each for difficulty in Difficulty for each in _at(by_key, difficulty)),
        *_harder_is_easier(by_key),
        *_repeated(repeats),
    ):
        yield Shortfall(scenario, sentence)


def _at(tallies: dict[tuple[Trainee, Difficulty], Tally], difficulty: Difficulty) -> Iterator[str]:
    expert, good, mixed, bad = (
        tallies[trainee, difficulty] for trainee in (Trainee.EXPERT, Trainee.GOOD, Trainee.MIXED, Trainee.BAD)
    )
    if expert.resolved < EXPERT:
        yield f"{difficulty}: an expert resolves {expert.resolved:.0%} of the calls, not {EXPERT:.0%}{_why(expert)}"
    if good.resolved < GOOD[difficulty]:
        wanted = f"{GOOD[difficulty]:.0%}{_why(good)}"
        yield f"{difficulty}: a good trainee resolves {good.resolved:.0%} of the calls, not {wanted}"
    if not bad.resolved <= mixed.resolved <= good.resolved:
        yield f"{difficulty}: a mixed trainee resolves {mixed.resolved:.0%}, a good one {good.resolved:.0%}"
    for trainee in NEVER:
        if tallies[trainee, difficulty].resolved > 0:
            tally = tallies[trainee, difficulty]
            show = f"{trainee}/{difficulty}/{tally.first_resolved}"
            yield f"{difficulty}: “{trainee}” wins in {tally.resolved:.1%} of the calls; see --show {show}"
    if bad.hung_up < BAD_HUNG_UP:
        yield f"{difficulty}: a bad trainee is hung up on in {bad.hung_up:.0%} of the calls, not {BAD_HUNG_UP:.0%}"
    leaked = {fact for (_, each), tally in tallies.items() if each is difficulty for fact in tally.leaks}
    if leaked:
        yield f"{difficulty}: given away before the gate was open: {', '.join(sorted(leaked))}"


def _why(tally: Tally) -> str:
    """Say what was lacking in the calls that were lost, and how to read one."""
    lacks = ", ".join(f"{what} ({calls})" for what, calls in tally.lacks)
    return f"; lacking most often: {lacks}; see --show {tally.trainee}/{tally.difficulty}/{tally.first_lost}"


def _harder_is_easier(tallies: dict[tuple[Trainee, Difficulty], Tally]) -> Iterator[str]:
    levels = list(Difficulty)
    for trainee in (Trainee.EXPERT, Trainee.GOOD, Trainee.MIXED):
        for easier, harder in pairwise(levels):
            less, more = tallies[trainee, easier], tallies[trainee, harder]
            share = (less.resolved + more.resolved) / 2
            error = (2 * share * (1 - share) / less.calls) ** 0.5
            if more.resolved > less.resolved + NOISE * error:
                shares = f"{more.resolved:.0%} against {less.resolved:.0%}"
                yield f"{harder} is easier than {easier} for “{trainee}”: {shares}"


def _repeated(repeats: Iterable[Repeat]) -> Iterator[str]:
    for repeat in repeats:
        if repeat.calls > HEARD_OFTEN:
            often = f"heard in {repeat.calls} of ten calls in a row, at most {HEARD_OFTEN}"
            yield f"{often}: “{repeat.line}”; give its list more lines"
