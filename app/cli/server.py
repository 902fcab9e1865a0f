"""Commands of the one who runs a server: serve, and let people in."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.telling import settings_of, told

if TYPE_CHECKING:
    from fastapi import FastAPI

    from app.settings import Settings
    from app.store import Store


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one.")] = None,
    data: Annotated[Path | None, typer.Option(help="Folder of the database and the recordings.")] = None,
    insecure: Annotated[bool | None, typer.Option("--insecure", help="Listen beyond this machine without TLS.")] = None,
) -> None:
    """Serve calls until stopped."""
    from app.main import create_app
    from app.practice.sign_in import make_link
    from app.serving import listen, publish_address, server_of

    settings = settings_of(host=host, port=port, data=data, insecure=insecure)
    listener = listen(settings)
    bound = listener.getsockname()[1]
    app = create_app(settings, bound)
    _tell_parts(app)
    told.print(f"Readyroom listens on http://{settings.host}:{bound}; calls are kept in {settings.data.resolve()}.")

    async def tell_link(store: "Store") -> None:
        link = await make_link(store, publish_address(settings, bound), alone=True)
        told.print("To sign in, open this link (once, within 15 minutes; `readyroom link` prints another):")
        told.print(link, markup=False, soft_wrap=True)

    asyncio.run(server_of(app, drain_seconds=settings.drain_seconds, when_ready=tell_link).serve(sockets=[listener]))


def link(
    name: Annotated[str | None, typer.Argument(help="Who signs in by it: the trainee's name.")] = None,
    data: Annotated[Path | None, typer.Option(help="Folder of the server's data.")] = None,
) -> None:
    """Print a new sign-in link; it works once, within 15 minutes."""
    print(asyncio.run(_link(settings_of(data=data), name)))  # noqa: T201 - it is what the command is for


def token(
    name: Annotated[str, typer.Argument(help="Whose token it is: the trainee's name.")],
    data: Annotated[Path | None, typer.Option(help="Folder of the server's data.")] = None,
) -> None:
    """Print a new access token for a trainee."""
    print(asyncio.run(_issue(settings_of(data=data), name)))  # noqa: T201 - it is what the command is for


async def _issue(settings: "Settings", name: str) -> str:
    from app.store import Store

    store = await Store.open(settings.data, settings.database_url)
    try:
        return await store.issue_token(name)
    finally:
        await store.close()


async def _link(settings: "Settings", name: str | None) -> str:
    from app.practice.sign_in import OPERATOR, make_link
    from app.serving import published_address
    from app.store import Store

    store = await Store.open(settings.data, settings.database_url)
    try:
        return await make_link(store, published_address(settings), OPERATOR if name is None else name)
    finally:
        await store.close()


def _tell_parts(app: "FastAPI") -> None:
    from app.engines.catalogue import describe

    for part in describe(app.state.engines):
        told.print(f"{part.role:16} {part.name}: {part.runs}.", markup=False, soft_wrap=True)
        if part.better:
            how = f" ({part.command})" if part.command else ""
            told.print(f"{'':16} {part.better}{how}", markup=False, soft_wrap=True)
    for fault in app.state.library.faults:
        told.print(f"persona not usable: {fault}", markup=False, soft_wrap=True)
