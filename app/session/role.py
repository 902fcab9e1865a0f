"""Plays the customer: one mind that is real, and a candidate for each reply that may still be cancelled."""

from collections.abc import Callable, Iterator

from app.call_record import CallEvent, EventKind
from app.core import events
from app.core.commands import Cause, CloseLine, PrepareReply
from app.core.events import Event
from app.customer.customer import Decision, Mind, begin, mind_json, react
from app.customer.happenings import (
    CallOpened,
    Happening,
    LineCut,
    LineHeard,
    LineReturned,
    MonologueRan,
    SilenceFell,
    TurnTaken,
)
from app.customer.play import Play
from app.session.ports import MindStep


class Role:
    """Answers `PrepareReply` at once with the persona's own words, from a mind that only commitment makes real."""

    def __init__(self, play: Play, post: Callable[[Event], None], keep: Callable[[MindStep | CallEvent], None]) -> None:
        self._play = play
        self._post = post
        self._keep = keep
        self._mind = begin(play)
        self._candidates: dict[int, tuple[PrepareReply, Decision]] = {}
        self._lines: dict[int, int] = {}

    def prepare(self, order: PrepareReply) -> None:
        """Decide and word a reply; the mind stays as it is until `commit`."""
        decision = react(self._play, self._mind, _happening(order))
        if decision.move is None:
            self._post(events.ReplyFailed(order.reply))
            return
        self._candidates[order.reply] = (order, decision)
        self._post(events.ReplyDelta(order.reply, decision.line))
        self._post(events.ReplyFinished(order.reply, decision.ends_call))

    def cancel(self, reply: int) -> None:
        """Forget a candidate; harmless once it was committed."""
        self._candidates.pop(reply, None)

    def commit(self, reply: int) -> None:
        """The trainee hears the reply: its mind is the real one from now on."""
        order, decision = self._candidates.pop(reply)
        self._candidates.clear()
        self._lines[reply] = decision.mind.line
        self._become(decision, order.turn, type(_happening(order)).__name__)

    def close(self, line: CloseLine) -> None:
        """The line was heard whole, or cut."""
        number = self._lines.pop(line.reply)
        happening = LineCut(number, line.heard) if line.cut else LineHeard(number)
        before = self._mind
        self._become(react(self._play, before, happening), line.turn, type(happening).__name__)
        for kind, name in _came_out(before, self._mind):
            self._keep(CallEvent(kind=kind, name=name, turn=line.turn, heard_end=line.end))

    def _become(self, decision: Decision, turn: int, happening: str) -> None:
        self._mind = decision.mind
        move = decision.move.value if decision.move else None
        self._keep(
            MindStep(
                turn=turn,
                happening=happening,
                values=mind_json(decision.mind),
                move=move,
                reasons=decision.reasons,
            )
        )


def _came_out(before: Mind, after: Mind) -> Iterator[tuple[EventKind, str]]:
    """Yield what the customer has now said for good: facts and objections, and that it gave in."""
    yield from ((EventKind.FACT, name) for name in after.disclosed if name not in before.disclosed)
    yield from ((EventKind.OBJECTION, name) for name in after.objected if name not in before.objected)
    if after.accepted and not before.accepted:
        yield EventKind.CONCESSION, "accepted"


def _happening(order: PrepareReply) -> Happening:
    match order.cause:
        case Cause.OPENING:
            return CallOpened()
        case Cause.SILENCE:
            return SilenceFell(order.silences)
        case Cause.RETURNED:
            return LineReturned()
        case Cause.MONOLOGUE:
            return MonologueRan(order.turn, order.text, order.seconds)
        case Cause.TURN:
            words = len(order.text.split())
            return TurnTaken(order.turn, order.text, order.seconds, words, order.barged_in, order.reaction)
