"""Sentences about a database that is young, old, locked, lost or no database at all."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from traceback import format_exception

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from app.session.ports import KeepingError
from app.store import NewerDatabase, RecordUnreadable, Store, StoreUnusable
from app.store.sqlite import has_wal_reset_fix
from app.store.tables import Row
from tests.store.sample_calls import OPENING, live_call, spoil, turn

FILE = "readyroom.sqlite3"


async def test_the_migrations_make_exactly_the_tables_of_the_program(store: Store, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'data' / FILE}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Row.metadata) == []
    engine.dispose()


async def test_a_newer_database_is_refused_with_a_sentence(tmp_path: Path) -> None:
    await (await Store.open(tmp_path)).close()
    with closing(sqlite3.connect(tmp_path / FILE)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerDatabase, match="newer Readyroom"):
        await Store.open(tmp_path)


async def test_two_programs_may_make_the_same_database_at_once(tmp_path: Path) -> None:
    stores = await asyncio.gather(*(Store.open(tmp_path) for _ in range(4)))
    for store in stores:
        await store.begin_call(OPENING)
    assert len(await stores[0].unfiled_calls()) == 4
    for store in stores:
        await store.close()


async def test_what_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"a letter to my mother, " * 100)
    with pytest.raises(StoreUnusable, match="not a database"):
        await Store.open(tmp_path)
    assert (tmp_path / FILE).read_bytes() == b"a letter to my mother, " * 100


async def test_a_data_folder_that_is_a_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(StoreUnusable, match="data folder"):
        await Store.open(tmp_path / "data")


@pytest.mark.parametrize("url", ["nonsense", "oracle://host/name", "postgresql+nobody://host/name"])
async def test_a_database_address_that_cannot_be_used_is_refused_with_a_sentence(tmp_path: Path, url: str) -> None:
    with pytest.raises(StoreUnusable, match="database address"):
        await Store.open(tmp_path, url)


async def test_the_database_may_lie_elsewhere(tmp_path: Path) -> None:
    store = await Store.open(tmp_path / "data", f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}")
    await store.begin_call(OPENING)
    await store.close()
    assert (tmp_path / "elsewhere.sqlite3").exists()
    assert not (tmp_path / "data" / FILE).exists()


async def test_the_journal_mode_is_the_one_that_this_sqlite_is_sound_in(store: Store, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "data" / FILE)) as database:
        (mode,) = database.execute("PRAGMA journal_mode").fetchone()
    assert mode == ("wal" if has_wal_reset_fix(sqlite3.sqlite_version_info) else "delete")


async def test_a_database_locked_by_another_program_keeps_nothing_and_says_so(tmp_path: Path) -> None:
    store = await Store.open(tmp_path, lock_wait=0.01)
    call_id = await live_call(store)
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(KeepingError, match="another program"):
            await store.journal(call_id).keep_turn(turn(3))
    await store.journal(call_id).keep_turn(turn(4))
    await store.end_call(call_id, "trainee")
    (loss,) = (await store.record(call_id)).not_saved
    assert (loss.what, loss.number) == ("turn", 3)
    await store.close()


async def test_no_error_repeats_what_was_said(tmp_path: Path) -> None:
    store = await Store.open(tmp_path)
    call_id, secret = await live_call(store), "-".join(("41", "11"))
    with closing(sqlite3.connect(tmp_path / FILE)) as other, other:
        other.execute("CREATE TRIGGER full BEFORE INSERT ON turn BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(KeepingError) as refused:
        await store.journal(call_id).keep_turn(turn(3, text=f"my card is {secret}"))
    assert secret not in "".join(format_exception(refused.value))
    await store.close()


@pytest.mark.parametrize("table", ["call", "turn"])
async def test_no_error_repeats_what_was_said_in_a_call_that_cannot_be_read(tmp_path: Path, table: str) -> None:
    store = await Store.open(tmp_path)
    call_id, canary = await live_call(store), " ".join(("lobster", "bisque"))
    spoil(tmp_path, call_id, canary, table)
    with pytest.raises(RecordUnreadable) as refused:
        await store.record(call_id)
    assert canary not in "".join(format_exception(refused.value))
    await store.close()


async def test_no_error_repeats_what_was_said_in_a_call_that_cannot_be_ended(tmp_path: Path) -> None:
    store = await Store.open(tmp_path)
    call_id, canary = await live_call(store), " ".join(("lobster", "bisque"))
    spoil(tmp_path, call_id, canary, "call")
    with pytest.raises(KeepingError) as refused:
        await store.end_call(call_id, "trainee")
    assert canary not in "".join(format_exception(refused.value))
    await store.close()


async def test_stores_may_be_opened_at_once_by_several_threads(tmp_path: Path) -> None:
    def open_and_close(number: int) -> None:
        async def both() -> None:
            await (await Store.open(tmp_path / str(number))).close()

        asyncio.run(both())

    await asyncio.gather(*(asyncio.to_thread(open_and_close, number) for number in range(4)))


async def test_a_turn_kept_at_the_second_try_is_not_lost(tmp_path: Path) -> None:
    store = await Store.open(tmp_path, lock_wait=0.01)
    call_id = await live_call(store)
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(KeepingError):
            await store.journal(call_id).keep_turn(turn(3))
    await store.journal(call_id).keep_turn(turn(3, revision=2))
    await store.end_call(call_id, "trainee")
    assert (await store.record(call_id)).not_saved == ()
    await store.close()


async def test_a_removed_database_keeps_nothing_and_says_so(store: Store, tmp_path: Path) -> None:
    call_id = await live_call(store)
    (tmp_path / "data" / FILE).unlink()
    with pytest.raises(KeepingError, match="not there any more"):
        await store.journal(call_id).keep_turn(turn(3))
    with pytest.raises(StoreUnusable):
        await store.calls()


async def test_a_replaced_database_keeps_nothing_and_says_so(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "data" / FILE
    call_id = await live_call(store)
    copy = file.with_suffix(".copy")
    copy.write_bytes(file.read_bytes())
    copy.replace(file)
    with pytest.raises(KeepingError):
        await store.journal(call_id).keep_turn(turn(3))


async def test_a_closed_store_keeps_nothing_and_says_so(tmp_path: Path) -> None:
    store = await Store.open(tmp_path)
    journal = store.journal(await live_call(store))
    await store.close()
    with pytest.raises(KeepingError, match="closed"):
        await journal.keep_turn(turn(3))
    journal.log("{}")
