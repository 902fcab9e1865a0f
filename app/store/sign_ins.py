"""Sign-in from a browser: links good for one use, and the sessions they open; of both only the fingerprint is kept."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlmodel import Field, Session, col, delete

from app.call_record import iso
from app.store.access import LONGEST_TOKEN, TOKEN_BYTES, fingerprint
from app.store.database import Database
from app.store.tables import Row

LINK_LIFETIME = timedelta(minutes=15)
"""From issue to use: time to walk to another device, not to be forgotten in a chat."""
SESSION_LIFETIME = timedelta(days=30)
"""From sign-in to the next one; it is not prolonged by use."""


class SignInLinkRow(Row, table=True):
    """A one-time link that was not used yet."""

    __tablename__ = "sign_in_link"
    sha256: str = Field(primary_key=True)
    trainee: str
    expires_at: str
    """UTC, ISO 8601."""


class BrowserSessionRow(Row, table=True):
    """A browser that is signed in."""

    __tablename__ = "browser_session"
    sha256: str = Field(primary_key=True)
    trainee: str
    expires_at: str
    """UTC, ISO 8601."""


class SignIns:
    """The sign-in links and browser sessions of one database."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        """Read and write there; `now` tells the time of day."""
        self._database = database
        self._now = now

    async def issue_link(self, trainee: str, *, alone: bool = False) -> str:
        """Return the secret of a new link, 256 bits; `alone`: every other link dies. Raises `KeepingError`."""
        secret = secrets.token_urlsafe(TOKEN_BYTES)
        row = SignInLinkRow(sha256=fingerprint(secret), trainee=trainee, expires_at=self._in(LINK_LIFETIME))
        await self._database.write(lambda session: _add_link(session, row, self._in(), alone=alone))
        return secret

    async def trainee_of_link(self, secret: str) -> str | None:
        """Return whom a link would sign in, and leave it good; None if it is not good. Raises `StoreUnusable`."""
        if not _is_possible(secret):
            return None
        row = await self._database.read(lambda session: session.get(SignInLinkRow, fingerprint(secret)))
        return row.trainee if row and row.expires_at > self._in() else None

    async def open_session(self, link: str) -> str | None:
        """Use a link up and return the secret of a new session; None if it is not good. Raises `KeepingError`."""
        if not _is_possible(link):
            return None
        secret = secrets.token_urlsafe(TOKEN_BYTES)
        is_open = await self._database.write(lambda session: self._exchange(session, link, secret))
        return secret if is_open else None

    async def trainee_of_session(self, secret: str) -> str | None:
        """Return who is signed in; None if the session is over or never was. Raises `StoreUnusable`."""
        if not _is_possible(secret):
            return None
        row = await self._database.read(lambda session: session.get(BrowserSessionRow, fingerprint(secret)))
        return row.trainee if row and row.expires_at > self._in() else None

    async def end_session(self, secret: str) -> None:
        """Sign a browser out; harmless for a session that is over. Raises `KeepingError`."""
        if _is_possible(secret):
            ended = delete(BrowserSessionRow).where(col(BrowserSessionRow.sha256) == fingerprint(secret))
            await self._database.write(lambda session: session.exec(ended))

    def _exchange(self, session: Session, link: str, secret: str) -> bool:
        """Delete the link and add a session in its place; its row is locked, so that of two who come one gets in."""
        session.exec(delete(BrowserSessionRow).where(col(BrowserSessionRow.expires_at) <= self._in()))
        row = session.get(SignInLinkRow, fingerprint(link), with_for_update=True)
        if row is None:
            return False
        session.delete(row)
        if row.expires_at <= self._in():
            return False
        until = self._in(SESSION_LIFETIME)
        session.add(BrowserSessionRow(sha256=fingerprint(secret), trainee=row.trainee, expires_at=until))
        return True

    def _in(self, after: timedelta = timedelta()) -> str:
        return iso(self._now() + after)


def _is_possible(secret: str) -> bool:
    return secret.isascii() and len(secret) <= LONGEST_TOKEN


def _add_link(session: Session, row: SignInLinkRow, now: str, *, alone: bool) -> None:
    old = delete(SignInLinkRow)
    session.exec(old if alone else old.where(col(SignInLinkRow.expires_at) <= now))
    session.add(row)
