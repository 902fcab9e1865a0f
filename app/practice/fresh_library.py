"""The library as its files are now: looked at when a call begins or the list is shown, and never during a call."""

import asyncio

import structlog

from app.content.library import Library
from app.errors import ContentError
from app.practice.desk import Desk

log = structlog.get_logger()


async def fresh_library(desk: Desk) -> Library:
    """Return the desk's library, read anew where a file has changed; what is new and broken is logged.

    Files are read beside the calls that are being held. A folder that is gone leaves the library as it was.
    """
    if desk.shelf is None:
        return desk.library
    async with desk.looking:
        try:
            seen = await asyncio.to_thread(desk.shelf.look)
        except ContentError as failure:
            log.warning("personas_not_there", error=failure.code)
            return desk.library
        if seen is not desk.library:
            _tell_changes(desk.library, seen)
            desk.library = seen
    return desk.library


def _tell_changes(before: Library, now: Library) -> None:
    known = {(file.name, file.sha256) for file in before.files}
    for file in now.files:
        if (file.name, file.sha256) not in known:
            log.info("persona_taken", file=file.name, sha256=file.sha256[:12])
    for gone in sorted({file.name for file in before.files} - {file.name for file in now.files}):
        log.info("persona_gone", file=gone)
    for fault in now.faults:
        if fault not in before.faults:
            log.warning("persona_refused", fault=str(fault))
