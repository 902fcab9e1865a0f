"""Plays the customer: one mind that is real, and a candidate for each reply that may still be cancelled."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.call_record import CallEvent, EventKind, storable
from app.core import events
from app.core.commands import Cause, CloseLine, PrepareReply
from app.core.events import Event
from app.core.transcript import Side
from app.customer.customer import Decision, Mind, begin, mind_json, react
from app.customer.happenings import (
    CallOpened,
    Happening,
    LineCut,
    LineHeard,
    LineReturned,
    MonologueRan,
    SilenceFell,
    TimePassed,
    TurnTaken,
)
from app.customer.play import Play
from app.customer.trace import happening_json
from app.session.line_in_making import LineInMaking
from app.session.ports import MindStep
from app.session.tagging import TaggableTurn
from app.session.wording import Wording


@dataclass(frozen=True, slots=True)
class Listeners:
    """Whom a role tells."""

    post: Callable[[Event], None]
    keep: Callable[[MindStep | CallEvent], None]
    wake: Callable[[float | None, bool], None]
    """When to wake the customer, in seconds since the line was opened (None: not at all); whether it may barge in."""
    tag: Callable[[TaggableTurn], None]
    """A turn of the trainee's has become real."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    order: PrepareReply
    happening: Happening
    decision: Decision
    line: LineInMaking


class Role:
    """Answers `PrepareReply` from a mind that only commitment makes real; who words the reply, `Wording` decides."""

    def __init__(self, play: Play, wording: Wording, listeners: Listeners) -> None:
        self._play = play
        self._wording = wording
        self._tell = listeners
        self._mind = begin(play)
        self._candidates: dict[int, _Candidate] = {}
        self._lines: dict[int, _Candidate] = {}
        self._told: list[tuple[Side, str]] = []
        """What was heard so far, by both sides."""

    def prepare(self, order: PrepareReply) -> None:
        """Decide on a reply and have it worded; the mind stays as it is until `commit`."""
        happening = _happening(order)
        decision = react(self._play, self._mind, happening)
        if decision.move is None:
            self._tell.post(events.ReplyFailed(order.reply))
            if order.cause is Cause.DUE and decision.wake_at is not None and decision.wake_at > order.at:
                self._tell.wake(decision.wake_at, decision.wake_barges)
            return
        line = LineInMaking(order.reply, decision, self._tell.post)
        self._candidates[order.reply] = _Candidate(order, happening, decision, line)
        told = (*self._told, (Side.TRAINEE, order.text)) if order.text else tuple(self._told)
        self._wording.begin(line, told)

    def cancel(self, reply: int) -> None:
        """Let a reply be: a candidate is forgotten; of one that was committed, no more words come."""
        spoken = self._candidates.pop(reply, None) or self._lines.get(reply)
        if spoken is not None:
            self._wording.cancel(spoken.line)

    def commit(self, reply: int) -> None:
        """The trainee hears the reply: its mind is the real one from now on."""
        real = self._lines[reply] = self._candidates.pop(reply)
        self._candidates.clear()
        if real.order.text:
            self._tell.tag(TaggableTurn(real.order.turn, real.order.text, self._last_line))
            self._told.append((Side.TRAINEE, real.order.text))
        self._become(real.decision, real.happening, real.order.turn, real.line)

    def close(self, closed: CloseLine) -> None:
        """The line was heard whole, or cut."""
        real = self._lines.pop(closed.reply)
        line, number = real.line, real.decision.mind.line
        is_whole = not closed.cut and line.meant == line.words
        happening = LineHeard(number, line.words) if is_whole else LineCut(number, closed.heard, line.meant)
        if closed.heard:
            self._told.append((Side.CUSTOMER, closed.heard))
        before = self._mind
        self._become(react(self._play, before, happening), happening, closed.turn, line)
        for kind, name in _came_out(before, self._mind):
            self._tell.keep(CallEvent(kind=kind, name=name, turn=closed.turn, heard_end=closed.end))

    @property
    def _last_line(self) -> str:
        return next((text for side, text in reversed(self._told) if side is Side.CUSTOMER), "")

    def _become(self, decision: Decision, happening: Happening, turn: int, line: LineInMaking) -> None:
        self._mind = decision.mind
        self._tell.wake(decision.wake_at, decision.wake_barges)
        self._tell.keep(
            MindStep(
                turn=turn,
                happening=type(happening).__name__,
                detail=happening_json(happening),
                values=mind_json(decision.mind),
                move=decision.move.value if decision.move else None,
                reasons=decision.reasons,
                worded_by=line.worded_by,
                refused=line.take_refused(),
            )
        )


def _came_out(before: Mind, after: Mind) -> Iterator[tuple[EventKind, str]]:
    """Yield what the customer has now said for good: facts, objections and pressure, and that it gave in."""
    for kind, had, has in (
        (EventKind.FACT, before.disclosed, after.disclosed),
        (EventKind.OBJECTION, before.objected, after.objected),
        (EventKind.PRESSURE, before.happened, after.happened),
    ):
        yield from ((kind, name) for name in has if name not in had)
    if after.accepted and not before.accepted:
        yield EventKind.CONCESSION, "accepted"


def _happening(order: PrepareReply) -> Happening:
    """Return what happened, in words that a record can hold, so that the record gives the same decision again."""
    text = storable(order.text)
    match order.cause:
        case Cause.OPENING:
            return CallOpened(order.at)
        case Cause.SILENCE:
            return SilenceFell(order.silences, order.at)
        case Cause.RETURNED:
            return LineReturned(order.at)
        case Cause.MONOLOGUE:
            return MonologueRan(order.turn, text, order.seconds, order.at)
        case Cause.DUE:
            return TimePassed(order.at, order.turn, text, order.seconds)
        case Cause.TURN:
            words = len(text.split())
            return TurnTaken(order.turn, text, order.seconds, words, order.barged_in, order.reaction, order.at)
