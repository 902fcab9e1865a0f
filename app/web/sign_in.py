"""Sign in by a one-time link, and sign out."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from app.errors import TransportError
from app.practice.sign_in import use_link
from app.store.access import LONGEST_TOKEN
from app.web.policies import anyone
from app.web.rendering import page
from app.web.visitor import Trainee, forget, remember, require_own_origin, session_of
from app.web.wire import desk_of

router = APIRouter()

Link = Annotated[str, Path(max_length=LONGEST_TOKEN)]


class StaleLinkError(TransportError):
    """A sign-in link that is used, too old, or never was; one answer for all, so that it tells nothing."""

    code = "stale-link"


STALE = "This link was used, is too old, or was replaced when the server started. `readyroom link` prints a new one."


@router.get("/sign-in/{link}", dependencies=[Depends(anyone)])
async def show_link(link: Link, request: Request) -> HTMLResponse:
    """Show the button that uses the link up: what a chat or a mail scanner fetches by itself does not."""
    trainee = await desk_of(request).store.sign_ins.trainee_of_link(link)
    if trainee is None:
        raise StaleLinkError(STALE)
    return page(request, "sign_in.html", {"name": trainee})


@router.post("/sign-in/{link}", dependencies=[Depends(anyone)])
async def sign_in(link: Link, request: Request) -> RedirectResponse:
    """Use the link up and remember the browser. Only our own page may: nobody is signed in unasked as another."""
    require_own_origin(request)
    session = await use_link(desk_of(request).store, link, session_of(request))
    if session is None:
        raise StaleLinkError(STALE)
    response = RedirectResponse("/", 303)
    remember(request, response, session)
    return response


@router.post("/sign-out")
async def sign_out(request: Request, _: Trainee) -> HTMLResponse:
    """End the browser's session."""
    await desk_of(request).store.sign_ins.end_session(session_of(request) or "")
    response = page(request, "signed_out.html", {})
    forget(request, response)
    return response
