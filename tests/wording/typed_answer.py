"""A typed call in which the model server misbehaves for one turn: what was heard, how soon, and what was counted."""

import json
from dataclasses import dataclass

from app.call_record import CallRecord
from app.core.event_log import from_json
from app.core.events import PlaybackStarted, TurnTyped
from app.core.transcript import Side
from tests.models.server.behaviours import Behaviour
from tests.models.server.stand_in import StandIn
from tests.wire.client import Client, Message, get, on_call

PERSONA = "ruth_billing/back_from_hold"
"""The trainee speaks first."""
QUESTION = "What happened when you called us the last time?"
THEN = "I understand. What would help you most with your business now?"
SELDOM = 18
"""Frames between two reports of what was heard: lines that are heard in a moment would else make a flood of them."""
LINES = ("by_model", "by_persona", "resampled", "cut")


@dataclass(frozen=True, slots=True)
class TypedCall:
    """A call of two typed turns; the model server misbehaved while the first was answered."""

    shown: tuple[str, ...]
    """Every caption of the answer to the first turn that the client ever got, whole and in part."""
    captions: tuple[str, ...]
    """The customer's lines as they stood at the end of the call."""
    record: CallRecord
    waits: tuple[float, ...]
    """From each typed turn to the first sound of its answer, in seconds, by the call's event log."""
    counted: dict[str, dict[str, int]]
    """By how much the counters of the model's words grew with the first answer: failures, refusals, and lines."""

    @property
    def heard(self) -> tuple[str, ...]:
        """What was heard of the customer: the answers to both turns."""
        return tuple(turn.heard for turn in self.record.turns if turn.side is Side.CUSTOMER)

    @property
    def worded_by(self) -> tuple[str, ...]:
        """Who worded each of these lines."""
        return tuple(step.worded_by for step in self.record.mind if step.move)


async def hold(url: str, token: str, stand_in: StandIn, behaviour: Behaviour) -> TypedCall:
    """Hold the call."""
    stand_in.behaviour = Behaviour.GOOD
    async with on_call(url, token, persona=PERSONA) as client:
        before = await _counters(url)
        stand_in.behaviour = behaviour
        reply = await _answered(client, QUESTION)
        counted = _growth(before, await _counters(url))
        stand_in.behaviour = Behaviour.GOOD
        await _answered(client, THEN)
        await client.tell("hang_up")
        await client.closing()
    record = CallRecord.model_validate((await get(url, token, f"/api/calls/{client.call}")).json())
    events = (await get(url, token, f"/api/calls/{client.call}/events")).text
    captions = [told for told in client.told("caption") if told["side"] == "customer"]
    return TypedCall(
        shown=tuple(told["text"] for told in captions if told["line"] == reply),
        captions=tuple({told["line"]: told["text"] for told in captions}.values()),
        record=record,
        waits=_waits(events),
        counted=counted,
    )


async def _answered(client: Client, text: str) -> int:
    """Type a turn and hear the answer whole; return its number."""
    await client.tell("say", text=text)
    reply = await client.listen(SELDOM)
    await client.until("floor", floor="open")
    return reply


async def _counters(url: str) -> dict[str, dict[str, int]]:
    counters: Message = (await get(url, None, "/health")).json()["models"]["words"]
    lines = {name: counters[name] for name in LINES}
    return {"failed": counters["failed"], "refused": counters["refused"], "lines": lines}


def _growth(before: dict[str, dict[str, int]], after: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    grown = {
        group: {kind: n - before[group].get(kind, 0) for kind, n in kinds.items()} for group, kinds in after.items()
    }
    return {group: {kind: number for kind, number in kinds.items() if number} for group, kinds in grown.items()}


def _waits(log: str) -> tuple[float, ...]:
    waits: list[float] = []
    typed: float | None = None
    for line in log.splitlines():
        event, at = from_json(json.loads(line))
        if isinstance(event, TurnTyped):
            typed = at
        elif isinstance(event, PlaybackStarted) and typed is not None:
            waits.append(at - typed)
            typed = None
    return tuple(waits)
