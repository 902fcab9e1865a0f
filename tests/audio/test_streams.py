"""A stream cut or resampled in blocks is the same as one cut or resampled whole."""

import numpy as np
import pytest

from app.audio.framing import Framer
from app.audio.resampling import Quality, Resampler

STREAM = (8_000 * np.sin(np.arange(48_000) * 2 * np.pi * 440 / 48_000)).astype(np.int16)


@pytest.mark.parametrize("block", [1_000, 512, 37, 48_000])
def test_frames_do_not_depend_on_the_blocks(block: int) -> None:
    framer = Framer(320)
    frames = [frame for start in range(0, STREAM.size, block) for frame in framer.push(STREAM[start : start + block])]
    assert np.array_equal(np.concatenate(frames), STREAM[: STREAM.size // 320 * 320])


def test_a_cleared_framer_has_forgotten_its_remainder() -> None:
    framer = Framer(4)
    framer.push(np.array([1, 2, 3], np.int16))
    framer.clear()
    assert framer.push(np.array([4, 5, 6], np.int16)) == []


@pytest.mark.parametrize("quality", list(Quality))
def test_a_resampled_stream_has_no_seams(quality: Quality) -> None:
    whole, pieces = Resampler(48_000, 16_000, quality), Resampler(48_000, 16_000, quality)
    at_once = np.concatenate((whole.push(STREAM), whole.finish()))
    blocks = [pieces.push(STREAM[start : start + 960]) for start in range(0, STREAM.size, 960)]
    in_pieces = np.concatenate((*blocks, pieces.finish()))
    assert at_once.size == in_pieces.size == 16_000
    assert np.abs(at_once.astype(int) - in_pieces).max() <= 2
