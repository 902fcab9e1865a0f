"""Durable background work: what was ordered is done once, however often the server dies on the way.

DBOS keeps the queue and the steps that are done in a file of its own, DATA/jobs.sqlite3. Steps take and return ids
only, so that no word of a call is ever in that file.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

import structlog

from app.errors import EngineError, ReadyroomError
from app.practice.scorecards import Standing
from app.store import CallNotFound, Store

FILE_NAME = "jobs.sqlite3"
VERSION = "scoring-1"
"""Raised when the steps change: unfinished work of another version is begun anew, not resumed in the middle."""
QUEUE = "scoring"
AT_ONCE = 2
"""Calls scored at a time."""
POLL = 0.5
"""How often the queue is looked at, in seconds."""
TRIES = 4
FIRST_RETRY = 0.5
"""Wait before the second try of a failed step, in seconds; doubled for each further one."""

T = TypeVar("T")
log = structlog.get_logger()


class JobsUnusable(EngineError):  # noqa: N818 - said as the product says it
    """The file of background work cannot be used."""

    code = "jobs-unusable"


class StepFailedError(Exception):
    """A step failed; all that is kept of it is a code, never a word of the call."""


class TryAgainError(StepFailedError):
    """A step failed for a reason that may pass: the disk is full, the database is locked."""


class StoppingError(Exception):
    """The server stops; the next start goes on from here."""


class Steps(Protocol):
    """What scoring consists of; each may be done again after a crash and must then change nothing."""

    async def pin(self, call_id: str) -> tuple[str, ...]:
        """Return the digests of the rubrics that score the call."""
        ...

    async def score(self, call_id: str, rubric_sha256: str) -> str:
        """Score the call by one rubric and return the scorecard's id."""
        ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the scoring of one call is."""

    status: str
    """`queued`, `running`, `done`, `failed`."""
    step: str | None = None
    """What is being done, in words for the trainee; None while it waits and when it is over."""


def quiet(_call_id: str, _progress: Progress) -> None:
    """Tell nobody of progress."""


class Jobs:
    """Scores calls in the background; implements `app.practice.scorecards.Scorecards`. One per process."""

    def __init__(
        self,
        data: Path,
        store: Store,
        steps: Steps,
        *,
        url: str | None = None,
        tell: Callable[[str, Progress], None] = quiet,
    ) -> None:
        """`url`: a database other than the file in `data`; `tell`: is told (call, progress), on the event loop."""
        self._file = None if url else data / FILE_NAME
        self._url = url or f"sqlite:///{self._file}"
        self._store = store
        self._steps = steps
        self._tell = tell
        self._progress: dict[str, Progress] = {}
        self._idle = asyncio.Event()
        self._idle.set()
        self._started: asyncio.Future[Callable[[str], str]] = asyncio.get_running_loop().create_future()
        self._ended: dict[str, Progress] = {}
        """How each piece of work of this process ended, by DBOS's id of it."""
        self._awaited: set[Future[Any]] = set()
        self._is_stopping = False
        self._loop = asyncio.get_running_loop()

    async def start(self) -> None:
        """Go on with what a dead server left, and order what was never ordered. Raises `JobsUnusable`, `StoreUnusable`.

        Takes about half a second, none of it on the event loop; what is ordered meanwhile waits.
        """
        try:
            self._started.set_result(await asyncio.to_thread(self._launch))
        except Exception as error:
            failure = JobsUnusable(f"The file of background work cannot be used ({type(error).__name__}).")
            self._started.set_exception(failure)
            self._started.exception()
            await asyncio.to_thread(_destroy)
            raise failure from error
        for call_id in await self._store.unscored_calls():
            await self.enqueue_scoring(call_id)

    async def enqueue_scoring(self, call_id: str) -> None:
        """Order the scoring of a call that is over; durable on return, harmless twice. Raises `JobsUnusable`."""
        if call_id not in self._progress:
            self._note(call_id, Progress("queued"))
        enqueue = await asyncio.shield(self._started)
        work = await asyncio.to_thread(enqueue, call_id)
        if work in self._ended and self._progress.get(call_id) == Progress("queued"):
            # It was joined to work that had just ended and was not yet written down as finished.
            self._note(call_id, self._ended[work])

    async def standing(self, call_id: str) -> Standing:
        """Return how far the scoring of a call is. Raises `CallNotFound`, `StoreUnusable`.

        `waiting` (not ordered yet), `queued`, `running` with its step, `done` with the newest scorecard, or `failed`.
        """
        progress = self._progress.get(call_id)
        if progress is not None and progress.status in {"queued", "running"}:
            return Standing(progress.status, progress.step)
        cards = await self._store.scorecards(call_id)
        if cards:
            newest: Mapping[str, object] = cards[-1][1].model_dump(mode="json")
            return Standing("done", scorecard=newest)
        return Standing(progress.status if progress else "waiting")

    async def settle(self) -> None:
        """Return when nothing that was ordered here is waiting or running."""
        await self._idle.wait()

    async def stop(self) -> None:
        """Stop; what is not finished goes on at the next start. Takes a second or two, none of it on the event loop."""
        if not self._started.done() or self._started.exception():
            return
        self._is_stopping = True
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
            DBOS.step, retries_allowed=True, interval_seconds=FIRST_RETRY, max_attempts=TRIES, should_retry=_may_pass
        )
        pin_step = retried(name="pin")(pin)
        score_step = retried(name="score")(score)

        def score_call(call_id: str) -> list[str]:
            try:
                scorecards = [score_step(call_id, digest) for digest in pin_step(call_id)]
            except Exception:
                if not self._is_stopping:
                    self._in_loop(self._end(call_id, str(DBOS.workflow_id), Progress("failed")))
                raise
            self._in_loop(self._end(call_id, str(DBOS.workflow_id), Progress("done")))
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
        self._note(call_id, Progress("running", "Reading the call"))
        return await _told(call_id, self._steps.pin(call_id)) or ()

    async def _score(self, call_id: str, rubric_sha256: str) -> str:
        self._note(call_id, Progress("running", "Measuring and checking"))
        return await _told(call_id, self._steps.score(call_id, rubric_sha256)) or ""

    async def _end(self, call_id: str, work: str, progress: Progress) -> None:
        self._ended[work] = progress
        self._note(call_id, progress)

    def _note(self, call_id: str, progress: Progress) -> None:
        """Remember a call that waits, runs or failed; one that is done is known by its scorecard."""
        self._progress[call_id] = progress
        if progress.status == "done":
            del self._progress[call_id]
        if any(each.status in {"queued", "running"} for each in self._progress.values()):
            self._idle.clear()
        else:
            self._idle.set()
        self._tell(call_id, progress)


def _destroy() -> None:
    from dbos import DBOS

    DBOS.destroy(destroy_registry=True)


async def _told(call_id: str, step: Coroutine[Any, Any, T]) -> T | None:
    """Return what the step returns, None for a call that was deleted meanwhile. Raises `StepFailedError`."""
    try:
        return await step
    except CallNotFound:
        return None
    except Exception as error:  # noqa: BLE001 - here the work ends; DBOS writes down what is raised, and logs it
        code = error.code if isinstance(error, ReadyroomError) else type(error).__name__
        log.warning("scoring_step_failed", call=call_id, code=code)
        passes = isinstance(error, EngineError)
    raise TryAgainError(code) if passes else StepFailedError(code)


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, TryAgainError)
