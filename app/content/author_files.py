"""What every author's file goes through, whatever it holds: its bytes, its form, and the folder that it is one of."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

from app.content.faults import AuthorsFaults, Fault, Found
from app.content.form_faults import located, validated
from app.content.strict_yaml import MOST_BYTES, Value, read_yaml
from app.errors import ContentError


class AuthorsFile(Protocol):
    """One good file."""

    @property
    def name(self) -> str:
        """File name within the folder."""


Form = TypeVar("Form", bound=BaseModel)
Good = TypeVar("Good", bound=AuthorsFile)


@dataclass(frozen=True, slots=True)
class Kind(Generic[Form]):
    """One kind of author's file: what it must look like, and how its faults are raised."""

    form: type[Form]
    lints: Callable[[Value], Iterable[Found]]
    keys: Collection[str]
    """All that the form knows, for "is X meant?"."""
    faults: type[AuthorsFaults]
    most: int = MOST_BYTES
    """Bytes of a file."""

    def checked(self, file: str, raw: bytes) -> Form:
        """Return the form of these bytes; `file`: the name under which faults are reported.

        Raises `faults` with every fault at once, of form and lints, in the order of their lines.
        """
        document = read_yaml(raw, self.most)
        if document.data is None:
            raise self.faults(located(file, document, []) or (Fault(file, 1, "", "the file is empty"),))
        filled, found = validated(self.form, document, self.keys)
        faults = located(file, document, [*found, *self.lints(document.data)])
        if faults or filled is None:
            raise self.faults(faults)
        return filled

    def bytes_of(self, path: Path) -> bytes:
        """Return a file's bytes, one more than there may be of one that is too large. Raises `faults`."""
        try:
            with path.open("rb") as source:
                return source.read(self.most + 1)
        except OSError as error:
            fault = Fault(path.name, 1, "", f"this file cannot be read: {error.strerror}")
            raise self.faults((fault,)) from error


def paths_in(folder: Path, what: str) -> list[Path]:
    """Return the `*.yaml` files of a folder, in order. Raises `ContentError` when there is no such folder."""
    if not folder.is_dir():
        raise ContentError(f"There is no folder of {what} at {folder}.")
    return sorted(folder.glob("*.yaml"))


def outcome_of(read: Callable[[Path], Good], path: Path) -> Good | AuthorsFaults:
    """Return the good file, or everything that is wrong with it."""
    try:
        return read(path)
    except AuthorsFaults as broken:
        return broken


def one_of_each(
    outcomes: Iterable[Good | AuthorsFaults], id_of: Callable[[Good], str]
) -> tuple[tuple[Good, ...], tuple[Fault, ...]]:
    """Return the good files and all faults; of two files with one id the first is taken, the other is at fault."""
    files: dict[str, Good] = {}
    faults: list[Fault] = []
    for outcome in outcomes:
        if isinstance(outcome, AuthorsFaults):
            faults.extend(outcome.faults)
            continue
        first = files.setdefault(id_of(outcome), outcome)
        if first is not outcome:
            faults.append(Fault(outcome.name, 1, "id", f"`{id_of(outcome)}` is already the id in {first.name}"))
    return tuple(files.values()), tuple(faults)
