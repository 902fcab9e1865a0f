"""What a Whisper child holds and does: an utterance is collected while it is spoken, and decoded once it is over."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.engines.hearing import VAD_FRAME, HeardWord, Transcript
from app.engines.whisper_gate import (
    Decoded,
    Evidence,
    agreed,
    evidence_of,
    is_imagined,
    is_speech,
    may_echo,
    needs_full_window,
    speech_bounds,
)
from app.engines.whisper_window import FULL, RATE, parts, window
from app.engines.worker_process import Recognition

ANNOUNCED_FROM = RATE
"""Samples from which the scenario's terms are announced: in shorter audio Whisper hears them where they are not."""
BEFORE, AFTER = RATE * 3 // 10, RATE // 4
"""Samples kept around the speech: a hard cut drops or invents words at the edges; long silence invents them too."""
WARMING = 1.0
"""Seconds of audio that a fresh model decodes for nothing: its first pass is slow."""


class Model(Protocol):
    """What is asked of a model: see `whisper_model.LoadedModel`."""

    def speech(self, audio: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the probability of speech in each frame of 512 samples."""
        ...

    def decode(self, audio: NDArray[np.float32], frames: int, terms: Sequence[str] = ()) -> Decoded:
        """Decode in an encoder window of so many frames, with `terms` announced."""
        ...

    def words(self, audio: NDArray[np.float32], tokens: Sequence[int]) -> tuple[HeardWord, ...]:
        """Return the words of the last `decode` with their times in it."""
        ...


@dataclass(frozen=True, slots=True)
class Loading:
    """How a child loads its model; called in the child."""

    folder: Path
    threads: int
    short_window: bool
    language: str

    def __call__(self) -> "Loaded":
        """Load and warm the model."""
        os.environ["HF_HUB_OFFLINE"] = "1"  # read when the library below is imported: nothing is ever fetched
        from app.engines.whisper_model import LoadedModel

        model = LoadedModel(self.folder, self.threads, self.language)
        loaded = Loaded(model, self.short_window)
        hiss = np.random.default_rng(1).normal(0, 0.01, round(WARMING * RATE)).astype(np.float32)
        model.speech(hiss)
        model.decode(hiss, window(hiss.size, self.short_window))
        return loaded


@dataclass(frozen=True, slots=True)
class Loaded:
    """A loaded model."""

    model: Model
    short_window: bool

    def open(self, hotwords: Sequence[str] = ()) -> Recognition:
        """Begin an utterance."""
        return _Utterance(self, tuple(hotwords))

    def hear(self, audio: NDArray[np.float32], terms: Sequence[str]) -> Transcript:
        """Return the words of a whole utterance."""
        words: list[HeardWord] = []
        if audio.size < VAD_FRAME:
            return Transcript("")
        for start, end in parts(audio):
            words += self._hear_part(audio[start:end], start, terms)
        return Transcript(" ".join(word.text for word in words), tuple(words))

    def _hear_part(self, audio: NDArray[np.float32], offset: int, terms: Sequence[str]) -> list[HeardWord]:
        probabilities = self.model.speech(audio)
        first, end = speech_bounds(probabilities)
        evidence = evidence_of(probabilities[first:end])
        if not is_speech(evidence):
            return []
        start = max(0, first * VAD_FRAME - BEFORE)
        spoken = audio[start : end * VAD_FRAME + AFTER]
        heard = self._hear_speech(spoken, evidence, terms if spoken.size >= ANNOUNCED_FROM else ())
        return _placed(heard, offset + start, offset + first * VAD_FRAME, offset + end * VAD_FRAME)

    def _hear_speech(
        self, audio: NDArray[np.float32], evidence: Evidence, terms: Sequence[str]
    ) -> tuple[HeardWord, ...]:
        found = self._decode(audio, terms)
        if may_echo(found, terms):
            found = self._without(audio, terms, found)
        if is_imagined(found, evidence):
            return ()
        return self.model.words(audio, found.tokens) if found.tokens else ()

    def _decode(self, audio: NDArray[np.float32], terms: Sequence[str]) -> Decoded:
        frames = window(audio.size, self.short_window)
        found = self.model.decode(audio, frames, terms)
        if frames < FULL and needs_full_window(found):
            return self.model.decode(audio, FULL, terms)
        return found

    def _without(self, audio: NDArray[np.float32], terms: Sequence[str], told: Decoded) -> Decoded:
        untold = self._decode(audio, ())
        return agreed(told, untold, terms)


def _placed(words: Sequence[HeardWord], origin: int, first: int, end: int) -> list[HeardWord]:
    """Return the words from `origin`, in order and from the first to the last sample of speech.

    Left alone, Whisper counts the quiet around the speech to the first and the last word.
    """
    edges = [min(end, max(first, origin + edge)) for word in words for edge in (word.start, word.end)]
    edges = list(accumulate([first, *edges[1:-1], end], max)) if edges else []
    return [
        HeardWord(word.text, start, stop, word.confidence)
        for word, start, stop in zip(words, edges[::2], edges[1::2], strict=True)
    ]


class _Utterance:
    def __init__(self, loaded: Loaded, terms: tuple[str, ...]) -> None:
        self._loaded = loaded
        self._terms = terms
        self._pcm = bytearray()

    def feed(self, pcm: bytes, is_idle: bool) -> str | None:  # noqa: ARG002 -- no partials: see `Whisper`
        """Collect."""
        self._pcm += pcm
        return None

    def finish(self) -> Transcript:
        """Decode; see `Recognition.finish`."""
        audio = np.frombuffer(bytes(self._pcm), "<i2").astype(np.float32)
        return self._loaded.hear(audio / np.float32(32_768), self._terms)

    def discard(self) -> None:
        """Drop what was collected."""
        self._pcm.clear()
