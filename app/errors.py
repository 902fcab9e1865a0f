"""Errors in the words of the product, each with a stable code, sorted by who can mend it."""

from typing import ClassVar


class ReadyroomError(Exception):
    """Something that a person should be told about; `str()` of it is a sentence that says what to do."""

    code: ClassVar[str] = "error"


class ContentError(ReadyroomError):
    """The author can mend it: a persona, a scenario, an audio file."""

    code = "content"


class EngineError(ReadyroomError):
    """The operator can mend it: a missing model, a crashed recogniser, an unusable database."""

    code = "engine"


class TransportError(ReadyroomError):
    """Nobody need mend it: a socket dropped, a client sent nonsense."""

    code = "transport"
