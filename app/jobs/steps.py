"""The steps of scoring, and how a step fails: by a code, without a word of the call."""

from collections.abc import Coroutine
from typing import Any, Protocol, TypeVar

import structlog

from app.errors import EngineError, ReadyroomError
from app.store import CallNotFound

T = TypeVar("T")
log = structlog.get_logger()


class StepFailedError(Exception):
    """A step failed; all that is kept of it is a code, never a word of the call."""


class TryAgainError(StepFailedError):
    """A step failed for a reason that may pass: the disk is full, the database is locked."""


class Steps(Protocol):
    """What scoring consists of; each may be done again after a crash and must then change nothing."""

    async def pin(self, call_id: str) -> tuple[str, ...]:
        """Return the digests of the rubrics that score the call."""
        ...

    async def score(self, call_id: str, rubric_sha256: str) -> str:
        """Score the call by one rubric and return the scorecard's id."""
        ...


async def told(call_id: str, step: Coroutine[Any, Any, T]) -> T | None:
    """Return what the step returns, None for a call that was deleted meanwhile. Raises `StepFailedError`."""
    try:
        return await step
    except CallNotFound:
        return None
    except Exception as error:  # noqa: BLE001 - here the work ends; DBOS writes down what is raised, and logs it
        code = error.code if isinstance(error, ReadyroomError) else type(error).__name__
        log.warning("scoring_step_failed", call=call_id, code=code)
        passes = isinstance(error, EngineError)
    raise TryAgainError(code) if passes else StepFailedError(code)


def may_pass(error: BaseException) -> bool:
    """Say whether a step that failed is worth another try."""
    return isinstance(error, TryAgainError)
