"""`readyroom call`: a call held from the command line with recorded speech."""

import asyncio
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.telling import quiet, settings_of
from app.content.vocabulary import Difficulty

if TYPE_CHECKING:
    from app.caller.connection import Order, Server
    from app.caller.script import Utterance


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

    quiet()
    script = [Utterance.read(path) for path in say or []]
    out.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        if url is None:
            temporary = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="readyroom-")))
            own = stack.enter_context(hosted(settings_of(host="127.0.0.1", port=0, data=temporary)))
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
