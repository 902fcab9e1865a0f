"""Engines that follow a script: the same calls as the real ones, without a model, a thread or a clock."""

import re
from asyncio import CancelledError
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from app.content.voice_values import Voice
from app.engines.hearing import HeardWord, RecogniserError, SpeechDetector, Transcript, UtteranceStream
from app.engines.language import ModelError, Prompt
from app.engines.speakable import speakable
from app.engines.speaking import VoicedChunk, VoicedWord, VoiceError

Delay = Callable[[], Awaitable[None]]
"""How long an engine takes: awaited before it answers."""

_FULL_SCALE = 32_768.0


class ScriptedVoiceActivity:
    """Takes every frame above a level for speech."""

    name = "scripted"

    def __init__(self, threshold: float = -40.0) -> None:
        """`threshold` is the RMS of a frame from which it holds speech, in dBFS."""
        self._threshold = _FULL_SCALE * 10 ** (threshold / 20)

    async def start(self) -> None:
        """Be ready at once."""

    def open(self) -> SpeechDetector:
        """Return a detector; it has nothing to remember."""
        return _LevelDetector(self._threshold)


class _LevelDetector:
    def __init__(self, threshold: float) -> None:
        self._threshold = threshold

    async def probability(self, frame: NDArray[np.int16]) -> float:
        level = float(np.sqrt(np.mean(frame.astype(np.float64) ** 2)))
        return 1.0 if level >= self._threshold else 0.0

    def reset(self) -> None:
        pass


class ScriptedSpeechToText:
    """Hears the texts of its script, one for each utterance that is finished; then nothing."""

    name = "scripted"
    is_ready = True

    def __init__(
        self, script: Sequence[str | RecogniserError] = (), *, partial_every: int = 0, delay: Delay | None = None
    ) -> None:
        """Follow `script`, in which an error is raised instead of a text.

        `partial_every`: samples (16 kHz) after which one more word is reported as a partial; 0 for no partials.
        """
        self._script = list(script)
        self._partial_every = partial_every
        self._delay = delay

    async def start(self) -> None:
        """Be ready at once."""

    def hears(self, language: str) -> bool:  # noqa: ARG002 -- a script has any
        """Say yes to every language."""
        return True

    def open(self, on_partial: Callable[[str], None], hotwords: tuple[str, ...] = ()) -> UtteranceStream:  # noqa: ARG002
        """Open a stream, which takes its text from the script when it is finished."""
        return _ScriptedUtterance(self, on_partial)

    async def close(self) -> None:
        """Release nothing."""

    def words_so_far(self, samples: int) -> str:
        """Return the partial of the next text after so many samples."""
        text = self._script[0] if self._script else ""
        if not self._partial_every or isinstance(text, RecogniserError):
            return ""
        return " ".join(text.split()[: samples // self._partial_every])

    async def transcribe(self, samples: int) -> Transcript:
        """Take the next text from the script and spread its words over the samples."""
        text = self._script.pop(0) if self._script else ""
        if self._delay is not None:
            await self._delay()
        if isinstance(text, RecogniserError):
            raise text
        words = text.split()
        bounds = [samples * index // max(1, len(words)) for index in range(len(words) + 1)]
        heard = (HeardWord(word, bounds[index], bounds[index + 1], 1.0) for index, word in enumerate(words))
        return Transcript(text, tuple(heard))


class _ScriptedUtterance:
    def __init__(self, recogniser: ScriptedSpeechToText, on_partial: Callable[[str], None]) -> None:
        self._recogniser = recogniser
        self._on_partial = on_partial
        self._samples = 0
        self._partial = ""
        self._is_open = True

    def feed(self, samples: NDArray[np.int16]) -> None:
        self._samples += len(samples)
        partial = self._recogniser.words_so_far(self._samples)
        if self._is_open and partial != self._partial:
            self._partial = partial
            self._on_partial(partial)

    async def finish(self) -> Transcript:
        self._is_open = False
        return await self._recogniser.transcribe(self._samples)

    def discard(self) -> None:
        self._is_open = False


class ScriptedTextToSpeech:
    """Says every word as a quiet tone of the same length."""

    name = "scripted"

    def __init__(
        self,
        *,
        rate: int = 22_050,
        word_samples: int = 4_410,
        delay: Delay | None = None,
        failure: VoiceError | None = None,
        fails_after: int = 0,
    ) -> None:
        """`failure` is raised after `fails_after` words of every text; `delay` is awaited before the first word."""
        self.rate = rate
        self._delay = delay
        self._failure = failure
        self._fails_after = fails_after
        tone = np.sin(2 * np.pi * 220 / rate * np.arange(word_samples))
        self._tone = (0.1 * _FULL_SCALE * tone).astype(np.int16)

    async def start(self) -> None:
        """Be ready at once."""

    def speaks(self, language: str) -> bool:  # noqa: ARG002 -- a tone has none
        """Say yes to every language."""
        return True

    async def prepare(self, voice: Voice) -> None:
        """Be ready for everybody."""

    async def speak(self, text: str, voice: Voice) -> AsyncGenerator[VoicedChunk, None]:  # noqa: ARG002 -- all sound alike
        """Give a chunk for each word that has something to say."""
        if self._delay is not None:
            await self._delay()
        words = [word.written for word in speakable(text) if word.spoken]
        length = len(self._tone)
        for index, word in enumerate(words):
            self._fail_at(index)
            yield VoicedChunk(self._tone.copy(), (VoicedWord(word, index * length, (index + 1) * length),))
        self._fail_at(len(words))

    async def close(self) -> None:
        """Release nothing."""

    def _fail_at(self, words: int) -> None:
        if self._failure is not None and words >= self._fails_after:
            raise self._failure


Answer = str | ModelError | Sequence[str | ModelError | Delay]
"""What a scripted model says: a text, a failure, or parts of a text with failures and delays between them."""


class ScriptedLanguageModel:
    """Gives the answers of its script, one for each request; then nothing."""

    name = "scripted"

    def __init__(self, script: Sequence[Answer] = (), patience: float = 1.2) -> None:
        self.patience = patience
        self._script = list(script)
        self.prompts: list[Prompt] = []
        """What it was asked, in order."""
        self.left_early = 0
        """Requests that were ended before their answer was."""

    async def words(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        """Give the next answer word by word."""
        self.prompts.append(prompt)
        answer = self._script.pop(0) if self._script else ""
        parts = [answer] if isinstance(answer, str | ModelError) else answer
        try:
            for part in parts:
                if isinstance(part, ModelError):
                    raise part
                if isinstance(part, str):
                    for word in re.findall(r"\S+\s*|\s+", part):
                        yield word
                else:
                    await part()
        except (GeneratorExit, CancelledError):
            self.left_early += 1
            raise

    async def close(self) -> None:
        """Release nothing."""
