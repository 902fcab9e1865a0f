"""faster-whisper as one function: audio in, words with times and the model's own doubts out. Runs in the child only."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.tokenizer import Tokenizer
from faster_whisper.vad import get_vad_model
from numpy.typing import NDArray
from tqdm import tqdm

from app.engines.hearing import VAD_FRAME, HeardWord
from app.engines.whisper_gate import Decoded
from app.engines.whisper_window import FULL, RATE

TOKENS_AT_ONCE, TOKENS_PER_SECOND = 12, 8
"""How many pieces a text may have: twice what lively English takes, so that only a decoder in circles is cut off."""
SETTINGS: dict[str, object] = {
    "task": "transcribe",
    "beam_size": 1,
    "temperature": 0.0,  # the default's retries at other temperatures are the latency's tail
    "condition_on_previous_text": False,
    "without_timestamps": True,
    "word_timestamps": False,  # see `words`: with it, faster-whisper decodes the silence after the last word too
    "vad_filter": False,
    "no_speech_threshold": 0.6,
    "log_prob_threshold": -1.0,
    "compression_ratio_threshold": 2.4,
    "repetition_penalty": 1.05,
    "no_repeat_ngram_size": 0,
}
PREPENDED, APPENDED = "\"'“¿([{-", "\"'.。,，!！?？:：”)]}、"
"""Marks that belong to the word after and before them (faster-whisper's defaults)."""


class _Windowed(WhisperModel):  # type: ignore[misc]  # faster-whisper ships no types
    """Shows the encoder `frames` frames, not always the 3000 that faster-whisper pads to, and keeps what came out."""

    frames = FULL
    encoded: Any = None

    def encode(self, features: NDArray[np.float32]) -> Any:  # noqa: ANN401 -- CTranslate2's own array
        """Encode the beginning of a padded window."""
        self.encoded = super().encode(features[..., : self.frames])
        return self.encoded


class LoadedModel:
    """A Whisper model and the speech detector that guards it; serves one thread."""

    def __init__(self, folder: Path, threads: int, language: str) -> None:
        """Load from a folder; raises whatever the libraries raise."""
        self._model = _Windowed(
            str(folder), device="cpu", compute_type="int8", cpu_threads=threads, num_workers=1, local_files_only=True
        )
        if self._model.model.n_mels != self._model.feature_extractor.mel_filters.shape[0]:
            raise ValueError("The model wants other features: its preprocessor_config.json is missing or wrong.")
        # faster-whisper makes a progress bar that nobody sees; its lock would outlive this process when it is killed.
        tqdm.set_lock(threading.RLock())
        self._language = language
        self._activity = get_vad_model()
        self._spelling = Tokenizer(
            self._model.hf_tokenizer, self._model.model.is_multilingual, task="transcribe", language=language
        )

    def speech(self, audio: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the probability of speech in each frame of 512 samples (about 2 ms of work for a second of audio)."""
        padded = np.pad(audio, (0, -audio.size % VAD_FRAME))  # a copy: the detector writes into what it is given
        probabilities: NDArray[np.float32] = self._activity(padded).ravel()
        return probabilities

    def decode(self, audio: NDArray[np.float32], frames: int, terms: Sequence[str] = ()) -> Decoded:
        """Decode at most 28 s in an encoder window of so many frames, with `terms` announced."""
        seconds, hotwords = audio.size / RATE, " ".join(terms)
        self._model.frames = frames
        try:
            segments, _ = self._model.transcribe(
                audio,
                language=self._language,
                max_new_tokens=self._room(seconds, hotwords),
                hotwords=hotwords or None,
                **SETTINGS,
            )
            found = list(segments)  # the work is done here
        finally:
            self._model.frames = FULL
        if not found:
            return Decoded("", seconds, 0.0, 0.0, 0.0)
        text = "".join(segment.text for segment in found).strip()
        tokens = tuple(token for segment in found for token in segment.tokens)
        first = found[
            0
        ]  # one window without time stamps is one segment; if not, they share what they say of themselves
        return Decoded(text, seconds, first.avg_logprob, first.no_speech_prob, first.compression_ratio, tokens)

    def _room(self, seconds: float, hotwords: str) -> int:
        """Return `max_new_tokens`: twice the pieces that the text may have, as far as Whisper has room for them.

        CTranslate2 ends a text at half of what faster-whisper asks for, prompt included (measured: 39 gave 20, 57 gave
        29), which cost the last words of a fast sentence; and with the prompt it may not be more than 448.
        """
        prompt = len(self._spelling.sot_sequence) + 1
        if hotwords:
            prompt += 1 + min(self._model.max_length // 2 - 1, len(self._spelling.encode(" " + hotwords)))
        wanted = 2 * int(TOKENS_AT_ONCE + TOKENS_PER_SECOND * seconds)
        return min(int(self._model.max_length) - prompt, wanted)

    def words(self, audio: NDArray[np.float32], tokens: Sequence[int]) -> tuple[HeardWord, ...]:
        """Return the words of the last `decode` with their times, from where the decoder looked while writing them.

        One pass of the decoder over all tokens at once. faster-whisper's own `word_timestamps` does the same, but then
        goes on to decode what follows the last word, which costs a second window for 0.2 s of silence.
        """
        segment = {"seek": 0, "start": 0.0, "end": audio.size / RATE, "tokens": list(tokens)}
        frames = min(audio.size // 160, 2 * self._model.encoded.shape[1])
        self._model.add_word_timestamps(
            [[segment]], self._spelling, self._model.encoded, frames, PREPENDED, APPENDED, 0.0
        )
        timed: Any = segment.get("words", ())
        return whole_words([_timed(word, audio.size) for word in timed])


def whole_words(timed: Sequence[HeardWord]) -> tuple[HeardWord, ...]:
    """Join what belongs to one word: faster-whisper parts "mm-hm" and "o'clock"; only a space begins a word."""
    words: list[HeardWord] = []
    for part in timed:
        if words and not part.text.startswith(" "):
            before = words.pop()
            confidence = min(before.confidence, part.confidence)
            words.append(HeardWord(before.text + part.text, before.start, max(before.end, part.end), confidence))
        elif part.text.strip():
            words.append(HeardWord(part.text.strip(), part.start, part.end, part.confidence))
    return tuple(words)


def _timed(word: dict[str, Any], longest: int) -> HeardWord:
    start, end = (min(longest, max(0, round(float(word[edge]) * RATE))) for edge in ("start", "end"))
    return HeardWord(word["word"], start, max(start, end), min(1.0, max(0.0, float(word["probability"]))))
