"""File a call that is over: its end committed, its recording made playable."""

from app.call_record import CallRecord
from app.store import Store


async def file_call(store: Store, call_id: str, ended_by: str) -> CallRecord:
    """End the call, finish its recording and return it whole; harmless twice, and when it was killed within.

    `ended_by`: a word of `EndedBy`. Raises `CallNotFound`; `KeepingError`, and then the next start finishes the work.
    """
    await store.end_call(call_id, ended_by)
    await store.finish_recording(call_id)
    return await store.record(call_id)
