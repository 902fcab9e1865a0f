"""A folder of personas: who there is, the exact text they were read from, and what is broken."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from app.content.faults import Fault, PersonaFaults
from app.content.scenario_values import Scenario
from app.content.strict_yaml import MOST_BYTES
from app.content.values import Persona
from app.content.yaml_persona import read_persona
from app.errors import ContentError


class UnknownPersonaError(ContentError):
    """Nobody of that name is in the library."""

    code = "unknown-persona"


@dataclass(frozen=True, slots=True)
class PersonaFile:
    """One good file: the persona, and what pins it in a call's record."""

    name: str
    """File name within the folder."""
    text: str
    sha256: str
    """Of the file's bytes, in hexadecimal."""
    persona: Persona


@dataclass(frozen=True, slots=True)
class Library:
    """Every persona of a folder that can be played, and the faults of those that cannot."""

    files: tuple[PersonaFile, ...]
    faults: tuple[Fault, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every `persona/scenario` that can be played, in order."""
        return tuple(f"{file.persona.id}/{each.id}" for file in self.files for each in file.persona.scenarios)

    def file_of(self, persona: str) -> PersonaFile:
        """Return the file of a persona by its id. Raises `UnknownPersonaError`."""
        found = next((file for file in self.files if file.persona.id == persona), None)
        if found is None:
            raise UnknownPersonaError(self._unknown(persona))
        return found

    def find(self, name: str) -> tuple[Persona, Scenario]:
        """Return who is meant by "persona" (its first scenario) or "persona/scenario". Raises `UnknownPersonaError`."""
        persona_id, _, scenario_id = name.partition("/")
        persona = self.file_of(persona_id).persona
        if not scenario_id:
            return persona, persona.scenarios[0]
        scenario = next((each for each in persona.scenarios if each.id == scenario_id), None)
        if scenario is None:
            raise UnknownPersonaError(self._unknown(name))
        return persona, scenario

    def _unknown(self, name: str) -> str:
        possible = ", ".join(self.names) or "nobody"
        broken = "".join(f"\n{fault}" for fault in self.faults)
        hint = f"\nThese files could not be used:{broken}" if broken else ""
        return f"There is no `{name}` here. There is: {possible}.{hint}"


def load_library(folder: Path) -> Library:
    """Read every `*.yaml` of a folder; a broken file is listed in `faults` and hides no good one.

    Raises `ContentError` when there is no such folder.
    """
    if not folder.is_dir():
        raise ContentError(f"There is no folder of personas at {folder}.")
    files: dict[str, PersonaFile] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            file = _read(path)
        except PersonaFaults as broken:
            faults.extend(broken.faults)
            continue
        first = files.setdefault(file.persona.id, file)
        if first is not file:
            faults.append(Fault(path.name, 1, "id", f"`{file.persona.id}` is already the id in {first.name}"))
    return Library(tuple(files.values()), tuple(faults))


def _read(path: Path) -> PersonaFile:
    try:
        with path.open("rb") as source:
            raw = source.read(MOST_BYTES + 1)
    except OSError as error:
        raise PersonaFaults((Fault(path.name, 1, "", f"this file cannot be read: {error.strerror}"),)) from error
    return PersonaFile(path.name, raw.decode("utf-8", "replace"), sha256(raw).hexdigest(), read_persona(path.name, raw))
