"""The one reader of time in a call."""

import asyncio

FASTEST, HEAD_START = 1.25, 5.0
"""How much faster than ours a client's clock may run, and how many seconds ahead it may be: sound's rate limits."""


class CallClock:
    """Seconds since the call began, on the event loop's monotonic clock (so that tests can invent time)."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._began = self._loop.time()

    def now(self) -> float:
        """Return the seconds since the call began."""
        return self._loop.time() - self._began

    def reaches(self, sample: int, rate: int) -> bool:
        """Return whether a client's clock that began with the call can stand at this sample by now."""
        return sample <= (self.now() * FASTEST + HEAD_START) * rate

    def on_loop(self, at: float) -> float:
        """Return a time of this call as the event loop counts it."""
        return self._began + at
