"""Which of Whisper's answers to doubt: what it imagined, what it repeated, what it was only told to expect.

Whisper was trained to write something under any sound, and on windows of 30 s: in weak audio it writes what stood under
weak audio in its training, in short windows it may run in circles, and it likes to hear the words that it was told to
expect. The thresholds are Whisper's own (0.6, -1.0, 2.4) or the published gates' (see each).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FRAME_SECONDS = 0.032
"""Length of one frame of the speech detector."""
SPEECH_FROM = 0.5
"""Probability from which a frame is speech."""
LEAST_SPEECH = 0.1
"""Seconds of speech below which nothing is decoded: "yes" and "stop" have more, a click has less."""
LEAST_RATIO = 0.15
"""Share of speech in the audio below which words are not believed."""
NO_SPEECH = 0.6
LOW_LOGPROB = -1.0
HIGHEST_COMPRESSION = 2.4
MOST_WORDS_PER_SECOND = 6.0
"""Nobody speaks faster for a whole utterance (lively English: about 3)."""
LONGEST_CIRCLE, CIRCLES = 4, 3
"""A group of up to four words, three times in a row, is a circle that the decoder runs in."""
FIRM_SPEECH, FIRM_CERTAINTY = 0.6, 0.7
"""Seconds of speech and mean probability from which even the words of `UNDER_NOISE` are believed."""
UNDER_NOISE = frozenset(
    {"thank you", "thanks", "thank you very much", "thank you for watching", "thanks for watching", "you"}
)
"""What Whisper writes under noise. "Bye" is often listed too; here it is a call's ordinary last word, and short."""
CREDITS = ("subtitles by", "subtitled by", "captions by", "transcribed by", "♪")
"""How a subtitle begins that nobody ever says."""
ECHO_LOGPROB = -0.6
"""A term that the scenario announced is checked without the announcement below this (clear speech: about -0.3)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the speech detector says of the audio, whatever the words are."""

    speech: float
    """Seconds of speech."""
    ratio: float
    """Share of speech in the audio, 0 to 1."""
    certainty: float
    """Mean probability of the frames with speech; 0 without any."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """What one pass of the model gave, and what it says about itself."""

    text: str
    seconds: float
    """Length of the audio."""
    logprob: float
    """Mean log probability of a token."""
    no_speech: float
    """The model's own probability that nobody speaks."""
    compression: float
    """Length of the text against its compressed length."""
    tokens: tuple[int, ...] = ()
    """The model's own pieces of the text."""


def evidence_of(probabilities: NDArray[np.float32]) -> Evidence:
    """Return what one probability per frame amounts to."""
    speech = probabilities[probabilities >= SPEECH_FROM]
    if not speech.size:
        return Evidence(0.0, 0.0, 0.0)
    return Evidence(speech.size * FRAME_SECONDS, speech.size / probabilities.size, float(speech.mean()))


def speech_bounds(probabilities: NDArray[np.float32]) -> tuple[int, int]:
    """Return the first frame with speech and one past the last; equal without any."""
    (frames,) = np.nonzero(probabilities >= SPEECH_FROM)
    return (int(frames[0]), int(frames[-1]) + 1) if frames.size else (0, 0)


def is_speech(evidence: Evidence) -> bool:
    """Return whether there is anything to decode."""
    return evidence.speech >= LEAST_SPEECH


def needs_full_window(decoded: Decoded) -> bool:
    """Return whether a short window may have led the decoder astray, so that the full one should be asked."""
    words = plain_words(decoded.text)
    too_fast = len(words) > MOST_WORDS_PER_SECOND * decoded.seconds
    return _is_unsound(decoded) or too_fast or runs_in_circles(words) or decoded.logprob < LOW_LOGPROB


def is_imagined(decoded: Decoded, evidence: Evidence) -> bool:
    """Return whether nobody said this."""
    return _is_unsound(decoded) or evidence.ratio < LEAST_RATIO or _is_noise_caption(decoded.text, evidence)


def _is_unsound(decoded: Decoded) -> bool:
    silent = decoded.no_speech > NO_SPEECH and decoded.logprob < LOW_LOGPROB
    return silent or decoded.compression > HIGHEST_COMPRESSION


def _is_noise_caption(text: str, evidence: Evidence) -> bool:
    if text.strip().lower().startswith(CREDITS):
        return True
    is_weak = evidence.speech < FIRM_SPEECH or evidence.certainty < FIRM_CERTAINTY
    return is_weak and " ".join(plain_words(text)) in UNDER_NOISE


def runs_in_circles(words: Sequence[str]) -> bool:
    """Return whether some words stand three times in a row."""
    return any(
        _repeats(words[start : start + CIRCLES * length], length)
        for length in range(1, LONGEST_CIRCLE + 1)
        for start in range(len(words) - CIRCLES * length + 1)
    )


def _repeats(words: Sequence[str], length: int) -> bool:
    return all(words[index] == words[index % length] for index in range(len(words)))


def heard_terms(text: str, terms: Sequence[str]) -> frozenset[str]:
    """Return those of the scenario's terms that occur in the text."""
    said = f" {' '.join(plain_words(text))} "
    return frozenset(term for term in terms if plain_words(term) and f" {' '.join(plain_words(term))} " in said)


def may_echo(decoded: Decoded, terms: Sequence[str]) -> bool:
    """Return whether a term may have been read off the scenario's list, and not heard."""
    found = heard_terms(decoded.text, terms)
    return bool(found) and (decoded.logprob < ECHO_LOGPROB or _is_only(decoded.text, found))


def _is_only(text: str, found: frozenset[str]) -> bool:
    """Two terms or more and nothing else: a list, not a sentence."""
    listed = {word for term in found for word in plain_words(term)}
    return len(found) > 1 and set(plain_words(text)) <= listed


def agreed(told: Decoded, untold: Decoded, terms: Sequence[str]) -> Decoded:
    """Return the pass with the terms announced if the one without them hears one of them too; else the latter."""
    both = heard_terms(told.text, terms) & heard_terms(untold.text, terms)
    return told if both else untold


def plain_words(text: str) -> list[str]:
    """Return the words in lower case, without the marks around them."""
    stripped = (word.strip(".,!?;:\"'()[]…-—“”‘’") for word in text.lower().split())
    return [word for word in stripped if word]
