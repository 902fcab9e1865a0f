"""From a folder or the bytes of a rubric's file to rubrics, or to everything that is wrong with them."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from app.content.faults import Fault, RubricFaults
from app.content.form_faults import located, validated
from app.content.rubric_form import RubricForm, RubricPart, rubric_of
from app.content.rubric_lints import rubric_lints
from app.content.rubric_values import Rubric
from app.content.strict_yaml import MOST_BYTES, read_yaml
from app.errors import ContentError

_KNOWN_KEYS = {field.alias or name for part in RubricPart.__subclasses__() for name, field in part.model_fields.items()}


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
    document = read_yaml(raw)
    if document.data is None:
        raise RubricFaults(located(file, document, []) or (Fault(file, 1, "", "the file is empty"),))
    form, found = validated(RubricForm, document, _KNOWN_KEYS)
    faults = located(file, document, [*found, *rubric_lints(document.data)])
    if faults or form is None:
        raise RubricFaults(faults)
    return rubric_of(form)


def load_rubrics(folder: Path) -> Rubrics:
    """Read every `*.yaml` of a folder; a broken file is listed in `faults` and hides no good one.

    Raises `ContentError` when there is no such folder.
    """
    if not folder.is_dir():
        raise ContentError(f"There is no folder of rubrics at {folder}.")
    files: dict[str, RubricFile] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            file = _read(path)
        except RubricFaults as broken:
            faults.extend(broken.faults)
            continue
        first = files.setdefault(file.rubric.id, file)
        if first is not file:
            faults.append(Fault(path.name, 1, "id", f"`{file.rubric.id}` is already the id in {first.name}"))
    return Rubrics(tuple(files.values()), tuple(faults))


def _read(path: Path) -> RubricFile:
    try:
        with path.open("rb") as source:
            raw = source.read(MOST_BYTES + 1)
    except OSError as error:
        raise RubricFaults((Fault(path.name, 1, "", f"this file cannot be read: {error.strerror}"),)) from error
    rubric = read_rubric(path.name, raw)
    return RubricFile(path.name, raw.decode("utf-8"), sha256(raw).hexdigest(), rubric)
