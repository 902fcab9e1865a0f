"""Loud sound is bent and never clipped; what is not loud stays as it is."""

import numpy as np

from app.audio.ceiling import under_ceiling


def test_what_is_not_loud_is_left_as_it_is() -> None:
    quiet = np.arange(-13_000.0, 13_001.0, 250.0)
    assert under_ceiling(quiet).tolist() == quiet.tolist()


def test_what_is_too_loud_stays_below_minus_three_decibels_and_in_order() -> None:
    loud = np.array([-1e6, -40_000.0, -14_000.0, 0.0, 14_000.0, 20_000.0, 40_000.0, 1e6])
    bent = under_ceiling(loud)
    assert bent.dtype == np.int16
    assert np.abs(bent).max() <= 23_198
    assert (np.diff(bent) >= 0).all()
    assert bent[4] == -bent[2] < 14_000
