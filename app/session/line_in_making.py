"""One reply on its way from whoever words it to the conversation: piece by piece, after a silence where one is due."""

import asyncio
from collections.abc import Callable

from app.core import events
from app.core.events import Event
from app.customer.customer import Decision

MODEL, PERSONA = "model", "persona"
"""Who words a line."""


class LineInMaking:
    """The words of one reply so far, and what became of those that were not to be spoken."""

    def __init__(self, reply: int, decision: Decision, post: Callable[[Event], None]) -> None:
        """Post what is told; if the decision keeps a silence before its line, only when that is over."""
        self.reply = reply
        self.decision = decision
        self.words = ""
        """What was told of it."""
        self.worded_by = PERSONA
        self.refused: list[str] = []
        """Kinds of pieces that a model offered and the guard refused."""
        self._noted = 0
        self._post = post
        self._is_whole = False
        self._held: list[Event] = []
        self._silence: asyncio.TimerHandle | None = None
        if decision.hold > 0:
            self._silence = asyncio.get_running_loop().call_later(decision.hold, self._let_go)

    @property
    def meant(self) -> str:
        """The whole line: what was told; if it was broken off, the persona's own words stand for what was not."""
        return self.words if self._is_whole else f"{self.words} {self.decision.line}".strip()

    def say_own(self) -> None:
        """Tell the persona's own line, and that it is whole."""
        self._tell(events.ReplyDelta(self.reply, self.decision.line, held=self.decision.hold))
        self.words, self.worded_by = self.decision.line, PERSONA
        self.finish(is_whole=True)

    def end_with_own(self) -> None:
        """Tell the persona's own line behind what broke off in the middle of a sentence, as people start anew."""
        self._tell(events.ReplyDelta(self.reply, f" {self.decision.line}", held=self.decision.hold))
        self.words = f"{self.words} {self.decision.line}"
        self.finish(is_whole=True)

    def say(self, piece: str) -> None:
        """Tell the next piece of a line that a model words."""
        self._tell(events.ReplyDelta(self.reply, piece, is_piece=True, held=self.decision.hold))
        self.words, self.worded_by = f"{self.words} {piece}".strip(), MODEL

    def finish(self, *, is_whole: bool) -> None:
        """Tell that no more words will come; `is_whole`: all that the customer meant to say was told."""
        self._is_whole = is_whole
        self._tell(events.ReplyFinished(self.reply, self.decision.ends_call))

    def take_refused(self) -> tuple[str, ...]:
        """Return what was refused since this was asked last."""
        noted, self._noted = self._noted, len(self.refused)
        return tuple(self.refused[noted:])

    def cancel(self) -> None:
        """Tell nothing that is still held."""
        if self._silence is not None:
            self._silence.cancel()
        self._held.clear()

    def _tell(self, event: Event) -> None:
        if self._silence is None:
            self._post(event)
        else:
            self._held.append(event)

    def _let_go(self) -> None:
        self._silence = None
        for event in self._held:
            self._post(event)
