"""Scorecards in the database: added, never changed, one for each call, rubric, transcript and version of the rules."""

import hashlib
from datetime import datetime

from sqlmodel import Session, col, select

from app.call_record import iso
from app.scorecard_record import Scorecard, ScorecardPins
from app.store.call_ids import CallNotFound, checked
from app.store.calls import ENDED, FILED
from app.store.database import Database
from app.store.tables import CallRow, ContentRow, ScorecardRow


class Scorecards:
    """The scorecards of one database."""

    def __init__(self, database: Database) -> None:
        """Read and write there."""
        self._database = database

    async def keep_text(self, text: str) -> str:
        """Commit a rubric's text, once, and return the digest under which it is kept. Raises `KeepingError`."""
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        await self._database.write(lambda session: _keep_text(session, sha256, text))
        return sha256

    async def add(self, scorecard: Scorecard, moment: datetime) -> str:
        """Commit a scorecard and return its id; one that is there already stays as it is.

        Raises `CallNotFound`, `KeepingError`.
        """
        return await self._database.write(lambda session: _add(session, scorecard, moment))

    async def of_call(self, call_id: str) -> list[tuple[str, Scorecard]]:
        """Return the ids and scorecards of a call, oldest first. Raises `CallNotFound`, `StoreUnusable`."""
        return await self._database.read(lambda session: _of_call(session, checked(call_id)))

    async def unscored_calls(self) -> list[str]:
        """Return the ids of the calls that are over and have no scorecard, oldest first. Raises `StoreUnusable`."""
        return await self._database.read(_unscored)


def scorecard_id(pins: ScorecardPins) -> str:
    """Return the id that this call, rubric and transcript always give under these rules: 32 hexadecimal digits."""
    return hashlib.sha256(f"{pins.call}/{pins.rubric}/{pins.transcript}/{pins.rules}".encode()).hexdigest()[:32]


def _keep_text(session: Session, sha256: str, text: str) -> None:
    if session.get(ContentRow, sha256) is None:
        session.add(ContentRow(sha256=sha256, text=text))


def _add(session: Session, scorecard: Scorecard, moment: datetime) -> str:
    pins, new_id = scorecard.pins, scorecard_id(scorecard.pins)
    if session.get(CallRow, checked(pins.call)) is None:
        raise CallNotFound("There is no such call.")
    if session.get(ScorecardRow, new_id) is None:
        session.add(
            ScorecardRow(
                id=new_id,
                call_id=pins.call,
                rubric_sha256=pins.rubric,
                transcript_sha256=pins.transcript,
                rules=pins.rules,
                scored_at=iso(moment),
                body=scorecard.model_dump_json(),
            )
        )
    return new_id


def _of_call(session: Session, call_id: str) -> list[tuple[str, Scorecard]]:
    if session.get(CallRow, call_id) is None:
        raise CallNotFound("There is no such call.")
    query = select(ScorecardRow).where(ScorecardRow.call_id == call_id)
    rows = session.exec(query.order_by(col(ScorecardRow.scored_at), col(ScorecardRow.id)))
    return [(row.id, Scorecard.model_validate_json(row.body)) for row in rows]


def _unscored(session: Session) -> list[str]:
    scored = select(ScorecardRow.call_id)
    over = col(CallRow.status).in_((ENDED, FILED))
    query = select(CallRow.id).where(over, col(CallRow.id).not_in(scored)).order_by(col(CallRow.started_at))
    return list(session.exec(query))
