"""What can be measured of a call: a number in a unit, or why there is none.

Formulas and bands are those of `practice_and_scoring.md` 2.3 (M1, M2, M4, M6, M8). Typed turns have no delivery and
backchannels take no floor; neither is measured.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

from app.call_record import CallRecord, SpokenTurn
from app.content.rubric_values import Measure, Needs
from app.core.transcript import CAPTURE_RATE, Side
from app.scorecard_record import Evidence
from app.scoring.evidence import opening, quoted
from app.scoring.objections import answered_objections
from app.scoring.speech import call_seconds, floor_turns, interruptions, joined, speech_seconds, spoken_turns, stretches

BREATH = 1.0
"""A gap that does not end a monologue, in seconds (2.3, M2)."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A number."""

    value: float
    unit: str
    n: int
    """How many things it was made of."""
    counted: str
    """What they are, in the plural: `words`."""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Unscored:
    """No number, and why."""

    reason: str


def measure(which: Measure, record: CallRecord, needs: Needs) -> Measured | Unscored:
    """Return a measure of a call, or why there is too little to measure it."""
    spoken = speech_seconds(spoken_turns(record, Side.TRAINEE))
    if spoken < needs.speech:
        return Unscored(f"only {spoken:.0f} s of speech were heard; {needs.speech:.0f} s are needed")
    return _FORMULAS[which](record, needs)


def _talk_share(record: CallRecord, _needs: Needs) -> Measured | Unscored:
    """M1: the trainee's speech divided by both sides' speech, pauses left out."""
    typed = sum(turn.is_typed for turn in floor_turns(record, Side.TRAINEE))
    if typed:
        return Unscored(f"{_count(typed, 'turn')} typed, so a share of the speech would be wrong")
    ours = speech_seconds(spoken_turns(record, Side.TRAINEE))
    theirs = speech_seconds(spoken_turns(record, Side.CUSTOMER))
    turns = spoken_turns(record, Side.TRAINEE) + spoken_turns(record, Side.CUSTOMER)
    return Measured(ours / (ours + theirs), "share", len(turns), "turns")


def _pace(record: CallRecord, _needs: Needs) -> Measured | Unscored:
    """M4: the trainee's words per minute of speech, pauses longer than 0.25 s left out (articulation)."""
    turns = spoken_turns(record, Side.TRAINEE)
    words = sum(len(turn.words) or len(turn.heard.split()) for turn in turns)
    return Measured(60 * words / speech_seconds(turns), "words/min", words, "words")


def _reaction_pause(record: CallRecord, needs: Needs) -> Measured | Unscored:
    """M6: median time from an objection's last heard sample to the spoken answer; talking over it is negative."""
    answered = [each for each in answered_objections(record) if each.pause is not None]
    if not answered:
        return Unscored("no objection was heard and answered aloud")
    if len(answered) < needs.objections:
        return Unscored(f"{_count(len(answered), 'objection')} answered aloud; {needs.objections} are needed")
    pauses = [each.pause for each in answered if each.pause is not None]
    shortest = min(answered, key=lambda each: each.pause or 0.0)
    return Measured(median(pauses), "s", len(pauses), "objections", (quoted(opening(shortest.answers[0])),))


def _interruptions(record: CallRecord, needs: Needs) -> Measured | Unscored:
    """M8: how often the trainee talked the customer down, per 10 minutes of call."""
    seconds = call_seconds(record)
    if seconds < needs.call:
        return Unscored(f"the call lasted {seconds:.0f} s; a rate per 10 minutes needs {needs.call:.0f} s")
    cuts = [turn for _, turn in interruptions(record)]
    quotes = tuple(quoted(opening(turn)) for turn in cuts)
    return Measured(600 * len(cuts) / seconds, "per 10 min", len(cuts), "interruptions", quotes)


def _longest_monologue(record: CallRecord, _needs: Needs) -> Measured | Unscored:
    """M2: the trainee's longest speech; gaps up to 1 s and the customer's backchannels do not end it."""
    longest, turn = max(
        ((end - start, turn) for run in _runs(record) for (start, end), turn in _monologues(run)),
        key=lambda each: each[0],
    )
    turns = spoken_turns(record, Side.TRAINEE)
    return Measured(longest / CAPTURE_RATE, "s", len(turns), "turns", (quoted(opening(turn)),))


def _runs(record: CallRecord) -> Iterator[list[SpokenTurn]]:
    """Yield the trainee's spoken turns that follow each other without the customer taking the floor."""
    run: list[SpokenTurn] = []
    for turn in record.turns:
        if turn.is_backchannel or not turn.heard.strip():
            continue
        if turn.side is Side.TRAINEE and not turn.is_typed:
            run.append(turn)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _monologues(run: list[SpokenTurn]) -> Iterator[tuple[tuple[int, int], SpokenTurn]]:
    """Yield each speech of a run, with the turn in which it begins."""
    for stretch in joined((part for turn in run for part in stretches(turn, BREATH)), BREATH):
        begun = [turn for turn in run if turn.start <= stretch[0]]
        yield stretch, begun[-1] if begun else run[0]


def _count(number: int, thing: str) -> str:
    return f"{number} {thing} was" if number == 1 else f"{number} {thing}s were"


_FORMULAS: dict[Measure, Callable[[CallRecord, Needs], Measured | Unscored]] = {
    Measure.TALK_SHARE: _talk_share,
    Measure.PACE: _pace,
    Measure.REACTION_PAUSE: _reaction_pause,
    Measure.INTERRUPTIONS: _interruptions,
    Measure.LONGEST_MONOLOGUE: _longest_monologue,
}
