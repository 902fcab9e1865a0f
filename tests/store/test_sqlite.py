"""Sentences about SQLite as the store wants it."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine

from app.store.sqlite import Version, has_wal_reset_fix, journal_mode, tune


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 51, 4), (3, 52, 0), (4, 0, 0), (3, 50, 7), (3, 50, 9), (3, 44, 6)])
def test_wal_is_used_where_its_reset_is_mended(version: Version) -> None:
    assert has_wal_reset_fix(version)
    assert journal_mode(version) == "wal"


@pytest.mark.parametrize(
    "version",
    [(3, 51, 2), (3, 51, 0), (3, 50, 6), (3, 49, 9), (3, 46, 1), (3, 45, 9), (3, 44, 5), (3, 40, 1), (3, 7, 0)],
)
def test_wal_is_not_used_where_it_can_corrupt_the_database(version: Version) -> None:
    assert not has_wal_reset_fix(version)
    assert journal_mode(version) == "delete"


@pytest.mark.parametrize(
    ("pragma", "value"), [("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("busy_timeout", 1_500)]
)
def test_every_connection_is_durable_strict_and_private(tmp_path: Path, pragma: str, value: int) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'calls.sqlite3'}")
    tune(engine, lock_wait=1.5)
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    engine.dispose()
