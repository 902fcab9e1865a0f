"""`readyroom doctor`: what this installation runs on, what does not work, and what to type about it."""

import asyncio
import json as json_text
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.telling import settings_of

if TYPE_CHECKING:
    from app.engines.catalogue import Engines
    from app.engines.equipment import Equipment
    from app.practice.examine import Finding
    from app.settings import Settings

SPARE = {"vad": "silero", "recogniser": "pocketsphinx", "voice": "espeak"}
"""Setting -> what is looked at in its place where the one it names cannot even be chosen."""
ROLES = {"vad": "speech detector", "recogniser": "recogniser", "voice": "voice"}


def doctor(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document instead of text.")] = False,
) -> None:
    """Try every part, look at the machine, say what would be better; exit code 1 if something does not work."""
    import logging

    from app.cli.telling import log_from
    from app.practice.examine import Verdict

    log_from(logging.CRITICAL)  # what the parts say of themselves is in the findings
    found = _examine(settings_of())
    works = all(finding.verdict is not Verdict.BROKEN for finding in found)
    if json:
        document = {"works": works, "findings": [asdict(finding) for finding in found]}
        print(json_text.dumps(document, ensure_ascii=False))  # noqa: T201 - its result
    else:
        for line in _as_text(found, works=works):
            print(line)  # noqa: T201 - its result
    raise typer.Exit(0 if works else 1)


def _examine(settings: "Settings") -> "tuple[Finding, ...]":
    from app.engines.parts import whisper_in_use
    from app.equipping import equipment_of
    from app.practice.examine import try_parts
    from app.practice.examine_content import examine_content, examine_database
    from app.practice.examine_machine import Machine, examine_machine

    equipment = equipment_of(settings)
    engines, broken = _engines(settings, equipment)
    whisper = whisper_in_use(equipment) if engines.recogniser.name == "whisper" else None
    tried = asyncio.run(try_parts(engines))
    roles = {finding.about for finding in broken}
    machine = Machine(
        settings.data,
        settings.models_folder,
        settings.host,
        settings.port,
        settings.origins,
        equipment.cores,
        whisper,
    )
    return (
        *broken,
        *(finding for finding in tried if finding.about not in roles),
        examine_database(settings.data, settings.database_url),
        *examine_content(settings.personas, settings.languages, settings.rubrics),
        *examine_machine(machine),
    )


def _engines(settings: "Settings", equipment: "Equipment") -> "tuple[Engines, list[Finding]]":
    """Return the engines that the settings name, with a spare one for each that cannot be chosen, and why not."""
    from app.engines.catalogue import choose
    from app.errors import EngineError
    from app.practice.examine import Finding, Verdict

    names = {"vad": settings.vad, "recogniser": settings.recogniser, "voice": settings.voice}
    broken = []
    for setting, role in ROLES.items():
        try:
            choose(**(SPARE | {setting: names[setting]}), equipment=equipment)
        except EngineError as fault:
            broken.append(Finding(role, Verdict.BROKEN, f"The {role} that was named cannot be used.", None, str(fault)))
            names[setting] = SPARE[setting]
    return choose(**names, equipment=equipment), broken


def _as_text(found: "tuple[Finding, ...]", *, works: bool) -> Iterator[str]:
    for finding in found:
        yield f"{finding.verdict.value:16} {finding.about}: {finding.sentence}"
        if finding.advice:
            yield f"{'':16}   {finding.advice}"
        if finding.command:
            yield f"{'':16}   -> {finding.command}"
    yield ""
    yield "Everything works." if works else "Something does not work: see what is broken above."
