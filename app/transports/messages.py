"""The JSON messages of the call protocol, version 1 (docs/PROTOCOL.md), both directions."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

PROTOCOL_VERSION = 1
MAX_TYPED = 2_000
"""Longest typed turn, in characters."""

Count = Annotated[int, Field(ge=0, le=2**40)]
"""A number of samples, or a position on a clock."""
StreamNumber = Annotated[int, Field(ge=0, le=2**32 - 1)]


FORM = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, hide_input_in_errors=True)
"""Nothing unknown in a message, and nothing of what was said in an error about one."""


class Message(BaseModel):
    """What both directions share."""

    model_config = FORM

    seq: Annotated[int, Field(ge=0, le=2**53)] = 0
    """Grows with each JSON message of one direction, over reconnections too; 0: not one of the numbered."""


# ---- client to server


class Resume(BaseModel):
    """Which call to come back to, and what was received of it."""

    model_config = FORM

    call: str = Field(max_length=64)
    """As `started` named it."""
    last_seq: Annotated[int, Field(ge=0, le=2**53)]
    """The last server message that was handled; later ones are sent again."""


class Hello(Message):
    """The first message of a connection, within 5 seconds."""

    type: Literal["hello"] = "hello"
    version: int = PROTOCOL_VERSION
    """Of the protocol."""
    ticket: str = Field(max_length=256)
    """From `POST /api/calls`, or from `POST /api/calls/CALL/tickets` to come back."""
    resume: Resume | None = None
    """To come back to a call; absent for a new one."""
    take_over: bool = False
    """End the trainee's other live call and begin this one."""


class Heard(Message):
    """So much of a reply was played: at its first sample (0), every 100 ms, at `pause` and `resume`, and at its end."""

    type: Literal["heard"] = "heard"
    reply: StreamNumber
    """Stream number of the reply."""
    samples: Count
    """Samples of it that were played, at the rate named in `started`."""
    at: Count
    """Where the capture clock stood then, in samples."""


class Flushed(Message):
    """The answer to `flush`: the rest of the reply was dropped after so many samples."""

    type: Literal["flushed"] = "flushed"
    reply: StreamNumber
    """Stream number of the reply."""
    samples: Count
    """Samples of it that were played, at the rate named in `started`; 0 if it never began."""
    at: Count
    """Where the capture clock stood then, in samples."""


class Say(Message):
    """A typed turn."""

    type: Literal["say"] = "say"
    text: str = Field(min_length=1, max_length=MAX_TYPED)
    """What the trainee typed instead of saying it."""


class Talk(Message):
    """Push-to-talk: held and released; `open` goes back to an open microphone."""

    type: Literal["talk"] = "talk"
    state: Literal["held", "released", "open"]
    """What the button did last."""


class HangUp(Message):
    """The trainee ends the call."""

    type: Literal["hang_up"] = "hang_up"


ClientMessage = Hello | Heard | Flushed | Say | Talk | HangUp

CLIENT_MESSAGE: TypeAdapter[ClientMessage] = TypeAdapter(Annotated[ClientMessage, Field(discriminator="type")])


# ---- server to client


class Started(Message):
    """The call is on: how to send and what will come."""

    type: Literal["started"] = "started"
    version: int = PROTOCOL_VERSION
    """Of the protocol."""
    call: str
    """Id of the call."""
    customer: str
    """Name of the persona."""
    capture_rate: int
    """Samples per second to send."""
    rate: int
    """Samples per second of every stream that will come."""
    frame: int
    """Samples of one frame to send."""
    recorded: bool
    """Both sides are being recorded."""
    grace: float
    """How long the call waits for a client whose line dropped, in seconds."""
    resumed: bool = False
    """The call goes on over a new connection."""
    parts: dict[str, str]
    """Role -> name of the engine that plays it."""


class Caption(Message):
    """Words of either side; a later caption of the same line replaces it."""

    type: Literal["caption"] = "caption"
    side: Literal["trainee", "customer"]
    """Whose words."""
    line: int
    """Number of the utterance (trainee) or of the reply (customer)."""
    text: str
    """The whole line as far as it is known; final and of the customer's: what was heard of it."""
    final: bool
    """No later caption of this line will come."""


class FloorChanged(Message):
    """Who may speak."""

    type: Literal["floor"] = "floor"
    floor: str
    """`open`, `trainee`, `paused`, `thinking`, `customer`, `contested`, `away` or `closed` (docs/FLOOR.md)."""


class Play(Message):
    """A reply begins; or, with `samples`, its length is known, while frames of it may still be to come."""

    type: Literal["play"] = "play"
    stream: StreamNumber
    """Its number in binary frames, and in every message about it."""
    samples: Count | None = None
    """How many samples it has; absent while it is being made."""


class Duck(Message):
    """Lower the voice by 12 dB."""

    type: Literal["duck"] = "duck"
    reply: StreamNumber
    """Stream number of the reply."""


class Pause(Message):
    """Stop where you are, keep what you have."""

    type: Literal["pause"] = "pause"
    reply: StreamNumber
    """Stream number of the reply."""


class ResumePlayback(Message):
    """Go on from the same sample, at full level."""

    type: Literal["resume"] = "resume"
    reply: StreamNumber
    """Stream number of the reply."""


class Flush(Message):
    """Drop what is left of a reply and answer `flushed`; frames of it that still come are to be ignored."""

    type: Literal["flush"] = "flush"
    reply: StreamNumber
    """Stream number of the reply."""


class MurmurPlayed(Message):
    """The customer listens aloud, on a stream of its own; it is mixed in and not reported on."""

    type: Literal["murmur"] = "murmur"
    stream: StreamNumber
    """Its number in binary frames."""
    text: str
    """What is murmured."""


class ErrorTold(Message):
    """Something is wrong; `fatal` ones are followed by the end of the connection."""

    type: Literal["error"] = "error"
    code: str
    """Stable, for programs."""
    message: str
    """A sentence, for people."""
    fatal: bool = False
    """The connection ends now."""
    offer: Literal["take_over"] | None = None
    """What a new connection may say in its `hello` to be let in."""


class Ended(Message):
    """The call is over."""

    type: Literal["ended"] = "ended"
    call: str
    """Its id."""
    by: str
    """`trainee`, `customer`, `connection`, `server` or `failure`, as in the call's record."""


ServerMessage = (
    Started | Caption | FloorChanged | Play | Duck | Pause | ResumePlayback | Flush | MurmurPlayed | ErrorTold | Ended
)

SERVER_MESSAGE: TypeAdapter[ServerMessage] = TypeAdapter(Annotated[ServerMessage, Field(discriminator="type")])
