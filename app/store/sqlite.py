"""SQLite as the store wants it: durable, private, and WAL only where WAL is sound."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from app.store.unusable import StoreUnusable

Version = tuple[int, int, int]


def has_wal_reset_fix(version: Version) -> bool:
    """Say whether this SQLite is free of the WAL-reset bug, which can corrupt a database that two connections write.

    It came with WAL itself (3.7.0) and was mended in 3.51.3, and in 3.50.7 and 3.44.6 for those branches
    (https://sqlite.org/wal.html, "The WAL-Reset Bug").
    """
    if version >= (3, 51, 3):
        return True
    mended_from = {(3, 50): 7, (3, 44): 6}.get(version[:2])
    return mended_from is not None and version[2] >= mended_from


def journal_mode(version: Version) -> str:
    """Return the journal mode for this version of SQLite: `wal` where it is sound, `delete` otherwise."""
    return "wal" if has_wal_reset_fix(version) else "delete"


def make_private(file: Path) -> None:
    """Create the database file if it is missing, for its owner only; SQLite gives its journals the same mode.

    An existing file is not even opened: closing it would drop the locks of another connection in this process.
    """
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))


def tune(engine: Engine, lock_wait: float) -> None:
    """Set every connection of the engine up. `lock_wait`: seconds to wait for another program's lock.

    Writing transactions begin as `IMMEDIATE`: one that read first and wrote later could never wait for a lock.
    """

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        assert isinstance(connection, sqlite3.Connection)
        _prepare(connection, lock_wait)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reads_only = connection.get_execution_options().get("reads_only", False)
        connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


def _prepare(connection: sqlite3.Connection, lock_wait: float) -> None:
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={round(1000 * lock_wait)}")
    wanted = journal_mode(sqlite3.sqlite_version_info)
    (mode,) = connection.execute(f"PRAGMA journal_mode={wanted}").fetchone()
    if wanted == "delete" and mode != "delete":
        raise StoreUnusable(f"The database is in {mode} mode, which SQLite {sqlite3.sqlite_version} may corrupt.")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")
