"""Retell a call turn by turn in words for people: what the customer did and why, what came out, who worded it."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field

from app.call_record import CallRecord, EventKind, MindRecord
from app.content.faults import PersonaFaults
from app.content.pressure_values import PressureKind
from app.content.vocabulary import Move
from app.content.yaml_persona import read_persona
from app.practice.retold_words import (
    act_in_words,
    did_in_words,
    reasons_in_words,
    refused_in_words,
    why_in_words,
    words_of,
)
from app.store import Store

VALUES = ("trust", "tension", "patience")
MARKS = {
    EventKind.PRESSURE: "Pressure",
    EventKind.OBJECTION: "Objection",
    EventKind.FACT: "Told what was held back",
    EventKind.CONCESSION: "Gave in",
    EventKind.COMMITMENT: "Commitment",
}
"""Interruptions are seen in the words."""
HINT = "hint"
HEARD = "was heard"
"""Ends the reason of a line that came out; its mark says the same."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that came out with the words of a turn."""

    kind: str
    """As in `call/v1`; or `hint`."""
    text: str


@dataclass(frozen=True, slots=True)
class Shift:
    """Trust, tension and patience after a step."""

    values: dict[str, int]
    changes: dict[str, int]
    """How each differs from the step before."""


@dataclass(frozen=True, slots=True)
class RetoldStep:
    """One step of the customer's mind."""

    mood: Shift
    did: str
    """What the customer did, after its name; empty: nothing."""
    why: str
    reasons: tuple[str, ...]
    """Of each change."""


@dataclass(slots=True)
class RetoldTurn:
    """What is told of one turn besides its words."""

    marks: list[Mark] = field(default_factory=list)
    steps: list[RetoldStep] = field(default_factory=list)
    worded_by: str = ""
    """`persona` or `model` for a line of the customer's; empty: it is none, or no model took part in the call."""
    refused: list[str] = field(default_factory=list)
    """Why words that a model offered for this line were not used."""
    read_as: list[str] = field(default_factory=list)
    """What a model took the trainee's turn for; nothing went by it."""


Retelling = dict[int, RetoldTurn]
"""By the number of the turn."""


async def retell_call(store: Store, call_id: str) -> Retelling:
    """Return what is told of each turn of a call. Raises `CallNotFound`, `StoreUnusable`."""
    record = await store.record(call_id)
    text = await store.content(record.pins.persona)
    return await asyncio.to_thread(retold, record, text)


def retold(record: CallRecord, persona_text: str | None) -> Retelling:
    """Return what is told of each turn; without the persona's text kinds of pressure are not named."""
    kinds = _pressure_kinds(persona_text)
    turns: Retelling = defaultdict(RetoldTurn)
    _mark(turns, record, kinds)
    _step(turns, record, kinds)
    _tell_who_worded(turns, record)
    for tags in record.tags:
        turns[tags.turn].read_as += map(act_in_words, tags.tags)
    return dict(turns)


def _pressure_kinds(persona_text: str | None) -> dict[str, PressureKind]:
    if persona_text is None:
        return {}
    try:
        persona = read_persona("the pinned persona", persona_text.encode())
    except PersonaFaults:  # it was written for another version of the form
        return {}
    return {event.id: event.kind for event in persona.pressure}


def _mark(turns: Retelling, record: CallRecord, kinds: dict[str, PressureKind]) -> None:
    for event in record.events:
        if event.kind in MARKS:
            turns[event.turn].marks.append(Mark(event.kind.value, _marked(event.kind, event.name, kinds)))
    told = {event.name for event in record.events if event.kind is EventKind.FACT}
    before: set[str] = set()
    for step in record.mind:
        new = [each for each in _names(step, "hinted") if each not in before]
        turns[step.turn].marks += [Mark(HINT, _hint(each, is_told=each in told)) for each in new]
        before |= set(new)


def _hint(name: str, *, is_told: bool) -> str:
    """Name what a hint is at only where the trainee found it out: who has not may try again."""
    return f"Hint: {words_of(name)}" if is_told else "Hint at something held back"


def _marked(kind: EventKind, name: str, kinds: dict[str, PressureKind]) -> str:
    if kind is EventKind.CONCESSION:
        return "Agreed" if name == "accepted" else f"{MARKS[kind]}: {words_of(name)}"
    if kind is EventKind.PRESSURE and name in kinds:
        return f"{MARKS[kind]}: {did_in_words(Move.PRESSURE, name, kinds[name])}"
    return f"{MARKS[kind]}: {words_of(name)}"


def _names(step: MindRecord, key: str) -> list[str]:
    listed = step.values.get(key)
    return [str(each) for each in listed] if isinstance(listed, list) else []


def _step(turns: Retelling, record: CallRecord, kinds: dict[str, PressureKind]) -> None:
    before: dict[str, int] = {}
    for step in record.mind:
        now = {name: value for name in VALUES if isinstance(value := step.values.get(name), int)}
        if len(now) < len(VALUES):
            continue
        changes = {name: now[name] - before.get(name, now[name]) for name in VALUES}
        reasons = [each for each in step.reasons if not each.endswith(HEARD)]
        if reasons or any(changes.values()):
            turns[step.turn].steps.append(_retold_step(step, reasons, Shift(now, changes), kinds))
        before = now


def _retold_step(step: MindRecord, reasons: list[str], shift: Shift, kinds: dict[str, PressureKind]) -> RetoldStep:
    about = str(step.values.get("last_about") or "")
    if step.move is None or not reasons:
        return RetoldStep(shift, "", "", reasons_in_words(reasons))
    *others, chosen = reasons
    did = did_in_words(step.move, about, kinds.get(about))
    why = why_in_words(step.move, about, chosen)
    return RetoldStep(shift, did, why, reasons_in_words(others))


def _tell_who_worded(turns: Retelling, record: CallRecord) -> None:
    """Say it of each line of the customer's, if a model had any part in this call."""
    if not any(step.worded_by == "model" or step.refused for step in record.mind):
        return
    offered: dict[object, list[str]] = defaultdict(list)
    for step in record.mind:
        is_fate = step.happening in {"LineHeard", "LineCut"}
        line = step.detail.get("line") if is_fate else step.values.get("line")
        offered[line] += map(refused_in_words, step.refused)
        if is_fate:
            turns[step.turn].worded_by = step.worded_by
            turns[step.turn].refused += offered.pop(line)
