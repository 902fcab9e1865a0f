"""A call held as text, on an imagined clock: an author or a script speaks as the trainee would."""

from dataclasses import dataclass, replace

from app.customer.acts import read_turn
from app.customer.customer import Decision, Mind, Play, Reader, begin, react
from app.customer.happenings import (
    CallOpened,
    Happening,
    LineHeard,
    MonologueRan,
    SilenceFell,
    TimePassed,
    TurnTaken,
)

TRAINEE_PACE, CUSTOMER_PACE = 2.5, 2.8
"""Words per second that typed words are taken to have been spoken with."""
REACTION = 0.8
"""Seconds of silence before a typed turn."""


def lone_turn(text: str) -> TurnTaken:
    """Return a text as the first turn of a call, said at an ordinary pace."""
    words = len(text.split())
    return TurnTaken(1, text, words / TRAINEE_PACE, words, barged_in=False, reaction_seconds=REACTION)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the customer made of one thing."""

    decision: Decision
    before: Mind
    """The mind that the thing met."""
    unheard: str = ""
    """The end of what was typed, which the customer cut off; empty: all of it was heard."""


@dataclass(slots=True)
class _Moment:
    """All that a call is at one moment; it moves on with the call, and what is kept of it is a copy."""

    mind: Mind
    clock: float = 0.0
    """Seconds since the line was opened."""
    number: int = 0
    """Of the trainee's last turn."""
    silences: int = 0
    wake: float | None = None
    """When the customer wants to be woken; `None`: not at all."""
    wake_barges: bool = False
    is_over: bool = False


class TypedCall:
    """One call; nothing waits, and the same words give the same call."""

    def __init__(self, play: Play, read: Reader = read_turn) -> None:
        self.play = play
        self._read = read
        self._now = _Moment(begin(play))
        self._before: list[_Moment] = []

    @property
    def mind(self) -> Mind:
        """The customer's mind as it is now."""
        return self._now.mind

    @property
    def clock(self) -> float:
        """Imagined seconds since the line was opened."""
        return self._now.clock

    @property
    def is_over(self) -> bool:
        """The customer has hung up, or said goodbye."""
        return self._now.is_over

    def open(self) -> list[Answer]:
        """Open the line."""
        return self._happened(CallOpened(at=0.0))

    def say(self, text: str, *, barges: bool = False) -> list[Answer]:
        """Take one turn of the trainee's; the customer may cut into it, and then does not hear its end.

        `barges`: the turn cuts the customer off, so no silence came before it.
        """
        self._before.append(replace(self._now))
        answers = self._woken_by(self._now.clock + REACTION)
        if self.is_over or not text.split():
            return answers
        words = text.split()
        self._now.clock += 0.0 if barges else REACTION
        self._now.number += 2
        self._now.silences = 0
        return answers + (self._cut_into(words) or self._heard_out(words, barges=barges))

    def wait(self) -> list[Answer]:
        """Let nobody speak until the customer breaks the silence."""
        self._before.append(replace(self._now))
        until = self._now.clock + self.play.persona.manners.nudge_after
        if answers := self._woken_by(until):
            return answers
        self._now.clock = until
        self._now.silences += 1
        return self._happened(SilenceFell(self._now.silences, at=until))

    def undo(self) -> bool:
        """Take the last turn or silence back; false: there is none."""
        if not self._before:
            return False
        self._now = self._before.pop()
        return True

    def _heard_out(self, words: list[str], *, barges: bool) -> list[Answer]:
        now, seconds = self._now, len(words) / TRAINEE_PACE
        now.clock += seconds
        follows = (0.0 if barges else REACTION) if now.mind.line else None
        return self._happened(TurnTaken(now.number, " ".join(words), seconds, len(words), barges, follows, now.clock))

    def _cut_into(self, words: list[str]) -> list[Answer]:
        """Let the customer cut in where the turn runs too long, or where it had planned to."""
        now, longest = self._now, self.play.persona.manners.monologue_limit
        planned = now.wake - now.clock if now.wake is not None and now.wake_barges else longest
        after = min(longest, max(planned, 1 / TRAINEE_PACE))
        if after >= len(words) / TRAINEE_PACE:
            return []
        heard = words[: int(after * TRAINEE_PACE)]
        said, at = " ".join(heard), now.clock + after
        as_before = replace(now, wake=None)
        now.clock = at
        if planned < longest:
            now.wake = None
        happening = TimePassed(at, now.number, said, after) if planned < longest else None
        answers = self._happened(happening or MonologueRan(now.number, said, after, at))
        if not any(answer.decision.move for answer in answers):
            self._now = as_before
            return []
        return [replace(each, unheard=" ".join(words[len(heard) :])) for each in answers]

    def _woken_by(self, until: float) -> list[Answer]:
        """Wake the customer if it had asked for a moment before this one and nobody speaks."""
        now = self._now
        if now.wake is None or now.wake > until:
            return []
        now.clock, now.wake = max(now.clock, now.wake), None
        answers = self._happened(TimePassed(now.clock))
        return [answer for answer in answers if answer.decision.move]

    def _happened(self, happening: Happening) -> list[Answer]:
        """Tell the customer, let its line be heard whole, and return what it made of both."""
        before = self._now.mind
        decision = react(self.play, before, happening, self._read)
        self._become(decision)
        answers = [Answer(decision, before)]
        if decision.move is None:
            return answers
        spoken = decision.hold + len(decision.line.split()) / CUSTOMER_PACE
        self._now.clock += spoken
        self._now.is_over = decision.ends_call
        heard = react(self.play, decision.mind, LineHeard(decision.mind.line, decision.line))
        self._become(heard)
        if heard.reasons:
            answers.append(Answer(heard, decision.mind))
        return answers

    def _become(self, decision: Decision) -> None:
        now = self._now
        now.mind, now.wake, now.wake_barges = decision.mind, decision.wake_at, decision.wake_barges
