"""What is kept of a call while it is live: its turns, the customer's mind, its events and its log."""

import json
from collections.abc import Callable
from pathlib import Path

from sqlmodel import Session

from app.call_record import CallEvent, EventKind, MindRecord, NotSaved, SpokenTurn, TurnTags, storable
from app.core.transcript import Turn
from app.session.ports import Json, KeepingError, MindStep
from app.store.database import Database
from app.store.event_log import EventLog
from app.store.losses import Losses
from app.store.tables import EventRow, MindRow, TagsRow, TurnRow
from app.store.unusable import why


class CallJournal:
    """Implements `Journal` for one call, and remembers what it failed to keep."""

    def __init__(self, call_id: str, database: Database, log_file: Path, losses: Losses) -> None:
        """Open the event log and hold the call. Raises `KeepingError`."""
        self._call_id = call_id
        self._database = database
        self._losses = losses
        try:
            self._log = EventLog(log_file)
        except OSError as error:
            raise KeepingError(f"The event log cannot be kept: {why(error)}.") from error

    async def keep_turn(self, turn: Turn) -> None:
        """Commit a turn; a revision that is not higher than the kept one changes nothing. Raises `KeepingError`."""
        record = SpokenTurn.of(turn)
        try:
            await self._database.write(lambda session: _keep_turn(session, self._call_id, record))
        except KeepingError as error:
            self._losses.add_turn(turn.number, error)
            raise
        self._losses.mend_turn(turn.number)

    async def keep_mind(self, step: MindStep) -> None:
        """Commit one step of the customer's mind. Raises `KeepingError`."""
        row = MindRow(call_id=self._call_id, body=_mind(step).model_dump_json())
        await self._write(lambda session: session.add(row), "mind")

    async def keep_event(self, event: CallEvent) -> None:
        """Commit an event; interruptions are read off the turns and never kept here. Raises `KeepingError`."""
        assert event.kind is not EventKind.INTERRUPTION, "an interruption is a turn with cut=True"
        row = EventRow(call_id=self._call_id, body=event.model_dump_json())
        await self._write(lambda session: session.add(row), "event")

    async def keep_tags(self, tags: TurnTags) -> None:
        """Commit what a model took a turn for. Raises `KeepingError`."""
        row = TagsRow(call_id=self._call_id, body=tags.model_dump_json())
        await self._write(lambda session: session.add(row), "tags")

    def log(self, line: str) -> None:
        """Append one JSON line to the call's event log; never raises."""
        try:
            self._log.append(line)
        except OSError as error:
            self._losses.add(NotSaved(what="log", reason=f"The event log has gaps: {why(error)}."))

    def close(self) -> None:
        """Let go of the call; later lines of the log are dropped."""
        self._log.close()

    async def _write(self, work: Callable[[Session], None], what: str) -> None:
        try:
            await self._database.write(work)
        except KeepingError as error:
            self._losses.add(NotSaved.model_validate({"what": what, "reason": str(error)}))
            raise


def _keep_turn(session: Session, call_id: str, turn: SpokenTurn) -> None:
    row = session.get(TurnRow, (call_id, turn.number), with_for_update=True)
    if row is None:
        session.add(TurnRow(call_id=call_id, number=turn.number, revision=turn.revision, body=turn.model_dump_json()))
    elif turn.revision > row.revision:
        row.revision, row.body = turn.revision, turn.model_dump_json()


def _mind(step: MindStep) -> MindRecord:
    return MindRecord.model_validate(
        {
            "turn": step.turn,
            "happening": step.happening,
            "detail": _json(step.detail),
            "values": _json(step.values),
            "move": step.move,
            "reasons": tuple(storable(reason) for reason in step.reasons),
            "worded_by": step.worded_by,
            "refused": step.refused,
        }
    )


def _json(values: Json) -> object:
    """Return values as JSON has them, so that what is read back is what was kept."""
    return json.loads(storable(json.dumps(dict(values), ensure_ascii=False)))
