"""Stop taking calls and let the live ones end: what comes before the server stops."""

import asyncio
from contextlib import suppress

import structlog

from app.call_record import EndedBy
from app.errors import TransportError
from app.practice.desk import Desk

PATIENCE = 1800.0
"""How long live calls may go on, in seconds: no call lasts longer."""
FILING_DEADLINE = 10.0
"""How long calls that were told to end may take to be filed, in seconds."""
SCORING_DEADLINE = 30.0
"""How long the scoring of the last calls may hold the stop up, in seconds."""
NEWS = "The server is about to stop. This call can go on to its end; a new one cannot be placed."

log = structlog.get_logger()


class DrainingError(TransportError):
    """The server is about to stop and takes no new call."""

    code = "draining"


def refuse_while_draining(desk: Desk) -> None:
    """Raise `DrainingError` if no new call may begin."""
    if desk.is_draining:
        raise DrainingError("The server is about to stop and takes no new calls. Try again in a few minutes.")


async def drain(desk: Desk, patience: float = PATIENCE) -> None:
    """Take no new call, tell the live ones, and return when the last is filed and scored.

    What is still live after `patience` seconds is ended by the server. `stop_calls` cuts the wait short.
    """
    desk.is_draining = True
    log.info("draining", live_calls=len(desk.live), seconds=patience)
    for live in desk.live.values():
        if live.call is not None:
            live.call.announce(DrainingError.code, NEWS)
    try:
        async with asyncio.timeout(patience):
            await _all_over(desk)
            await _settle(desk)
    except TimeoutError:
        with suppress(TimeoutError):
            await end_calls(desk)
    log.info("drained", live_calls=len(desk.live))


def stop_calls(desk: Desk) -> None:
    """End every live call now, as the server's doing."""
    for live in desk.live.values():
        if live.call is not None:
            live.call.stop(EndedBy.SERVER)


async def end_calls(desk: Desk) -> None:
    """End what is still live, and give it time to be filed. Raises `TimeoutError`; the next start goes on then."""
    stop_calls(desk)
    async with asyncio.timeout(FILING_DEADLINE):
        await _all_over(desk)


async def _settle(desk: Desk) -> None:
    """Wait for the scores, but not for long: what is not done is done after the next start."""
    try:
        async with asyncio.timeout(SCORING_DEADLINE):
            await desk.scorecards.settle()
    except TimeoutError:
        log.warning("scores_left_for_the_next_start")


async def _all_over(desk: Desk) -> None:
    while desk.live:
        await next(iter(desk.live.values())).is_over.wait()
