"""Calls in the database: begun, ended, filed, listed and read back whole."""

import asyncio
import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import JSON, Text, cast, func
from sqlmodel import Session, col, select

from app.call_record import (
    CallEvent,
    CallHeader,
    CallRecord,
    EndedBy,
    EnginePin,
    MindRecord,
    NotSaved,
    Pins,
    SpokenTurn,
    TurnTags,
    interruptions,
    iso,
    storable,
)
from app.store.call_ids import CallNotFound, checked
from app.store.database import Database
from app.store.tables import CallRow, ContentRow, EventRow, MindRow, TagsRow, TurnRow

LIVE, ENDED, FILED = "live", "ended", "filed"


@dataclass(frozen=True, slots=True)
class CallOpening:
    """What is known of a call when it begins."""

    trainee: str
    persona: str
    scenario: str
    persona_text: str
    """The persona's YAML, word for word."""
    rubric_texts: tuple[str, ...] = ()
    """The YAML of each rubric that it will be scored by, word for word."""
    language_text: str | None = None
    """The YAML of the persona's language, word for word; None: not pinned."""
    engines: dict[str, EnginePin] = field(default_factory=dict)
    """The engines by their part: `recogniser`, `voice`, `words` ..."""
    seed: int = 0
    difficulty: str = "normal"
    attempt: int = 1
    parent_call: str | None = None
    """The call that this one tries again; None for a first try."""
    parent_turn: int | None = None
    """The turn of that call from which this one goes on; None for the start."""


@dataclass(frozen=True, slots=True)
class CallSummary:
    """One line of a list of calls."""

    call: str
    trainee: str
    persona: str
    scenario: str
    started_at: datetime
    ended_at: datetime | None
    """None while the call is live."""
    ended_by: EndedBy | None
    """None while the call is live."""
    turns: int
    is_whole: bool
    """Everything of the call was kept."""


class Calls:
    """The calls of one database."""

    def __init__(self, database: Database) -> None:
        """Read and write there."""
        self._database = database

    async def begin(self, call_id: str, opening: CallOpening, moment: datetime) -> None:
        """Commit a live call and the texts that it is pinned to. Raises `KeepingError`."""
        header = await asyncio.to_thread(_header, call_id, opening, moment)  # a language is long
        await self._database.write(lambda session: _begin(session, header, _texts(opening)))

    async def end(self, call_id: str, by: EndedBy, moment: datetime, not_saved: tuple[NotSaved, ...] = ()) -> None:
        """Commit the end of a call; one that has ended stays as it is. Raises `CallNotFound`, `KeepingError`."""
        await self._database.write(lambda session: _end(session, checked(call_id), by, moment, not_saved))

    async def mark_filed(self, call_id: str) -> None:
        """Commit that nothing is left to do for an ended call. Raises `CallNotFound`, `KeepingError`."""
        await self._database.write(lambda session: _mark_filed(session, checked(call_id)))

    async def record(self, call_id: str) -> CallRecord:
        """Return a call whole, but for its recording. Raises `CallNotFound`, `StoreUnusable`."""
        return await self._database.read(lambda session: _record(session, checked(call_id)))

    async def trainee_of(self, call_id: str) -> str:
        """Return whose call it is, and read nothing else of it. Raises `CallNotFound`, `StoreUnusable`."""
        return await self._database.read(lambda session: _trainee_of(session, checked(call_id)))

    async def count_tries(self, trainee: str, persona: str, scenario: str) -> int:
        """Return how many calls a trainee began with a persona in a scenario. Raises `StoreUnusable`."""
        return await self._database.read(lambda session: _count_tries(session, trainee, persona, scenario))

    async def content(self, sha256: str) -> str | None:
        """Return the pinned text of a digest; None if no call was pinned to it. Raises `StoreUnusable`."""
        row = await self._database.read(lambda session: session.get(ContentRow, sha256))
        return row.text if row else None

    async def newest(self, trainee: str | None, limit: int) -> list[CallSummary]:
        """Return the newest calls first, of one trainee or of all. Raises `StoreUnusable`."""
        return await self._database.read(lambda session: _newest(session, trainee, limit))

    async def with_status(self, *statuses: str) -> list[str]:
        """Return the ids of all calls with one of these statuses, oldest first. Raises `StoreUnusable`."""
        query = select(CallRow.id).where(col(CallRow.status).in_(statuses)).order_by(CallRow.id)
        return await self._database.read(lambda session: list(session.exec(query)))


