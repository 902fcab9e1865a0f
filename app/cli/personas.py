"""`readyroom personas`: an author's tools: begin a persona, check it, try it by typing, prove it."""

import json as json_text
import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.certify import certify
from app.cli.chat import chat
from app.cli.hear import hear
from app.cli.telling import quiet, settings_of, told

if TYPE_CHECKING:
    from app.content.persona_check import Checked
    from app.content.yaml_language import Languages

personas = typer.Typer(help="Write customers: begin one, check it, try it, prove it.", no_args_is_help=True)
personas.command()(chat)
personas.command()(hear)
personas.command()(certify)

_ID = re.compile(r"[a-z][a-z0-9_]{0,47}")


@personas.command()
def new(
    name: Annotated[str, typer.Argument(metavar="ID", help="Its id: small letters, digits and _.")],
    source: Annotated[
        str | None, typer.Option("--from", metavar="PERSONA", help="Begin as a copy of this one.")
    ] = None,
    folder: Annotated[Path | None, typer.Option(help="Where to write it; otherwise the folder of personas.")] = None,
) -> None:
    """Write a whole, explained persona to change; it passes `check` as it is."""
    settings = settings_of()
    if not _ID.fullmatch(name):
        raise typer.BadParameter("write small letters, digits and _, such as ruth_billing", param_hint="ID")
    target = (folder or settings.personas) / f"{name}.yaml"
    text = _renamed(_source_text(source, settings.personas), name)
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise typer.BadParameter(f"{target} is there already; choose another id", param_hint="ID") from None
    except OSError as error:
        raise typer.BadParameter(f"{target} cannot be written: {error.strerror}", param_hint="--folder") from None
    _give_schema(target.parent)
    told.print(f"Written: {target}", markup=False, soft_wrap=True)
    told.print(f"Change it, then: readyroom personas check {target}", markup=False, soft_wrap=True)
    told.print(f"Try it:          readyroom personas chat {target} --hints", markup=False, soft_wrap=True)


def _source_text(source: str | None, folder: Path) -> str:
    import app.content

    if source is None:
        return Path(app.content.__file__).with_name("new_persona.yaml").read_text(encoding="utf-8")
    path = Path(source) if source.endswith(".yaml") else folder / f"{source}.yaml"
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        there = ", ".join(sorted(each.stem for each in folder.glob("*.yaml"))) or "none"
        raise typer.BadParameter(f"there is no {path}; there are {there}", param_hint="--from") from None


def _renamed(text: str, name: str) -> str:
    return re.sub(r"(?m)^id: .*$", f"id: {name}", text, count=1)


def _give_schema(folder: Path) -> None:
    """Put the schema beside the personas, where their first line points, unless there is one."""
    from app.content.persona_schema import SCHEMA_FILE, schema_text

    path = folder / SCHEMA_FILE
    if not path.exists():
        path.write_text(schema_text(), encoding="utf-8")


@personas.command()
def schema() -> None:
    """Print the JSON Schema of a persona's file, by which an editor completes and explains it."""
    from app.content.persona_schema import schema_text

    print(schema_text(), end="")  # noqa: T201 - its result


@personas.command()
def check(
    files: Annotated[list[Path] | None, typer.Argument(help="Persona files; without any, all of the folder.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document instead of lines.")] = False,
) -> None:
    """Tell every fault of every file as file:line:key, and advice; exit code 1 if there is a fault."""
    from app.content.persona_check import check_persona_files
    from app.content.yaml_language import load_languages
    from app.content.yaml_rubric import load_rubrics

    quiet()
    settings = settings_of()
    languages = load_languages(settings.languages)
    rubrics = [file.rubric.id for file in load_rubrics(settings.rubrics).files]
    paths = files or sorted(settings.personas.glob("*.yaml"))
    checked = check_persona_files(paths, languages, rubrics)
    print(_as_json(checked) if json else _as_lines(checked, languages))  # noqa: T201 - its result
    if not paths:
        told.print(f"There is no persona in {settings.personas}; `readyroom personas new ID` writes one.", markup=False)
    sys.exit(1 if any(each.faults for each in checked) or languages.faults or not paths else 0)


def _as_json(checked: "list[Checked]") -> str:
    found = [
        {
            "file": each.file,
            "usable": not each.faults,
            "faults": [asdict(fault) for fault in each.faults],
            "advice": [asdict(fault) for fault in each.advice],
        }
        for each in checked
    ]
    return json_text.dumps(found, indent=2, ensure_ascii=False)


def _as_lines(checked: "list[Checked]", languages: "Languages") -> str:
    lines = [f"fault: {fault}" for fault in languages.faults]
    for each in checked:
        lines += [f"fault: {fault}" for fault in each.faults]
        lines += [f"advice: {fault}" for fault in each.advice]
        verdict = f"{len(each.faults)} to mend; it is not played" if each.faults else "good"
        if each.advice:
            verdict += f"; {len(each.advice)} to think about"
        lines.append(f"{each.file}: {verdict}")
    return "\n".join(lines)
