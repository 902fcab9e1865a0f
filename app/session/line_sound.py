"""What there is of a line's sound, and how far it came: made, sent, heard."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.session.surroundings import Surrounded


@dataclass(slots=True)
class LineSound:
    """One reply on its way to the ear; all counts in samples at the voice's rate."""

    reply: int
    around: Surrounded
    sound: NDArray[np.int16] = field(default_factory=lambda: np.zeros(0, np.int16))
    sent: int = 0
    heard: int = 0
    heard_at: int = 0
    has_started: bool = False
    is_paused: bool = False
    pieces_waiting: int = 0
    ends_sentence: bool = False
    """The last piece voiced ended a sentence."""
    has_failed: bool = False
    """The voice broke: nothing more of it will be heard."""
    is_ended: bool = False
    is_whole: bool = False
    """Ended, and all of its sound is there."""
    is_told_whole: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line that the voice is given at once."""

    reply: int
    number: int
    text: str
