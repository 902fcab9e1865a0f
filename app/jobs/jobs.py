"""Durable background work: what was ordered is done once, however often the server dies on the way.

DBOS keeps the queue and the steps that are done in a file of its own, DATA/jobs.sqlite3. Steps take and return ids
only, so that no word of a call is ever in that file.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from app.errors import EngineError
from app.jobs.progress import DONE, FAILED, Board, Progress, Tell, quiet
from app.jobs.steps import Steps, may_pass, told
from app.practice.scorecards import Standing
from app.store import Store

FILE_NAME = "jobs.sqlite3"
VERSION = "scoring-1"
"""Raised when the steps change: unfinished work of another version is begun anew, not resumed in the middle."""
QUEUE = "scoring"
AT_ONCE = 2
"""Calls scored at a time."""
POLL = 0.5
"""How often the queue is looked at, in seconds."""
NOTICE = 0.1
"""How often DBOS looks for messages between pieces of work, in seconds. There are none, and a look costs nothing; but a
stop waits for the next one."""
TRIES = 4
FIRST_RETRY = 0.5
"""Wait before the second try of a failed step, in seconds; doubled for each further one."""

T = TypeVar("T")


class JobsUnusable(EngineError):  # noqa: N818 - said as the product says it
    """The file of background work cannot be used."""

    code = "jobs-unusable"


class StoppingError(Exception):
    """The server stops; the next start goes on from here."""


class Jobs:
    """Scores calls in the background; implements `app.practice.scorecards.Scorecards`. One per process."""

    def __init__(
        self,
        data: Path,
        store: Store,
        steps: Steps,
        *,
        url: str | None = None,
        tell: Tell = quiet,
    ) -> None:
        """`url`: a database other than the file in `data`; `tell`: is told (call, progress), on the event loop."""
        self._file = None if url else data / FILE_NAME
        self._url = url or f"sqlite:///{self._file}"
        self._store = store
        self._steps = steps
        self._board = Board(tell)
        self._started: asyncio.Future[Callable[[str], str]] = asyncio.get_running_loop().create_future()
        self._awaited: set[Future[Any]] = set()
        self._is_stopping = False
        self._launching: asyncio.Task[Callable[[str], str]] | None = None
        """None until `start`."""
        self._loop = asyncio.get_running_loop()

    async def start(self) -> None:
        """Go on with what a dead server left, and order what was never ordered. Raises `JobsUnusable`, `StoreUnusable`.

        Takes about half a second, none of it on the event loop; what is ordered meanwhile waits.
        """
        try:
            self._launching = asyncio.create_task(asyncio.to_thread(self._launch), name="start jobs")
            launched = await asyncio.shield(self._launching)
        except Exception as error:
            failure = JobsUnusable(f"The file of background work cannot be used ({type(error).__name__}).")
            self._break(failure)
            await asyncio.to_thread(_destroy)
            raise failure from error
        if self._is_stopping:
            return
        self._started.set_result(launched)
        for call_id in await self._store.unscored_calls():
            await self.enqueue_scoring(call_id)

    async def enqueue_scoring(self, call_id: str) -> None:
        """Order the scoring of a call that is over; durable on return, harmless twice. Raises `JobsUnusable`."""
        self._board.order(call_id)
        try:
            enqueue = await asyncio.shield(self._started)
            work = await asyncio.to_thread(enqueue, call_id)
        except BaseException as error:
            self._board.forget(call_id)
            if isinstance(error, Exception) and not isinstance(error, JobsUnusable):
                raise JobsUnusable(f"The work cannot be written down ({type(error).__name__}).") from error
            raise
        self._board.join(call_id, work)

    async def standing(self, call_id: str) -> Standing:
        """Return how far the scoring of a call is. Raises `CallNotFound`, `StoreUnusable`.

        `queued`, `running` with its step, `done` with the newest scorecard, `failed`, or `unavailable` where the file
        of background work cannot be used. A call that is over and was not ordered yet counts as queued: it will be.
        """
        progress = self._board.of(call_id)
        if progress is not None and self._board.is_under_way(call_id):
            return Standing(progress.status, progress.step)
        cards = await self._store.scorecards(call_id)
        if cards:
            newest: Mapping[str, object] = cards[-1][1].model_dump(mode="json")
            return Standing("done", scorecard=newest)
        return Standing("unavailable" if self._is_broken else progress.status if progress else "queued")

    def _break(self, failure: JobsUnusable) -> None:
        """Refuse all that is and will be ordered."""
        if not self._started.done():
            self._started.set_exception(failure)
            self._started.exception()

    @property
    def _is_broken(self) -> bool:
        return self._started.done() and self._started.exception() is not None

    async def settle(self) -> None:
        """Return when nothing that was ordered here is waiting or running."""
        await self._board.settle()

    async def stop(self) -> None:
        """Stop; what is not finished goes on at the next start. Takes tenths of a second, off the event loop."""
        self._is_stopping = True
        self._break(JobsUnusable("The server stops."))
        if self._launching is None:
            return
        await asyncio.wait([self._launching])
        await asyncio.to_thread(_destroy)
        for future in list(self._awaited):
            future.cancel()

    def _launch(self) -> Callable[[str], str]:
        """Start DBOS off the event loop and return what enqueues a call and returns DBOS's id of the work."""
        from dbos import DBOS, SetEnqueueOptions

        if self._file:
            self._file.touch(mode=0o600)
        DBOS(
            config={
                "name": "readyroom",
                "system_database_url": self._url,
                "application_version": VERSION,
                "executor_id": "local",
                "log_level": "ERROR",
                "enable_otlp": False,
                "scheduler_polling_interval_sec": 3600.0,
                "notification_listener_polling_interval_sec": NOTICE,
            }
        )
        workflow = self._registered()
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=AT_ONCE, polling_interval_sec=POLL)

        def enqueue(call_id: str) -> str:
            with SetEnqueueOptions(deduplication_id=f"{VERSION}/{call_id}", duplication_policy="return-existing"):
                return DBOS.enqueue_workflow(QUEUE, workflow, call_id).workflow_id

        return enqueue

    def _registered(self) -> Callable[[str], list[str]]:
        """Tell DBOS of the steps and of the work that they make up, and return the latter."""
        from dbos import DBOS

        def pin(call_id: str) -> list[str]:
            return list(self._in_loop(self._pin(call_id)))

        def score(call_id: str, rubric_sha256: str) -> str:
            return self._in_loop(self._score(call_id, rubric_sha256))

        retried = partial(
            DBOS.step, retries_allowed=True, interval_seconds=FIRST_RETRY, max_attempts=TRIES, should_retry=may_pass
        )
        pin_step = retried(name="pin")(pin)
        score_step = retried(name="score")(score)

        def score_call(call_id: str) -> list[str]:
            try:
                scorecards = [score_step(call_id, digest) for digest in pin_step(call_id)]
            except Exception:
                if not self._is_stopping:
                    self._in_loop(self._end(call_id, str(DBOS.workflow_id), FAILED))
                raise
            self._in_loop(self._end(call_id, str(DBOS.workflow_id), DONE))
            return scorecards

        return DBOS.workflow(name="score_call")(score_call)

    def _in_loop(self, work: Coroutine[Any, Any, T]) -> T:
        """Do the work on the event loop, which owns the store, and wait for it in this thread."""
        if self._is_stopping:
            work.close()
            raise StoppingError
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        self._awaited.add(future)
        try:
            return future.result()
        finally:
            self._awaited.discard(future)

    async def _pin(self, call_id: str) -> tuple[str, ...]:
        self._board.note(call_id, Progress("running", "Reading the call"))
        return await told(call_id, self._steps.pin(call_id)) or ()

    async def _score(self, call_id: str, rubric_sha256: str) -> str:
        self._board.note(call_id, Progress("running", "Measuring and checking"))
        return await told(call_id, self._steps.score(call_id, rubric_sha256)) or ""

    async def _end(self, call_id: str, work: str, progress: Progress) -> None:
        self._board.end(call_id, work, progress)


def _destroy() -> None:
    from dbos import DBOS

    DBOS.destroy(destroy_registry=True)
