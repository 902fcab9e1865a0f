"""Wires settings, content, engines and routes into one application; nothing else does."""

from pathlib import Path

from fastapi import FastAPI

from app.content.shelf import Shelf
from app.content.yaml_rubric import Rubrics, load_rubrics
from app.engines.catalogue import Engines, choose
from app.equipping import equipment_of
from app.lifespan import life_of_server
from app.settings import Settings
from app.transports.browser import Patience
from app.web import calls, deletion, error_pages, health, line, pages, parts, retelling, scorecards, sign_in
from app.web.built import BUILT, BuiltPage, HashedFiles
from app.web.headers import SecurityHeaders
from app.web.policies import refuse_unguarded

LARGEST_BODY = 65_536
"""Bytes of a request; the largest that the page sends has a few hundred."""


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
    the built page; `scores`: whether calls are scored when they are over (one application per process can).
    Raises `ContentError` when there is no persona to play, `EngineError` for a part that is unknown or not installed.
    """
    shelf = Shelf(settings.personas, settings.languages)
    library = shelf.look()
    rubrics = load_rubrics(settings.rubrics) if scores else Rubrics(())
    chosen = engines or choose(settings.vad, settings.recogniser, settings.voice, equipment_of(settings))
    app = FastAPI(
        title="Readyroom",
        lifespan=life_of_server(settings, shelf, rubrics, chosen),
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        max_body_size=LARGEST_BODY,
    )
    app.state.library, app.state.engines = library, chosen
    app.state.patience = patience or Patience()
    app.state.origins = settings.own_origins(port)
    app.state.built = BuiltPage(built)
    for router in (
        health.router,
        sign_in.router,
        pages.router,
        parts.router,
        calls.router,
        scorecards.router,
        retelling.router,
        deletion.router,
    ):
        refuse_unguarded(router)
        app.include_router(router)
    refuse_unguarded(line.router)
    app.include_router(line.router)
    app.mount("/static", HashedFiles(built))
    app.add_middleware(SecurityHeaders)
    error_pages.install(app)
    return app
