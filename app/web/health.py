"""Is the server well, and what does it run on."""

from dataclasses import asdict

from fastapi import APIRouter, Depends, Request

from app.engines.catalogue import describe
from app.practice.desk import Desk
from app.practice.start_parts import PartState
from app.web.policies import anyone
from app.web.wire import desk_of

router = APIRouter(dependencies=[Depends(anyone)])


@router.get("/health")
async def health(request: Request) -> dict[str, object]:
    """Return the state of the server; it says nothing about any trainee."""
    desk = desk_of(request)
    return {
        "status": _status(desk),
        "live_calls": len(desk.live),
        "max_calls": desk.max_calls,
        "parts": [asdict(part) | {"state": desk.parts.state(part.role)} for part in describe(desk.engines)],
        "personas": len(desk.library.files),
        "persona_faults": len(desk.library.faults),
        "models": desk.counts.as_json(),
    }


def _status(desk: Desk) -> str:
    """Return the most important thing to know, in one word; anything but `failed` is a server that works."""
    if desk.is_draining:
        return "draining"
    if desk.parts.status is not PartState.READY:
        return desk.parts.status.value
    return "full" if desk.is_full else "ok"
