"""`readyroom models`: which better recognisers and voices there are, pulling them, and whether they are whole."""

import json as json_text
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn
from rich.table import Table

from app.cli.telling import settings_of, told

if TYPE_CHECKING:
    from app.models.installed import InstalledModel, Verification
    from app.models.known import KnownModel
    from app.models.pull import Tell

models = typer.Typer(help="Better recognisers and voices.", no_args_is_help=True)
REFUSED = 2

InJson = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of text.")]


@models.command(name="list")
def list_models(json: InJson = False) -> None:
    """Show what is installed and what can be pulled, with sizes and licences."""
    from app.models.installed import installed_models
    from app.models.known import known_models

    folder = settings_of().models_folder
    there = installed_models(folder)
    rows = [*_rows_of_known(known_models(), there), *_rows_of_others(known_models(), there)]
    if json:
        print(json_text.dumps({"folder": str(folder), "models": rows}, ensure_ascii=False))  # noqa: T201 - its result
        return
    Console(highlight=False).print(_table(rows))
    told.print(f"Models lie in {folder.resolve()}.", markup=False, soft_wrap=True)


@models.command()
def pull(
    names: Annotated[list[str], typer.Argument(help="Names from `readyroom models list`.")],
    accept_licence: Annotated[
        bool, typer.Option("--accept-licence", help="The licence was read and allows what you do.")
    ] = False,
) -> None:
    """Download models, check them, and put them where the next start finds them; pulled again, it goes on."""
    from app.models.known import find_known, known_models

    wanted = [find_known(name, known_models()) for name in names]
    for model in wanted:
        told.print(f"{model.name}: {model.good_for}. Licence: {model.licence}.", markup=False, soft_wrap=True)
        if model.restriction:
            told.print(f"  {model.restriction}", markup=False, soft_wrap=True)
    if any(model.restriction for model in wanted) and not (accept_licence or _accepts()):
        told.print("Nothing was pulled. Whose licence allows it says so with --accept-licence.")
        raise typer.Exit(REFUSED)
    _pull(wanted)


@models.command()
def verify(
    name: Annotated[str | None, typer.Argument(help="One installed model; without it, all.")] = None,
    json: InJson = False,
) -> None:
    """Read every byte of what is installed and compare it; exit code 1 if anything is missing or changed."""
    from app.models.installed import installed_models, verify
    from app.models.known import UnknownModelError, known_models

    found = installed_models(settings_of().models_folder)
    if name is not None:
        found = tuple(model for model in found if model.name == name)
        if not found:
            raise UnknownModelError(f"“{name}” is not installed; `readyroom models list` says what is.")
    results = [verify(model, known_models()) for model in found]
    if json:
        print(json_text.dumps([_as_json(result) for result in results], ensure_ascii=False))  # noqa: T201 - its result
    else:
        for line in _as_text(results):
            print(line)  # noqa: T201 - its result
    raise typer.Exit(1 if any(result.faults for result in results) else 0)


def _accepts() -> bool:
    return sys.stdin.isatty() and typer.confirm("Does this licence allow what you do?", default=False, err=True)


def _pull(wanted: "list[KnownModel]") -> None:
    from app.engines.piper_patch import with_alignments
    from app.models.hub import hub_address, hub_client
    from app.models.pull import Place, pull

    settings = settings_of()
    with hub_client() as client:
        place = Place(settings.models_folder.resolve(), hub_address(settings.hub_url), client, with_alignments)
        for model in wanted:
            with _bar(model) as tell:
                is_new = pull(model, place, tell)
            told.print(f"{model.name}: {'pulled' if is_new else 'is here already'}.", markup=False, soft_wrap=True)
    told.print("The next start of the server uses what suits it best; `readyroom doctor` says what that is.")


@contextmanager
def _bar(model: "KnownModel") -> "Iterator[Tell]":
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=told, transient=True) as progress:
        task = progress.add_task(model.name, total=model.size)
        yield lambda has: progress.update(task, completed=has)


def _rows_of_known(
    known: "tuple[KnownModel, ...]", there: "tuple[InstalledModel, ...]"
) -> Iterator[dict[str, str | int | None]]:
    installed = {(model.kind, model.name): model for model in there}
    for model in known:
        here = installed.get((model.kind, model.name))
        yield {
            "kind": model.kind.value,
            "name": model.name,
            "state": "available" if here is None else _state(here),
            "bytes": model.size,
            "language": model.language,
            "licence": model.licence,
            "restriction": model.restriction,
            "good_for": model.good_for,
        }


def _rows_of_others(
    known: "tuple[KnownModel, ...]", there: "tuple[InstalledModel, ...]"
) -> Iterator[dict[str, str | int | None]]:
    names = {(model.kind, model.name) for model in known}
    for model in there:
        if (model.kind, model.name) not in names:
            yield {
                "kind": model.kind.value,
                "name": model.name,
                "state": _state(model),
                "bytes": model.size,
                "language": None,
                "licence": model.manifest.licence if model.manifest else None,
                "restriction": None,
                "good_for": None,
            }


def _state(model: "InstalledModel") -> str:
    if model.lacks:
        return f"incomplete: lacks {', '.join(model.lacks)}"
    return "installed" if model.manifest else "installed by hand"


def _table(rows: list[dict[str, str | int | None]]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("name", "state", "MB", "good for", "licence"):
        table.add_column(heading, justify="right" if heading == "MB" else "left", no_wrap=heading == "name")
    for row in rows:
        licence = f"{row['licence'] or 'unknown'}{' (RESTRICTED)' if row['restriction'] else ''}"
        size = f"{int(row['bytes'] or 0) / 1e6:,.0f}"
        table.add_row(str(row["name"]), str(row["state"]), size, str(row["good_for"] or ""), licence)
    return table


def _as_json(result: "Verification") -> dict[str, object]:
    return {
        "kind": result.model.kind.value,
        "name": result.model.name,
        "compared_with": result.compared_with,
        "faults": [{"file": fault.file, "trouble": fault.trouble.value} for fault in result.faults],
    }


def _as_text(results: "list[Verification]") -> Iterator[str]:
    if not results:
        yield "Nothing is installed; `readyroom models list` says what can be."
    for result in results:
        name = result.model.name
        if result.compared_with is None:
            yield f"{name}: put there by hand; nothing is known to compare it with."
        elif not result.faults:
            yield f"{name}: every file is the same as in {result.compared_with}."
        yield from (f"{name}: {fault.file} is {fault.trouble.value}" for fault in result.faults)
        if result.faults:
            yield f"  Mend it: readyroom models pull {name}"
