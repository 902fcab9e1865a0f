"""Routes to order a call, to list one's calls, and to fetch what was kept of one."""

import asyncio
import secrets
import time

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from app.call_record import CallRecord
from app.content.vocabulary import Difficulty
from app.practice.call_language import refuse_foreign_language
from app.practice.drain import refuse_while_draining
from app.practice.fresh_library import fresh_library
from app.practice.start_parts import PartState
from app.practice.tickets import LIFETIME, CallOrder
from app.store import CallNotFound
from app.web.visitor import Trainee
from app.web.wire import desk_of

router = APIRouter(prefix="/api/calls")

LARGEST_SEED = 2**63 - 1


class OrderForm(BaseModel):
    """What somebody who wants to practise chooses."""

    model_config = ConfigDict(extra="forbid")

    persona: str = Field(max_length=200)
    """`persona` or `persona/scenario`."""
    difficulty: Difficulty = Difficulty.NORMAL
    seed: int | None = Field(default=None, ge=0, le=LARGEST_SEED)
    """None: one is drawn."""
    recorded: bool = True


class TicketForm(BaseModel):
    """A ticket and where to use it."""

    ticket: str
    expires_in: float
    """Seconds."""
    socket: str = "/ws"


@router.post("", status_code=201)
async def order_call(form: OrderForm, request: Request, trainee: Trainee) -> TicketForm:
    """Check the order and return a ticket for it."""
    desk = desk_of(request)
    refuse_while_draining(desk)
    if desk.parts.failure is not None:
        raise desk.parts.failure
    library = await fresh_library(desk)
    persona, _ = library.find(form.persona)
    if desk.parts.status is PartState.READY:
        refuse_foreign_language(persona, library.language_of(persona), desk.engines)
    seed = secrets.randbelow(LARGEST_SEED) if form.seed is None else form.seed
    return _ticket(request, CallOrder(trainee, form.persona, form.difficulty, seed, form.recorded))


@router.post("/{call_id}/tickets", status_code=201)
async def order_return(call_id: str, request: Request, trainee: Trainee) -> TicketForm:
    """Return a ticket to come back to one's live call."""
    live = desk_of(request).live.get(trainee)
    if live is None or live.call is None or live.call.id != call_id:
        raise CallNotFound("This call is not live, or not yours.")
    return _ticket(request, CallOrder(trainee, "", Difficulty.NORMAL, 0, recorded=True, resumes=call_id))


@router.get("")
async def list_calls(request: Request, trainee: Trainee) -> list[dict[str, object]]:
    """Return one's newest calls."""
    calls = await desk_of(request).store.calls(trainee)
    return [
        {
            "call": each.call,
            "persona": each.persona,
            "scenario": each.scenario,
            "started_at": each.started_at,
            "ended_by": each.ended_by,
            "turns": each.turns,
        }
        for each in calls
    ]


@router.get("/{call_id}")
async def read_call(call_id: str, request: Request, trainee: Trainee) -> CallRecord:
    """Return the record of one's call."""
    await refuse_others(request, call_id, trainee)
    return await desk_of(request).store.record(call_id)


@router.get("/{call_id}/recording")
async def read_recording(call_id: str, request: Request, trainee: Trainee) -> FileResponse:
    """Return the recording of one's call as a stereo WAV."""
    await refuse_others(request, call_id, trainee)
    path = desk_of(request).store.recording_path(call_id)
    if path is None:
        raise CallNotFound("This call has no recording, or is still live.")
    return FileResponse(path, media_type="audio/wav", filename=f"{call_id}.wav")


@router.get("/{call_id}/events")
async def read_events(call_id: str, request: Request, trainee: Trainee) -> Response:
    """Return the event log of one's call as far as it goes, one JSON object a line."""
    await refuse_others(request, call_id, trainee)
    path = desk_of(request).store.events_path(call_id)
    if path is None:
        raise CallNotFound("This call has no event log.")
    so_far = await asyncio.to_thread(path.read_bytes)  # a live call's file grows, which a FileResponse cannot bear
    attached = {"Content-Disposition": f'attachment; filename="{call_id}.jsonl"'}
    return Response(so_far, media_type="application/x-ndjson", headers=attached)


def _ticket(request: Request, order: CallOrder) -> TicketForm:
    ticket = desk_of(request).tickets.issue(order, request.headers.get("origin"), time.monotonic())
    return TicketForm(ticket=ticket, expires_in=LIFETIME)


async def refuse_others(request: Request, call_id: str, trainee: str) -> None:
    """Raise `CallNotFound` unless it is this trainee's call: anybody else's is as one that does not exist."""
    if await desk_of(request).store.trainee_of_call(call_id) != trainee:
        raise CallNotFound("There is no such call.")
