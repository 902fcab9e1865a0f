"""Who may come in: tokens handed out once, and known afterwards by their fingerprint only."""

import hashlib
import secrets
from datetime import datetime

from app.call_record import iso
from app.store.database import Database
from app.store.tables import AccessTokenRow

TOKEN_BYTES = 32
"""256 bits of chance in a token."""
LONGEST_TOKEN = 200
"""Longer than any token of ours, in characters."""


class Access:
    """The access tokens of one database."""

    def __init__(self, database: Database) -> None:
        """Read and write there."""
        self._database = database

    async def issue_token(self, trainee: str, moment: datetime) -> str:
        """Return a new token for a trainee; it can never be read again. Raises `KeepingError`."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        row = AccessTokenRow(sha256=fingerprint(token), trainee=trainee, issued_at=iso(moment))
        await self._database.write(lambda session: session.add(row))
        return token

    async def trainee_of(self, token: str) -> str | None:
        """Return whose token it is; None if it is nobody's. Raises `StoreUnusable`.

        The search is for the fingerprint, so that its duration tells nothing about any token.
        """
        if not token.isascii() or len(token) > LONGEST_TOKEN:
            return None
        row = await self._database.read(lambda session: session.get(AccessTokenRow, fingerprint(token)))
        return row.trainee if row else None


def fingerprint(token: str) -> str:
    """Return the SHA-256 of an ASCII secret, in hexadecimal: what is kept of it."""
    return hashlib.sha256(token.encode("ascii")).hexdigest()
