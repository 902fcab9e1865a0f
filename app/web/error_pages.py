"""Errors as a person's page or a program's JSON: the same code and the same sentence."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from app.content.library import UnknownPersonaError
from app.errors import ReadyroomError
from app.practice.call_language import LanguageNotHeardError, LanguageNotSpokenError
from app.practice.delete_call import CallIsLiveError
from app.store import CallNotFound
from app.web.headers import harden
from app.web.rendering import page
from app.web.sign_in import StaleLinkError
from app.web.visitor import ForeignOriginError, NotSignedInError

_STATUS: dict[type[ReadyroomError], int] = {
    NotSignedInError: 401,
    ForeignOriginError: 403,
    StaleLinkError: 403,
    CallNotFound: 404,
    UnknownPersonaError: 404,
    CallIsLiveError: 409,
    LanguageNotHeardError: 409,
    LanguageNotSpokenError: 409,
}
_TITLES = {
    401: "Please sign in",
    403: "That is not possible",
    404: "There is nothing here",
    405: "That is not possible",
    409: "Not now",
    422: "That cannot be read",
    500: "Something broke",
    503: "Not now",
}


def install(app: FastAPI) -> None:
    """Let the application say its errors this way."""
    app.add_exception_handler(ReadyroomError, _say_own)
    app.add_exception_handler(HTTPException, _say_http)
    app.add_exception_handler(RequestValidationError, _say_unreadable)
    app.add_exception_handler(Exception, _say_broken)


async def _say_own(request: Request, error: Exception) -> Response:
    assert isinstance(error, ReadyroomError)
    status = next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 503)
    response = _say(request, status, error.code, str(error))
    if isinstance(error, NotSignedInError):
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


async def _say_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    sentence = "There is no such page." if error.status_code == 404 else str(error.detail)  # noqa: PLR2004
    response = _say(request, error.status_code, "http", sentence)
    response.headers.update(error.headers or {})
    return response


async def _say_unreadable(request: Request, error: Exception) -> Response:
    """Name the fields at fault, and never what was in them."""
    assert isinstance(error, RequestValidationError)
    faults = "; ".join(f"{'.'.join(str(part) for part in each['loc'][1:])}: {each['msg']}" for each in error.errors())
    return _say(request, 422, "bad-request", f"The request cannot be read: {faults}.")


async def _say_broken(request: Request, _: Exception) -> Response:
    """Tell nothing of what broke; the server logs it. This answer is made outside the middleware."""
    response = _say(request, 500, "internal", "Something broke on the server. What you said in calls is kept.")
    harden(response.headers)
    return response


def _say(request: Request, status: int, code: str, sentence: str) -> Response:
    if not _wants_page(request):
        return JSONResponse({"code": code, "message": sentence}, status)
    context: dict[str, object] = {"title": _TITLES.get(status, "That did not work"), "sentence": sentence, "code": code}
    return page(request, "error.html", context, status=status)


def _wants_page(request: Request) -> bool:
    is_for_programs = request.url.path.startswith(("/api/", "/static/", "/health"))
    return "text/html" in request.headers.get("accept", "") and not is_for_programs
