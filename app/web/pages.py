"""The pages: choose a customer, take the call, look back on it."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.call_record import EndedBy
from app.content.library import Library, UnknownPersonaError
from app.content.values import Persona
from app.content.vocabulary import Difficulty
from app.practice.desk import Desk
from app.practice.fresh_library import fresh_library
from app.practice.score_call import rubrics_for
from app.practice.stop_words import stop_words
from app.store import CallSummary
from app.web.calls import refuse_others
from app.web.choosing import choices_of, customer_of, customers_of
from app.web.rendering import page
from app.web.visitor import Trainee
from app.web.wire import desk_of

router = APIRouter()

RECENT = 10
"""Calls on the first page."""
ENDINGS = {
    EndedBy.TRAINEE: "you hung up",
    EndedBy.CUSTOMER: "the customer hung up",
    EndedBy.CONNECTION: "the connection was lost",
    EndedBy.SERVER: "ended by the server",
    EndedBy.FAILURE: "a part of the server failed",
    EndedBy.INTERRUPTED: "the server stopped in the middle",
    None: "still on",
}


@dataclass(frozen=True, slots=True)
class PastCall:
    """One line of the list of one's calls."""

    call: str
    customer: str
    title: str
    started_at: datetime
    ending: str
    turns: int


@router.get("/")
async def choose(request: Request, trainee: Trainee) -> HTMLResponse:
    """Show who there is to talk to, and one's recent calls."""
    desk = desk_of(request)
    library = await fresh_library(desk)
    customers = customers_of(desk, library)
    calls = await desk.store.calls(trainee, RECENT)
    context: dict[str, object] = {
        "trainee": trainee,
        "customers": customers,
        "choices": choices_of(customers),
        "calls": [_past(call, library) for call in calls],
        "faults": len(library.faults),
    }
    return page(request, "choose.html", context, script="src/choose.ts")


@router.get("/practise/{persona_id}/{scenario_id}")
async def practise(
    persona_id: str, scenario_id: str, request: Request, trainee: Trainee, difficulty: Difficulty = Difficulty.NORMAL
) -> HTMLResponse:
    """Show the brief and the call beside it."""
    desk = desk_of(request)
    library = await fresh_library(desk)
    persona, scenario = library.find(f"{persona_id}/{scenario_id}")
    language = library.language_of(persona)
    context: dict[str, object] = {
        "trainee": trainee,
        "customer": customer_of(desk, persona, language),
        "scenario": scenario,
        "difficulty": difficulty,
        "stop": stop_words(language),
        "speech": _speech_needed(desk, persona),
    }
    return page(request, "practise.html", context, script="src/call.ts")


@router.get("/calls/{call_id}")
async def look_back(call_id: str, request: Request, trainee: Trainee) -> HTMLResponse:
    """Show one's call: what was said, the score, the recording."""
    await refuse_others(request, call_id, trainee)
    desk = desk_of(request)
    record = await desk.store.record(call_id)
    customer, title = _names(desk.library, record.persona, record.scenario)
    context: dict[str, object] = {
        "trainee": trainee,
        "record": record,
        "customer": customer,
        "title": title,
        "ending": ENDINGS[record.ended_by],
    }
    return page(request, "look_back.html", context, script="src/replay.ts")


def _speech_needed(desk: Desk, persona: Persona) -> int:
    """Return how much of their own speech a trainee's score needs, in seconds; 0: nobody scores these calls."""
    return round(max((file.rubric.needs.speech for file in rubrics_for(persona, desk.rubrics)), default=0))


def _past(call: CallSummary, library: Library) -> PastCall:
    customer, title = _names(library, call.persona, call.scenario)
    return PastCall(call.call, customer, title, call.started_at, ENDINGS[call.ended_by], call.turns)


def _names(library: Library, persona: str, scenario: str) -> tuple[str, str]:
    """Return the customer's name and the scenario's title; the ids of those that are gone from the library."""
    try:
        found, situation = library.find(f"{persona}/{scenario}")
    except UnknownPersonaError:
        return persona, scenario
    return found.name, situation.title
