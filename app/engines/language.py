"""Protocol of what words a line, or tags a turn: text in, text out, piece by piece."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from app.errors import EngineError


class ModelFailure(StrEnum):
    """What went wrong with a model server; one counter each."""

    REFUSED = "refused"
    """No connection, or a redirect, or an address that is not the configured one."""
    LIMITED = "limited"
    """429."""
    FAILED = "failed"
    """Another 4xx or 5xx."""
    NO_FIRST_TOKEN = "no_first_token"  # noqa: S105 - a token of text
    STALLED = "stalled"
    """It stopped in the middle."""
    DROPPED = "dropped"
    """The connection broke in the middle."""
    EMPTY = "empty"
    ENDLESS = "endless"
    """More words than asked for, or it took longer than the whole reply may take."""
    UNREADABLE = "unreadable"
    """Not UTF-8, not the protocol, or larger than any answer."""


class ModelError(EngineError):
    """A model server gave no usable text; `failure` says in which way."""

    code = "model-failed"

    def __init__(self, message: str, failure: ModelFailure) -> None:
        super().__init__(message)
        self.failure = failure


class Speaker(StrEnum):
    """Whose words a message holds, in the protocol's own terms."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a prompt."""

    speaker: Speaker
    text: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked."""

    messages: tuple[Message, ...]
    most_tokens: int = 120
    temperature: float = 0.7
    seed: int | None = None
    """Where the server honours it; None: the server's own chance."""


class LanguageModel(Protocol):
    """A model server shared by all calls."""

    name: str
    patience: float
    """Seconds from a request after which no first word is to be hoped for any more."""

    def words(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        """Yield the answer as it comes, in pieces of any length. Raises `ModelError`, before or between pieces.

        Closing the iterator early ends the request.
        """
        ...

    async def close(self) -> None:
        """Let go of the connections."""
        ...
