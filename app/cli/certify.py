"""`readyroom personas certify`: prove that personas are hard, fair and consistent before anyone meets them."""

import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from app.cli.telling import settings_of, told

if TYPE_CHECKING:
    from app.certification.certify import Certificate
    from app.content.library import Library


def certify(
    files: Annotated[list[Path] | None, typer.Argument(help="Persona files; without any, all of the folder.")] = None,
    seeds: Annotated[int, typer.Option(help="Calls of each trainee at each difficulty.", min=1, max=10_000)] = 200,
    plots: Annotated[Path | None, typer.Option(help="Folder for a picture of each scenario.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document instead of tables.")] = False,
    show: Annotated[
        str | None, typer.Option(metavar="TRAINEE/DIFFICULTY/NUMBER", help="Only print this call of each scenario.")
    ] = None,
) -> None:
    """Let scripted trainees, good and bad, play every scenario as text; exit code 1 if a persona falls short."""
    from app.certification.certify import failed
    from app.certification.report import json_of, plot, table_of

    library = _library(files)
    if show is not None:
        _show(library, files, show)
        return
    certificates = _certificates(library, files, seeds)
    if json:
        print(json_of(certificates))  # noqa: T201 - its result
    else:
        console = Console()
        for certificate in certificates:
            console.print(table_of(certificate))
    if plots is not None:
        plots.mkdir(parents=True, exist_ok=True)
        for certificate in certificates:
            told.print(f"drawn: {plot(certificate, plots)}", markup=False, soft_wrap=True)
    missed = failed(certificates)
    for shortfall in missed:
        told.print(f"{shortfall.scenario}: {shortfall.sentence}", markup=False, soft_wrap=True)
    for fault in library.faults:
        told.print(str(fault), markup=False, soft_wrap=True)
    sys.exit(1 if missed or library.faults else 0)


def _library(files: list[Path] | None) -> "Library":
    from app.content.library import load_library

    settings = settings_of()
    folder = files[0].resolve().parent if files else settings.personas
    return load_library(folder, settings.languages)


def _show(library: "Library", files: list[Path] | None, which: str) -> None:
    from app.certification.certify import Candidate, shown
    from app.certification.trainees import Trainee
    from app.content.vocabulary import Difficulty

    try:
        kind, level, number = which.split("/")
        trainee, difficulty, call = Trainee(kind), Difficulty(level), int(number)
    except ValueError:
        kinds = ", ".join(Trainee)
        raise typer.BadParameter(f"write it as expert/normal/0; trainees are {kinds}", param_hint="--show") from None
    for name in _names(library, files):
        persona, scenario = library.find(name)
        candidate = Candidate.of(persona, scenario, library.language_of(persona))
        outcome = shown(candidate, trainee, difficulty, call)
        print(f"{name}, {which}: {outcome.ending}", *outcome.said, sep="\n")  # noqa: T201 - its result


def _names(library: "Library", files: list[Path] | None) -> list[str]:
    wanted = {path.name for path in files or []}
    return [
        f"{file.persona.id}/{scenario.id}"
        for file in library.files
        if not wanted or file.name in wanted
        for scenario in file.persona.scenarios
    ]


def _certificates(library: "Library", files: list[Path] | None, seeds: int) -> "list[Certificate]":
    names = _names(library, files)
    workers = min(os.cpu_count() or 1, max(1, len(names)))
    with (
        ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _take, (library,)) as pool,
        Progress(console=told, transient=True) as progress,
    ):
        running = progress.add_task("calls are held", total=len(names))
        certificates = []
        for certificate in pool.map(_certify, names, [seeds] * len(names)):
            certificates.append(certificate)
            progress.advance(running)
    return certificates


_LIBRARY: "list[Library]" = []
"""In a worker process: what its scenarios come from."""


def _take(library: "Library") -> None:
    _LIBRARY.append(library)


def _certify(name: str, seeds: int) -> "Certificate":
    from app.certification.certify import Candidate, certified

    library = _LIBRARY[0]
    persona, scenario = library.find(name)
    return certified(Candidate.of(persona, scenario, library.language_of(persona)), seeds)
