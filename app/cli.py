"""The command `readyroom`; each command is a few lines over a use case."""

import asyncio
import logging
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import structlog
import typer
from pydantic import ValidationError
from rich.console import Console

from app.content.vocabulary import Difficulty
from app.errors import ReadyroomError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from app.caller.connection import Order, Server
    from app.caller.script import Utterance
    from app.settings import Settings
    from app.store import Store

# The parts of the server are imported by the commands that need them: `--help` is quick, and a recogniser's child
# process, which imports this module too, stays small.

cli = typer.Typer(
    help="Practise hard customer calls out loud.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
told = Console(stderr=True, highlight=False)


def main() -> None:
    """Run the command line; an error of ours is one sentence and exit code 2."""
    _log_from(logging.INFO)
    logging.basicConfig(level=logging.WARNING)
    try:
        cli()
    except ReadyroomError as error:
        told.print(f"readyroom: {error}", markup=False, soft_wrap=True)
        sys.exit(2)
    except ValidationError as error:
        for fault in error.errors():
            where = "".join(f"{part}: " for part in fault["loc"])
            told.print(f"readyroom: {where}{fault['msg'].removeprefix('Value error, ')}", markup=False, soft_wrap=True)
        sys.exit(2)


def _log_from(level: int) -> None:
    structlog.configure(
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(level),
    )


def _settings(**chosen: object) -> "Settings":
    from app.settings import Settings

    return Settings.model_validate({**Settings().model_dump(), **{k: v for k, v in chosen.items() if v is not None}})


@cli.command()
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

    settings = _settings(host=host, port=port, data=data, insecure=insecure)
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


@cli.command()
def link(
    name: Annotated[str | None, typer.Argument(help="Who signs in by it: the trainee's name.")] = None,
    data: Annotated[Path | None, typer.Option(help="Folder of the server's data.")] = None,
) -> None:
    """Print a new sign-in link; it works once, within 15 minutes."""
    print(asyncio.run(_link(_settings(data=data), name)))  # noqa: T201 - it is what the command is for


@cli.command()
def token(
    name: Annotated[str, typer.Argument(help="Whose token it is: the trainee's name.")],
    data: Annotated[Path | None, typer.Option(help="Folder of the server's data.")] = None,
) -> None:
    """Print a new access token for a trainee."""
    print(asyncio.run(_issue(_settings(data=data), name)))  # noqa: T201 - it is what the command is for


@cli.command()
def call(
    persona: Annotated[str, typer.Argument(help="PERSONA or PERSONA/SCENARIO.")],
    out: Annotated[Path, typer.Option(help="Folder for call.json, events.jsonl and recording.wav.")],
    say: Annotated[list[Path] | None, typer.Option(help="16 kHz mono WAV to say next; repeat it.")] = None,
    url: Annotated[str | None, typer.Option(help="A running server; without it one is started for the call.")] = None,
    token: Annotated[str | None, typer.Option(help="Access token for --url.", envvar="READYROOM_TOKEN")] = None,
    seed: Annotated[int | None, typer.Option(help="All chance in the call follows from it.", min=0)] = None,
    difficulty: Annotated[Difficulty, typer.Option(help="How hard the customer is.")] = Difficulty.NORMAL,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
) -> None:
    """Hold a call: say the files in order, hear the customer, write down what happened."""
    from app.caller.connection import Order, Server
    from app.caller.script import Utterance
    from app.serving import hosted

    _log_from(logging.WARNING)
    script = [Utterance.read(path) for path in say or []]
    out.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        if url is None:
            temporary = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="readyroom-")))
            own = stack.enter_context(hosted(_settings(host="127.0.0.1", port=0, data=temporary)))
            url, token = own.url, own.token
        if not token:
            raise typer.BadParameter("`readyroom token NAME` on the server makes one", param_hint="--token")
        order = Order(persona, difficulty.value, seed)
        print(asyncio.run(_hold(Server(url, token), order, script, out, in_json=json)))  # noqa: T201 - its result


async def _hold(server: "Server", order: "Order", script: "list[Utterance]", out: Path, *, in_json: bool) -> str:
    from app.call_record import CallRecord
    from app.caller.caller import Caller
    from app.caller.report import as_json, as_text, report

    heard = await Caller(server, order, script).call()
    kept = await server.kept(heard.call)
    for name, content in (("call.json", kept.record), ("events.jsonl", kept.events), ("recording.wav", kept.recording)):
        if content is not None:
            (out / name).write_bytes(content)
    figures = report(heard, kept.events)
    return as_json(figures) if in_json else as_text(CallRecord.model_validate_json(kept.record), figures)


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
            told.print(f"{'':16} {part.better}", markup=False, soft_wrap=True)
    for fault in app.state.library.faults:
        told.print(f"persona not usable: {fault}", markup=False, soft_wrap=True)
