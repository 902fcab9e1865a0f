"""Who is asking: a browser by its session cookie, a program by its token."""

from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.requests import HTTPConnection

from app.errors import TransportError
from app.store.sign_ins import SESSION_LIFETIME
from app.web.wire import desk_of

SAFE_METHODS = frozenset({"GET", "HEAD"})
"""Those that change nothing: a page from elsewhere may cause them, and cannot read the answer."""


class NotSignedInError(TransportError):
    """The request carries no session and no token, or one that is nobody's."""

    code = "not-signed-in"


class ForeignOriginError(TransportError):
    """A page from elsewhere tried to change something with the trainee's cookie."""

    code = "foreign-origin"


_bearer = HTTPBearer(auto_error=False)


async def trainee_of(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> str:
    """Return who is asking. Raises `NotSignedInError`, `ForeignOriginError`."""
    store = desk_of(request).store
    if "authorization" in request.headers:
        trainee = await store.trainee_of(credentials.credentials) if credentials else None
    else:
        trainee = await store.sign_ins.trainee_of_session(session_of(request) or "")
        if trainee is not None and request.method not in SAFE_METHODS:
            require_own_origin(request)
    if trainee is None:
        raise NotSignedInError("Sign in by a link (`readyroom link`), or send a token (`readyroom token NAME`).")
    return trainee


Trainee = Annotated[str, Depends(trainee_of)]


def require_own_origin(request: Request) -> None:
    """Let a change pass that a page of this server asks for; browsers name its origin. Raises `ForeignOriginError`."""
    if request.headers.get("origin") not in request.app.state.origins:
        raise ForeignOriginError(
            "This page may not do that here. Open Readyroom at its own address; the operator names others in "
            "READYROOM_ORIGINS."
        )


def session_of(connection: HTTPConnection) -> str | None:
    """Return the secret of the browser's session; None if it brings none."""
    return connection.cookies.get(_cookie_name(connection))


def remember(request: Request, response: Response, session: str) -> None:
    """Give the browser its session: out of reach of scripts, not sent along from other sites."""
    response.set_cookie(
        _cookie_name(request),
        session,
        max_age=round(SESSION_LIFETIME.total_seconds()),
        path="/",
        secure=_is_secure(request),
        httponly=True,
        samesite="lax",
    )


def forget(request: Request, response: Response) -> None:
    """Take the session from the browser."""
    response.delete_cookie(_cookie_name(request), path="/", secure=_is_secure(request), httponly=True, samesite="lax")


def _cookie_name(connection: HTTPConnection) -> str:
    """Return the name; with `__Host-` browsers take it from this very host over TLS only, and refuse it otherwise."""
    return "__Host-readyroom" if _is_secure(connection) else "readyroom"


def _is_secure(connection: HTTPConnection) -> bool:
    return connection.url.scheme == "https"
