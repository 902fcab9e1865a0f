"""A stream resampled in blocks is the same as one resampled whole."""

import numpy as np

from app.audio.resampling import Resampler

STREAM = (8_000 * np.sin(np.arange(48_000) * 2 * np.pi * 440 / 48_000)).astype(np.int16)


def test_a_resampled_stream_has_no_seams() -> None:
    whole, pieces = Resampler(48_000, 16_000), Resampler(48_000, 16_000)
    at_once = np.concatenate((whole.push(STREAM), whole.finish()))
    blocks = [pieces.push(STREAM[start : start + 960]) for start in range(0, STREAM.size, 960)]
    in_pieces = np.concatenate((*blocks, pieces.finish()))
    assert at_once.size == in_pieces.size == 16_000
    assert np.abs(at_once.astype(int) - in_pieces).max() <= 2
