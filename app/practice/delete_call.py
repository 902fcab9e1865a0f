"""Delete a call for good: what was said, its recording, its event log, its scores."""

from app.errors import TransportError
from app.practice.desk import Desk


class CallIsLiveError(TransportError):
    """A call can be deleted once it is over and filed."""

    code = "call-is-live"


async def delete_call(desk: Desk, call_id: str) -> None:
    """Erase a call that is over; harmless twice. Raises `CallIsLiveError`, `CallNotFound`, `KeepingError`."""
    if _is_live(desk, call_id):
        raise CallIsLiveError("This call is still on, or is being filed. Hang up first, then delete it.")
    await desk.store.erase_call(call_id)


def _is_live(desk: Desk, call_id: str) -> bool:
    is_here = any(live.call is not None and live.call.id == call_id for live in desk.live.values())
    return is_here or desk.store.is_held(call_id)
