"""Where the customer calls from: the telephone's band, and what is heard behind the voice while it speaks."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from app.audio.background import office, street
from app.audio.ceiling import under_ceiling
from app.audio.levels import FULL_SCALE
from app.audio.telephone import MAKE_UP, TelephoneBand, band_limited
from app.content.voice_values import BackgroundSound, Voice

FADE = 0.15
"""The background comes up at the start of a line and dies away after its end over this time, in seconds."""
_MADE: dict[BackgroundSound, Callable[[int], NDArray[np.float64]]] = {
    BackgroundSound.OFFICE: office,
    BackgroundSound.STREET: street,
}

Sound = NDArray[np.int16]


class Surroundings:
    """Of one call; the background goes on from line to line."""

    def __init__(self, voice: Voice, rate: int) -> None:
        """`rate` is the voice engine's, in samples per second. There is no background before `make`."""
        self.rate = rate
        self.is_telephone = voice.telephone
        self._voice = voice
        self._behind: NDArray[np.float64] | None = None
        self._position = 0

    @property
    def are_silent(self) -> bool:
        """Whether nothing is heard behind the voice."""
        return self._voice.background is None

    def make(self) -> None:
        """Make the background: half a second of work for the first call that needs it, so not on the event loop."""
        self._behind = _background(self._voice, self.rate)

    def line(self) -> "Surrounded":
        """Return the surroundings of a new line."""
        return Surrounded(self)

    def behind(self, length: int) -> NDArray[np.float64]:
        """Return the next samples of the background, full scale 32,768."""
        if self._behind is None:
            return np.zeros(length)
        places = np.arange(self._position, self._position + length)
        self._position += length
        return self._behind.take(places, mode="wrap")


class Surrounded:
    """One line, or a murmur, on its way through them: not a sample more or less until its end."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._band = TelephoneBand(around.rate) if around.is_telephone else None
        self._given = 0

    def voice(self, samples: Sound) -> Sound:
        """Return the next samples of the voice as they are heard, the background coming up behind the first."""
        if self._band is None and self._around.are_silent:
            return samples
        rise = np.minimum(1.0, (self._given + np.arange(len(samples))) / (FADE * self._around.rate))
        self._given += len(samples)
        return under_ceiling(self._passed(samples) + rise * self._around.behind(len(samples)))

    def murmur(self, samples: Sound) -> Sound:
        """Return a murmur as it is heard; it is too short for a background to come and go."""
        return samples if self._band is None else under_ceiling(self._passed(samples))

    def end(self) -> Sound:
        """Return how the background dies away after the line; nothing where there is none."""
        if self._around.are_silent or not self._given:
            return np.zeros(0, np.int16)
        length = round(FADE * self._around.rate)
        return under_ceiling(np.linspace(1.0, 0.0, length) * self._around.behind(length))

    def _passed(self, samples: Sound) -> NDArray[np.float64]:
        loud = samples.astype(np.float64)
        return loud if self._band is None else MAKE_UP * self._band.pass_through(loud)


def _background(voice: Voice, rate: int) -> NDArray[np.float64] | None:
    if voice.background is None:
        return None
    loop = _MADE[voice.background.sound](rate)
    if voice.telephone:
        loop = band_limited(loop, rate)
    return loop * (FULL_SCALE * 10 ** (voice.background.level / 20) / float(np.sqrt(np.mean(np.square(loop)))))
