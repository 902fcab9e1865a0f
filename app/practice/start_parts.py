"""Start the heavy parts after the server answers; a call that comes meanwhile waits for them."""

import asyncio
from collections.abc import Awaitable, Callable
from enum import StrEnum

import structlog

from app.engines.catalogue import Engines
from app.engines.hearing import SpeechToText
from app.errors import EngineError

PATIENCE = 20.0
"""How long a call that came early waits for the parts, in seconds."""

ROLES = ("speech detector", "recogniser", "voice")
"""The parts that are started, by the names under which `describe` tells of them."""

log = structlog.get_logger()


class PartState(StrEnum):
    """How one part is."""

    STARTING = "starting"
    READY = "ready"
    FAILED = "failed"


class StartingError(EngineError):
    """The parts are not ready yet."""

    code = "starting"


class Parts:
    """How far the parts of this server are, by their role."""

    def __init__(self, *, ready: bool = False) -> None:
        """`ready`: nothing has to be started."""
        self._states = dict.fromkeys(ROLES, PartState.READY if ready else PartState.STARTING)
        self._recogniser: SpeechToText | None = None
        self.failure: EngineError | None = None
        """Why a part cannot be used; None while all is well."""
        self._settled = asyncio.Event()
        if ready:
            self._settled.set()

    def state(self, role: str) -> PartState:
        """Return how the part of a role is; a recogniser that lost its processes is starting anew."""
        state = self._states.get(role, PartState.READY)
        is_away = role == "recogniser" and self._recogniser is not None and not self._recogniser.is_ready
        return PartState.STARTING if state is PartState.READY and is_away else state

    @property
    def status(self) -> PartState:
        """How the parts are, taken together."""
        found = {self.state(role) for role in ROLES}
        return next((each for each in (PartState.FAILED, PartState.STARTING) if each in found), PartState.READY)

    async def wait(self, patience: float = PATIENCE) -> None:
        """Return once every part is ready. Raises the `EngineError` of one that failed; `StartingError`."""
        try:
            async with asyncio.timeout(patience):
                await self._settled.wait()
        except TimeoutError as error:
            raise StartingError("The server is still starting. Try again in half a minute.") from error
        if self.failure is not None:
            raise self.failure

    async def start(self, engines: Engines) -> None:
        """Start every part at once; return when each is ready or has failed."""
        self._recogniser = engines.recogniser
        starts = (engines.activity.start, engines.recogniser.start, engines.voice.start)
        async with asyncio.TaskGroup() as tasks:
            for role, start in zip(ROLES, starts, strict=True):
                tasks.create_task(self._start(role, start), name=f"start {role}")
        self._settled.set()

    async def _start(self, role: str, start: Callable[[], Awaitable[None]]) -> None:
        try:
            await start()
        except Exception as error:  # noqa: BLE001 - here the task ends; who calls and who asks for health is told
            self._states[role] = PartState.FAILED
            known = error if isinstance(error, EngineError) else None
            self.failure = known or EngineError(f"The {role} cannot be started ({type(error).__name__}).")
            log.error("part_failed", part=role, code=self.failure.code, reason=str(self.failure))
        else:
            self._states[role] = PartState.READY
            log.info("part_ready", part=role)
