"""What the conversation orders: the shell carries these out and reports back with events."""

from dataclasses import dataclass
from enum import StrEnum

from app.core.transcript import Turn


class Cause(StrEnum):
    """Why the customer is about to speak."""

    OPENING = "opening"
    TURN = "turn"
    SILENCE = "silence"
    MONOLOGUE = "monologue"
    RETURNED = "returned"
    DUE = "due"
    """A moment has come at which the customer wanted to be woken."""


@dataclass(frozen=True, slots=True)
class Transcribe:
    """Finish the recognition of an utterance; answered by exactly one `TranscriptReady`."""

    utterance: int


@dataclass(frozen=True, slots=True)
class PrepareReply:
    """Let the customer decide and word a reply; it may be cancelled before anybody hears it."""

    reply: int
    cause: Cause
    turn: int
    """Number of the trainee's turn it answers; 0 if it answers none."""
    revision: int
    text: str
    """What the trainee said."""
    seconds: float
    """Length of the turn from its first to its last sample of speech."""
    barged_in: bool
    """The turn cut the customer off."""
    reaction: float | None
    """Gap between the customer's last heard sample and the turn's first, in seconds; None before the first line."""
    silences: int
    """How many silences in a row the customer has broken, this one included; 0 unless the cause is SILENCE."""
    at: float
    """When the turn ended, or when this was ordered if it answers none that ended: seconds since the call was answered,
    to the millisecond."""


@dataclass(frozen=True, slots=True)
class JournalTurn:
    """Make a turn durable; answered by one `TurnJournalled` or `JournalFailed`."""

    turn: Turn


@dataclass(frozen=True, slots=True)
class Speak:
    """Voice and send one piece of a reply, after the pieces before it."""

    reply: int
    piece: int
    text: str


@dataclass(frozen=True, slots=True)
class EndReply:
    """No further piece of this reply will come."""

    reply: int


@dataclass(frozen=True, slots=True)
class CommitReply:
    """The trainee hears this reply: the customer's mind that decided it becomes real."""

    reply: int


@dataclass(frozen=True, slots=True)
class CloseLine:
    """Tell the customer's mind what became of its line."""

    reply: int
    turn: int
    """Number of the line in the transcript."""
    heard: str
    cut: bool
    end: int
    """One past its last heard sample, on the capture clock."""


@dataclass(frozen=True, slots=True)
class CancelReply:
    """Stop preparing, voicing and sending; the client drops what it has. Answered by `PlaybackFlushed` if spoken."""

    reply: int


@dataclass(frozen=True, slots=True)
class DuckReply:
    """Lower the voice: the trainee may be taking the floor."""

    reply: int


@dataclass(frozen=True, slots=True)
class PauseReply:
    """Hold the voice where it is."""

    reply: int


@dataclass(frozen=True, slots=True)
class ResumeReply:
    """Go on from the same sample, at full level."""

    reply: int


@dataclass(frozen=True, slots=True)
class Murmur:
    """Listen aloud: no reply, and no change of floor."""

    text: str


@dataclass(frozen=True, slots=True)
class EndCall:
    """The call is over."""

    by: str


Command = (
    Transcribe
    | PrepareReply
    | JournalTurn
    | Speak
    | EndReply
    | CommitReply
    | CloseLine
    | CancelReply
    | DuckReply
    | PauseReply
    | ResumeReply
    | Murmur
    | EndCall
)
