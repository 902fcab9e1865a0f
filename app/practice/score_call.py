"""Score a call that is over, in steps that take and return ids only, so that each can be done again."""

import asyncio
from dataclasses import dataclass

from app.call_record import CallRecord
from app.content.faults import PersonaFaults
from app.content.values import Persona
from app.content.yaml_persona import read_persona
from app.content.yaml_rubric import RubricFile, read_rubric
from app.errors import ContentError
from app.scorecard_record import Scorecard
from app.scoring.score import score
from app.store import Store


class CallNotOverError(ContentError):
    """A call that is still live was to be scored."""

    code = "call-not-over"


class RubricNotKeptError(ContentError):
    """The store has no text under a rubric's digest."""

    code = "rubric-not-kept"


@dataclass(frozen=True, slots=True)
class Scorer:
    """The steps of scoring, over one store; rubrics are those for calls that were begun without any."""

    store: Store
    rubrics: tuple[RubricFile, ...]

    async def pin(self, call_id: str) -> tuple[str, ...]:
        """See `pin_rubrics`."""
        return await pin_rubrics(self.store, call_id, self.rubrics)

    async def score(self, call_id: str, rubric_sha256: str) -> str:
        """See `score_by_rubric`."""
        return await score_by_rubric(self.store, call_id, rubric_sha256)


def rubrics_for(persona: Persona, rubrics: tuple[RubricFile, ...]) -> tuple[RubricFile, ...]:
    """Return the rubrics that calls with this persona are scored by: those that it names; every one if it names none.

    A name that no rubric has is left out; `readyroom personas check` reports it.
    """
    return tuple(file for file in rubrics if not persona.rubrics or file.rubric.id in persona.rubrics)


async def pin_rubrics(store: Store, call_id: str, rubrics: tuple[RubricFile, ...]) -> tuple[str, ...]:
    """Return the digests of the rubrics that score this call: those it was begun with, else the suiting ones of these.

    The latter are kept now. Raises `CallNotFound`, `KeepingError`, `StoreUnusable`.
    """
    pins = (await store.record(call_id)).pins
    if pins.rubrics:
        return pins.rubrics
    text = await store.content(pins.persona)
    suiting = rubrics if text is None else await asyncio.to_thread(_suiting, text, rubrics)
    return tuple([await store.keep_text(file.text) for file in suiting])


def _suiting(persona_text: str, rubrics: tuple[RubricFile, ...]) -> tuple[RubricFile, ...]:
    """Return the rubrics for the persona that a call was begun with; all where an older form cannot be read."""
    try:
        return rubrics_for(read_persona("the pinned persona", persona_text.encode()), rubrics)
    except PersonaFaults:
        return rubrics


async def score_by_rubric(store: Store, call_id: str, rubric_sha256: str) -> str:
    """Score a call by one kept rubric and return the scorecard's id; a score that is there already stays.

    Raises `CallNotFound`, `CallNotOverError`, `RubricNotKeptError`, `RubricFaults`, `KeepingError`, `StoreUnusable`.
    """
    record = await store.record(call_id)
    if record.ended_at is None:
        raise CallNotOverError("This call is still going on; it is scored when it is over.")
    text = await store.content(rubric_sha256)
    if text is None:
        raise RubricNotKeptError(f"The text of rubric {rubric_sha256[:12]} is not kept.")
    return await store.add_scorecard(await asyncio.to_thread(_scorecard, record, text, rubric_sha256))


def _scorecard(record: CallRecord, rubric_text: str, rubric_sha256: str) -> Scorecard:
    """Return the scorecard; up to a second of arithmetic for a long call, and so not for the event loop."""
    rubric = read_rubric(f"rubric {rubric_sha256[:12]}", rubric_text.encode())
    return score(record, rubric, rubric_sha256)
