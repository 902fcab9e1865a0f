"""The rules: yes/no questions about observable behaviour that code can answer, each with the words that decided."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain

from app.call_record import CallRecord, EventKind, SpokenTurn
from app.content.rubric_values import Rule
from app.core.transcript import Side
from app.customer.patterns import plain
from app.scoring import cues
from app.scoring.echoes import concern_words, echoes, is_parroted
from app.scoring.evidence import Said, find, found, opening, reach
from app.scoring.objections import Objection, answered_objections, objecting_turns
from app.scoring.speech import floor_turns, interruptions

MOMENT = 0.3
"""An answer sooner than this was not thought about, in seconds (practice_and_scoring.md 2.2 R-A and 2.3 M6)."""
QUOTES = 3
"""Most quotes of one answer."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to a check."""

    is_yes: bool
    said: tuple[Said, ...]
    """What decided it; for a missing thing, what was said in its place."""
    rests_on_absence: bool
    """It holds only if nothing else was said: a lost turn could overturn it."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """No answer, and why."""

    reason: str


def decide(rule: Rule, record: CallRecord) -> Finding | Undecided:
    """Return the answer of a rule for a call."""
    return _RULES[rule](record)


def _let_objections_finish(record: CallRecord) -> Finding | Undecided:
    objecting = objecting_turns(record)
    if not objecting:
        return _NO_OBJECTION
    cuts = [opening(turn) for cut, turn in interruptions(record) if cut.number in objecting]
    if cuts:
        return _no(cuts)
    answers = [each.answers[0] for each in answered_objections(record)]
    return Finding(True, tuple(map(opening, answers[:1])), rests_on_absence=True)


def _paused_before_answering(record: CallRecord) -> Finding | Undecided:
    aloud = [(each.pause, each.answers[0]) for each in answered_objections(record) if each.pause is not None]
    if not aloud:
        return Undecided("no objection was heard and answered aloud")
    soonest, turn = min(aloud, key=lambda each: each[0])
    return Finding(soonest >= MOMENT, (opening(turn),), rests_on_absence=False)


def _acknowledged_each(record: CallRecord) -> Finding | Undecided:
    answered = answered_objections(record)
    if not answered:
        return _NO_OBJECTION
    acknowledged = [_acknowledgement(each) for each in answered]
    missed = [opening(each.answers[0]) for each, said in zip(answered, acknowledged, strict=True) if said is None]
    return _no(missed) if missed else _yes(said for said in acknowledged if said)


def _acknowledgement(objection: Objection) -> Said | None:
    """Return the words that took the objection in, if they came before the answer to it had begun."""
    first = objection.answers[0]
    said = reach(first, cues.acknowledges)
    begun = reach(first, cues.begins_answer)
    is_first = said is not None and (begun is None or said < begun)
    return find(first, cues.acknowledges) if is_first else None


def _named_the_concern(record: CallRecord) -> Finding | Undecided:
    answered = answered_objections(record)
    if not answered:
        return _NO_OBJECTION
    named = [said for each in answered if (said := _concern_named(each))]
    return _yes(named) if named else _no(opening(each.answers[0]) for each in answered)


def _concern_named(objection: Objection) -> Said | None:
    """Return the acknowledging clause that takes up a word of the objection, without parroting it."""
    concern = concern_words(objection.line.heard)
    line = objection.line.heard
    return find(
        objection.answers[0],
        lambda words: cues.acknowledges(words) and echoes(words, concern) and not is_parroted(words, line),
    )


def _asked(decides: Callable[[str], bool]) -> Callable[[CallRecord], Finding | Undecided]:
    def rule(record: CallRecord) -> Finding | Undecided:
        answered = answered_objections(record)
        if not answered:
            return _NO_OBJECTION
        asked = [said for each in answered for turn in each.answers if (said := find(turn, decides))]
        return _yes(asked) if asked else _no(opening(each.answers[0]) for each in answered)

    return rule


def _uncovered_a_reason(record: CallRecord) -> Finding | Undecided:
    """Yes if a hidden fact was heard in reply to the trainee's turn after the first objection."""
    answered = answered_objections(record)
    if not answered:
        return _NO_OBJECTION
    facts = [event.turn for event in record.events if event.kind is EventKind.FACT]
    before = [_last_before(record, turn) for turn in facts if turn > answered[0].line.number]
    asked = [turn for turn in before if turn is not None and turn.number > answered[0].line.number]
    return _yes(_question_in(turn) for turn in asked) if asked else _no(opening(each.answers[-1]) for each in answered)


