"""A folder of personas: who there is, the exact text they were read from, and what is broken."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from app.content.author_files import one_of_each, outcome_of, paths_in
from app.content.faults import AuthorsFaults, Fault, PersonaFaults
from app.content.language_values import Language
from app.content.scenario_values import Scenario
from app.content.strict_yaml import read_yaml
from app.content.values import Persona
from app.content.yaml_language import LanguageFile, Languages, load_languages
from app.content.yaml_persona import PERSONA, read_persona
from app.errors import ContentError


class UnknownPersonaError(ContentError):
    """Nobody of that name is in the library."""

    code = "unknown-persona"


NO_LANGUAGES = Languages(())


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
    languages: Languages = NO_LANGUAGES

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

    def language_of(self, persona: Persona) -> Language:
        """Return the language that a persona of this library speaks."""
        return self.language_file_of(persona).language

    def language_file_of(self, persona: Persona) -> LanguageFile:
        """Return the file of the language that a persona of this library speaks."""
        file = self.languages.find(persona.voice.language)
        assert file is not None, "a persona whose language has no file is a fault and not in the library"
        return file

    def _unknown(self, name: str) -> str:
        possible = ", ".join(self.names) or "nobody"
        broken = "".join(f"\n{fault}" for fault in self.faults)
        hint = f"\nThese files could not be used:{broken}" if broken else ""
        return f"There is no `{name}` here. There is: {possible}.{hint}"


def load_library(folder: Path, languages: Path) -> Library:
    """Read every `*.yaml` of a folder of personas, and of one of languages.

    A broken file is listed in `faults` and hides no good one. Raises `ContentError` when there is no such folder.
    """
    spoken = load_languages(languages)
    return composed(
        (outcome_of(partial(read_persona_file, languages=spoken), path) for path in persona_paths(folder)), spoken
    )


def persona_paths(folder: Path) -> list[Path]:
    """Return the persona files of a folder, in order. Raises `ContentError` when there is no such folder."""
    return paths_in(folder, "personas")


def composed(outcomes: Iterable[PersonaFile | AuthorsFaults], languages: Languages) -> Library:
    """Return the library of what came of reading each file; of two files with one id the first is taken."""
    files, faults = one_of_each(outcomes, lambda file: file.persona.id)
    return Library(files, (*languages.faults, *faults), languages)


def read_persona_file(path: Path, languages: Languages) -> PersonaFile:
    """Return what is in one file. Raises `PersonaFaults` with all that is wrong with it."""
    raw = PERSONA.bytes_of(path)
    persona = read_persona(path.name, raw)
    if languages.find(persona.voice.language) is None:
        raise PersonaFaults((speechless(path.name, raw, persona, languages),))
    return PersonaFile(path.name, raw.decode("utf-8", "replace"), sha256(raw).hexdigest(), persona)


def speechless(name: str, raw: bytes, persona: Persona, languages: Languages) -> Fault:
    """Return the fault of a persona whose language has no file."""
    tag, known = persona.voice.language, ", ".join(file.language.id for file in languages.files) or "none"
    missing = f"languages/{tag.partition('-')[0]}.yaml"
    sentence = f"nothing is known of the language `{tag}`: {missing} is missing or broken; there is {known}"
    return Fault(name, read_yaml(raw).line_of(("voice", "language")), "voice.language", sentence)
