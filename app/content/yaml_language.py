"""From the files of a folder to languages, or to everything that is wrong with them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from app.content import faults as found_faults
from app.content.author_files import Kind, one_of_each, outcome_of, paths_in
from app.content.faults import Fault, Found, LanguageFaults
from app.content.language_form import SET, LanguageForm, LanguagePart, language_of
from app.content.language_values import Language
from app.content.strict_yaml import Value

MOST_BYTES = 4 * 1024 * 1024
"""Of a language with what was learned about its words, which is most of it."""
LEARNED = "weights"
"""The folder, beside the languages, of what was learned: `weights/en.yaml` goes on where `en.yaml` ends."""
_BLANK = re.compile(r"[|+] ?[|+]|^ ?[|+]|[|+] ?$|[!~] ?[|+]")
_KNOWN_KEYS = {
    field.alias or name for part in LanguagePart.__subclasses__() for name, field in part.model_fields.items()
}


@dataclass(frozen=True, slots=True)
class LanguageFile:
    """One good file: the language, and what pins it in a call's record."""

    name: str
    """File name within the folder."""
    text: str
    """With what was learned about its words."""
    sha256: str
    """Of the bytes of this text, in hexadecimal."""
    language: Language


@dataclass(frozen=True, slots=True)
class Languages:
    """Every language of a folder that can be spoken, and the faults of the files of those that cannot."""

    files: tuple[LanguageFile, ...]
    faults: tuple[Fault, ...] = ()

    def find(self, tag: str) -> LanguageFile | None:
        """Return the file of the language of a BCP 47 tag ("en-GB" is "en"); `None`: there is none."""
        primary = tag.partition("-")[0].lower()
        return next((each for each in self.files if each.language.id == primary), None)


def read_language(file: str, raw: bytes) -> Language:
    """Return the language in these bytes; `file` is the name under which faults are reported.

    Raises `LanguageFaults` with every fault at once, in the order of their lines.
    """
    return language_of(_LANGUAGE.checked(file, raw))


def language_files(folder: Path) -> list[Path]:
    """Return every file that the languages of a folder are read from."""
    return [*sorted(folder.glob("*.yaml")), *sorted((folder / LEARNED).glob("*.yaml"))]


def load_languages(folder: Path) -> Languages:
    """Read every `*.yaml` of a folder; a broken file is listed in `faults` and hides no good one.

    Raises `ContentError` when there is no such folder.
    """
    outcomes = (outcome_of(_read, path) for path in paths_in(folder, "languages"))
    return Languages(*one_of_each(outcomes, lambda file: file.language.id))


def _read(path: Path) -> LanguageFile:
    learned = path.parent / LEARNED / path.name
    parts = [path, learned] if learned.exists() else [path]
    raw = b"\n".join(_LANGUAGE.bytes_of(each) for each in parts)
    language = read_language(path.name, raw)
    return LanguageFile(path.name, raw.decode("utf-8"), sha256(raw).hexdigest(), language)


def _lints(data: Value) -> Iterator[Found]:
    """Yield what is wrong in what people write of a language's file, which is all but what is learned."""
    written = {key: value for key, value in data.items() if key != LEARNED} if isinstance(data, dict) else data
    yield from _unknown_sets(written)
    yield from _blank_phrases(written)


def _unknown_sets(data: Value) -> Iterator[Found]:
    """Yield each `{name}` in a pattern that the file does not define."""
    root = data if isinstance(data, dict) else {}
    sets = root.get("sets")
    known = sets if isinstance(sets, dict) else {}
    for path, text in _texts({key: value for key, value in root.items() if key != "stop"}, ()):
        for name in SET.findall(text):
            if name not in known:
                yield path, f"`{{{name}}}` is not a set of this file; there are {', '.join(known) or 'none'}"


def _blank_phrases(data: Value) -> Iterator[Found]:
    """Yield each pattern with nothing between two bars: it would match whatever is said."""
    for path, text in _texts(data, ()):
        if _BLANK.search(" ".join(text.split())):
            yield path, "there is nothing between two `|` or `+` of this pattern, so that it matches everything"


def _texts(value: Value, path: found_faults.Path) -> Iterator[Found]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(each, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _texts(each, (*path, index))


_LANGUAGE = Kind(LanguageForm, _lints, _KNOWN_KEYS, LanguageFaults, MOST_BYTES)
