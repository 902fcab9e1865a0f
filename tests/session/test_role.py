"""The customer's mind: candidates until they are heard, real from then on, and nothing disclosed that nobody heard."""

from collections.abc import Callable

from app.call_record import CallEvent, EventKind
from app.core import events
from app.core.commands import Cause, CloseLine, PrepareReply
from app.core.events import Event
from app.session.ports import MindStep
from app.session.role import Listeners, Role
from app.session.tagging import TaggableTurn
from app.session.wording import Wording
from tests.session.practice import ruth

GOOD = (
    "Hello, this is Sam. I can see we charged you twice. I'm sorry. What happened when you called before?",
    "That sounds really frustrating, two payments out of a small business. What has it meant for you?",
    "So you were left without the money and nobody called you back. I understand why you are angry.",
    "Here is what I will do. I will refund the eighty four pounds fifty now and it is in your account tomorrow.",
    "You're right, you have been promised that before and let down. I will email a confirmation today with my name.",
    "What else worries you about this?",
    "I have found the mistake in the billing run. I will check your June payment and call you on the third of June.",
    "Have I got everything, or is there anything I missed?",
    "I can imagine what that was like with a client standing there. You will have it in writing within ten minutes.",
    "How does that sound?",
)
"""What a good trainee says to Ruth Okafor."""


class Rehearsed:
    """A role, everything it posted and everything it had kept."""

    def __init__(self, scenario: str = "charged_twice") -> None:
        self.posted: list[Event] = []
        self.kept: list[MindStep | CallEvent] = []
        self.woken: list[tuple[float | None, bool]] = []
        self.tagged: list[TaggableTurn] = []
        listeners = Listeners(
            self.posted.append,
            self.kept.append,
            wake=lambda at, barges: self.woken.append((at, barges)),
            tag=self.tagged.append,
        )
        self.role = Role(ruth(scenario), Wording(), listeners)
        self._replies = 0
        self._turns = 0

    def prepare(self, text: str = "", cause: Cause = Cause.TURN, turn: int = 0, at: float | None = None) -> str:
        """Have a reply prepared and return its words; empty if there are none."""
        self._replies += 1
        self._turns += cause is Cause.TURN and not turn
        self.role.prepare(
            PrepareReply(
                reply=self._replies,
                cause=cause,
                turn=turn or (2 * self._turns if text else 0),
                revision=1,
                text=text,
                seconds=4.0,
                barged_in=False,
                reaction=0.8,
                silences=int(cause is Cause.SILENCE),
                at=at if at is not None else 10.0 * self._replies,
            )
        )
        deltas = [event.text for event in self.posted if isinstance(event, events.ReplyDelta)]
        is_worded = isinstance(self.posted[-1], events.ReplyFinished)
        return deltas[-1] if is_worded else ""

    def hear(self, line: str, words: int | None = None) -> None:
        """Hear the prepared line; only its first words if a number of them is given."""
        self.role.commit(self._replies)
        heard = " ".join(line.split()[:words])
        turn = 2 * self._turns + 1
        self.role.close(CloseLine(self._replies, turn, heard, words is not None, end=turn * 16_000))

    def cancel(self) -> None:
        self.role.cancel(self._replies)

    def steps(self, happening: str | None = None) -> list[MindStep]:
        minds = [item for item in self.kept if isinstance(item, MindStep)]
        return [step for step in minds if happening in (None, step.happening)]

    def events(self, kind: EventKind) -> list[CallEvent]:
        return [item for item in self.kept if isinstance(item, CallEvent) and item.kind is kind]

    def value(self, name: str) -> object:
        """Return what the mind holds now."""
        return self.steps()[-1].values[name]

    def until_pending(self, move: str) -> str:
        """Talk well until the customer begins to make this move; return the line, of which nothing was heard yet."""
        self.hear(self.prepare(cause=Cause.OPENING))
        for text in GOOD:
            line = self.prepare(text)
            self.role.commit(self._replies)
            if self.steps()[-1].move == move:
                return line
            self.role.close(CloseLine(self._replies, 2 * self._turns + 1, line, cut=False, end=16_000))
        raise AssertionError(f"she never came to {move}")

    def close(self, line: str, words: int | None = None) -> None:
        """Let the committed line be heard; only its first words if a number of them is given."""
        heard = " ".join(line.split()[:words])
        self.role.close(CloseLine(self._replies, 2 * self._turns + 1, heard, words is not None, end=99_000))


