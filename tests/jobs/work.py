"""Calls and steps that the sentences about background work are told with."""

from collections.abc import Callable

from app.jobs import Steps
from app.practice.file_call import file_call
from app.store import CallOpening, Store
from tests.scoring.talks import good_talk

OPENING = CallOpening(trainee="ada", persona="martin_price", scenario="renewal", persona_text="id: martin_price\n")


async def filed_call(store: Store) -> str:
    """Return the id of a call that is over and filed, and was worth scoring."""
    call_id = await store.begin_call(OPENING)
    record = good_talk().record()
    for turn in record.turns:
        await store.journal(call_id).keep_turn(turn.turn())
    for event in record.events:
        await store.journal(call_id).keep_event(event)
    await file_call(store, call_id, "customer")
    return call_id


class ToldSteps:
    """Implements `Steps`: the real ones, with word given before and after each."""

    def __init__(self, steps: Steps, say: Callable[[str], None]) -> None:
        """`say` is called with the name of each boundary; it may never return."""
        self._steps = steps
        self._say = say

    async def pin(self, call_id: str) -> tuple[str, ...]:
        """Pin, and say so."""
        self._say("before-pin")
        pinned = await self._steps.pin(call_id)
        self._say("after-pin")
        return pinned

    async def score(self, call_id: str, rubric_sha256: str) -> str:
        """Score, and say so."""
        self._say("before-score")
        scorecard = await self._steps.score(call_id, rubric_sha256)
        self._say("after-score")
        return scorecard
