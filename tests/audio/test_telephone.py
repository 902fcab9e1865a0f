"""The telephone's band: the voice is there, the lows and the highs are gone, and not a sample is lost or late."""

import numpy as np
import pytest
from numpy.typing import NDArray

from app.audio.telephone import TelephoneBand, band_limited

RATES = [16_000, 22_050]


def tone(hertz: float, rate: int, seconds: float = 0.5) -> NDArray[np.float64]:
    return 10_000 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)


def level(sound: NDArray[np.float64]) -> float:
    steady = sound[len(sound) // 2 :]
    return 20 * float(np.log10(np.sqrt(np.mean(np.square(steady))) / (10_000 / np.sqrt(2))))


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("hertz", [400, 1_000, 2_000, 3_300])
def test_what_a_telephone_carries_passes(rate: int, hertz: float) -> None:
    assert abs(level(TelephoneBand(rate).pass_through(tone(hertz, rate)))) < 1.0


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("hertz", [60, 120, 180, 4_200, 6_000])
def test_what_it_does_not_carry_is_gone(rate: int, hertz: float) -> None:
    assert level(TelephoneBand(rate).pass_through(tone(hertz, rate))) < -30


def test_chunks_of_any_length_come_out_as_the_whole_would() -> None:
    sound = np.random.default_rng(3).standard_normal(9_000) * 3_000
    whole = TelephoneBand(22_050).pass_through(sound)
    band = TelephoneBand(22_050)
    parts = [band.pass_through(part) for part in np.split(sound, [0, 1, 2, 441, 442, 2_000, 2_383, 8_999])]
    assert [len(part) for part in parts] == [0, 1, 1, 439, 1, 1_558, 383, 6_616, 1]
    assert np.allclose(np.concatenate(parts), whole, atol=1e-6)
    assert len(whole) == len(sound)


def test_a_voice_is_not_late() -> None:
    rate, burst = 22_050, np.zeros(4_000)
    burst[1_000:1_200] = tone(1_000, 22_050)[:200]
    heard = np.abs(TelephoneBand(rate).pass_through(burst))
    assert heard[:1_000].max() < 1
    assert np.flatnonzero(heard > 3_000)[0] - 1_000 < 0.002 * rate


def test_a_loop_stays_one() -> None:
    loop = band_limited(np.random.default_rng(4).standard_normal(22_050), 22_050)
    twice = np.concatenate([loop, loop])
    assert abs(np.diff(twice)[22_049]) <= np.abs(np.diff(loop)).max()
