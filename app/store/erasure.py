"""Erases a call: every row that speaks of it, then nothing of it is left to find."""

from sqlmodel import Session, col, delete

from app.store.call_ids import checked
from app.store.database import Database
from app.store.tables import CallRow


async def erase_rows(database: Database, call_id: str) -> None:
    """Delete the call's row and, by their foreign keys, all that hang on it. Raises `CallNotFound`, `KeepingError`.

    SQLite runs with `secure_delete=ON`, so that the freed pages are overwritten. The pinned texts stay: they are the
    author's, and other calls are pinned to them.
    """
    await database.write(lambda session: _erase(session, checked(call_id)))
    await database.empty_log()


def _erase(session: Session, call_id: str) -> None:
    session.exec(delete(CallRow).where(col(CallRow.id) == call_id))
