"""The tables: one versioned JSON record in each row, and beside it the columns that are searched or sorted by."""

from sqlalchemy import Index, MetaData, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.call_record import SCHEMA
from app.scorecard_record import SCORECARD_SCHEMA


class Row(SQLModel):
    """Anything that is a row; constraints are named, so that a migration can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class CallRow(Row, table=True):
    """One call; `body` is its `CallHeader`."""

    __tablename__ = "call"
    __table_args__ = (Index(None, "trainee", "started_at"), Index(None, "status"))
    id: str = Field(primary_key=True)
    status: str
    """`live`, then `ended`, then `filed` (its recording is finished too)."""
    trainee: str
    persona: str
    started_at: str
    """UTC, ISO 8601 with microseconds: sorts by time."""
    version: str = SCHEMA
    body: str = Field(sa_type=Text)


class TurnRow(Row, table=True):
    """One turn in its highest revision; `body` is a `SpokenTurn`."""

    __tablename__ = "turn"
    call_id: str = Field(primary_key=True, foreign_key="call.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    revision: int
    version: str = SCHEMA
    body: str = Field(sa_type=Text)


class MindRow(Row, table=True):
    """One step of the customer's mind; `body` is a `MindRecord`."""

    __tablename__ = "mind_step"
    id: int | None = Field(default=None, primary_key=True)
    """Null until the database gave one; steps are read in its order."""
    call_id: str = Field(foreign_key="call.id", ondelete="CASCADE", index=True)
    version: str = SCHEMA
    body: str = Field(sa_type=Text)


class EventRow(Row, table=True):
    """One event of a call; `body` is a `CallEvent`."""

    __tablename__ = "call_event"
    id: int | None = Field(default=None, primary_key=True)
    """Null until the database gave one; events are read in its order."""
    call_id: str = Field(foreign_key="call.id", ondelete="CASCADE", index=True)
    version: str = SCHEMA
    body: str = Field(sa_type=Text)


class TagsRow(Row, table=True):
    """What a model took a turn for; `body` is a `TurnTags`."""

    __tablename__ = "turn_tags"
    id: int | None = Field(default=None, primary_key=True)
    """Null until the database gave one."""
    call_id: str = Field(foreign_key="call.id", ondelete="CASCADE", index=True)
    version: str = SCHEMA
    body: str = Field(sa_type=Text)


class ContentRow(Row, table=True):
    """A text that calls are pinned to: the YAML of a persona, of its language or of a rubric."""

    __tablename__ = "content"
    sha256: str = Field(primary_key=True)
    text: str = Field(sa_type=Text)


class ScorecardRow(Row, table=True):
    """One score of a call, never changed; `body` is a `Scorecard`."""

    __tablename__ = "scorecard"
    __table_args__ = (UniqueConstraint("call_id", "rubric_sha256", "transcript_sha256", "rules"),)
    id: str = Field(primary_key=True)
    call_id: str = Field(foreign_key="call.id", ondelete="CASCADE", index=True)
    rubric_sha256: str
    transcript_sha256: str
    rules: str
    """Version of the code's measures and rules."""
    scored_at: str
    """UTC, ISO 8601 with microseconds."""
    version: str = SCORECARD_SCHEMA
    body: str = Field(sa_type=Text)


class AccessTokenRow(Row, table=True):
    """A token's fingerprint and whose it is; the token itself is kept nowhere."""

    __tablename__ = "access_token"
    sha256: str = Field(primary_key=True)
    trainee: str
    issued_at: str
    """UTC, ISO 8601."""
