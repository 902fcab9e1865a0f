"""Silero v6 as the speech detector: the model that faster-whisper's package carries, streamed frame by frame."""

import asyncio
import importlib.util
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.engines.hearing import VAD_FRAME, SpeechDetector
from app.errors import EngineError

CONTEXT = 64
"""Samples of the frame before that the model wants to see again; without them its probabilities sink."""
CELLS = (1, 1, 128)
"""Shape of the model's two recurrent states."""


class DetectorMissingError(EngineError):
    """The model of the speech detector is not installed."""

    code = "detector-missing"


class _Session(Protocol):
    """What onnxruntime, which ships no types, is asked for."""

    def run(
        self, outputs: None, inputs: dict[str, NDArray[np.float32]]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        """Return the probability and the two states that follow."""
        ...


@dataclass(slots=True)
class _Memory:
    """What the model remembers of one call."""

    h: NDArray[np.float32] = field(default_factory=lambda: np.zeros(CELLS, np.float32))
    c: NDArray[np.float32] = field(default_factory=lambda: np.zeros(CELLS, np.float32))
    context: NDArray[np.float32] = field(default_factory=lambda: np.zeros(CONTEXT, np.float32))


class SileroVoiceActivity:
    """One model for all calls, and one thread that runs it.

    A frame takes about 0.1 ms and every call brings 31 frames a second, so that one thread carries more calls than a
    machine has cores for; and one thread keeps every call's frames in order without a lock.
    """

    name = "silero-v6"

    def __init__(self, model: Path | None = None) -> None:
        """Take the model from `model`, or from faster-whisper's package. Raises `DetectorMissingError`."""
        self._model = model or bundled_model()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="silero")

    async def start(self) -> None:
        """Load the model and judge one silent frame, which takes far longer than every later one."""
        await self.open().probability(np.zeros(VAD_FRAME, np.int16))

    def open(self) -> SpeechDetector:
        """Return a fresh detector; a model that was not started is loaded with the first frame."""
        return _SileroDetector(self)

    async def infer(self, memory: _Memory, frame: NDArray[np.int16]) -> float:
        """Return the probability of speech in one frame and move `memory` on, off the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._infer, memory, frame)

    def _infer(self, memory: _Memory, frame: NDArray[np.int16]) -> float:
        samples = np.concatenate((memory.context, frame.astype(np.float32) / np.float32(32_768)))
        inputs = {"input": samples[np.newaxis], "h": memory.h, "c": memory.c}
        probability, memory.h, memory.c = self._session.run(None, inputs)
        memory.context = samples[-CONTEXT:]
        return float(np.squeeze(probability))

    @cached_property
    def _session(self) -> _Session:
        """The loaded model, for the pool's thread only. It neither spins nor takes threads from the recogniser."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.add_session_config_entry("session.inter_op.allow_spinning", "0")
        session: _Session = onnxruntime.InferenceSession(str(self._model), options, providers=["CPUExecutionProvider"])
        return session


class _SileroDetector:
    """The detector of one call."""

    def __init__(self, shared: SileroVoiceActivity) -> None:
        self._shared = shared
        self._memory = _Memory()

    async def probability(self, frame: NDArray[np.int16]) -> float:
        """Return the probability (0 to 1) that a frame of `VAD_FRAME` samples at 16 kHz holds speech."""
        assert frame.shape == (VAD_FRAME,), f"a frame has {VAD_FRAME} samples, not {frame.shape}"
        return await self._shared.infer(self._memory, frame)

    def reset(self) -> None:
        """Forget what was heard before; a frame still being judged keeps the old memory."""
        self._memory = _Memory()


def bundled_model() -> Path:
    """Return the path of faster-whisper's copy, without importing that package (it would load CTranslate2)."""
    package = importlib.util.find_spec("faster_whisper")
    for folder in (package.submodule_search_locations or []) if package else []:
        path = Path(folder) / "assets" / "silero_vad_v6.onnx"
        if path.is_file():
            return path
    raise DetectorMissingError(
        "The speech detector's model is missing: run `make setup`, which installs faster-whisper with it."
    )
