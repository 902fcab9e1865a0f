"""Tickets: one use, one trainee, one web origin, half a minute. They open a call without a secret in an address."""

import secrets
from dataclasses import dataclass

from app.content.vocabulary import Difficulty

LIFETIME = 30.0
"""Seconds from issue to use: a page opens its websocket at once (OWASP's advice for websocket tickets)."""
MOST_WAITING = 1_000
"""Tickets that may be out at a time; the oldest is dropped for a new one."""


@dataclass(frozen=True, slots=True)
class CallOrder:
    """Which call somebody asked for."""

    trainee: str
    persona: str
    """`persona` or `persona/scenario`."""
    difficulty: Difficulty
    seed: int
    recorded: bool
    resumes: str | None = None
    """The ticket only serves to come back to this live call; None for a new call."""


@dataclass(frozen=True, slots=True)
class _Issued:
    order: CallOrder
    origin: str | None
    expires: float


class Tickets:
    """The tickets that are out."""

    def __init__(self) -> None:
        self._out: dict[str, _Issued] = {}

    def issue(self, order: CallOrder, origin: str | None, now: float) -> str:
        """Return a new ticket of 256 bits for an order placed from a web origin (None: not from a page)."""
        self._out = {ticket: issued for ticket, issued in self._out.items() if issued.expires > now}
        while len(self._out) >= MOST_WAITING:
            self._out.pop(next(iter(self._out)))
        ticket = secrets.token_urlsafe(32)
        self._out[ticket] = _Issued(order, origin, now + LIFETIME)
        return ticket

    def redeem(self, ticket: str, origin: str | None, now: float) -> CallOrder | None:
        """Return the order of a ticket and tear it up; None if it was used, is too old, or comes from elsewhere."""
        issued = self._out.pop(ticket, None)
        if issued is None or issued.expires <= now or issued.origin != origin:
            return None
        return issued.order
