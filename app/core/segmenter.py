"""Speech probability, frame by frame, made into utterances."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segmentation:
    """Thresholds of `Segmenter`.

    On at 0.5 for two frames, off below 0.35, soft end after about 200 ms: the hysteresis and candidate silence that
    Silero's authors and the published turn-taking pipelines use.
    """

    frame: int = 512
    """Samples of one frame."""
    on: float = 0.5
    """Probability from which a frame is speech."""
    off: float = 0.35
    """Probability below which a frame is silence, once speech began."""
    start_frames: int = 2
    """Frames of speech in a row that begin an utterance (64 ms)."""
    end_frames: int = 6
    """Frames of silence in a row that end it (192 ms)."""


@dataclass(frozen=True, slots=True)
class Began:
    """Speech began at this sample."""

    at: int


@dataclass(frozen=True, slots=True)
class Ended:
    """Speech ended at this sample (one past its last)."""

    at: int


class Segmenter:
    """Turns one probability per frame into the beginnings and ends of utterances."""

    def __init__(self, segmentation: Segmentation | None = None) -> None:
        self._rules = segmentation or Segmentation()
        self._position = 0
        self._run = 0
        self.is_speaking = False

    def process(self, probability: float) -> Began | Ended | None:
        """Take the next frame's probability; return what it decided."""
        rules = self._rules
        counts = probability < rules.off if self.is_speaking else probability >= rules.on
        self._run = self._run + 1 if counts else 0
        self._position += rules.frame
        if self._run < (rules.end_frames if self.is_speaking else rules.start_frames):
            return None
        at = self._position - self._run * rules.frame
        self._run = 0
        self.is_speaking = not self.is_speaking
        return Began(at) if self.is_speaking else Ended(at)

    def skip(self, samples: int) -> None:
        """Move on over samples that were not looked at, and take them as neither speech nor silence."""
        self._position += samples
        self._run = 0

    def cut(self) -> Ended | None:
        """End a running utterance here and now; None if none is running."""
        if not self.is_speaking:
            return None
        self.is_speaking = False
        self._run = 0
        return Ended(self._position)
