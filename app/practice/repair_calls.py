"""At server start: close the calls that a dead server left live, and finish every unfinished recording."""

from datetime import datetime, timedelta

import structlog

from app.call_record import CallRecord, EndedBy
from app.core.transcript import CAPTURE_RATE
from app.session.ports import KeepingError
from app.store import RecordUnreadable, Store

log = structlog.get_logger()


async def repair_calls(store: Store) -> tuple[str, ...]:
    """Return the ids of the calls that were repaired, oldest first; killed at any point, the next start goes on.

    A call that a living process holds is left alone. One that cannot be repaired now (the disk is full, what is kept
    cannot be read) stays among `store.unfiled_calls()`, with all that is kept of it. Raises `StoreUnusable`.
    """
    abandoned = [call_id for call_id in await store.unfiled_calls() if not store.is_held(call_id)]
    return tuple([call_id for call_id in abandoned if await _repair(store, call_id)])


async def _repair(store: Store, call_id: str) -> bool:
    try:
        record = await store.record(call_id)
        await store.end_call(call_id, EndedBy.INTERRUPTED, last_sign_of_life(record))
        await store.finish_recording(call_id)
    except (KeepingError, RecordUnreadable) as failure:
        log.warning("call_not_repaired", call=call_id, code=failure.code)
        return False
    return True


def last_sign_of_life(record: CallRecord) -> datetime:
    """Return the time of the last sample or word that was kept; `started_at` if there is none."""
    recorded = record.recording.samples if record.recording else 0
    spoken = max((turn.end for turn in record.turns), default=0)
    return record.started_at + timedelta(seconds=max(recorded, spoken) / CAPTURE_RATE)
