"""Keeps loud samples from clipping."""

import numpy as np
from numpy.typing import NDArray

_KNEE, _CEILING = 13_000.0, 23_198.0
"""Louder samples than the knee are bent so that none passes the ceiling, -3 dBFS."""


def under_ceiling(loud: NDArray[np.floating]) -> NDArray[np.int16]:
    """Return samples (full scale is 32,768) as PCM16, those above -8 dBFS bent so that none passes -3 dBFS."""
    samples = np.array(loud)
    above = np.abs(samples) > _KNEE
    high = samples[above]
    room = _CEILING - _KNEE
    samples[above] = np.sign(high) * (_KNEE + room * np.tanh((np.abs(high) - _KNEE) / room))
    return samples.astype(np.int16)
