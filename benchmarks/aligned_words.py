"""When each word of a customer's line ends, measured on its sound alone: not by the voice's own word times.

PocketSphinx finds the words of the whole line in the sound that the caller received (forced alignment). What the caller
did not receive is spoken once more here and put behind it: eSpeak's noises differ from time to time, its timing does
not. Where the two are not alike, or a word is in no dictionary ("£84.50"), nothing is said about the line.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.audio.resampling import Resampler
from app.content.voice_values import Voice
from app.core.sentences import SentenceSplitter
from app.core.transcript import CAPTURE_RATE
from app.engines.tts_espeak import EspeakVoice
from app.session.speaking import CLAUSE_GAP, SENTENCE_GAP

FRAME = 0.01
"""Seconds of one frame of the alignment."""
ALIKE = 0.95
"""Least correlation between the loudness of what was received and of what is spoken again, in steps of 20 ms."""


class Aligner:
    """A voice and a recogniser of our own."""

    def __init__(self) -> None:
        from pocketsphinx import Decoder

        self._voice = EspeakVoice()
        self._decoder: Any = Decoder(loglevel="FATAL")

    async def start(self) -> None:
        """Start the voice."""
        await self._voice.start()

    async def words_within(self, text: str, voice: Voice, received: NDArray[np.int16], played: int) -> int | None:
        """Return how many words of a line end within its first `played` samples; None if that cannot be told.

        `received`: what the caller got of the line, at the voice's rate.
        """
        again = await self._speak(text, voice)
        if not _are_alike(again[: len(received)], received):
            return None
        ends = self._ends(text, np.concatenate([received, again[len(received) :]]))
        return None if ends is None else sum(end * self._voice.rate <= played for end in ends)

    async def _speak(self, text: str, voice: Voice) -> NDArray[np.int16]:
        splitter = SentenceSplitter()
        sound: list[NDArray[np.int16]] = []
        gap = 0.0
        for piece in [*splitter.feed(text), *splitter.finish()]:
            if sound:
                sound.append(np.zeros(round(gap * self._voice.rate), np.int16))
            gap = SENTENCE_GAP if piece.rstrip().endswith((".", "!", "?", "…")) else CLAUSE_GAP
            sound += [chunk.samples async for chunk in self._voice.speak(piece, voice)]
        return np.concatenate(sound)

    def _ends(self, text: str, sound: NDArray[np.int16]) -> list[float] | None:
        """Return the end of each word, in seconds; None if the words cannot be aligned."""
        words = [word for token in text.split() if (word := token.strip(".,;:!?…\"'()—-").lower())]
        decoder = self._decoder
        if any(decoder.lookup_word(word) is None for word in words):
            return None
        stream = Resampler(self._voice.rate, CAPTURE_RATE)
        samples = np.concatenate([stream.push(sound), stream.finish()])
        decoder.set_align_text(" ".join(words))
        decoder.start_utt()
        decoder.process_raw(samples.astype("<i2").tobytes(), False, True)
        decoder.end_utt()
        found = [segment for segment in decoder.seg() or () if not segment.word.startswith(("<", "[", "("))]
        return [(segment.end_frame + 1) * FRAME for segment in found] if len(found) == len(words) else None


def _are_alike(one: NDArray[np.int16], other: NDArray[np.int16]) -> bool:
    if len(one) != len(other):
        return False
    return float(np.corrcoef(_loudness(one), _loudness(other))[0, 1]) >= ALIKE


def _loudness(sound: NDArray[np.int16]) -> NDArray[np.float64]:
    steps = sound[: len(sound) // 441 * 441].reshape(-1, 441).astype(np.float64)
    return np.asarray(np.sqrt((steps**2).mean(axis=1)))
