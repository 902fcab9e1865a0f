"""From a folder or the bytes of a rubric's file to rubrics, or to everything that is wrong with them."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from app.content.author_files import Kind, one_of_each, outcome_of, paths_in
from app.content.faults import Fault, RubricFaults
from app.content.rubric_form import RubricForm, RubricPart, rubric_of
from app.content.rubric_lints import rubric_lints
from app.content.rubric_values import Rubric

_KNOWN_KEYS = {field.alias or name for part in RubricPart.__subclasses__() for name, field in part.model_fields.items()}
_RUBRIC = Kind(RubricForm, rubric_lints, _KNOWN_KEYS, RubricFaults)


@dataclass(frozen=True, slots=True)
class RubricFile:
    """One good file: the rubric, and what pins it in a scorecard."""

    name: str
    """File name within the folder."""
    text: str
    sha256: str
    """Of the file's bytes, in hexadecimal."""
    rubric: Rubric


@dataclass(frozen=True, slots=True)
class Rubrics:
    """Every rubric of a folder that can be scored by, and the faults of those that cannot."""

    files: tuple[RubricFile, ...]
    faults: tuple[Fault, ...] = ()


def read_rubric(file: str, raw: bytes) -> Rubric:
    """Return the rubric in these bytes; `file` is the name under which faults are reported.

    Raises `RubricFaults` with every fault at once, in the order of their lines.
    """
    return rubric_of(_RUBRIC.checked(file, raw))


def load_rubrics(folder: Path) -> Rubrics:
    """Read every `*.yaml` of a folder; a broken file is listed in `faults` and hides no good one.

    Raises `ContentError` when there is no such folder.
    """
    outcomes = (outcome_of(_read, path) for path in paths_in(folder, "rubrics"))
    return Rubrics(*one_of_each(outcomes, lambda file: file.rubric.id))


def _read(path: Path) -> RubricFile:
    raw = _RUBRIC.bytes_of(path)
    rubric = read_rubric(path.name, raw)
    return RubricFile(path.name, raw.decode("utf-8"), sha256(raw).hexdigest(), rubric)
