"""Wires settings, engines, store and routes into one application; nothing else does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path

import structlog
from fastapi import FastAPI

from app.content.library import load_library
from app.content.yaml_rubric import Rubrics, load_rubrics
from app.engines.catalogue import Engines, choose
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
from app.transports.browser import Patience
from app.web import calls, deletion, error_pages, health, line, pages, scorecards, sign_in
from app.web.built import BUILT, BuiltPage, HashedFiles
from app.web.headers import SecurityHeaders
from app.web.policies import refuse_unguarded

LARGEST_BODY = 65_536
"""Bytes of a request; the largest that the page sends has a few hundred."""

log = structlog.get_logger()


def create_app(
    settings: Settings,
    port: int,
    *,
    engines: Engines | None = None,
    patience: Patience | None = None,
    built: Path = BUILT,
    scores: bool = True,
) -> FastAPI:
    """Return the application; it answers at once, and its heavy parts start then. `port`: the one listened on.

    `engines`: others than the settings name; `patience`: other deadlines than the usual ones; `built`: the folder of
    the built page; `scores`: whether calls are scored when they are over (one application per process can). Raises `ContentError` when there is no persona to play, `EngineError` for a part that is unknown.
    """
    library = load_library(settings.personas)
    rubrics = load_rubrics(settings.rubrics)
    for fault in rubrics.faults:
        log.warning("rubric_not_usable", fault=str(fault))
    chosen = engines or choose(settings.vad, settings.recogniser, settings.voice)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        store = await Store.open(settings.data, settings.database_url)
        try:
            for call in await repair_calls(store):
                log.warning("call_repaired", call=call)
            async with (
                asyncio.TaskGroup() as tasks,
                _starting(chosen, tasks) as parts,
                _scoring(settings, store, rubrics, tasks) if scores else nullcontext(NoScorecards()) as scorecards,
            ):
                app.state.desk = Desk(
                    store, library, chosen, settings.max_calls, tasks, parts=parts, scorecards=scorecards
                )
                yield
                await end_calls(app.state.desk)
        finally:
            await store.close()

    app = FastAPI(
        title="Readyroom",
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        max_body_size=LARGEST_BODY,
    )
    app.state.patience = patience or Patience()
    app.state.origins = _own_origins(port) | set(settings.origins)
    app.state.built = BuiltPage(built)
    for router in (health.router, sign_in.router, pages.router, calls.router, scorecards.router, deletion.router):
        refuse_unguarded(router)
        app.include_router(router)
    refuse_unguarded(line.router)
    app.include_router(line.router)
    app.mount("/static", HashedFiles(built))
    app.add_middleware(SecurityHeaders)
    error_pages.install(app)
    return app


def _own_origins(port: int) -> set[str]:
    return {f"http://{host}:{port}" for host in ("127.0.0.1", "localhost", "[::1]")}


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


@asynccontextmanager
async def _scoring(
    settings: Settings, store: Store, rubrics: Rubrics, tasks: asyncio.TaskGroup
) -> AsyncIterator[Scorecards]:
    """Score calls in the background; a server that cannot do so still holds calls."""
    jobs = Jobs(settings.data, store, Scorer(store, rubrics.files))

    async def start() -> None:
        try:
            await jobs.start()
        except EngineError as failure:
            log.exception("jobs_unusable", code=failure.code)

    starting = tasks.create_task(start(), name="start jobs")
    try:
        yield jobs
    finally:
        await jobs.stop()
        await starting
