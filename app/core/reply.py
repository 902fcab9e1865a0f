"""A customer's line from its first word to what was heard of it."""

from app.core.commands import Cause
from app.core.events import SpokenWord
from app.core.sentences import SentenceSplitter
from app.core.transcript import CAPTURE_RATE, Side, Turn, Word

TRACK_TOLERANCE = CAPTURE_RATE // 50
"""Samples by which playback may stray from a straight line before a new point is kept: one frame of 20 ms."""

REPORT_ROUNDING = 500
"""A reported sample may be off by this part of a second: a word that ends 2 ms after a pause ended before it."""


class Reply:
    """Words in, pieces out, and a map from the line's own samples to the capture clock."""

    def __init__(self, number: int, cause: Cause, voice_rate: int) -> None:
        self.number = number
        self.cause = cause
        self.turn_number = 0
        """Position of the line in the call; 0 until it is heard."""
        self.pieces: list[str] = []
        self.spoken = 0
        """How many pieces were ordered spoken."""
        self.is_finished = False
        self.is_end_told = False
        self.ends_call = False
        self.heard_samples = 0
        self._voice_rate = voice_rate
        self._splitter = SentenceSplitter()
        self._words: list[SpokenWord] = []
        self._voiced_pieces = 0
        self._voiced_samples = 0
        self._is_mid_piece = False
        self._is_silenced = False
        self._track: list[tuple[int, int]] = []
        self._last_report = (0, 0)
        self._has_stood = False

    @property
    def has_started(self) -> bool:
        """Whether the trainee has heard any of it."""
        return bool(self._track)

    @property
    def text(self) -> str:
        """What the customer set out to say, as far as it is known."""
        return " ".join(self.pieces)

    def feed(self, text: str, *, is_piece: bool = False) -> None:
        """Take the next words, or a whole piece of them; a voice that failed speaks no more of them."""
        if not self._is_silenced:
            self.pieces.extend(filter(None, (text.strip(),)) if is_piece else self._splitter.feed(text))

    def finish(self, *, ends_call: bool) -> None:
        """Take note that no more words will come."""
        if not self._is_silenced:
            self.pieces.extend(self._splitter.finish())
        self.is_finished = True
        self.ends_call = ends_call

    def fail(self) -> None:
        """Take note that no more words will come, because whoever words them failed: what was ordered stands."""
        self.pieces = self.pieces[: self.spoken]
        self.is_finished = True

    def fall_silent(self) -> None:
        """Take note that no more sound will come, because the voice failed: what was voiced stands."""
        self._is_silenced = True
        self._voiced_pieces += self._is_mid_piece
        self.pieces = self.pieces[: self._voiced_pieces]
        self.spoken = len(self.pieces)
        self.is_finished = True

    def voiced(self, words: tuple[SpokenWord, ...], samples: int, *, is_whole: bool) -> None:
        """Take note of more sound; `samples` counts from the start of the reply, `is_whole` closes a piece."""
        self._words.extend(words)
        self._voiced_pieces += is_whole
        self._is_mid_piece = not is_whole
        self._voiced_samples = samples

    def played(self, samples: int, at: int) -> None:
        """Take note that `samples` were heard when the capture clock stood at `at`."""
        self.heard_samples = max(self.heard_samples, samples)
        if not self._track:
            self._track.append((samples, at))
        elif abs(self._position(samples) - at) > TRACK_TOLERANCE:
            self._track.append(self._stall(samples, at))
        self._last_report = (samples, at)
        self._has_stood = False

    def flushed(self, samples: int, at: int) -> None:
        """Take note that no more than `samples` will be heard; the line may have been held for a while before `at`."""
        self.heard_samples = max(self.heard_samples, samples)
        if self._has_stood or not self._track:
            self.played(samples, at)

    def stood(self) -> None:
        """Take note that the line stood still, held or dry, where it was last reported, and may go on."""
        self._has_stood = True

    def is_all_heard(self) -> bool:
        """Return whether every word there will be was heard to its end."""
        return self._is_all_voiced and self.heard_samples >= self._voiced_samples

    def is_nothing(self) -> bool:
        """Return whether there is nothing to hear: no words, or none that make a sound."""
        return self._is_all_voiced and self._voiced_samples == 0

    def as_turn(self, revision: int = 1) -> Turn:
        """Return the line as it was heard; cut at the last word heard to its end."""
        heard = [word for word in self._words if word.end <= self.heard_samples]
        words = tuple(Word(word.text, self._position(word.start), self._end_position(word.end)) for word in heard)
        is_whole = len(heard) == len(self._words) and self._is_all_voiced and not self._is_mid_piece
        return Turn(
            number=self.turn_number,
            revision=revision,
            side=Side.CUSTOMER,
            start=self._position(0),
            end=self._end_position(self.heard_samples),
            text=self.text,
            heard=" ".join(word.text for word in words),
            words=words,
            cut=not is_whole,
        )

    @property
    def _is_all_voiced(self) -> bool:
        return self.is_finished and self._voiced_pieces == len(self.pieces)

    def _stall(self, samples: int, at: int) -> tuple[int, int]:
        """Return where the line stood still, and when it went on: at the last report, as far as anybody knows."""
        stood, since = self._last_report
        return stood, max(since, at - (samples - stood) * CAPTURE_RATE // self._voice_rate)

    def _position(self, sample: int) -> int:
        """Return where a sample of the line lay on the capture clock; after a pause, when it was heard at last."""
        return self._place(sample, [point for point in self._track if point[0] <= sample])

    def _end_position(self, sample: int) -> int:
        """Return where the sound before a sample ended: before a pause that lies there, not after it."""
        edge = sample - self._voice_rate // REPORT_ROUNDING
        return self._place(sample, [point for point in self._track if point[0] < edge])

    def _place(self, sample: int, known: list[tuple[int, int]]) -> int:
        origin, at = (known or self._track)[-1 if known else 0]
        return at + (sample - origin) * CAPTURE_RATE // self._voice_rate
