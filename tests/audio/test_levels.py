"""Levels are root mean squares in dBFS, and sound begins where a window rises above the threshold."""

import numpy as np
import pytest

from app.audio.levels import SILENT, dbfs, first_audible, last_speech_sample, speech_bounds


def _square(amplitude: int, size: int) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    return np.where(np.arange(size) % 2 == 0, amplitude, -amplitude).astype(np.int16)


@pytest.mark.parametrize(("amplitude", "level"), [(32_767, 0.0), (16_384, -6.02), (328, -40.0)])
def test_a_square_wave_measures_its_amplitude(amplitude: int, level: float) -> None:
    assert dbfs(_square(amplitude, 1_600)) == pytest.approx(level, abs=0.02)


def test_zeros_and_nothing_are_silent() -> None:
    assert dbfs(np.zeros(100, np.int16)) == SILENT
    assert dbfs(np.empty(0, np.int16)) == SILENT


def test_the_first_audible_window_starts_at_most_a_window_before_the_sound() -> None:
    samples = np.concatenate((np.zeros(8_000, np.int16), _square(3_000, 8_000)))
    found = first_audible(samples, 16_000)
    assert found is not None
    assert 8_000 - 1_600 < found <= 8_000


def test_nothing_is_audible_in_hiss() -> None:
    assert first_audible(_square(100, 16_000), 16_000) is None


def test_speech_ends_within_five_milliseconds_of_the_last_loud_sample() -> None:
    samples = np.concatenate((np.zeros(4_000, np.int16), _square(3_000, 8_000), np.zeros(4_000, np.int16)))
    assert speech_bounds(samples, 16_000) == (4_000, 12_000)
    assert last_speech_sample(samples, 16_000) == 11_999
    assert last_speech_sample(np.zeros(4_000, np.int16), 16_000) is None
