"""`manifest.json`: what a pulled model is, where it is from, and the SHA-256 of every file, beside the files."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from app.models.known import Kind

MANIFEST = "manifest.json"
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$")]


class ManifestFile(BaseModel):
    """One file as it is on this machine."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: Name
    bytes: int = Field(ge=0)
    sha256: Digest
    published_sha256: Digest | None = None
    """Of the file as it was downloaded, where it was changed here; `None`: it is as it was published."""


class Manifest(BaseModel):
    """One model."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Literal["model/v1"] = "model/v1"
    kind: Kind
    name: Name
    repository: str
    revision: str
    source: str
    """Host that it was downloaded from."""
    licence: str
    restriction: str | None = None
    files: tuple[ManifestFile, ...]


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it into a model's folder. Raises `OSError`."""
    (folder / MANIFEST).write_text(manifest.model_dump_json(indent=2, exclude_none=True) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a model's folder; `None` if there is none that can be read."""
    try:
        return Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except (OSError, ValidationError):
        return None
