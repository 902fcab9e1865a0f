"""How much audio the encoder sees."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engines.whisper_window import FULL, LONGEST, RATE, parts, window


@pytest.mark.parametrize(
    ("seconds", "frames"), [(0.5, 1_000), (8.0, 1_000), (8.01, 1_000), (12.35, 1_434), (28.0, 3_000), (40.0, 3_000)]
)
def test_the_window_is_the_audio_and_two_seconds_but_at_least_ten(seconds: float, frames: int) -> None:
    assert window(round(seconds * RATE), short=True) == frames


def test_the_full_window_is_whispers_own() -> None:
    assert window(RATE, short=False) == FULL


@given(st.integers(0, LONGEST))
def test_a_window_is_even_and_holds_all_of_the_audio(samples: int) -> None:
    frames = window(samples, short=True)
    assert frames % 2 == 0
    assert samples / 160 <= frames <= FULL


def test_long_audio_is_cut_where_it_is_quietest_and_nothing_is_lost() -> None:
    audio = np.ones(60 * RATE, np.float32)
    quiet = (23 * RATE, 47 * RATE)
    for at in quiet:
        audio[at : at + RATE // 5] = 0.0
    (_, first), (start, second), (last, end) = parts(audio)
    assert (first, second) == (start, last)
    assert [at <= cut <= at + RATE // 5 for at, cut in zip(quiet, (first, second), strict=True)] == [True, True]
    assert end == audio.size


def test_short_audio_is_one_part() -> None:
    assert parts(np.ones(LONGEST, np.float32)) == [(0, LONGEST)]
    assert parts(np.zeros(0, np.float32)) == [(0, 0)]
