"""Everything that is kept, behind one door: a folder of recordings and a database."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from app.call_record import CallRecord, EndedBy
from app.scorecard_record import Scorecard
from app.session.ports import KeepingError
from app.store.access import Access
from app.store.call_ids import new_call_id
from app.store.calls import ENDED, LIVE, CallOpening, Calls, CallSummary
from app.store.database import LOCK_WAIT, Database
from app.store.erasure import erase_rows
from app.store.event_log import is_held
from app.store.journal import CallJournal
from app.store.losses import Losses, forget_losses, noted_losses
from app.store.recordings import Recordings
from app.store.scorecards import Scorecards
from app.store.sign_ins import SignIns
from app.store.tape import CallTape
from app.store.unusable import StoreUnusable, why


def utc_now() -> datetime:
    """Return the time of day."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class _OpenCall:
    journal: CallJournal
    tape: CallTape
    losses: Losses


def _make_folders(data: Path) -> None:
    """Make what is missing, for the owner only; a data folder that was there keeps the mode it was given."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        (data / "calls").mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StoreUnusable(f"The data folder cannot be used: {why(error)}.") from error


class Store:
    """Composes `Calls`, `Access` and `Recordings`, and knows which calls this process is holding."""

    def __init__(self, data: Path, database: Database, now: Callable[[], datetime]) -> None:
        """Use `Store.open`."""
        self._database = database
        self._now = now
        self._calls = Calls(database)
        self._access = Access(database)
        self._scorecards = Scorecards(database)
        self._recordings = Recordings(data / "calls")
        self._open: dict[str, _OpenCall] = {}
        self.sign_ins = SignIns(database, now)
        """One-time links and browser sessions."""

    @classmethod
    async def open(
        cls,
        data: Path,
        database_url: str | None = None,
        *,
        lock_wait: float = LOCK_WAIT,
        now: Callable[[], datetime] = utc_now,
    ) -> Self:
        """Open the data folder, making it if need be; without `database_url` the database is a file within it.

        `lock_wait`: seconds to wait for another program's lock. Raises `StoreUnusable`, `NewerDatabase`.
        """
        _make_folders(data)
        return cls(data, await Database.open(data, database_url, lock_wait), now)

    async def close(self) -> None:
        """Let go of every call and close the database. A call still live stays so, to be repaired at the next start."""
        for call in self._open.values():
            call.journal.close()
        self._open.clear()
        await self._database.close()

    async def begin_call(self, opening: CallOpening) -> str:
        """Commit a new live call and return its id; this process holds it until it ends. Raises `KeepingError`."""
        moment = self._now()
        call_id = new_call_id(moment)
        try:
            self._recordings.begin(call_id)
            self._hold(call_id)
            await self._calls.begin(call_id, opening, moment)
        except KeepingError:
            self._let_go(call_id)
            self._recordings.discard(call_id)
            raise
        return call_id

    def journal(self, call_id: str) -> CallJournal:
        """Return the journal of a live call, always the same one. Raises `CallNotFound`, `KeepingError`."""
        return self._hold(call_id).journal

    def tape(self, call_id: str) -> CallTape:
        """Return the tape of a live call, always the same one. Raises `CallNotFound`, `KeepingError`."""
        return self._hold(call_id).tape

    async def end_call(self, call_id: str, ended_by: str, ended_at: datetime | None = None) -> None:
        """Commit the end of a call with what of it was not kept, and let go of it; harmless twice.

        `ended_by`: a word of `EndedBy`. `ended_at`: now, if left out. Raises `CallNotFound`, `KeepingError`.
        """
        folder = self._recordings.folder(call_id)
        lost = self._open[call_id].losses.all() if call_id in self._open else noted_losses(folder)
        await self._calls.end(call_id, EndedBy(ended_by), ended_at or self._now(), lost)
        self._let_go(call_id)
        forget_losses(folder)

    async def finish_recording(self, call_id: str) -> None:
        """Make the recording of an ended call playable, off the event loop. Raises `CallNotFound`, `KeepingError`."""
        await asyncio.to_thread(self._recordings.finish, call_id)
        await self._calls.mark_filed(call_id)

    async def erase_call(self, call_id: str) -> None:
        """Erase an ended call: recording and event log first, then its rows; harmless twice, goes on if it was killed.

        Raises `CallNotFound` for what is no id; `KeepingError`, and then erasing again goes on.
        """
        assert call_id not in self._open, "a live call cannot be erased"
        await asyncio.to_thread(self._recordings.erase, call_id)
        await erase_rows(self._database, call_id)

    async def record(self, call_id: str) -> CallRecord:
        """Return a call whole, live or not. Raises `CallNotFound`, `StoreUnusable`."""
        record = await self._calls.record(call_id)
        recording = self._recordings.about(call_id)
        if recording and any(loss.what == "recording" for loss in record.not_saved):
            recording = recording.model_copy(update={"complete": False})
        return record.model_copy(update={"recording": recording})

    async def trainee_of_call(self, call_id: str) -> str:
        """Return whose call it is; far lighter than its record. Raises `CallNotFound`, `StoreUnusable`."""
        return await self._calls.trainee_of(call_id)

    async def count_tries(self, trainee: str, persona: str, scenario: str) -> int:
        """Return how many calls a trainee began with a persona in a scenario. Raises `StoreUnusable`."""
        return await self._calls.count_tries(trainee, persona, scenario)

    async def content(self, sha256: str) -> str | None:
        """Return the text that calls are pinned to by this digest; None if there is none. Raises `StoreUnusable`."""
        return await self._calls.content(sha256)

    async def keep_text(self, text: str) -> str:
        """Commit a text that scores are pinned to, and return its digest. Raises `KeepingError`."""
        return await self._scorecards.keep_text(text)

    async def add_scorecard(self, scorecard: Scorecard) -> str:
        """Commit a scorecard once and return its id. Raises `CallNotFound`, `KeepingError`."""
        return await self._scorecards.add(scorecard, self._now())

    async def scorecards(self, call_id: str) -> list[tuple[str, Scorecard]]:
        """Return the ids and scorecards of a call, oldest first. Raises `CallNotFound`, `StoreUnusable`."""
        return await self._scorecards.of_call(call_id)

    async def unscored_calls(self) -> list[str]:
        """Return the ids of the calls that are over and have no scorecard, oldest first. Raises `StoreUnusable`."""
        return await self._scorecards.unscored_calls()

    async def calls(self, trainee: str | None = None, limit: int = 50) -> list[CallSummary]:
        """Return the newest calls first, of one trainee or of all. Raises `StoreUnusable`."""
        return await self._calls.newest(trainee, limit)

    async def unfiled_calls(self) -> list[str]:
        """Return the ids of the calls that are live or whose recording is unfinished. Raises `StoreUnusable`."""
        return await self._calls.with_status(LIVE, ENDED)

    def is_held(self, call_id: str) -> bool:
        """Say whether a living process of this machine, this one included, is in the call. Raises `CallNotFound`."""
        return is_held(self._log_file(call_id))

    async def issue_token(self, trainee: str) -> str:
        """Return a new access token of 256 bits; only its fingerprint is kept. Raises `KeepingError`."""
        return await self._access.issue_token(trainee, self._now())

    async def trainee_of(self, token: str) -> str | None:
        """Return whose token it is; None if it is nobody's. Raises `StoreUnusable`."""
        return await self._access.trainee_of(token)

    def recording_path(self, call_id: str) -> Path | None:
        """Return the finished recording; None while there is none. Raises `CallNotFound` for what is no id."""
        return self._recordings.path(call_id)

    def events_path(self, call_id: str) -> Path | None:
        """Return the event log; None if there is none. Raises `CallNotFound` for what is no id."""
        file = self._log_file(call_id)
        return file if file.is_file() else None

    def _log_file(self, call_id: str) -> Path:
        return self._recordings.folder(call_id) / "events.jsonl"

    def _hold(self, call_id: str) -> _OpenCall:
        if call_id not in self._open:
            losses = Losses(self._recordings.folder(call_id))
            journal = CallJournal(call_id, self._database, self._log_file(call_id), losses)
            self._open[call_id] = _OpenCall(journal, CallTape(self._recordings.folder(call_id), losses), losses)
        return self._open[call_id]

    def _let_go(self, call_id: str) -> None:
        call = self._open.pop(call_id, None)
        if call:
            call.journal.close()
