"""The page that says in plain words what the server runs on, and that it could be better."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.practice.examine import findings_of_parts
from app.web.rendering import SITE, page
from app.web.visitor import Trainee
from app.web.wire import desk_of

router = APIRouter()

IN_PLAIN_WORDS = {
    "speech detector": "Noticing that you speak",
    "recogniser": "Understanding what you say",
    "voice": "The customer's voice",
    "words": "The customer's words",
    "judge": "A second reading of what you say",
}


@router.get("/parts")
async def parts(request: Request, trainee: Trainee) -> HTMLResponse:
    """Show each part; commands, paths and addresses are for whoever runs the server, and not here."""
    desk = desk_of(request)
    found = findings_of_parts(desk.engines, desk.parts)
    context: dict[str, object] = {
        "trainee": trainee,
        "parts": [(IN_PLAIN_WORDS[finding.about], finding) for finding in found],
        "could_be_better": any(finding.advice for finding in found),
    }
    return page(request, "parts.html", context, script=SITE)
