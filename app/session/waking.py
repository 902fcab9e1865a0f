"""The customer's alarm clock: one moment at a time at which it wants to be woken."""

import asyncio
from collections.abc import Callable

from app.core import events
from app.core.events import Event
from app.session.clock import CallClock

AFTER = 0.002
"""How much later than asked the customer is woken, in seconds: never early, whatever was rounded to milliseconds."""


class Waking:
    """Posts `CustomerDue` at the moment asked for last."""

    def __init__(self, clock: CallClock, post: Callable[[Event], None]) -> None:
        self._clock = clock
        self._post = post
        self._opened = 0.0
        self._alarm: asyncio.TimerHandle | None = None

    def opened(self, at: float) -> None:
        """Count from this second of the call on."""
        self._opened = at

    def set(self, at: float | None, *, barges: bool) -> None:
        """Replace the alarm: so many seconds after the line was opened; None: none.

        What has passed already rings at once, and cuts in on nobody.
        """
        self.stop()
        if at is None:
            return
        due = self._opened + at + AFTER
        may_barge = barges and due > self._clock.now()
        loop = asyncio.get_running_loop()
        self._alarm = loop.call_at(self._clock.on_loop(due), self._post, events.CustomerDue(may_barge))

    def stop(self) -> None:
        """Forget the alarm."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
