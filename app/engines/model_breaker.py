"""Leaves a server alone for a while that failed again and again, so that not every turn pays for it. Pure: no clock."""

FAILURES = 3
"""So many in a row open the breaker."""
FIRST_REST = 10.0
"""Seconds for which a server is left alone the first time; twice as long after each probe that fails."""
LONGEST_REST = 60.0
"""Seconds."""


class Breaker:
    """The state of one server. After its rest one request is let through as a probe; what becomes of it decides."""

    def __init__(self) -> None:
        """Begin closed: every request is let through."""
        self._failures = 0
        self._rest = FIRST_REST
        self._until: float | None = None
        self._is_probing = False

    def is_resting(self, now: float) -> bool:
        """Say whether a request would be turned away at this moment."""
        return self._until is not None and (now < self._until or self._is_probing)

    def admit(self, now: float) -> bool:
        """Say whether a request may go to the server; each that may must be followed by one of the next three."""
        if self.is_resting(now):
            return False
        self._is_probing = self._until is not None
        return True

    def succeeded(self) -> None:
        """The server answered: all is forgotten."""
        self._failures, self._rest, self._until, self._is_probing = 0, FIRST_REST, None, False

    def failed(self, now: float) -> None:
        """The server failed."""
        self._failures += 1
        if self._is_probing:
            self._rest = min(LONGEST_REST, self._rest * 2)
        if self._is_probing or self._failures >= FAILURES:
            self._until = now + self._rest
        self._is_probing = False

    def abandoned(self) -> None:
        """Nobody waited for the answer: it says nothing about the server."""
        self._is_probing = False
