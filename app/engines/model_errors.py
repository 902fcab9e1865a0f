"""The failures of model servers in words for an operator, which hold nothing of what was said."""

from app.engines.language import ModelError, ModelFailure

_IN_WORDS = {
    ModelFailure.REFUSED: "cannot be reached, or sends elsewhere",
    ModelFailure.LIMITED: "has too much to do",
    ModelFailure.FAILED: "refused the request or failed",
    ModelFailure.NO_FIRST_TOKEN: "gave no first word in time",
    ModelFailure.STALLED: "stopped in the middle of an answer",
    ModelFailure.DROPPED: "broke the connection",
    ModelFailure.EMPTY: "answered nothing",
    ModelFailure.ENDLESS: "did not come to an end",
    ModelFailure.UNREADABLE: "answered in no form that can be read",
}


class LastingError(ModelError):
    """A failure that asking again would not mend: the request itself was refused, or sent elsewhere."""


def in_words(failure: ModelFailure) -> str:
    """Return what the server did, to follow its name."""
    return _IN_WORDS[failure]
