"""A persona's file looked through for its author: every fault, and advice that refuses nothing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from app.content.faults import Fault, PersonaFaults
from app.content.form_faults import located
from app.content.library import speechless
from app.content.name_lints import unknown_rubrics
from app.content.persona_data import mapping
from app.content.persona_lints import advice
from app.content.strict_yaml import MOST_BYTES, read_yaml
from app.content.values import Persona
from app.content.yaml_language import Languages
from app.content.yaml_persona import read_persona


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one file."""

    file: str
    persona: Persona | None
    """`None`: it has faults."""
    faults: tuple[Fault, ...]
    advice: tuple[Fault, ...]


def check_persona_files(paths: Iterable[Path], languages: Languages, rubrics: Collection[str]) -> list[Checked]:
    """Return what can be said of each of these files, and of them together."""
    found: list[Checked] = []
    taken: dict[str, str] = {}
    for path in paths:
        checked = _check_file(path, languages, rubrics)
        if checked.persona is not None:
            name = checked.persona.id
            first = taken.setdefault(name, checked.file)
            if first != checked.file:
                same = Fault(checked.file, 1, "id", f"`{name}` is already the id in {first}")
                checked = replace(checked, persona=None, faults=(*checked.faults, same))
            elif name != path.stem:
                advised = Fault(checked.file, 1, "id", f"a file is found more easily by its id: call it {name}.yaml")
                checked = replace(checked, advice=(*checked.advice, advised))
        found.append(checked)
    return found


def _check_file(path: Path, languages: Languages, rubrics: Collection[str]) -> Checked:
    try:
        with path.open("rb") as source:
            raw = source.read(MOST_BYTES + 1)
    except OSError as error:
        return Checked(str(path), None, (Fault(str(path), 1, "", f"this file cannot be read: {error.strerror}"),), ())
    checked = check_persona(str(path), raw, rubrics)
    if checked.persona is not None and languages.find(checked.persona.voice.language) is None:
        unspoken = speechless(str(path), raw, checked.persona, languages)
        return replace(checked, persona=None, faults=(*checked.faults, unspoken))
    return checked


def check_persona(file: str, raw: bytes, rubrics: Collection[str]) -> Checked:
    """Return all that can be said of these bytes; `rubrics`: the ids that a persona may name."""
    document = read_yaml(raw)
    persona, faults = _read(file, raw)
    nowhere = located(file, document, list(unknown_rubrics(mapping(document.data), rubrics)))
    rest = [fault for fault in nowhere if fault not in faults and not document.faults]
    advised = located(file, document, list(advice(document.data))) if not document.faults else ()
    return Checked(file, None if rest else persona, (*faults, *rest), advised)


def _read(file: str, raw: bytes) -> tuple[Persona | None, tuple[Fault, ...]]:
    try:
        return read_persona(file, raw), ()
    except PersonaFaults as broken:
        return None, broken.faults
