"""The speech detector hears speech in speech and nowhere else, frame by frame."""

import asyncio
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from app.engines.hearing import VAD_FRAME, SpeechDetector
from app.engines.vad_silero import CONTEXT, SileroVoiceActivity, bundled_model
from tests.audio_fixtures import Fixture, fixture, fixtures

ACTIVITY = SileroVoiceActivity()


def _frames(entry: Fixture) -> list[NDArray[np.int16]]:
    samples = entry.samples()
    return list(samples[: samples.size // VAD_FRAME * VAD_FRAME].reshape(-1, VAD_FRAME))


async def _judge(detector: SpeechDetector, entry: Fixture) -> list[float]:
    return [await detector.probability(frame) for frame in _frames(entry)]


@pytest.mark.parametrize("entry", fixtures(), ids=lambda entry: entry.file)
async def test_speech_is_heard_in_what_is_spoken_and_nowhere_else(entry: Fixture) -> None:
    loudest = max(await _judge(ACTIVITY.open(), entry))
    assert loudest > 0.7 if entry.voice else loudest < 0.35


async def test_frame_by_frame_is_the_same_as_all_at_once() -> None:
    import onnxruntime

    frames = np.array(_frames(fixture("price_discount")), np.float32) / 32_768
    context = np.concatenate((np.zeros((1, CONTEXT), np.float32), frames[:-1, -CONTEXT:]))
    state = np.zeros((1, 1, 128), np.float32)
    session = onnxruntime.InferenceSession(str(bundled_model()), providers=["CPUExecutionProvider"])
    whole, _, _ = session.run(None, {"input": np.concatenate((context, frames), axis=1), "h": state, "c": state})
    assert await _judge(ACTIVITY.open(), fixture("price_discount")) == pytest.approx(whole.ravel().tolist(), abs=1e-5)


async def test_a_reset_detector_judges_like_a_fresh_one() -> None:
    detector = ACTIVITY.open()
    fresh = await _judge(detector, fixture("yes_slt"))
    assert await _judge(detector, fixture("yes_slt")) != fresh
    detector.reset()
    assert await _judge(detector, fixture("yes_slt")) == fresh


async def test_calls_do_not_hear_each_other() -> None:
    alone = await _judge(ACTIVITY.open(), fixture("yes_slt"))
    together = await asyncio.gather(*(_judge(ACTIVITY.open(), fixture("yes_slt")) for _ in range(4)))
    assert together == [alone] * 4


async def test_frames_are_judged_in_the_order_of_asking() -> None:
    detector = ACTIVITY.open()
    at_once = await asyncio.gather(*(detector.probability(frame) for frame in _frames(fixture("yes_slt"))))
    assert at_once == await _judge(ACTIVITY.open(), fixture("yes_slt"))


async def test_a_started_detector_has_loaded_its_model_before_the_first_call(tmp_path: Path) -> None:
    model = tmp_path / "model.onnx"
    shutil.copy(bundled_model(), model)
    activity = SileroVoiceActivity(model)
    await activity.start()
    model.unlink()
    assert await _judge(activity.open(), fixture("yes_slt")) == await _judge(ACTIVITY.open(), fixture("yes_slt"))


def test_the_model_is_found_without_importing_the_package_that_carries_it() -> None:
    program = (
        "import sys; from app.engines.vad_silero import bundled_model; "
        "print(bundled_model().name, 'faster_whisper' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout
    assert told.split() == ["silero_vad_v6.onnx", "False"]
    assert Path(bundled_model()).stat().st_size > 1_000_000
