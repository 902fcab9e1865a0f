"""The one record of a call, `call/v1`: what the caller, the store, the replay and the scorer all read and write."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue, PlainSerializer, WithJsonSchema

from app.core.transcript import CAPTURE_RATE, Side, Turn, Word

SCHEMA: Literal["call/v1"] = "call/v1"

Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="SHA-256 of the UTF-8 text, in hexadecimal.")]
Sample = Annotated[int, Field(ge=0)]


def iso(moment: datetime) -> str:
    """Return a moment in UTC as ISO 8601 with microseconds and `Z`; such texts sort by time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


Moment = Annotated[
    AwareDatetime,
    PlainSerializer(iso, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]


def storable(text: str) -> str:
    """Return the text with every lone surrogate replaced, so that any client's typing can be written as UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")


class RecordPart(BaseModel):
    """A piece of a record: nothing unknown in it, nothing changed after it was made."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        use_attribute_docstrings=True,
        validate_by_name=True,
        serialize_by_alias=True,
        hide_input_in_errors=True,  # an error in a log must not repeat what was said
    )


class EndedBy(StrEnum):
    """Who or what ended a call."""

    TRAINEE = "trainee"
    CUSTOMER = "customer"
    CONNECTION = "connection"
    """The line dropped and did not come back in time."""
    SERVER = "server"
    """The server was shut down, or took the call away (another call of this trainee, a time limit)."""
    FAILURE = "failure"
    """A part that the call cannot do without failed."""
    INTERRUPTED = "interrupted"
    """The server died during the call; the call was closed and repaired at its next start."""


class EventKind(StrEnum):
    """What happened in a call besides the words."""

    PRESSURE = "pressure"
    OBJECTION = "objection"
    FACT = "fact"
    """The customer disclosed a fact."""
    COMMITMENT = "commitment"
    CONCESSION = "concession"
    INTERRUPTION = "interruption"
    """The turn was cut: the other side took the floor."""


class SpokenWord(RecordPart):
    """One heard word."""

    text: str
    start: Sample
    """First sample of the word."""
    end: Sample
    """One past the last sample of the word."""


class SpokenTurn(RecordPart):
    """Everything one side said while it had the floor."""

    number: int = Field(ge=1)
    """Position in the call, counted from 1 over both sides."""
    revision: int = Field(ge=0)
    """Grows each time the turn is kept again; the highest one is the truth."""
    side: Side
    start: Sample
    """First sample of the turn."""
    end: Sample
    """One past the last sample of the turn."""
    text: str
    """The live text: what was recognised of the trainee, or what the customer set out to say."""
    heard: str
    """What reached the other side's ear; the same as `text` unless the turn was cut."""
    words: tuple[SpokenWord, ...] = ()
    """The heard words with their times; empty where the engine gave none (typed turns)."""
    cut: bool = False
    """The other side took the floor before this turn was finished."""
    is_backchannel: bool = False
    """Listening aloud ("mm-hm"): it did not take the floor."""
    is_typed: bool = False
    """The trainee typed it."""

    @classmethod
    def of(cls, turn: Turn) -> Self:
        """Return the record of a turn of the transcript."""
        return cls(
            number=turn.number,
            revision=turn.revision,
            side=turn.side,
            start=turn.start,
            end=turn.end,
            text=storable(turn.text),
            heard=storable(turn.heard),
            words=tuple(SpokenWord(text=storable(word.text), start=word.start, end=word.end) for word in turn.words),
            cut=turn.cut,
            is_backchannel=turn.is_backchannel,
            is_typed=turn.is_typed,
        )

    def turn(self) -> Turn:
        """Return the turn of the transcript that this records."""
        return Turn(
            number=self.number,
            revision=self.revision,
            side=self.side,
            start=self.start,
            end=self.end,
            text=self.text,
            heard=self.heard,
            words=tuple(Word(word.text, word.start, word.end) for word in self.words),
            cut=self.cut,
            is_backchannel=self.is_backchannel,
            is_typed=self.is_typed,
        )


class CallEvent(RecordPart):
    """Something that happened in a call; it happened when its words had been heard."""

    kind: EventKind
    name: str = ""
    """Which one, by its name in the persona or the rubric; empty for an interruption."""
    turn: int = Field(ge=1)
    """Number of the turn whose words it was."""
    heard_end: Sample
    """One past the last heard sample of those words."""