def test_a_reply_is_worded_at_once_and_finished() -> None:
    rehearsed = Rehearsed()
    line = rehearsed.prepare(cause=Cause.OPENING)
    assert line
    assert rehearsed.posted == [events.ReplyDelta(1, line), events.ReplyFinished(1, ends_call=False)]


def test_a_customer_who_has_nothing_to_say_says_so() -> None:
    rehearsed = Rehearsed("back_from_hold")
    assert rehearsed.prepare(cause=Cause.OPENING) == ""
    assert rehearsed.posted == [events.ReplyFailed(1)]


def test_a_cancelled_reply_leaves_the_mind_as_it_was() -> None:
    cancelled, never = Rehearsed(), Rehearsed()
    for rehearsed in (cancelled, never):
        rehearsed.hear(rehearsed.prepare(cause=Cause.OPENING))
    cancelled.prepare("You should have checked your own account.", turn=2)
    cancelled.cancel()
    lines = [rehearsed.prepare(GOOD[0], turn=2, at=40.0) for rehearsed in (cancelled, never)]
    for rehearsed, line in zip((cancelled, never), lines, strict=True):
        rehearsed.hear(line)
    assert lines[0] == lines[1]
    assert cancelled.kept == never.kept


def test_nothing_is_kept_of_a_reply_before_it_is_heard() -> None:
    rehearsed = Rehearsed()
    rehearsed.prepare(cause=Cause.OPENING)
    assert not rehearsed.kept
    rehearsed.role.commit(1)
    assert [step.happening for step in rehearsed.steps()] == ["CallOpened"]


def test_each_step_of_the_mind_is_kept_with_its_turn_its_move_and_its_reasons() -> None:
    rehearsed = Rehearsed()
    rehearsed.hear(rehearsed.prepare(cause=Cause.OPENING))
    rehearsed.hear(rehearsed.prepare(GOOD[0]))
    happenings = [(step.happening, step.turn) for step in rehearsed.steps()]
    assert happenings == [("CallOpened", 0), ("LineHeard", 1), ("TurnTaken", 2), ("LineHeard", 3)]
    (taken,) = rehearsed.steps("TurnTaken")
    assert taken.move
    assert taken.reasons
    assert {"trust", "tension", "patience"} <= set(taken.values)


def _is_hidden_until_heard(move: str, kind: EventKind, has_come_out: Callable[[Rehearsed], bool]) -> None:
    cut, heard = Rehearsed(), Rehearsed()
    cut.close(cut.until_pending(move), words=1)
    assert not has_come_out(cut), "nobody heard it"
    heard.close(heard.until_pending(move))
    assert has_come_out(heard)
    assert len(heard.events(kind)) == len(cut.events(kind)) + 1
    assert heard.events(kind)[-1].heard_end == 99_000


def test_a_fact_counts_as_disclosed_only_once_it_was_heard() -> None:
    _is_hidden_until_heard("disclose", EventKind.FACT, lambda rehearsed: bool(rehearsed.value("disclosed")))


def test_an_objection_counts_as_raised_only_once_it_was_heard() -> None:
    _is_hidden_until_heard("object", EventKind.OBJECTION, lambda rehearsed: bool(rehearsed.value("objected")))


def test_the_customer_has_given_in_only_once_that_was_heard() -> None:
    _is_hidden_until_heard("accept", EventKind.CONCESSION, lambda rehearsed: bool(rehearsed.value("accepted")))


def test_a_committed_reply_that_is_cancelled_afterwards_stays_committed() -> None:
    rehearsed = Rehearsed()
    line = rehearsed.prepare(cause=Cause.OPENING)
    rehearsed.role.commit(1)
    rehearsed.cancel()
    rehearsed.close(line, words=2)
    assert [step.happening for step in rehearsed.steps()] == ["CallOpened", "LineCut"]
