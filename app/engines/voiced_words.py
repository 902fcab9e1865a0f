"""Cuts the sound of a text into chunks of whole words, as it comes from a synthesiser that marks where words begin."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.audio.ceiling import under_ceiling
from app.engines.speakable import SpeakableWord
from app.engines.speaking import VoicedChunk, VoicedWord

AUDIBLE = 164
"""Level from which a sample counts as sound: -46 dBFS."""
_LEAD = 0.010
"""Silence kept before the first sound, in seconds."""
_LONGEST_PAUSE = {"": 0.12, ",": 0.18, ";": 0.25, ":": 0.25, ".": 0.28, "?": 0.28, "!": 0.28}
"""Silence kept after a word, by the mark that follows it, in seconds; eSpeak NG pauses about half as long again."""
_TAIL = 0.15
"""Silence after the last word if a mark follows it, in seconds; eSpeak NG leaves none at the end of a text."""
_TAIL_WITHOUT_MARK = 0.04
"""The same where the sentence goes on in another text."""

_GAIN = 1.12
"""Brings the timbres m1 to m8 and f1 to f5 to -18 .. -23 dBFS while they speak (measured)."""


class WordCutter:
    """Takes the samples and word marks of one text in order and gives chunks, each of one word or a few."""

    def __init__(self, words: Sequence[SpeakableWord], rate: int) -> None:
        """Begin a text of `words`, each with something to say; `rate` is in samples per second."""
        self._words = words
        self._rate = rate
        lengths = [len(word.spoken) + 1 for word in words]
        self._positions = [sum(lengths[:index]) for index in range(len(words))]
        self._held: list[NDArray[np.int16]] = []
        self._received = 0
        self._taken = 0
        """Samples of the synthesiser that were given on or dropped."""
        self._given = 0
        """Samples given in chunks."""
        self._next = 0
        """The first word that is in no chunk yet."""

    @property
    def text(self) -> str:
        """What the synthesiser has to say; marks refer to its characters."""
        return " ".join(word.spoken for word in self._words)

    def hear(self, samples: NDArray[np.int16]) -> None:
        """Take the next samples."""
        self._held.append(samples)
        self._received += len(samples)

    def mark(self, position: int, sample: int) -> list[VoicedChunk]:
        """Learn that the word at a character of `text` begins at a sample; give the words before it."""
        word = bisect_right(self._positions, position) - 1
        sample = min(sample, self._received)
        if word <= self._next or sample <= self._taken:
            return []
        return [self._chunk(word, sample)]

    def finish(self) -> list[VoicedChunk]:
        """Give the rest; words for which no sound came are given with a moment of silence, so that none is lost."""
        if self._next < len(self._words) and self._received == self._taken:
            self.hear(np.zeros(round(_LEAD * self._rate), np.int16))
        return [self._chunk(len(self._words), self._received)] if self._received > self._taken else []

    def _chunk(self, until_word: int, until_sample: int) -> VoicedChunk:
        sound = _level(self._take(until_sample))
        begin, end = _audible_part(sound)
        words = self._words[self._next : until_word]
        first = max(0, begin - round(_LEAD * self._rate)) if self._given == 0 else 0
        if until_word == len(self._words):
            sound = np.concatenate([sound[:end], np.zeros(self._tail(), np.int16)])
            last = len(sound)
        else:
            last = min(len(sound), end + self._longest_pause(until_word))
        timed = _share_out(words, self._given + begin - first, self._given + end - first)
        self._next = until_word
        self._given += last - first
        return VoicedChunk(sound[first:last], timed)

    def _take(self, until: int) -> NDArray[np.int16]:
        sound = np.concatenate(self._held)
        length = until - self._taken
        self._held = [sound[length:]]
        self._taken = until
        return sound[:length]

    def _longest_pause(self, until_word: int) -> int:
        return round(longest_pause(self._words[until_word - 1].spoken[-1]) * self._rate)

    def _tail(self) -> int:
        return round(tail(self._words[-1].spoken[-1]) * self._rate)


def longest_pause(mark: str) -> float:
    """Return the silence kept after a word within a text, by what stands after it, in seconds."""
    return _LONGEST_PAUSE.get(mark, _LONGEST_PAUSE[""])


def tail(mark: str) -> float:
    """Return the silence left after the last word of a text, by what stands after it, in seconds."""
    return _TAIL if mark and mark in _LONGEST_PAUSE else _TAIL_WITHOUT_MARK


def _level(samples: NDArray[np.int16]) -> NDArray[np.int16]:
    """Apply the gain and the ceiling."""
    return under_ceiling(samples.astype(np.float32) * _GAIN)


def _audible_part(samples: NDArray[np.int16]) -> tuple[int, int]:
    """Return where the sound begins and ends; all of it if it is silent."""
    audible = np.flatnonzero(np.abs(samples) >= AUDIBLE)
    return (int(audible[0]), int(audible[-1]) + 1) if len(audible) else (0, len(samples))


def _share_out(words: Sequence[SpeakableWord], start: int, end: int) -> tuple[VoicedWord, ...]:
    """Give each of `words` its share of the samples by its letters: eSpeak NG does not mark every word ("of the")."""
    letters = [len(word.spoken) for word in words]
    bounds = [start + (end - start) * sum(letters[:index]) // sum(letters) for index in range(len(words) + 1)]
    spans = zip(words, pairwise(bounds), strict=True)
    return tuple(VoicedWord(word.written, begin, stop) for word, (begin, stop) in spans)