class TurnTags(RecordPart):
    """What a model took one turn of the trainee's for, beside the call; nothing in the call went by it."""

    turn: int = Field(ge=1)
    """Number of the turn."""
    tags: tuple[str, ...]
    """Acts of the closed set, the weightiest first; empty: none fits."""
    by: str
    """Name of the model server's engine."""


class MindRecord(RecordPart):
    """The customer's mind after one happening."""

    turn: int = Field(ge=0)
    """Number of the turn that moved it; 0 before the first."""
    happening: str
    """Name of what happened: `TurnTaken`, `LineHeard`, `SilenceFell` ..."""
    detail: dict[str, JsonValue] = {}
    """What happened with all its facts, from which the step can be derived again; empty in records of old."""
    values: dict[str, JsonValue]
    """The mind itself: trust, tension, patience and what it remembers, in whole numbers."""
    move: str | None = None
    """The move decided on; null when this happening called for none."""
    reasons: tuple[str, ...] = ()
    """Why each value changed."""
    worded_by: Literal["persona", "model"] = "persona"
    """Whose words the line was that this step decided on, or was told the fate of."""
    refused: tuple[str, ...] = ()
    """Kinds of words that a model offered for the line and the guard refused (`gives_in`, `praises` ...)."""


class EnginePin(RecordPart):
    """An engine that took part in the call."""

    name: str
    version: str


class Pins(RecordPart):
    """What a call can be derived from again; texts are kept in the store under their digest."""

    persona: Digest
    rubrics: tuple[Digest, ...] = ()
    language: Digest | None = None
    """The file of the persona's language; null in records of old."""
    engines: dict[str, EnginePin] = {}
    """The engines by their part: `recogniser`, `voice`, `words` ...; `customer` is the version of its rules."""
    seed: int
    """All chance in the call follows from it."""
    difficulty: str = "normal"
    attempt: int = Field(default=1, ge=1)
    """Which try of this trainee at this scenario it was, counted from 1."""


class NotSaved(RecordPart):
    """Something of the call that could not be kept."""

    what: Literal["turn", "mind", "event", "tags", "recording", "log"]
    number: int | None = None
    """Number of the lost turn; null for everything else."""
    reason: str
    """The sentence with which keeping it failed."""


class Recording(RecordPart):
    """The recording of a call: trainee on the left channel, customer on the right."""

    rate: int = CAPTURE_RATE
    """Samples per second."""
    samples: int = Field(ge=0)
    """Length in samples."""
    complete: bool
    """It is one playable file, and nothing handed over for it was lost. False while the call is live."""


class CallHeader(RecordPart):
    """A call without what was said in it."""

    schema_id: Literal["call/v1"] = Field(default=SCHEMA, alias="schema")
    """Names this form of the record."""
    call: str
    """The call's id, made by the server; ids sort by the time of the call."""
    trainee: str = Field(min_length=1)
    persona: str = Field(min_length=1)
    """Name of the persona."""
    scenario: str = Field(min_length=1)
    """Name of the scenario within the persona."""
    started_at: Moment
    """When the call began, in UTC; sample 0 of the capture clock."""
    ended_at: Moment | None = None
    """When the call ended, in UTC; null while it is live."""
    ended_by: EndedBy | None = None
    """Who or what ended it; null while it is live."""
    pins: Pins
    parent_call: str | None = None
    """The call that this one tries again; null for a first try."""
    parent_turn: int | None = None
    """The turn of `parent_call` from which this one goes on; null for a try from the start."""
    not_saved: tuple[NotSaved, ...] = ()
    """What could not be kept; empty for a call that is whole."""


class CallRecord(CallHeader):
    """One call, whole."""

    turns: tuple[SpokenTurn, ...] = ()
    """In the order in which they were taken."""
    events: tuple[CallEvent, ...] = ()
    """In the order in which they were heard."""
    mind: tuple[MindRecord, ...] = ()
    """In the order in which it moved."""
    tags: tuple[TurnTags, ...] = ()
    """Of the trainee's turns that a model tagged."""
    recording: Recording | None = None
    """Null when nothing was recorded."""


def interruptions(turns: tuple[SpokenTurn, ...]) -> tuple[CallEvent, ...]:
    """Return one interruption for each cut turn; they are read off the turns and never stored."""
    cut = (turn for turn in turns if turn.cut)
    return tuple(CallEvent(kind=EventKind.INTERRUPTION, turn=turn.number, heard_end=turn.end) for turn in cut)


def json_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of a call record as it is written."""
    schema = CallRecord.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **schema}
