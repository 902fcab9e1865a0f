"""What of a live call could not be kept; it goes into the record when the call ends.

Each loss is also noted as the name of an empty file in the call's folder, which a full disk still takes: so the record
tells of it even where the server ended before there was room to write it down.
"""

from contextlib import suppress
from pathlib import Path

from app.call_record import NotSaved
from app.errors import ReadyroomError

PREFIX = "lost-"
UNTOLD = "It could not be kept, and the server ended before it could say why."


class Losses:
    """The losses of one call, each named once."""

    def __init__(self, folder: Path | None = None) -> None:
        """Nothing is lost yet. `folder`: of the call; None: losses are noted in memory only."""
        self._losses: dict[tuple[str, int | None], NotSaved] = {}
        self._folder = folder

    def add(self, loss: NotSaved) -> None:
        """Note a loss; a second one of the same thing is the same loss."""
        if (loss.what, loss.number) in self._losses:
            return
        self._losses[loss.what, loss.number] = loss
        if self._folder is not None:
            with suppress(OSError):
                (self._folder / _name(loss.what, loss.number)).touch(mode=0o600)

    def add_turn(self, number: int, error: ReadyroomError) -> None:
        """Note that a turn was not kept."""
        self.add(NotSaved(what="turn", number=number, reason=str(error)))

    def mend_turn(self, number: int) -> None:
        """A later revision of the turn was kept: nothing of it is lost."""
        loss = self._losses.pop(("turn", number), None)
        if loss is not None and self._folder is not None:
            with suppress(OSError):
                (self._folder / _name("turn", number)).unlink(missing_ok=True)

    def all(self) -> tuple[NotSaved, ...]:
        """Return the losses in the order in which they came."""
        return tuple(self._losses.values())


def noted_losses(folder: Path) -> tuple[NotSaved, ...]:
    """Return the losses that a server which is gone noted in a call's folder."""
    names = sorted(file.name.removeprefix(PREFIX).split("-") for file in folder.glob(PREFIX + "*"))
    notes = ({"what": what, "number": int(number) or None, "reason": UNTOLD} for what, number in names)
    return tuple(NotSaved.model_validate(note) for note in notes)


def forget_losses(folder: Path) -> None:
    """Remove the notes of a call whose record tells of its losses, as far as the disk allows."""
    with suppress(OSError):
        for file in folder.glob(PREFIX + "*"):
            file.unlink(missing_ok=True)


def _name(what: str, number: int | None) -> str:
    return f"{PREFIX}{what}-{number or 0}"
