"""One loaded Piper voice: words in, raw sound out; all of it blocking."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.engines.piper_sound import RATE, RawUnit, Sound, at_rate, gain_for, token_lengths
from app.engines.piper_words import MARKS, Unit, units
from app.engines.speakable import SpeakableWord
from app.engines.speaking import VoiceError

if TYPE_CHECKING:
    from piper import PiperVoice

_SAMPLE = "How are you today? I was told that you would be calling me about the order."
"""Spoken unheard, once for a speaker, to learn how loud and how high it speaks."""
_LOWEST, _HIGHEST = 60, 400
"""Pitches of a speaking voice, in Hz."""
_BEGIN, _PAD, _END = "^", "_", "$"


@dataclass(frozen=True, slots=True)
class Timbre:
    """How one speaker of a voice sounds."""

    gain: float
    """Factor that brings it to the level of all voices."""
    pitch: float | None
    """Its median pitch in Hz; `None` where none was found."""


class LoadedVoice:
    """Speaks on the calling thread; any number of threads may call it at once."""

    def __init__(self, voice: "PiperVoice") -> None:
        self._voice = voice
        self._ids = voice.config.phoneme_id_map

    def units(self, words: Sequence[SpeakableWord]) -> tuple[Unit, ...]:
        """Return what is to be synthesised for these words, in order; nothing if it has no sounds for one of them.

        Raises `VoiceError`.
        """
        try:
            sentences = self._voice.phonemize(" ".join(word.spoken for word in words))
        except Exception as fault:  # a damaged voice raises what it likes
            raise VoiceError("Piper could not find the sounds of a text.") from fault
        made = units(words, sentences, self._alone, self._ids)
        return made if sum(len(unit.words) for unit in made) == len(words) else ()

    def say(self, unit: Unit, speaker: int | None, pace: float) -> RawUnit:
        """Synthesise a unit; `pace` is relative to the voice's ordinary one. Raises `VoiceError`."""
        from piper import SynthesisConfig

        config = self._voice.config
        wanted = SynthesisConfig(speaker_id=speaker, length_scale=config.length_scale / pace, normalize_audio=False)
        phonemes = list(unit.phonemes)
        try:
            result = self._voice.phoneme_ids_to_audio(
                self._voice.phonemes_to_ids(phonemes), wanted, include_alignments=True
            )
            sound, lengths = result if isinstance(result, tuple) else (result, None)
            sound = np.atleast_1d(np.asarray(sound, np.float32))
        except Exception as fault:  # onnxruntime's own errors, and whatever a damaged voice causes
            raise VoiceError("Piper could not speak a text.") from fault
        if not sound.size or not np.isfinite(sound).all():
            raise VoiceError("Piper gave no sound for a text.")
        tokens = None if lengths is None else token_lengths(np.atleast_1d(lengths).tolist(), self._ids_of(phonemes))
        return RawUnit(at_rate(sound, config.sample_rate), tokens)

    def timbre(self, speaker: int | None) -> Timbre:
        """Listen to a speaker, about 150 ms. Raises `VoiceError`."""
        words = tuple(SpeakableWord(word, word) for word in _SAMPLE.split())
        sound = np.concatenate([self.say(unit, speaker, 1.0).sound for unit in self.units(words)])
        return Timbre(gain_for(sound), median_pitch(sound))

    def _alone(self, word: str) -> str:
        sounds = (sound for sentence in self._voice.phonemize(word) for sound in sentence)
        return "".join(sound for sound in sounds if sound != " " and sound not in MARKS)

    def _ids_of(self, phonemes: Sequence[str]) -> list[int]:
        """Return how many ids stand for the beginning, each phoneme and the end; a pad follows all but the end."""
        pad = len(self._ids[_PAD])
        inner = [len(self._ids[phoneme]) + pad for phoneme in (_BEGIN, *phonemes)]
        return [*inner, len(self._ids[_END])]


def median_pitch(sound: Sound) -> float | None:
    """Return the median pitch of a synthetic voice over its loud 46 ms frames by autocorrelation, in Hz."""
    length = 1024
    frames = sound[: len(sound) // length * length].reshape(-1, length).astype(np.float64)
    powers = np.mean(np.square(frames), axis=1)
    loud = frames[powers > powers.max() / 10] if len(powers) and powers.max() > 0 else frames[:0]
    spectrum = np.fft.rfft(loud * np.hanning(length), 2 * length, axis=1)
    similar = np.fft.irfft(np.abs(spectrum) ** 2, axis=1)
    shortest, longest = RATE // _HIGHEST, RATE // _LOWEST
    peaks = similar[:, shortest:longest].argmax(axis=1) + shortest
    clear = similar[np.arange(len(peaks)), peaks] > 0.3 * similar[:, 0]
    return float(np.median(RATE / peaks[clear])) if clear.any() else None
