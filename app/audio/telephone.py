"""The telephone's band: what a handset leaves of a voice, as a filter that keeps its state from chunk to chunk."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

LOW, HIGH = 300.0, 3400.0
"""The band that is kept, in Hz (ITU-T G.712)."""
_LOW_EDGE, _HIGH_EDGE = 180.0, 4200.0
"""Where next to nothing is left, in Hz."""
_FLOOR = 1e-3
"""What is left beyond the edges: -60 dB."""
_TAPS = 384
_GRID = 8192
"""Points of the spectrum on which the filter is designed."""
MAKE_UP = 1.1
"""Factor that gives back what a voice loses of its level: 0.4 to 1.5 dB with eSpeak NG's timbres (measured)."""


class TelephoneBand:
    """One stream of sound; as many samples come out as go in, and none is late by more than a millisecond or two."""

    def __init__(self, rate: int) -> None:
        """`rate` is in samples per second."""
        self._taps = _taps(rate)
        self._rest = np.zeros(_TAPS - 1)
        """What the last samples still add to those to come."""

    def pass_through(self, samples: NDArray[np.floating]) -> NDArray[np.float64]:
        """Return the next samples as the other end hears them."""
        if not len(samples):
            return np.zeros(0)
        size = 1 << (len(samples) + _TAPS - 2).bit_length()
        spread = np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(self._taps, size), size)
        spread[: _TAPS - 1] += self._rest
        length = len(samples)
        self._rest = np.concatenate([spread[length : length + _TAPS - 1], np.zeros(_TAPS)])[: _TAPS - 1]
        return np.asarray(spread[:length])


def band_limited(loop: NDArray[np.float64], rate: int) -> NDArray[np.float64]:
    """Return a sound that is played in a loop as a telephone passes it: its end still meets its beginning."""
    hertz = np.fft.rfftfreq(len(loop), 1 / rate)
    return np.asarray(np.fft.irfft(np.fft.rfft(loop) * _response(hertz), len(loop)))


def _response(hertz: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return what is left of each frequency, with half a cosine (in dB) at both edges."""
    rise = np.clip((hertz - _LOW_EDGE) / (LOW - _LOW_EDGE), 0, 1)
    fall = np.clip((_HIGH_EDGE - hertz) / (_HIGH_EDGE - HIGH), 0, 1)
    slope = np.minimum(rise, fall)
    return np.asarray(_FLOOR ** ((1 + np.cos(np.pi * slope)) / 2))


@cache
def _taps(rate: int) -> NDArray[np.float64]:
    """Return the filter of minimum phase, so that nothing is delayed: by the real cepstrum (Oppenheim and Schafer)."""
    response = _response(np.fft.rfftfreq(_GRID, 1 / rate))
    cepstrum = np.fft.irfft(np.log(response), _GRID)
    cepstrum[1 : _GRID // 2] *= 2
    cepstrum[_GRID // 2 + 1 :] = 0
    taps = np.fft.irfft(np.exp(np.fft.rfft(cepstrum)), _GRID)[:_TAPS]
    taps[-_TAPS // 4 :] *= np.linspace(1, 0, _TAPS // 4)
    return np.asarray(taps)
