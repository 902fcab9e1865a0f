"""Is the turn over? An adaptive hold from the words, the trainee's own pauses and the persona's patience."""

from dataclasses import dataclass

from app.core import words
from app.core.manners import Manners

FINISHED_HOLD = 0.4
"""After a short answer or closing punctuation, in seconds."""
NEUTRAL_HOLD = 0.7
"""After words that tell nothing; the trainee's own pauses move it.

A bare timer cuts in on every fifth turn at 0.6 s and on every tenth at 1.0 s (LiveKit's eot-bench, English), so
this is where patience is bought with the second that an answer may take.
"""
UNFINISHED_HOLD = 1.3
"""After "and", "um", "the": most people go on within this."""
DICTATION_HOLD = 1.5
"""After a spoken digit group: another usually follows."""
NEUTRAL_RANGE = (0.5, 1.2)
"""Bounds of the learned neutral hold, in seconds."""
GAIN = 0.25
"""Weight of the newest pause, and twice the deviation on top: the estimator of RFC 6298, as used for learned holds."""


@dataclass(frozen=True, slots=True)
class UsualPause:
    """What is known of this trainee's pauses within a turn, in seconds."""

    mean: float = 0.0
    deviation: float = 0.0
    count: int = 0

    def learn(self, pause: float) -> "UsualPause":
        """Return the estimate after one more pause that did not end the turn."""
        if self.count == 0:
            return UsualPause(pause, pause / 2, 1)
        deviation = (1 - GAIN) * self.deviation + GAIN * abs(pause - self.mean)
        return UsualPause((1 - GAIN) * self.mean + GAIN * pause, deviation, self.count + 1)

    @property
    def hold(self) -> float:
        """Silence that most of this trainee's pauses stay below, in seconds."""
        if self.count == 0:
            return NEUTRAL_HOLD
        low, high = NEUTRAL_RANGE
        return min(high, max(low, self.mean + 2 * self.deviation))


def hold(text: str, manners: Manners, usual: UsualPause) -> float:
    """Return the silence, in seconds from the end of speech, after which a turn of these words is over."""
    return min(manners.max_hold, max(manners.min_hold, manners.patience * _hold_of_words(text, usual)))


def _hold_of_words(text: str, usual: UsualPause) -> float:
    heard = words.split(text)
    if not heard:
        return usual.hold
    if _is_closed(text) or all(word in words.SHORT_ANSWERS for word in heard):
        return FINISHED_HOLD
    if words.is_digit(heard[-1]):
        return DICTATION_HOLD
    return UNFINISHED_HOLD if heard[-1] in words.UNFINISHED else usual.hold


def _is_closed(text: str) -> bool:
    return text.rstrip().endswith((".", "?", "!")) and not text.rstrip().endswith(("...", "…"))
