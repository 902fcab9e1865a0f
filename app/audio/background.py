"""What is heard behind a caller, an office or a street, made from a seed: no recording of anybody."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

LOOP = 20.0
"""Length after which a background begins anew, without a seam, in seconds."""
_SEED = 20_270
_LOUDEST = 5.0
"""No sample is louder than so many times the root mean square (14 dB): a background has no bangs."""
_TALKERS, _SYLLABLES = 5, 3.5
"""People in the office, and how often each opens the mouth, in Hz."""
_BURSTS, _STROKES = 4, 9
"""Times that somebody types in a loop, and keys each time."""
_CARS = 4
_PASSING = 1.6
"""How long a car is near, in seconds (standard deviation)."""


@cache
def office(rate: int) -> NDArray[np.float64]:
    """Return a loop of an office: ventilation, people far away, somebody typing. Root mean square 1."""
    chance = np.random.default_rng(_SEED)
    length = round(LOOP * rate)
    air = _noise(chance, length, rate, (70.0, 900.0), slope=-1.0)
    talk = sum((_talker(chance, length, rate) for _ in range(_TALKERS)), np.zeros(length))
    return _even(air + 0.9 * _even(talk) + 0.35 * _typing(chance, length, rate))


@cache
def street(rate: int) -> NDArray[np.float64]:
    """Return a loop of a street: a far rumble, and cars that come and go. Root mean square 1."""
    chance = np.random.default_rng(_SEED + 1)
    length = round(LOOP * rate)
    rumble = _noise(chance, length, rate, (50.0, 700.0), slope=-1.2)
    cars = np.zeros(length)
    for car in range(_CARS):
        near = _bump(length, (car + chance.uniform(0.2, 0.8)) / _CARS, _PASSING * rate)
        tyres = _noise(chance, length, rate, (250.0, 3200.0), slope=-0.8)
        cars += chance.uniform(0.6, 1.3) * near * tyres
    return _even(rumble + 1.2 * cars)


def _talker(chance: np.random.Generator, length: int, rate: int) -> NDArray[np.float64]:
    """Return a voice too far away for words: noise in a voice's band that opens and shuts like a mouth."""
    sound = _noise(chance, length, rate, (220.0, 2600.0), slope=-1.0)
    mouth = np.maximum(0.0, _noise(chance, length, rate, (0.5, _SYLLABLES), slope=0.0))
    phrase = np.maximum(0.0, 0.4 + _noise(chance, length, rate, (0.05, 0.35), slope=0.0))
    return np.asarray(sound * mouth * phrase)


def _typing(chance: np.random.Generator, length: int, rate: int) -> NDArray[np.float64]:
    strokes = np.zeros(length)
    for burst in range(_BURSTS):
        at = (burst + chance.uniform(0.1, 0.6)) / _BURSTS
        for stroke in range(_STROKES):
            place = round(at * length + (stroke + chance.uniform(0, 0.5)) * 0.13 * rate) % length
            strokes[place] = chance.uniform(0.4, 1.0)
    decay = np.exp(-np.arange(length) / (0.004 * rate)) * chance.standard_normal(length)
    keys = np.fft.irfft(np.fft.rfft(strokes) * np.fft.rfft(decay), length)
    return np.asarray(keys / max(1e-9, np.abs(keys).max()) * 4)


def _noise(
    chance: np.random.Generator, length: int, rate: int, band: tuple[float, float], *, slope: float
) -> NDArray[np.float64]:
    """Return noise whose end meets its beginning, between two frequencies in Hz, of root mean square 1.

    `slope` is the exponent of its amplitude over frequency: -1 for pink noise and darker, 0 for white.
    """
    hertz = np.maximum(np.fft.rfftfreq(length, 1 / rate), 1 / LOOP)
    low, high = band
    shape = (hertz / low) ** slope / (1 + (low / hertz) ** 8) / (1 + (hertz / high) ** 8)
    return _even(np.fft.irfft(np.fft.rfft(chance.standard_normal(length)) * shape, length))


def _bump(length: int, centre: float, width: float) -> NDArray[np.float64]:
    """Return a bell of this width in samples around a place in the loop (0 to 1), going round its end."""
    distance = np.abs(np.arange(length) - centre * length)
    distance = np.minimum(distance, length - distance)
    return np.asarray(np.exp(-0.5 * (distance / width) ** 2))


def _even(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a sound with root mean square 1 and nothing louder than `_LOUDEST`."""
    for _ in range(2):
        sound = sound / max(1e-9, float(np.sqrt(np.mean(np.square(sound)))))
        sound = np.clip(sound, -_LOUDEST, _LOUDEST)
    return sound