def digest(text: str) -> str:
    """Return the SHA-256 of the UTF-8 text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _header(call_id: str, opening: CallOpening, moment: datetime) -> CallHeader:
    return CallHeader(
        call=call_id,
        trainee=opening.trainee,
        persona=opening.persona,
        scenario=opening.scenario,
        started_at=moment,
        pins=_pins(opening),
        parent_call=opening.parent_call,
        parent_turn=opening.parent_turn,
    )


def _texts(opening: CallOpening) -> tuple[str, ...]:
    language = () if opening.language_text is None else (opening.language_text,)
    return (opening.persona_text, *language, *opening.rubric_texts)


def _keep_content(session: Session, sha256: str, text: str) -> None:
    """Keep a text that no call was pinned to before; one that is known, which may be long, is not read back."""
    if session.exec(select(ContentRow.sha256).where(col(ContentRow.sha256) == sha256)).first() is None:
        session.add(ContentRow(sha256=sha256, text=text))


def _pins(opening: CallOpening) -> Pins:
    language = opening.language_text
    return Pins(
        persona=digest(storable(opening.persona_text)),
        rubrics=tuple(digest(storable(text)) for text in opening.rubric_texts),
        language=None if language is None else digest(storable(language)),
        engines=opening.engines,
        seed=opening.seed,
        difficulty=opening.difficulty,
        attempt=opening.attempt,
    )


def _begin(session: Session, header: CallHeader, texts: tuple[str, ...]) -> None:
    for sha256, text in {digest(text): text for text in map(storable, texts)}.items():
        _keep_content(session, sha256, text)
    session.add(
        CallRow(
            id=header.call,
            status=LIVE,
            trainee=header.trainee,
            persona=header.persona,
            started_at=iso(header.started_at),
            body=header.model_dump_json(),
        )
    )


def _end(session: Session, call_id: str, by: EndedBy, moment: datetime, not_saved: tuple[NotSaved, ...]) -> None:
    row = _found(session, call_id)
    if row.status == LIVE:
        header = CallHeader.model_validate_json(row.body)
        row.body = header.model_copy(
            update={"ended_at": moment, "ended_by": by, "not_saved": (*header.not_saved, *not_saved)}
        ).model_dump_json()
        row.status = ENDED


def _mark_filed(session: Session, call_id: str) -> None:
    row = _found(session, call_id)
    assert row.status != LIVE, "a live call cannot be filed"
    row.status = FILED


def _found(session: Session, call_id: str) -> CallRow:
    row = session.get(CallRow, call_id)
    if row is None:
        raise CallNotFound("There is no such call.")
    return row


def _trainee_of(session: Session, call_id: str) -> str:
    trainee = session.exec(select(CallRow.trainee).where(CallRow.id == call_id)).first()
    if trainee is None:
        raise CallNotFound("There is no such call.")
    return trainee


def _count_tries(session: Session, trainee: str, persona: str, scenario: str) -> int:
    header = cast(col(CallRow.body), JSON().with_variant(Text(), "sqlite"))  # SQLite has functions for JSON, no type
    query = select(func.count()).where(
        CallRow.trainee == trainee, CallRow.persona == persona, header["scenario"].as_string() == scenario
    )
    return session.exec(query).one()


def _record(session: Session, call_id: str) -> CallRecord:
    header = CallHeader.model_validate_json(_found(session, call_id).body)
    turns = session.exec(select(TurnRow.body).where(TurnRow.call_id == call_id).order_by(col(TurnRow.number)))
    spoken = tuple(SpokenTurn.model_validate_json(body) for body in turns)
    whole = CallRecord.model_validate(
        {
            **header.model_dump(),
            "turns": spoken,
            "events": [CallEvent.model_validate_json(body) for body in _bodies(session, EventRow, call_id)],
            "mind": [MindRecord.model_validate_json(body) for body in _bodies(session, MindRow, call_id)],
            "tags": [TurnTags.model_validate_json(body) for body in _bodies(session, TagsRow, call_id)],
        }
    )
    return whole.model_copy(update={"events": _in_order((*whole.events, *interruptions(spoken)))})


def _bodies(session: Session, table: type[EventRow | MindRow | TagsRow], call_id: str) -> list[str]:
    """Return what is kept of a call in a table, in the order in which it was kept."""
    return list(session.exec(select(table.body).where(table.call_id == call_id).order_by(col(table.id))))


def _in_order(events: tuple[CallEvent, ...]) -> tuple[CallEvent, ...]:
    return tuple(sorted(events, key=lambda event: event.heard_end))


def _newest(session: Session, trainee: str | None, limit: int) -> list[CallSummary]:
    counted = select(func.count()).where(col(TurnRow.call_id) == col(CallRow.id)).scalar_subquery()
    query = select(CallRow.body, counted).order_by(col(CallRow.started_at).desc(), col(CallRow.id).desc()).limit(limit)
    if trainee is not None:
        query = query.where(CallRow.trainee == trainee)
    return [_summary(CallHeader.model_validate_json(body), turns) for body, turns in session.exec(query)]


def _summary(header: CallHeader, turns: int) -> CallSummary:
    return CallSummary(
        call=header.call,
        trainee=header.trainee,
        persona=header.persona,
        scenario=header.scenario,
        started_at=header.started_at,
        ended_at=header.ended_at,
        ended_by=header.ended_by,
        turns=turns,
        is_whole=not header.not_saved,
    )
