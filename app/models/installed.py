"""What is in the models folder: pulled or put there by hand, whole or not."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import file_digest
from pathlib import Path

from app.models.known import Kind, KnownModel
from app.models.manifest import MANIFEST, Manifest, read_manifest

NEEDED: dict[Kind, tuple[tuple[str, ...], ...]] = {
    Kind.WHISPER: (("config.json",), ("model.bin",), ("tokenizer.json",), ("vocabulary.txt", "vocabulary.json")),
    Kind.PIPER: (("voice.onnx",), ("voice.onnx.json",)),
}
"""Files that each kind cannot do without; of each group, one."""


class Trouble(StrEnum):
    """What can be wrong with a file of an installed model."""

    MISSING = "missing"
    CHANGED = "changed"
    FOREIGN = "foreign"
    """It does not belong to the model."""
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one file."""

    file: str
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """One folder of the models folder."""

    kind: Kind
    name: str
    folder: Path
    manifest: Manifest | None
    """`None`: it was put there by hand."""

    @property
    def lacks(self) -> tuple[str, ...]:
        """What it cannot be used without, and does not have."""
        groups = NEEDED[self.kind]
        return tuple(
            " or ".join(group) for group in groups if not any((self.folder / each).is_file() for each in group)
        )

    @property
    def size(self) -> int:
        """Bytes of its files."""
        return sum(path.stat().st_size for path in self.folder.iterdir() if path.is_file())


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of looking at every byte of an installed model."""

    model: InstalledModel
    compared_with: str | None
    """What the files were compared with, in words; `None`: with nothing, for nothing is known of them."""
    faults: tuple[Fault, ...]


def installed_models(models: Path) -> tuple[InstalledModel, ...]:
    """Return what lies in a models folder, by kind and name; an empty tuple if there is no such folder."""
    return tuple(
        InstalledModel(kind, folder.name, folder, read_manifest(folder))
        for kind in Kind
        for folder in _in(models / kind)
    )


def find_installed(models: Path, kind: Kind, name: str) -> InstalledModel | None:
    """Return one of them; `None` if it is not there."""
    return next((each for each in installed_models(models) if (each.kind, each.name) == (kind, name)), None)


def verify(model: InstalledModel, known: tuple[KnownModel, ...]) -> Verification:
    """Read every file and compare it with the manifest, or without one with what is published under its name.

    Seconds for a large model.
    """
    expected, source = _expected(model, known)
    if expected is None:
        lacking = tuple(Fault(name, Trouble.MISSING) for name in model.lacks)
        return Verification(model, None, lacking)
    foreign = {path.name for path in model.folder.iterdir()} - expected.keys() - {MANIFEST}
    faults = [*_faults(model.folder, expected), *(Fault(name, Trouble.FOREIGN) for name in sorted(foreign))]
    return Verification(model, source, tuple(faults))


def digest_of(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal. Raises `OSError`."""
    with path.open("rb") as source:
        return file_digest(source, "sha256").hexdigest()


def _expected(model: InstalledModel, known: tuple[KnownModel, ...]) -> tuple[dict[str, tuple[int, str]] | None, str]:
    if model.manifest is not None:
        files = {each.path: (each.bytes, each.sha256) for each in model.manifest.files}
        return files, "its manifest"
    published = next((each for each in known if (each.kind, each.name) == (model.kind, model.name)), None)
    if published is None:
        return None, ""
    return {each.name: (each.size, each.sha256) for each in published.files}, "what is published under this name"


def _faults(folder: Path, expected: dict[str, tuple[int, str]]) -> Iterator[Fault]:
    for name, (size, sha256) in expected.items():
        path = folder / name
        try:
            is_same = path.stat().st_size == size and digest_of(path) == sha256
        except FileNotFoundError:
            yield Fault(name, Trouble.MISSING)
        except OSError:
            yield Fault(name, Trouble.UNREADABLE)
        else:
            if not is_same:
                yield Fault(name, Trouble.CHANGED)


def _in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
