"""Sentences about looking at a database without changing it."""

import sqlite3
from pathlib import Path

import pytest

from app.store import Store
from app.store.look import look_at_database
from app.store.unusable import StoreUnusable


def test_a_database_that_is_not_there_yet_is_not_made(tmp_path: Path) -> None:
    assert "the first start makes the database" in look_at_database(tmp_path, None)
    assert list(tmp_path.iterdir()) == []


async def test_a_sound_database_is_told_with_its_version_and_why_it_is_kept_so(tmp_path: Path) -> None:
    store = await Store.open(tmp_path)
    told = look_at_database(tmp_path, None)
    await store.close()
    assert "every page of the database is sound" in told
    assert sqlite3.sqlite_version in told
    assert "WAL-reset bug" in told


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "readyroom.sqlite3").write_bytes(b"SQLite format 3\0" + b"nonsense" * 1000)
    with pytest.raises(StoreUnusable, match="backup"):
        look_at_database(tmp_path, None)


@pytest.mark.parametrize("url", ["nothing://host/name", "postgresql+nothing://me:secret@host/name", "nonsense"])
def test_an_address_that_cannot_be_used_is_told_and_not_repeated(tmp_path: Path, url: str) -> None:
    with pytest.raises(StoreUnusable, match="READYROOM_DATABASE_URL") as told:
        look_at_database(tmp_path, url)
    assert "secret" not in str(told.value)
