"""faster-whisper from a folder on this machine: the recogniser of a machine that has a Whisper model."""

from collections.abc import Callable
from pathlib import Path

from app.engines.hearing import UtteranceStream
from app.engines.whisper_child import Loading
from app.engines.workers import Limits, WorkerPool, tell_nobody
from app.errors import EngineError

NEEDED = (("config.json",), ("model.bin",), ("tokenizer.json",), ("vocabulary.json", "vocabulary.txt"))
"""Files of a model; of each group, one. Without tokenizer.json the library would try to fetch one."""
LIMITS = Limits(start=90.0, finish=5.0, finish_per_second=0.2, ping=10.0, recycle=2_000)
"""A pass of the model cannot be interrupted and takes from a quarter of a second (base.en) to several (larger ones)."""


class ModelMissingError(EngineError):
    """The folder of the speech model is missing or incomplete."""

    code = "speech-model-missing"


class Whisper:
    """The recogniser of all calls, in a child process: its features hold the interpreter's lock while they are made.

    No partials: one costs as much as a final transcript, cannot be interrupted, and would be in a final's way. The
    segmenter cuts at pauses of 0.2 s, so that words come phrase by phrase all the same.
    """

    name = "whisper"

    def __init__(
        self,
        model: Path,
        *,
        threads: int = 2,
        short_window: bool = True,
        language: str = "en",
        limits: Limits = LIMITS,
        on_loaded: Callable[[int], None] = tell_nobody,
    ) -> None:
        """Take the folder of a model converted for CTranslate2.

        `threads`: of the processor, for one pass. `short_window`: show the encoder 10 s or as much as is needed, and
        all 30 s only where the result is doubtful. `on_loaded` is told each child's process id.
        """
        self._folder = model
        self._language = language
        self._pool = WorkerPool(Loading(model, threads, short_window, language), 1, limits, on_loaded)

    async def start(self) -> None:
        """Start the child and wait until it has loaded the model (seconds). Raises `EngineError`; never downloads."""
        refuse_incomplete(self._folder)
        try:
            await self._pool.start()
        except EngineError as error:
            raise EngineError(
                f"The speech model in {self._folder} could not be loaded: it is damaged, or no Whisper model for "
                "CTranslate2. Check it with `readyroom models verify`, or pull it again."
            ) from error

    def open(self, on_partial: Callable[[str], None], hotwords: tuple[str, ...] = ()) -> UtteranceStream:
        """Open a stream; there are no partials."""
        return self._pool.open(on_partial, hotwords)

    async def close(self) -> None:
        """Stop the child."""
        await self._pool.close()

    def hears(self, language: str) -> bool:
        """Say yes to the one language that it was set up for."""
        return language.partition("-")[0].lower() == self._language

    @property
    def is_ready(self) -> bool:
        """See `SpeechToText`."""
        return self._pool.is_ready

    @property
    def process_ids(self) -> tuple[int, ...]:
        """The child, if it is alive."""
        return self._pool.process_ids


def refuse_incomplete(folder: Path) -> None:
    """Raise `ModelMissingError`, which names what is not there, unless the folder holds a whole model."""
    if not folder.is_dir():
        raise ModelMissingError(f"There is no speech model in {folder}: pull one with `readyroom models pull`.")
    missing = [" or ".join(group) for group in NEEDED if not any((folder / name).is_file() for name in group)]
    if missing:
        raise ModelMissingError(
            f"The speech model in {folder} lacks {', '.join(missing)}: pull it again with `readyroom models pull`."
        )
