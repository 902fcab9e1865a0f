"""From what a Piper voice gives to what is sent: level, edges, rate, and where each word lies in it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray

from app.audio.ceiling import under_ceiling
from app.engines.piper_words import MARKS, Unit
from app.engines.speaking import VoicedChunk, VoicedWord
from app.engines.voiced_words import AUDIBLE, longest_pause, tail

RATE = 22_050
"""Samples per second of everything that Piper speaks here, whatever the voice's own rate."""
_FULL_SCALE = 32_768.0
_EDGE = 0.020
"""Sound kept before the first and after the last audible sample, in seconds: soft consonants are quieter than that."""
_FADE = 0.005
"""The edges fade in and out over this time, in seconds, so that none clicks."""
_LEVEL = -20.0
"""Root mean square of the speech itself, in dBFS: in the middle of what eSpeak NG's timbres have."""
_MOST_GAIN, _LEAST_GAIN = 12.0, -18.0
"""Decibels: beyond these the measured sound was hardly speech."""
_FRAME = RATE // 50
_QUIET = 30.0
"""A frame so many decibels below the loudest one is a pause."""

Sound = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class RawUnit:
    """One unit as the voice spoke it."""

    sound: Sound
    """Mono, full scale 1.0, at `RATE`."""
    lengths: tuple[float, ...] | None
    """Samples of what comes before the first phoneme, of each phoneme, and of the end; `None`: the voice says not."""


def at_rate(sound: Sound, rate: int) -> Sound:
    """Return the whole of a sound at `RATE`."""
    if rate == RATE or not len(sound):
        return sound
    return np.asarray(soxr.resample(sound, rate, RATE), dtype=np.float32)


def gain_for(sound: Sound) -> float:
    """Return the factor that brings the speech in a sound to the level of all voices; measured once for a speaker."""
    frames = sound[: len(sound) // _FRAME * _FRAME].reshape(-1, _FRAME).astype(np.float64)
    powers = np.mean(np.square(frames), axis=1)
    if not len(powers) or powers.max() <= 0:
        return 1.0
    spoken = powers[powers >= powers.max() * 10 ** (-_QUIET / 10)]
    wanted = _LEVEL - 10 * float(np.log10(spoken.mean()))
    return 10 ** (min(_MOST_GAIN, max(_LEAST_GAIN, wanted)) / 20)


def finished(unit: Unit, raw: RawUnit, gain: float, given: int, *, is_last: bool) -> VoicedChunk:
    """Return a unit as it is heard, its words timed from `given` samples on; `is_last`: nothing of the text follows."""
    level = under_ceiling(raw.sound * np.float32(gain * _FULL_SCALE))
    begin, end = _audible_part(level)
    sound = _faded(level[begin:end])
    times = [_span(span, begin, len(sound)) for span in _word_spans(unit, raw, begin, end)]
    pause = round((tail(unit.mark) if is_last else longest_pause(unit.mark)) * RATE)
    words = (
        VoicedWord(word.written, given + start, given + stop)
        for word, (start, stop) in zip(unit.words, times, strict=True)
    )
    return VoicedChunk(np.concatenate([sound, np.zeros(pause, np.int16)]), tuple(words))


def _audible_part(sound: NDArray[np.int16]) -> tuple[int, int]:
    audible = np.flatnonzero(np.abs(sound) >= AUDIBLE)
    if not len(audible):
        return 0, len(sound)
    edge = round(_EDGE * RATE)
    return max(0, int(audible[0]) - edge), min(len(sound), int(audible[-1]) + 1 + edge)


def _faded(sound: NDArray[np.int16]) -> NDArray[np.int16]:
    length = min(round(_FADE * RATE), len(sound) // 2)
    shape = np.ones(len(sound), np.float32)
    shape[:length] = np.arange(length) / max(1, length)
    shape[len(sound) - length :] = np.arange(length)[::-1] / max(1, length)
    return (sound * shape).astype(np.int16)


def _word_spans(unit: Unit, raw: RawUnit, begin: int, end: int) -> list[tuple[float, float]]:
    """Return where the words lie in the untrimmed sound, by the voice's own account or by their share of phonemes."""
    if raw.lengths is not None and len(raw.lengths) == len(unit.phonemes) + 2 and sum(raw.lengths) > 0:
        bounds = np.cumsum(raw.lengths) * (len(raw.sound) / sum(raw.lengths))
    else:
        edge = round(_EDGE * RATE)
        weights = np.cumsum([0.0, *(_weight(phoneme) for phoneme in unit.phonemes)])
        bounds = begin + edge + weights / max(weights[-1], 1.0) * max(0, end - begin - 2 * edge)
    return [(float(bounds[word.first]), float(bounds[word.last])) for word in unit.words]


def _span(span: tuple[float, float], begin: int, length: int) -> tuple[int, int]:
    """Return a word's first sample and one past its last, counted from `begin`; it lasts one sample at least."""
    start = min(max(0, round(span[0]) - begin), max(0, length - 1))
    return start, min(max(start + 1, round(span[1]) - begin), max(1, length))


def _weight(phoneme: str) -> float:
    """Return how long a phoneme lasts compared with others, where the voice does not say (a rule of thumb)."""
    if phoneme in MARKS:
        return 2.5
    return 0.6 if phoneme in " ː" else float(phoneme.isalpha() and phoneme not in "ˈˌ")


def token_lengths(id_lengths: Sequence[float], ids_of: Sequence[int]) -> tuple[float, ...] | None:
    """Return the samples of each token from those of its ids, so many each; `None` if the numbers do not agree."""
    if sum(ids_of) != len(id_lengths):
        return None
    bounds = np.cumsum([0, *ids_of])
    totals = np.concatenate([[0.0], np.cumsum(np.asarray(id_lengths, np.float64))])
    return tuple(float(value) for value in np.diff(totals[bounds]))
