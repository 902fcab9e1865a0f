"""The route by which the page learns what is told of a call besides its words."""

from fastapi import APIRouter, Request

from app.practice.retell_call import RetoldTurn, retell_call
from app.web.calls import refuse_others
from app.web.visitor import Trainee
from app.web.wire import desk_of

router = APIRouter(prefix="/api/calls")


@router.get("/{call_id}/retelling")
async def read_retelling(call_id: str, request: Request, trainee: Trainee) -> dict[int, RetoldTurn]:
    """Return, by turn, what the customer did and why, what came out, and who worded it."""
    await refuse_others(request, call_id, trainee)
    return await retell_call(desk_of(request).store, call_id)
