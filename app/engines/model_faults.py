"""From what the `openai` package raises to the ways in which a model server fails."""

import httpx2
import openai

from app.engines.language import ModelFailure
from app.engines.model_wire import Dropped

_REDIRECTS, _REFUSALS, _LIMITED = range(300, 400), range(300, 500), 429


def kind_of(error: Exception, *, has_begun: bool) -> ModelFailure:
    """Return the way in which a server failed that made the library raise this."""
    match error:
        case openai.APITimeoutError():
            return ModelFailure.STALLED if has_begun else _late(error)
        case openai.APIConnectionError():
            return ModelFailure.REFUSED if isinstance(error.__cause__, httpx2.ConnectError) else ModelFailure.DROPPED
        case openai.APIStatusError(status_code=code):
            return _refusal(code)
        case openai.OpenAIError():
            return ModelFailure.FAILED
        case Dropped():
            return ModelFailure.DROPPED
    return ModelFailure.UNREADABLE


def is_lasting(error: Exception) -> bool:
    """Say whether asking again at once cannot mend what made the library raise this."""
    return isinstance(error, openai.APIStatusError) and error.status_code in _REFUSALS


def _refusal(code: int) -> ModelFailure:
    if code in _REDIRECTS:
        return ModelFailure.REFUSED
    return ModelFailure.LIMITED if code == _LIMITED else ModelFailure.FAILED


def _late(error: Exception) -> ModelFailure:
    is_connecting = isinstance(error.__cause__, httpx2.ConnectTimeout | httpx2.PoolTimeout)
    return ModelFailure.REFUSED if is_connecting else ModelFailure.NO_FIRST_TOKEN
