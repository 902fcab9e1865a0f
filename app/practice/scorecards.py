"""Where the scorecard of a call stands: what the page asks for after a call, said as a Protocol."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the scoring of one call is."""

    status: str
    """`unavailable`: nobody scores here; the others are the scorer's own words, `done` among them."""
    step: str | None = None
    """What is being done, in words for the trainee; None where there is nothing to say."""
    scorecard: Mapping[str, object] | None = None
    """`scorecard/v1` as JSON; None until it is done."""


class Scorecards(Protocol):
    """Who scores calls."""

    async def enqueue_scoring(self, call_id: str) -> None:
        """Order the scoring of a call that is over; durable on return, harmless twice. Raises `EngineError`."""
        ...

    async def standing(self, call_id: str) -> Standing:
        """Return how far the scoring of a call is; the caller has checked whose call it is."""
        ...

    async def settle(self) -> None:
        """Return when nothing is being scored; cancelled if it takes too long, and then the next start goes on."""
        ...


class NoScorecards:
    """Implements `Scorecards` where nobody scores."""

    async def enqueue_scoring(self, call_id: str) -> None:
        """Take no notice."""

    async def standing(self, call_id: str) -> Standing:  # noqa: ARG002 - it is so for every call
        """Say that there is none."""
        return Standing("unavailable")

    async def settle(self) -> None:
        """Nothing is being scored."""
