"""The database, worked from one thread: asynchronous outside, blocking inside, every failure in our own words."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self, TypeVar

from pydantic import ValidationError
from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlmodel import Session

from app.session.ports import KeepingError
from app.store.sqlite import make_private, tune
from app.store.unusable import RecordUnreadable, StoreUnusable, why
from app.store.upgrade import upgrade

T = TypeVar("T")

FILE_NAME = "readyroom.sqlite3"
LOCK_WAIT = 30.0
"""How long another program's lock is waited for, in seconds."""


class Database:
    """One engine and the one thread that uses it.

    Reading beside the writer was tried: without WAL a commit waits for every reader and finds the lock free by polling,
    and with one reader at work the 95th percentile of keeping a turn went from 8 to 9-14 ms, with four from 9 to 16-28.
    """

    def __init__(self, engine: Engine, file: Path | None) -> None:
        """`file`: the SQLite file, or None for a database server."""
        self._engine = engine
        self._reading = engine.execution_options(reads_only=True)
        self._file = file
        self._inode = file.stat().st_ino if file else None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="store")

    @classmethod
    async def open(cls, data: Path, url: str | None = None, lock_wait: float = LOCK_WAIT) -> Self:
        """Open `url`, or the SQLite file of the data folder, and bring its tables up to date.

        Raises `StoreUnusable`, `NewerDatabase`.
        """
        engine, file = _engine(url or f"sqlite:///{data / FILE_NAME}", lock_wait)
        database = cls(engine, file)
        try:
            await database._in_thread(lambda: _upgrade(engine))
        except BaseException:
            await database.close()
            raise
        return database

    async def write(self, work: Callable[[Session], T]) -> T:
        """Do the work in one transaction, durable on return. Raises `KeepingError`."""
        return await self._in_thread(lambda: self._write(work))

    async def read(self, work: Callable[[Session], T]) -> T:
        """Do the work on one unchanging view of the data. Raises `StoreUnusable`."""
        return await self._in_thread(lambda: self._read(work))

    async def empty_log(self) -> None:
        """Move SQLite's write-ahead log, where it has one, into the database: the log keeps what was overwritten there.

        Raises `KeepingError`.
        """
        await self._in_thread(self._checkpoint)

    async def close(self) -> None:
        """Finish what was begun, close the connection and stop the thread; what comes later is refused."""
        await self._in_thread(self._engine.dispose)
        self._thread.shutdown(wait=False)

    async def _in_thread(self, work: Callable[[], T]) -> T:
        try:
            ticket = asyncio.get_running_loop().run_in_executor(self._thread, work)
        except RuntimeError as error:
            raise KeepingError("Not kept: the store is closed.") from error
        return await ticket

    def _write(self, work: Callable[[Session], T]) -> T:
        try:
            self._refuse_lost_file()
            with Session(self._engine, expire_on_commit=False) as session:
                result = work(session)
                session.commit()
                return result
        except (SQLAlchemyError, OSError) as error:
            raise KeepingError(f"Not kept: {why(error)}.") from error
        except ValidationError:
            raise KeepingError("Not kept: what was kept before cannot be read.") from None

    def _read(self, work: Callable[[Session], T]) -> T:
        try:
            self._refuse_lost_file()
            with Session(self._reading, expire_on_commit=False) as session:
                return work(session)
        except (SQLAlchemyError, OSError) as error:
            raise StoreUnusable(f"Cannot be read: {why(error)}.") from error
        except ValidationError:  # it holds what was said: nothing of it may reach a log, not even as a cause
            raise RecordUnreadable("What is kept of a call does not have the form that this version knows.") from None

    def _checkpoint(self) -> None:
        if self._file is None:
            return
        try:
            connection = self._engine.raw_connection()
            try:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise KeepingError("Not yet gone from the database's log: it cannot be emptied.") from error

    def _refuse_lost_file(self) -> None:
        """Raise `FileNotFoundError` if the file was removed or replaced: SQLite would go on writing into the void."""
        if self._file and self._file.stat().st_ino != self._inode:
            raise FileNotFoundError(2, "replaced")


def _engine(url: str, lock_wait: float) -> tuple[Engine, Path | None]:
    try:
        address = make_url(url)
        file = Path(address.database) if address.get_backend_name() == "sqlite" and address.database else None
        if file:
            make_private(file)
        engine = create_engine(address, hide_parameters=True)  # an error in a log must not repeat what was said
    except (ArgumentError, ModuleNotFoundError, SQLAlchemyError) as error:
        raise StoreUnusable(
            "The database address cannot be used: it must be like postgresql+psycopg://host/name, with its driver "
            "installed, or be left out."
        ) from error
    except OSError as error:
        raise StoreUnusable(f"The database cannot be opened: {why(error)}.") from error
    if file:
        tune(engine, lock_wait)
    return engine, file


def _upgrade(engine: Engine) -> None:
    try:
        upgrade(engine)
    except SQLAlchemyError as error:
        raise StoreUnusable(f"The database cannot be opened: {why(error)}.") from error
