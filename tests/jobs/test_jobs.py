"""Sentences about scoring in the background."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from app.jobs import FILE_NAME, Jobs, JobsUnusable, Progress, Steps
from app.practice.score_call import Scorer
from app.practice.scorecards import Scorecards, Standing
from app.session.ports import KeepingError
from app.store import Store
from tests.jobs.work import filed_call
from tests.scoring.talks import objection_handling

DEADLINE = 60.0
"""Seconds after which a test that hangs is a test that failed."""


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An open store on a fresh folder."""
    opened = await Store.open(tmp_path)
    yield opened
    await opened.close()


@asynccontextmanager
async def running(
    data: Path, store: Store, steps: Steps | None = None, tell: Callable[[str, Progress], None] | None = None
) -> AsyncIterator[Jobs]:
    """Jobs that have started, and are stopped afterwards."""
    jobs = Jobs(data, store, steps or Scorer(store, (objection_handling(),)), tell=tell or (lambda *_news: None))
    try:
        async with asyncio.timeout(DEADLINE):
            await jobs.start()
            yield jobs
    finally:
        await jobs.stop()


async def test_a_call_that_is_over_is_scored_in_the_background(store: Store, tmp_path: Path) -> None:
    call_id = await filed_call(store)
    async with running(tmp_path, store) as jobs:
        await jobs.enqueue_scoring(call_id)
        await jobs.settle()
        standing = await jobs.standing(call_id)
    [(_, scorecard)] = await store.scorecards(call_id)
    assert standing.status == "done"
    assert standing.scorecard == scorecard.model_dump(mode="json")
    assert await store.unscored_calls() == []


async def test_what_is_being_done_can_be_told(store: Store, tmp_path: Path) -> None:
    await filed_call(store)
    told: list[Progress] = []
    async with running(tmp_path, store, tell=lambda _call, progress: told.append(progress)) as jobs:
        await jobs.settle()
    assert [progress.status for progress in told] == ["queued", "running", "running", "done"]
    assert [progress.step for progress in told] == [None, "Reading the call", "Measuring and checking", None]


async def test_a_call_that_was_never_ordered_is_scored_at_the_next_start(store: Store, tmp_path: Path) -> None:
    call_id = await filed_call(store)
    async with running(tmp_path, store) as jobs:
        await jobs.settle()
    assert len(await store.scorecards(call_id)) == 1


async def test_ordered_twice_a_call_is_scored_once(store: Store, tmp_path: Path) -> None:
    async with running(tmp_path, store) as jobs:
        call_id = await filed_call(store)
        await jobs.enqueue_scoring(call_id)
        await jobs.enqueue_scoring(call_id)
        await jobs.settle()
        await jobs.enqueue_scoring(call_id)
        await jobs.settle()
    assert len(await store.scorecards(call_id)) == 1


async def test_a_call_that_was_deleted_meanwhile_stops_nobody(store: Store, tmp_path: Path) -> None:
    async with running(tmp_path, store) as jobs:
        gone = await filed_call(store)
        await store.erase_call(gone)
        await jobs.enqueue_scoring(gone)
        await jobs.settle()
        call_id = await filed_call(store)
        await jobs.enqueue_scoring(call_id)
        await jobs.settle()
    assert len(await store.scorecards(call_id)) == 1


class FailingSteps:
    """Implements `Steps`: fails, the first times or always."""

    def __init__(self, steps: Steps, failures: int, error: Exception) -> None:
        self._steps = steps
        self._left = failures
        self._error = error

    async def pin(self, call_id: str) -> tuple[str, ...]:
        """Pin."""
        return await self._steps.pin(call_id)

    async def score(self, call_id: str, rubric_sha256: str) -> str:
        """Fail, or score."""
        self._left -= 1
        if self._left >= 0:
            raise self._error
        return await self._steps.score(call_id, rubric_sha256)


async def test_a_full_disk_is_tried_again(store: Store, tmp_path: Path) -> None:
    call_id = await filed_call(store)
    steps = FailingSteps(Scorer(store, (objection_handling(),)), 1, KeepingError("Not kept: the disk is full."))
    async with running(tmp_path, store, steps) as jobs:
        await jobs.settle()
    assert len(await store.scorecards(call_id)) == 1


async def test_a_scorer_that_breaks_gives_no_score_and_keeps_no_words(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    call_id = await filed_call(store)
    steps = FailingSteps(Scorer(store, (objection_handling(),)), 9, ValueError("Frankly your quote is dearer"))
    async with running(tmp_path, store, steps) as jobs:
        await jobs.settle()
        assert (await jobs.standing(call_id)).status == "failed"
    assert await store.scorecards(call_id) == []
    assert b"Frankly" not in (tmp_path / FILE_NAME).read_bytes()
    assert "Frankly" not in caplog.text
    async with running(tmp_path, store) as jobs:
        await jobs.settle()
    assert len(await store.scorecards(call_id)) == 1


async def test_no_word_of_a_call_is_in_the_file_of_the_jobs(store: Store, tmp_path: Path) -> None:
    await filed_call(store)
    async with running(tmp_path, store) as jobs:
        await jobs.settle()
    kept = (tmp_path / FILE_NAME).read_bytes()
    assert b"renewal" not in kept
    assert b"quote" not in kept
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o777 == 0o600


async def test_a_file_that_cannot_be_used_is_said_in_words(store: Store, tmp_path: Path) -> None:
    call_id = await filed_call(store)
    (tmp_path / FILE_NAME).write_bytes(b"this is no database" * 100)
    jobs = Jobs(tmp_path, store, Scorer(store, (objection_handling(),)))
    with pytest.raises(JobsUnusable):
        await jobs.start()
    with pytest.raises(JobsUnusable):
        await jobs.enqueue_scoring(call_id)
    assert (await jobs.standing(call_id)).status == "unavailable"
    await jobs.stop()


async def test_jobs_are_what_the_page_asks_for_scorecards(store: Store, tmp_path: Path) -> None:
    scorecards: Scorecards = Jobs(tmp_path, store, Scorer(store, (objection_handling(),)))
    call_id = await filed_call(store)
    assert await scorecards.standing(call_id) == Standing("queued")


async def test_jobs_that_were_never_started_stop_at_once(store: Store, tmp_path: Path) -> None:
    await Jobs(tmp_path, store, Scorer(store, ())).stop()


@pytest.mark.parametrize("cancels", [True, False])
async def test_a_stop_during_a_start_waits_for_it(store: Store, tmp_path: Path, *, cancels: bool) -> None:
    call_id = await filed_call(store)
    jobs = Jobs(tmp_path, store, Scorer(store, (objection_handling(),)))
    starting = asyncio.create_task(jobs.start())
    await asyncio.wait([starting], timeout=0)
    if cancels:
        starting.cancel()
    await jobs.stop()
    await asyncio.wait([starting])
    assert await store.scorecards(call_id) == []
    async with running(tmp_path, store) as again:
        await again.settle()
    assert len(await store.scorecards(call_id)) == 1
