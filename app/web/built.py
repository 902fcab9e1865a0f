"""The built page: which files Vite made of `app/web/client`, found by its manifest."""

import json
from dataclasses import dataclass
from os import PathLike, stat_result
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

BUILT = Path(__file__).parent / "static"
"""Where `make run` builds it."""
WHERE = "/static"
"""Where browsers find it."""
FOREVER = "public, max-age=31536000, immutable"
"""The name of a file has a hash of what is in it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Addresses of what a page loads for one of its entries."""

    script: str | None
    """None for a style sheet."""
    preloads: tuple[str, ...]
    """Modules that the script imports."""
    styles: tuple[str, ...]


class BuiltPage:
    """The files of the page as they are on the disk; a new build is seen at the next request."""

    def __init__(self, folder: Path) -> None:
        """`folder`: what Vite wrote, there or not."""
        self._manifests = (folder / ".vite" / "manifest.json", folder / "manifest.json")
        self._read_at = 0
        self._chunks: dict[str, dict[str, object]] = {}

    def entry(self, source: str) -> Entry | None:
        """Return what to load for `src/….ts` or `src/….css`; None if it is not built."""
        chunks = self._manifest()
        if source not in chunks:
            return None
        names = _imported(chunks, source)
        files = [str(chunks[name]["file"]) for name in names]
        styles = [style for name in names for style in _texts(chunks[name], "css")]
        if source.endswith(".css"):
            return Entry(None, (), tuple(_addresses([files[0]])))
        return Entry(_addresses(files)[0], tuple(_addresses(files[1:])), tuple(_addresses(styles)))

    def _manifest(self) -> dict[str, dict[str, object]]:
        for file in self._manifests:
            try:
                written = file.stat().st_mtime_ns
                if written != self._read_at:
                    self._chunks, self._read_at = json.loads(file.read_text(encoding="utf-8")), written
            except (OSError, ValueError):
                continue
            return self._chunks
        return {}


def _imported(chunks: dict[str, dict[str, object]], source: str) -> list[str]:
    """Return the chunk and all that it imports, each once."""
    found = [source]
    for name in found:
        found.extend(each for each in _texts(chunks[name], "imports") if each not in found and each in chunks)
    return found


def _texts(chunk: dict[str, object], key: str) -> list[str]:
    listed = chunk.get(key, [])
    return [str(each) for each in listed] if isinstance(listed, list) else []


def _addresses(files: list[str]) -> list[str]:
    return [f"{WHERE}/{file}" for file in files]


class HashedFiles(StaticFiles):
    """Serves the built files for anyone; they say nothing about any trainee."""

    def __init__(self, folder: Path) -> None:
        """`folder`: there or not."""
        super().__init__(directory=folder, check_dir=False)
        self.config_checked = True

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Return the file; what lies in `assets/` may be kept for ever."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        is_hashed = Path(full_path).parent.name == "assets"
        response.headers["Cache-Control"] = FOREVER if is_hashed else "no-cache"
        return response
