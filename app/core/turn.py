"""A trainee's turn while it is being spoken: its utterances, and what was recognised of them."""

from dataclasses import dataclass

from app.core.transcript import CAPTURE_RATE, Side, Turn, Word


@dataclass(slots=True)
class Utterance:
    """One stretch of speech between silences."""

    number: int
    start: int
    end: int | None = None
    """None while it is being spoken."""
    text: str | None = None
    """None until its transcript is ready."""
    partial: str = ""
    words: tuple[Word, ...] = ()
    typed: bool = False


class TurnInProgress:
    """Collects the utterances of one turn; the revision grows with each change of what was said."""

    def __init__(self, number: int, *, barged_in: bool = False) -> None:
        self.number = number
        self.revision = 0
        self.barged_in = barged_in
        self.is_journalled = False
        self.has_murmured = False
        self.released = False
        """The trainee let go of push-to-talk after the last utterance."""
        self.was_cut = False
        """The customer was heard before the trainee had stopped."""
        self.began_at: float | None = None
        """When the floor came to this turn, in seconds of call time."""
        self.utterances: dict[int, Utterance] = {}

    def begin(self, utterance: Utterance) -> None:
        """Add an utterance."""
        self.utterances[utterance.number] = utterance
        self.released = False
        self.touch()

    def touch(self) -> None:
        """Note that what was said has changed, so that it must be journalled anew."""
        self.revision += 1
        self.is_journalled = False

    @property
    def is_open(self) -> bool:
        """Whether somebody is still speaking."""
        return any(each.end is None for each in self.utterances.values())

    @property
    def is_over(self) -> bool:
        """Whether the trainee said in so many words that the turn is over: typed it, or let go of push-to-talk."""
        last = list(self.utterances.values())[-1]
        return self.released or last.typed

    @property
    def is_awaiting_text(self) -> bool:
        """Whether a transcript is outstanding."""
        return any(each.text is None for each in self.utterances.values())

    @property
    def text(self) -> str:
        """The words so far: final where known, partial where not."""
        pieces = (each.partial if each.text is None else each.text for each in self.utterances.values())
        return " ".join(piece for piece in pieces if piece)

    @property
    def start(self) -> int:
        """First sample of speech."""
        return min(each.start for each in self.utterances.values())

    @property
    def end(self) -> int:
        """One past the last known sample of speech."""
        return max(each.end or each.start for each in self.utterances.values())

    @property
    def seconds(self) -> float:
        """Length from first to last sample of speech."""
        return (self.end - self.start) / CAPTURE_RATE

    def as_turn(self, *, is_backchannel: bool = False) -> Turn:
        """Return the turn as it stands."""
        return Turn(
            number=self.number,
            revision=self.revision,
            side=Side.TRAINEE,
            start=self.start,
            end=self.end,
            text=self.text,
            heard=self.text,
            words=tuple(word for each in self.utterances.values() for word in each.words),
            cut=self.was_cut,
            is_backchannel=is_backchannel,
            is_typed=all(each.typed for each in self.utterances.values()),
        )
