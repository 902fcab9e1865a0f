"""What is wrong with an author's file: each fault with file, line, key and a sentence."""

from dataclasses import dataclass

from app.errors import ContentError

Path = tuple[str | int, ...]
"""Keys and list positions from the top of a document down to a value."""
Found = tuple[Path, str]
"""Where something is wrong, and what."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that the author has to mend."""

    file: str
    line: int
    """Counted from 1."""
    key: str
    """Where in the document: `hidden_facts[0].needs.trust`; empty for the file as a whole."""
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.key}: {self.sentence}"


class AuthorsFaults(ContentError):  # noqa: N818 - it is the faults, all of them
    """An author's file cannot be used; `faults` says everything that is wrong with it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class PersonaFaults(AuthorsFaults):
    """A persona's file cannot be used."""

    code = "persona-faults"


class RubricFaults(AuthorsFaults):
    """A rubric's file cannot be used."""

    code = "rubric-faults"


class LanguageFaults(AuthorsFaults):
    """A language's file cannot be used."""

    code = "language-faults"


def key_of(path: Path) -> str:
    """Return a path as authors read it."""
    written = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return written.removeprefix(".")
