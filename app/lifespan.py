"""The life of a server: the store opened and repaired, the parts started beside it, the last calls filed."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import structlog
from fastapi import FastAPI

from app.content.shelf import Shelf
from app.content.yaml_rubric import Rubrics
from app.engines.catalogue import Engines
from app.errors import EngineError
from app.jobs import Jobs
from app.practice.desk import Desk
from app.practice.drain import end_calls
from app.practice.repair_calls import repair_calls
from app.practice.score_call import Scorer
from app.practice.scorecards import NoScorecards, Scorecards
from app.practice.start_parts import Parts
from app.settings import Settings
from app.store import Store

log = structlog.get_logger()

Life = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def life_of_server(settings: Settings, shelf: Shelf, rubrics: Rubrics, engines: Engines) -> Life:
    """Return what an application does from its start to its end; it leaves its desk in `app.state.desk`."""

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        store = await Store.open(settings.data, settings.database_url)
        try:
            for call in await repair_calls(store):
                log.warning("call_repaired", call=call)
            async with (
                asyncio.TaskGroup() as tasks,
                _starting(engines, tasks) as parts,
                _scoring(settings, store, rubrics, tasks) as scorecards,
            ):
                app.state.desk = Desk(
                    store,
                    shelf.look(),
                    engines,
                    settings.max_calls,
                    tasks,
                    parts=parts,
                    scorecards=scorecards,
                    rubrics=rubrics.files,
                    shelf=shelf,
                )
                yield
                await end_calls(app.state.desk)
        finally:
            await store.close()

    return life


@asynccontextmanager
async def _starting(engines: Engines, tasks: asyncio.TaskGroup) -> AsyncIterator[Parts]:
    """Start what needs starting, beside the server, and stop it at the end."""
    parts = Parts()
    starting = tasks.create_task(parts.start(engines), name="start parts")
    try:
        yield parts
    finally:
        starting.cancel()
        await engines.recogniser.close()
        await engines.voice.close()
        for model in (engines.words, engines.judge):
            if model is not None:
                await model.close()


@asynccontextmanager
async def _scoring(
    settings: Settings, store: Store, rubrics: Rubrics, tasks: asyncio.TaskGroup
) -> AsyncIterator[Scorecards]:
    """Score calls in the background; a server that cannot do so, or has no rubric, still holds calls."""
    for fault in rubrics.faults:
        log.warning("rubric_not_usable", fault=str(fault))
    if not rubrics.files:
        yield NoScorecards()
        return
    jobs = Jobs(settings.data, store, Scorer(store, rubrics.files))

    async def start() -> None:
        try:
            await jobs.start()
        except EngineError as failure:
            log.error("jobs_unusable", code=failure.code)

    starting = tasks.create_task(start(), name="start jobs")
    try:
        yield jobs
    finally:
        await jobs.stop()
        await starting
