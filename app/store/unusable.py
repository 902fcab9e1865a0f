"""What the store says when it cannot be used at all."""

import errno
import sqlite3

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from app.errors import EngineError

_BY_RESULT_CODE = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_BUSY: "another program holds the database",
    sqlite3.SQLITE_LOCKED: "another program holds the database",
    sqlite3.SQLITE_READONLY: "the database was moved, removed or made read-only",
    sqlite3.SQLITE_CANTOPEN: "the database file cannot be opened",
    sqlite3.SQLITE_IOERR: "the disk refuses to read or write",
    sqlite3.SQLITE_CORRUPT: "the database file is damaged",
    sqlite3.SQLITE_NOTADB: "the file is not a database",
}
_BY_ERRNO = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file may not grow further",
    errno.ENOENT: "it is not there any more",
    errno.EACCES: "permission is denied",
    errno.EROFS: "the disk is read-only",
}


class StoreUnusable(EngineError):  # noqa: N818 - said as the product says it
    """The data folder or its database cannot be opened or read."""

    code = "store-unusable"


class RecordUnreadable(StoreUnusable):
    """What is kept does not have the form that this version of the program knows."""

    code = "record-unreadable"


def why(error: SQLAlchemyError | OSError) -> str:
    """Return half a sentence that tells the operator what is wrong, without a path or a word of the call."""
    if isinstance(error, OSError):
        return _BY_ERRNO.get(error.errno or 0, "the disk refuses to read or write")
    if isinstance(error, DBAPIError) and isinstance(error.orig, sqlite3.Error):
        return _BY_RESULT_CODE.get(getattr(error.orig, "sqlite_errorcode", 0) & 0xFF, "the database refuses it")
    return "the database cannot be reached"
