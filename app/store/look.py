"""Looks at a database without changing it: can it be used, and how is it kept."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from app.store.database import FILE_NAME
from app.store.sqlite import has_wal_reset_fix
from app.store.unusable import StoreUnusable, why

LONGEST_WAIT = 5
"""Seconds for a database server to answer."""


def look_at_database(data: Path, url: str | None) -> str:
    """Return in a sentence what keeps the calls, and how; makes nothing. Blocking. Raises `StoreUnusable`."""
    if url is not None and not url.startswith("sqlite"):
        return _look_at_server(url)
    return _look_at_file(data / FILE_NAME) if url is None else f"{_sqlite()}."


def _look_at_file(file: Path) -> str:
    if not file.exists():
        return f"{_sqlite()}; the first start makes the database."
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=LONGEST_WAIT)) as opened:
            (verdict,) = opened.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as fault:
        raise StoreUnusable("The database file cannot be read. Restore it from a backup.") from fault
    if verdict != "ok":
        raise StoreUnusable("The database file is damaged. Restore it from a backup.")
    return f"{_sqlite()}; every page of the database is sound."


def _look_at_server(url: str) -> str:
    try:
        engine = create_engine(url, hide_parameters=True)
        try:
            with engine.connect() as connection:
                connection.execute(text("SELECT 1"))
            return f"The database server ({engine.dialect.name}) answers."
        finally:
            engine.dispose()
    except (ArgumentError, ModuleNotFoundError) as fault:
        raise StoreUnusable(
            "READYROOM_DATABASE_URL is no address that can be used, or its driver is missing."
        ) from fault
    except SQLAlchemyError as fault:
        raise StoreUnusable(f"The database server cannot be used: {why(fault)}.") from fault


def _sqlite() -> str:
    version = sqlite3.sqlite_version
    if has_wal_reset_fix(sqlite3.sqlite_version_info):
        return f"SQLite {version} with a write-ahead log, which is free of the WAL-reset bug in this version"
    return (
        f"SQLite {version} with a rollback journal (DELETE, synchronous=FULL): in this version a write-ahead log can "
        "lose data (the WAL-reset bug, mended in 3.51.3, 3.50.7 and 3.44.6)"
    )
