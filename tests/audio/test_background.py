"""What is heard behind a caller: always the same, without a seam or a bang, an office and a street."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from app.audio.background import LOOP, office, street

RATE = 16_000
Made = Callable[[int], NDArray[np.float64]]


def blocks(sound: NDArray[np.float64], seconds: float) -> NDArray[np.float64]:
    """Return the level of each block in dB."""
    length = round(seconds * RATE)
    parts = sound[: len(sound) // length * length].reshape(-1, length)
    return np.asarray(10 * np.log10(np.mean(np.square(parts), axis=1)))


@pytest.mark.parametrize("made", [office, street])
def test_its_level_is_one_and_it_has_no_bangs_and_no_holes(made: Made) -> None:
    sound = made(RATE)
    assert len(sound) == LOOP * RATE
    assert np.sqrt(np.mean(np.square(sound))) == pytest.approx(1.0, abs=0.01)
    assert np.abs(sound).max() < 5.2
    assert blocks(sound, 0.5).min() > -9
    assert blocks(sound, 0.5).max() < 7


@pytest.mark.parametrize("made", [office, street])
def test_its_end_meets_its_beginning(made: Made) -> None:
    sound = made(RATE)
    assert abs(sound[0] - sound[-1]) <= np.percentile(np.abs(np.diff(sound)), 99.9)


def test_it_is_the_same_each_time_and_an_office_is_no_street() -> None:
    assert np.array_equal(office.__wrapped__(RATE), office(RATE))
    spectra = [np.abs(np.fft.rfft(made(RATE))) for made in (office, street)]
    alike = np.corrcoef(*[np.log(spectrum.reshape(-1)[:160_000].reshape(-1, 400).mean(axis=1)) for spectrum in spectra])
    assert alike[0, 1] < 0.99
    assert np.ptp(blocks(street(RATE), 2.0)) > 1.5, "cars come and go"
