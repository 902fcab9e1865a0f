"""The folder of personas while a server runs: a good edit serves the next call, a bad one leaves the last good text."""

from dataclasses import dataclass, field
from pathlib import Path

from app.content.faults import PersonaFaults
from app.content.library import Library, PersonaFile, composed, persona_paths, read_persona_file
from app.content.yaml_language import Languages, language_files, load_languages

Stamp = tuple[int, int, int, int]
"""When a file was written and changed, in ns, its size and its number on the disk: another version has another one."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was in one file when it was last looked at."""

    stamp: Stamp
    outcome: PersonaFile | PersonaFaults
    good: PersonaFile | None
    """The last good version; `None`: there was none yet."""


@dataclass(slots=True)
class Shelf:
    """Two folders, and what was last found in them."""

    personas: Path
    languages: Path
    _seen: dict[Path, _Seen] = field(default_factory=dict)
    _spoken: Languages = field(default_factory=lambda: Languages(()))
    _spoken_stamps: dict[Path, Stamp] = field(default_factory=dict)
    _library: Library | None = None

    def look(self) -> Library:
        """Return the library as it is now; the same object while nothing has changed.

        Reads only files that have another stamp than before: a tenth of a millisecond when none has. What is broken
        is in `faults` and keeps its last good version; a file that is gone is gone. Calls that are being held keep
        the persona they began with. Raises `ContentError` when a folder is gone.
        """
        stamps = _stamps(persona_paths(self.personas))
        is_same = self._library is not None and {path: seen.stamp for path, seen in self._seen.items()} == stamps
        if self._languages_changed() or not is_same:
            self._seen = {path: self._read(path, stamp) for path, stamp in stamps.items()}
            self._library = self._composed()
        assert self._library is not None, "the first look makes one"
        return self._library

    def _languages_changed(self) -> bool:
        """Read the languages anew if a file of them has changed; then every persona is read anew too."""
        stamps = _stamps(language_files(self.languages))
        if stamps == self._spoken_stamps and stamps:
            return False
        read = load_languages(self.languages)
        broken = {fault.file for fault in read.faults}
        kept = tuple(each for each in self._spoken.files if each.name in broken)
        self._spoken = Languages((*read.files, *kept), read.faults)
        self._spoken_stamps = stamps
        self._seen = {path: _Seen((0, 0, 0, 0), seen.outcome, seen.good) for path, seen in self._seen.items()}
        return True

    def _read(self, path: Path, stamp: Stamp) -> _Seen:
        before = self._seen.get(path)
        if before is not None and before.stamp == stamp:
            return before
        try:
            file = read_persona_file(path, self._spoken)
        except PersonaFaults as broken:
            return _Seen(stamp, broken, before.good if before else None)
        return _Seen(stamp, file, file)

    def _composed(self) -> Library:
        outcomes: list[PersonaFile | PersonaFaults] = []
        for seen in self._seen.values():
            outcomes.append(seen.outcome)
            if isinstance(seen.outcome, PersonaFaults) and seen.good is not None:
                outcomes.append(seen.good)
        return composed(outcomes, self._spoken)


def _stamps(paths: list[Path]) -> dict[Path, Stamp]:
    """Return the stamp of each file that is there."""
    found: dict[Path, Stamp] = {}
    for path in paths:
        try:
            state = path.stat()
        except OSError:  # it went between the listing and now
            continue
        found[path] = (state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino)
    return found
