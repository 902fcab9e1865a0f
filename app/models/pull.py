"""Brings a model here: room, download, check, patch, manifest, and one rename that makes all of it visible at once."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from app.errors import EngineError
from app.models.fetching import DiskFullError, Download
from app.models.hub import HubError, address_of, host_of
from app.models.installed import InstalledModel, Trouble, digest_of, find_installed, verify
from app.models.known import Kind, KnownModel
from app.models.manifest import Manifest, ManifestFile, write_manifest

PARTIAL = ".partial"
"""Folder within the models folder for what is not whole yet; nothing is ever loaded from it."""
SPARE = 64 * 1024 * 1024
"""Bytes that must be left free afterwards."""

Patch = Callable[[bytes], bytes]
"""Changes a voice's ONNX file so that it tells how long each phoneme lasts."""
Tell = Callable[[int], None]
"""Is told how many bytes of the model are here."""


class PullError(EngineError):
    """A model could not be pulled."""

    code = "pull"


@dataclass(frozen=True, slots=True)
class Place:
    """Where models are pulled to, and what is pulled with."""

    models: Path
    hub: str
    """Address of the hub; see `hub_address`."""
    client: httpx2.Client
    patch: Patch
    free: Callable[[Path], int] = lambda path: shutil.disk_usage(path).free
    """Bytes that are free where a folder lies."""


def pull(model: KnownModel, place: Place, tell: Tell) -> bool:
    """Bring a model into the models folder; `False`: it was there already, whole.

    Killed at any moment, it leaves either the whole model or none, and pulling again goes on where it was.
    Raises `EngineError`s with sentences.
    """
    folder = place.models / model.kind / model.name
    with _alone(place.models), _told_disk(place.models):
        if _is_there(model, place.models):
            return False
        partial = place.models / PARTIAL / f"{model.kind}-{model.name}"
        partial.mkdir(parents=True, exist_ok=True)
        _clear_of_others(partial, model)
        try:
            _refuse_without_room(model, partial, place)
            _fetch(model, partial, place, tell)
        finally:
            _remove_if_empty(partial)
        write_manifest(partial, _manifest(model, _patched(model, partial, place.patch), place.hub))
        _publish(partial, folder, place.models / PARTIAL)
    return True


def _is_there(model: KnownModel, models: Path) -> bool:
    """Say whether this very revision is here, whole. Raises `PullError` for a folder that is somebody's own."""
    found = find_installed(models, model.kind, model.name)
    if found is None:
        return False
    if found.manifest is None:
        raise PullError(
            f"{found.folder} was put there by hand, and pulling does not overwrite it. It is used as it is; to have it "
            "replaced, remove or rename that folder first."
        )
    return found.manifest.revision == model.revision and not _is_damaged(found)


def _is_damaged(found: InstalledModel) -> bool:
    return any(fault.trouble is not Trouble.FOREIGN for fault in verify(found, ()).faults)


def _clear_of_others(partial: Path, model: KnownModel) -> None:
    """Remove from an earlier try what does not belong to this revision."""
    names = {file.name for file in model.files}
    for path in partial.iterdir():
        if path.name not in names:
            path.unlink()


def _remove_if_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()


def _refuse_without_room(model: KnownModel, partial: Path, place: Place) -> None:
    here = sum(path.stat().st_size for path in partial.iterdir() if path.is_file())
    copy = max(file.size for file in model.files) if model.kind is Kind.PIPER else 0
    needed = model.size - min(here, model.size) + copy + SPARE
    free = place.free(place.models)
    if free < needed:
        raise DiskFullError(
            f"{model.name} needs {needed // 1_000_000:,} MB in {place.models}, and {free // 1_000_000:,} MB are free. "
            "Make room, or name another folder in READYROOM_MODELS."
        )


def _fetch(model: KnownModel, partial: Path, place: Place, tell: Tell) -> None:
    before = 0
    for file in model.files:
        download = Download(place.client, address_of(place.hub, model, file), partial / file.name, file)
        try:
            download.run(_after(before, tell))
        except HubError as fault:
            raise HubError(f"{fault} {_by_hand(model, place)}") from fault
        before += file.size


def _after(before: int, tell: Tell) -> Tell:
    return lambda has: tell(before + has)


def _by_hand(model: KnownModel, place: Place) -> str:
    folder = place.models / model.kind / model.name
    names = ", ".join(file.name if file.name == file.path else f"{file.path} as {file.name}" for file in model.files)
    return (
        "Is this machine offline? Nothing that was here has changed. Either name a mirror in READYROOM_HUB_URL, or "
        f"pull on another machine and copy the folder {model.kind}/{model.name} of its models folder to {folder}. By "
        f"hand: from {model.repository} at {model.revision[:12]} put {names} into that folder."
    )


def _patched(model: KnownModel, partial: Path, patch: Patch) -> tuple[ManifestFile, ...]:
    """Patch what is to be patched, and say what every file is now."""
    files = []
    for file in model.files:
        path, published = partial / file.name, None
        if path.suffix == ".onnx":
            changed = patch(path.read_bytes())
            beside = path.with_suffix(".patched")
            beside.write_bytes(changed)
            beside.replace(path)
            published = file.sha256
        now = digest_of(path)
        files.append(
            ManifestFile(
                path=file.name,
                bytes=path.stat().st_size,
                sha256=now,
                published_sha256=published if now != published else None,
            )
        )
    return tuple(files)


def _manifest(model: KnownModel, files: tuple[ManifestFile, ...], hub: str) -> Manifest:
    return Manifest(
        kind=model.kind,
        name=model.name,
        repository=model.repository,
        revision=model.revision,
        source=host_of(hub),
        licence=model.licence,
        restriction=model.restriction,
        files=files,
    )


def _publish(partial: Path, folder: Path, aside: Path) -> None:
    """Make everything durable, then visible by one rename; an older one is moved out of the way first."""
    for path in (*partial.iterdir(), partial):
        _sync(path)
    folder.parent.mkdir(parents=True, exist_ok=True)
    old = aside / f"{folder.parent.name}-{folder.name}.old"
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    partial.rename(folder)
    _sync(folder.parent)
    shutil.rmtree(old, ignore_errors=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _alone(models: Path) -> Iterator[None]:
    """Hold the models folder against other pulls; a killed one lets go of it."""
    try:
        _make_private(models / PARTIAL)
        lock = (models / PARTIAL / "lock").open("w")
    except OSError as fault:
        raise PullError(f"The models folder {models} cannot be written: {fault.strerror}.") from fault
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            raise PullError(f"Another pull into {models} is at work. Wait until it is done.") from fault
        yield


def _make_private(folder: Path) -> None:
    """Make a folder and those it lies in, for the owner only: one of them may be the data folder."""
    for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)


@contextmanager
def _told_disk(models: Path) -> Iterator[None]:
    """Turn what the disk refuses into a sentence."""
    try:
        yield
    except OSError as fault:
        raise PullError(f"The models folder {models} cannot be used: {fault.strerror}.") from fault
