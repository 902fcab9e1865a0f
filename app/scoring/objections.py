"""The objections of a call, and how each was answered."""

from dataclasses import dataclass

from app.call_record import CallEvent, CallRecord, EventKind, SpokenTurn
from app.content.vocabulary import Move
from app.core.transcript import CAPTURE_RATE, Side

WINDOW = 2
"""Trainee's turns after an objection that are its answer (practice_and_scoring.md 2.1: "within 2 rep turns")."""


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection that was heard, and answered."""

    name: str
    line: SpokenTurn
    """The customer's turn that said it."""
    answers: tuple[SpokenTurn, ...]
    """The trainee's next turns, at least one, at most `WINDOW`, none after the next objection."""

    @property
    def pause(self) -> float | None:
        """Seconds from the objection's last heard sample to the answer; negative if it began before. None: typed."""
        first = self.answers[0]
        return None if first.is_typed else (first.start - self.line.end) / CAPTURE_RATE


def answered_objections(record: CallRecord) -> tuple[Objection, ...]:
    """Return the objections that were heard and answered, in order; one that ended the call was not answered."""
    by_number = {turn.number: turn for turn in record.turns if turn.side is Side.CUSTOMER}
    heard = [(event.name, by_number[event.turn]) for event in _objections(record) if event.turn in by_number]
    following = [*(line.number for _, line in heard), None][1:]
    found = []
    for (name, line), after in zip(heard, following, strict=True):
        if answers := _answers(record, line.number, after):
            found.append(Objection(name, line, answers))
    return tuple(found)


def objecting_turns(record: CallRecord) -> frozenset[int]:
    """Return the numbers of the customer's turns that objected, heard whole or cut off."""
    heard = {event.turn for event in _objections(record)}
    lines = [turn.number for turn in record.turns if turn.side is Side.CUSTOMER and not turn.is_backchannel]
    begun = [step.turn for step in record.mind if step.move == Move.OBJECT]
    tried = {next((number for number in lines if number > turn), None) for turn in begun}
    return frozenset(heard | {number for number in tried if number is not None})


def _objections(record: CallRecord) -> list[CallEvent]:
    return [event for event in record.events if event.kind is EventKind.OBJECTION]


def _answers(record: CallRecord, after: int, before: int | None) -> tuple[SpokenTurn, ...]:
    """Return the turns that answer; none if the very first was not understood, because it may have been the answer."""
    turns = [turn for turn in record.turns if turn.side is Side.TRAINEE and not turn.is_backchannel]
    within = [turn for turn in turns if turn.number > after and (before is None or turn.number < before)]
    is_understood = bool(within) and bool(within[0].heard.strip())
    return tuple(turn for turn in within if turn.heard.strip())[:WINDOW] if is_understood else ()