def _last_before(record: CallRecord, number: int) -> SpokenTurn | None:
    return next((turn for turn in reversed(floor_turns(record, Side.TRAINEE)) if turn.number < number), None)


def _question_in(turn: SpokenTurn) -> Said:
    return find(turn, cues.asks) or opening(turn)


def _since_objection(decides: Callable[[str], bool]) -> Callable[[CallRecord], Finding | Undecided]:
    """Return the rule that is a yes if the trainee said such a thing after the first objection; latest words first."""

    def rule(record: CallRecord) -> Finding | Undecided:
        turns = _turns_since_objection(record)
        said = list(chain.from_iterable(found(turn, decides) for turn in turns))
        return _NO_OBJECTION if not turns else _yes(reversed(said)) if said else _no([opening(turns[-1])])

    return rule


def _turns_since_objection(record: CallRecord) -> tuple[SpokenTurn, ...]:
    answered = answered_objections(record)
    first = answered[0].line.number if answered else math.inf
    return tuple(turn for turn in floor_turns(record, Side.TRAINEE) if turn.number > first)


def _next_step_with_time(record: CallRecord) -> Finding | Undecided:
    """Yes if a promised deed and its time stand in one turn; "I will send it. You have it by noon." is one promise."""
    turns = _turns_since_objection(record)
    timed = [turn for turn in turns if cues.names_time(plain(turn.heard))]
    steps = [said for turn in timed for said in found(turn, cues.names_next_step)]
    both = [said for step in reversed(steps) for said in (step, find(step.turn, cues.names_time)) if said]
    return _NO_OBJECTION if not turns else _yes(dict.fromkeys(both)) if both else _no([opening(turns[-1])])


def _no_unconditional_discount(record: CallRecord) -> Finding | Undecided:
    offers = [(turn, said) for turn in floor_turns(record, Side.TRAINEE) for said in found(turn, cues.offers_discount)]
    free = [said for turn, said in offers if not cues.asks_in_return(plain(turn.heard))]
    return _no(free, is_absence=False) if free else _never(said for _, said in offers)


def _no_insult(record: CallRecord) -> Finding | Undecided:
    said = [each for turn in floor_turns(record, Side.TRAINEE) for each in found(turn, cues.insults)]
    return _no(said, is_absence=False) if said else _never(())


def _yes(said: Iterable[Said]) -> Finding:
    return Finding(True, tuple(said)[:QUOTES], rests_on_absence=False)


def _never(said: Iterable[Said]) -> Finding:
    return Finding(True, tuple(said)[:QUOTES], rests_on_absence=True)


def _no(said: Iterable[Said], *, is_absence: bool = True) -> Finding:
    return Finding(False, tuple(said)[:QUOTES], rests_on_absence=is_absence)


_NO_OBJECTION = Undecided("no objection was heard and answered")
_RULES: dict[Rule, Callable[[CallRecord], Finding | Undecided]] = {
    Rule.LET_OBJECTIONS_FINISH: _let_objections_finish,
    Rule.PAUSED_BEFORE_ANSWERING: _paused_before_answering,
    Rule.ACKNOWLEDGED_EACH_OBJECTION: _acknowledged_each,
    Rule.NAMED_THE_CONCERN: _named_the_concern,
    Rule.ASKED_AFTER_OBJECTION: _asked(cues.asks),
    Rule.ASKED_OPENLY: _asked(cues.asks_openly),
    Rule.UNCOVERED_A_REASON: _uncovered_a_reason,
    Rule.CHECKED_UNDERSTANDING: _since_objection(cues.checks_understanding),
    Rule.NAMED_NEXT_STEP: _since_objection(cues.names_next_step),
    Rule.NEXT_STEP_WITH_TIME: _next_step_with_time,
    Rule.NO_UNCONDITIONAL_DISCOUNT: _no_unconditional_discount,
    Rule.NO_INSULT: _no_insult,
}
