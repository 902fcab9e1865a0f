"""The route by which the page learns how far the scoring of a call is."""

from fastapi import APIRouter, Request
from pydantic import BaseModel

from app.web.calls import refuse_others
from app.web.visitor import Trainee
from app.web.wire import desk_of

router = APIRouter(prefix="/api/calls")


class StandingForm(BaseModel):
    """How far it is; what is not known is left out."""

    status: str
    step: str | None = None
    scorecard: dict[str, object] | None = None


@router.get("/{call_id}/scorecard", response_model_exclude_none=True)
async def read_scorecard(call_id: str, request: Request, trainee: Trainee) -> StandingForm:
    """Return how far the scoring of one's call is, and the scorecard once there is one."""
    await refuse_others(request, call_id, trainee)
    standing = await desk_of(request).scorecards.standing(call_id)
    scorecard = None if standing.scorecard is None else dict(standing.scorecard)
    return StandingForm(status=standing.status, step=standing.step, scorecard=scorecard)
