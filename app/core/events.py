"""What happened in a call: facts in the past tense, handed to the conversation one at a time."""

from dataclasses import dataclass

from app.core.transcript import Word


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word of a customer's line and where it lies in the line's own sound."""

    text: str
    start: int
    """First sample, counted from the first sample of the reply at the voice's rate."""
    end: int
    """One past the last sample."""


@dataclass(frozen=True, slots=True)
class CallAnswered:
    """The client is ready to hear and to be heard."""


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """The trainee began an utterance."""

    utterance: int
    """Number of the utterance, growing through the call."""
    at: int
    """Its first sample on the capture clock."""


@dataclass(frozen=True, slots=True)
class SpeechEnded:
    """The trainee has been silent long enough for the utterance to be over; whether the turn is over is open."""

    utterance: int
    at: int
    """One past its last sample of speech, on the capture clock."""
    silence: float
    """Silence that has already passed, in seconds."""
    released: bool = False
    """The trainee let go of push-to-talk: the turn is over by their own word."""


@dataclass(frozen=True, slots=True)
class PartialHeard:
    """What was recognised of an utterance so far; it may change."""

    utterance: int
    text: str


@dataclass(frozen=True, slots=True)
class TranscriptReady:
    """The answer to `Transcribe`: exactly one for each."""

    utterance: int
    text: str
    words: tuple[Word, ...] = ()
    failure: str | None = None
    """Why there is no text, if the recogniser failed."""


@dataclass(frozen=True, slots=True)
class TurnTyped:
    """The trainee typed a turn instead of speaking it."""

    utterance: int
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class TurnJournalled:
    """A turn is durable."""

    turn: int
    revision: int


@dataclass(frozen=True, slots=True)
class JournalFailed:
    """A turn could not be made durable; the call goes on."""

    turn: int
    revision: int


@dataclass(frozen=True, slots=True)
class ReplyDelta:
    """The next words of a reply being prepared."""

    reply: int
    text: str
    is_piece: bool = False
    """It is a whole piece, cut by the core's own rules; pieces and loose words are not mixed in one reply."""
    held: float = 0.0
    """Silence that was kept on purpose before the reply's first words, in seconds."""


@dataclass(frozen=True, slots=True)
class ReplyFinished:
    """All words of the reply are known."""

    reply: int
    ends_call: bool = False
    """The customer hangs up after this line."""


@dataclass(frozen=True, slots=True)
class ReplyFailed:
    """There will be no (more) words; what was said stands."""

    reply: int


@dataclass(frozen=True, slots=True)
class PieceVoiced:
    """A piece of a reply, or the next part of one, has become sound; told before any of it is sent."""

    reply: int
    piece: int
    words: tuple[SpokenWord, ...]
    samples: int
    """Samples of the whole reply voiced so far, at the voice's rate."""
    is_whole: bool = True
    """Nothing more of this piece will come."""


@dataclass(frozen=True, slots=True)
class VoiceFailed:
    """The voice could not speak a piece; nothing more of the reply will be heard."""

    reply: int


@dataclass(frozen=True, slots=True)
class PlaybackStarted:
    """The first sample of a reply reached the trainee's ear. Once per reply, and first."""

    reply: int
    at: int
    """On the capture clock."""


@dataclass(frozen=True, slots=True)
class PlaybackProgressed:
    """So many samples of a reply have been heard."""

    reply: int
    samples: int
    at: int


@dataclass(frozen=True, slots=True)
class PlaybackDrained:
    """Nothing of the reply is left to hear for now."""

    reply: int
    samples: int
    at: int


@dataclass(frozen=True, slots=True)
class PlaybackFlushed:
    """The answer to a cancelled reply: the client dropped what was left of it."""

    reply: int
    samples: int
    """Samples that were heard before it was dropped; 0 if it never started."""
    at: int


@dataclass(frozen=True, slots=True)
class ConnectionLost:
    """The line dropped; the trainee may come back."""

    at: int
    """Where the capture clock stopped."""


@dataclass(frozen=True, slots=True)
class ConnectionResumed:
    """The trainee came back."""


@dataclass(frozen=True, slots=True)
class TraineeHungUp:
    """The trainee ended the call."""

    at: int


@dataclass(frozen=True, slots=True)
class CallStopped:
    """Something else ended the call."""

    by: str
    """Who or what, in the words of the call record: `server`, `time_limit`, `taken_over` ..."""
    at: int


@dataclass(frozen=True, slots=True)
class CustomerDue:
    """A moment has come at which the customer wanted to be woken."""

    barges: bool
    """It may cut in on the trainee."""


@dataclass(frozen=True, slots=True)
class TimePassed:
    """The conversation's own deadline has come."""


Event = (
    CallAnswered
    | SpeechStarted
    | SpeechEnded
    | PartialHeard
    | TranscriptReady
    | TurnTyped
    | TurnJournalled
    | JournalFailed
    | ReplyDelta
    | ReplyFinished
    | ReplyFailed
    | PieceVoiced
    | VoiceFailed
    | PlaybackStarted
    | PlaybackProgressed
    | PlaybackDrained
    | PlaybackFlushed
    | ConnectionLost
    | ConnectionResumed
    | TraineeHungUp
    | CallStopped
    | CustomerDue
    | TimePassed
)
