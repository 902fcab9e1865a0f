"""Which models and voices can be pulled: each pinned to a commit, and every file to its size and SHA-256."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.content.strict_yaml import read_yaml
from app.errors import EngineError

ANY_LANGUAGE = "*"
_FILE = Path(__file__).with_name("known.yaml")


class UnknownModelError(EngineError):
    """Nothing of that name can be pulled."""

    code = "unknown-model"


class Kind(StrEnum):
    """What a model is for; also the folder in the models folder."""

    WHISPER = "whisper"
    """It recognises speech."""
    PIPER = "piper"
    """It is a voice."""


@dataclass(frozen=True, slots=True)
class KnownFile:
    """One file, as it is published."""

    path: str
    """Within the repository."""
    name: str
    """Within the installed folder."""
    size: int
    """In bytes."""
    sha256: str
    """In hexadecimal."""


@dataclass(frozen=True, slots=True)
class KnownModel:
    """One model or voice, as it is published."""

    kind: Kind
    name: str
    repository: str
    revision: str
    """Commit of the repository."""
    licence: str
    restriction: str | None
    """What the licence does not allow; `None`: nothing that a self-hosted training service does."""
    good_for: str
    language: str
    """BCP 47 tag; `ANY_LANGUAGE`: many."""
    files: tuple[KnownFile, ...]

    @property
    def size(self) -> int:
        """Bytes to download."""
        return sum(file.size for file in self.files)


Hexadecimal = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")]
Inside = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$")]
"""A path that stays where it belongs."""


class _FileForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    path: Inside
    name: Inside | None = None
    """Unset: the same as `path`."""
    bytes: int = Field(gt=0)
    sha256: Hexadecimal


class _ModelForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    good_for: str
    language: str
    licence: str
    restriction: str | None = None
    repository: Inside
    revision: Hexadecimal
    files: list[_FileForm]


class _KnownForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    whisper: dict[Inside, _ModelForm]
    piper: dict[Inside, _ModelForm]


@cache
def known_models() -> tuple[KnownModel, ...]:
    """Return everything that can be pulled, recognisers first, the most useful of each kind first."""
    return models_in(_FILE.read_bytes())


def models_in(raw: bytes) -> tuple[KnownModel, ...]:
    """Return the models that a file like `known.yaml` lists."""
    document = read_yaml(raw)
    assert not document.faults, document.faults
    form = _KnownForm.model_validate(document.data)
    listed = {Kind.WHISPER: form.whisper, Kind.PIPER: form.piper}
    return tuple(_model(kind, name, each) for kind, models in listed.items() for name, each in models.items())


def find_known(name: str, known: tuple[KnownModel, ...]) -> KnownModel:
    """Return the model of this name. Raises `UnknownModelError`, which lists those there are."""
    found = next((model for model in known if model.name == name), None)
    if found is None:
        names = ", ".join(model.name for model in known)
        raise UnknownModelError(f"Nothing that can be pulled is called “{name}”. There is: {names}.")
    return found


def _model(kind: Kind, name: str, form: _ModelForm) -> KnownModel:
    files = tuple(KnownFile(each.path, each.name or each.path, each.bytes, each.sha256) for each in form.files)
    return KnownModel(
        kind,
        name,
        form.repository,
        form.revision,
        form.licence,
        form.restriction,
        form.good_for,
        form.language,
        files,
    )
