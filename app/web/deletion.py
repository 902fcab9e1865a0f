"""The route by which trainees delete their calls."""

from fastapi import APIRouter, Request

from app.practice.delete_call import delete_call
from app.web.calls import refuse_others
from app.web.visitor import Trainee
from app.web.wire import desk_of

router = APIRouter(prefix="/api/calls")


@router.delete("/{call_id}", status_code=204)
async def delete(call_id: str, request: Request, trainee: Trainee) -> None:
    """Erase one's call that is over, for good."""
    await refuse_others(request, call_id, trainee)
    await delete_call(desk_of(request), call_id)
