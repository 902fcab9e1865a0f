"""Start the heavy parts after the server answers; a call that comes meanwhile waits for them."""

import asyncio
from collections.abc import Awaitable, Callable
from enum import StrEnum

import structlog

from app.engines.catalogue import Engines
from app.engines.hearing import SpeechToText
from app.engines.language import LanguageModel
from app.engines.model_question import answers, is_answering
from app.errors import EngineError

PATIENCE = 20.0
"""How long a call that came early waits for the parts, in seconds."""

ROLES = ("speech detector", "recogniser", "voice")
"""The parts that are started, by the names under which `describe` tells of them."""
MODELS = ("words", "judge")
"""The parts that are servers elsewhere; one that does not answer has not failed."""

log = structlog.get_logger()


class PartState(StrEnum):
    """How one part is."""

    STARTING = "starting"
    READY = "ready"
    FAILED = "failed"
    NOT_ANSWERING = "not_answering"
    """A model server; calls go on without it."""


class StartingError(EngineError):
    """The parts are not ready yet."""

    code = "starting"


class Parts:
    """How far the parts of this server are, by their role."""

    def __init__(self, *, ready: bool = False) -> None:
        """`ready`: nothing has to be started."""
        self._states = dict.fromkeys(ROLES, PartState.READY if ready else PartState.STARTING)
        self._recogniser: SpeechToText | None = None
        self._models: dict[str, LanguageModel] = {}
        self._silent: set[str] = set()
        """Roles whose model gave no answer when it was asked at the start."""
        self.failures: dict[str, EngineError] = {}
        """Why parts cannot be used, by role."""
        self._settled = asyncio.Event()
        if ready:
            self._settled.set()

    def state(self, role: str) -> PartState:
        """Return how the part of a role is; a recogniser that lost its processes is starting anew."""
        if role in self._models:
            is_well = is_answering(self._models[role], asked_in_vain=role in self._silent)
            return PartState.READY if is_well else PartState.NOT_ANSWERING
        state = self._states.get(role, PartState.READY)
        is_away = role == "recogniser" and self._recogniser is not None and not self._recogniser.is_ready
        return PartState.STARTING if state is PartState.READY and is_away else state

    @property
    def status(self) -> PartState:
        """How the parts are, taken together."""
        found = {self.state(role) for role in ROLES}
        return next((each for each in (PartState.FAILED, PartState.STARTING) if each in found), PartState.READY)

    @property
    def failure(self) -> EngineError | None:
        """Why a part cannot be used; None while all is well."""
        return next(iter(self.failures.values()), None)

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
        """Start every part at once; return when each is ready or has failed, and each model was asked once.

        Nobody waits for a model: without it the customer speaks its own lines.
        """
        self._recogniser = engines.recogniser
        self._models = {
            role: model for role, model in zip(MODELS, (engines.words, engines.judge), strict=True) if model
        }
        starts = (engines.activity.start, engines.recogniser.start, engines.voice.start)
        async with asyncio.TaskGroup() as asking:
            for role, model in self._models.items():
                asking.create_task(self._ask(role, model), name=f"ask {role}")
            async with asyncio.TaskGroup() as tasks:
                for role, start in zip(ROLES, starts, strict=True):
                    tasks.create_task(self._start(role, start), name=f"start {role}")
            self._settled.set()

    async def _ask(self, role: str, model: LanguageModel) -> None:
        """Ask a model for a word, so that its server loads it and it is known whether it answers."""
        try:
            failure = await answers(model)
            reason = failure.value if failure is not None else None
        except Exception as error:  # noqa: BLE001 - here the task ends, and no other part may end with it
            reason = type(error).__name__
        if reason is not None:
            self._silent.add(role)
            log.warning("model_not_answering", part=role, reason=reason)
        else:
            log.info("part_ready", part=role)

    async def _start(self, role: str, start: Callable[[], Awaitable[None]]) -> None:
        try:
            await start()
        except Exception as error:  # noqa: BLE001 - here the task ends; who calls and who asks for health is told
            self._states[role] = PartState.FAILED
            known = error if isinstance(error, EngineError) else None
            failure = known or EngineError(f"The {role} cannot be started ({type(error).__name__}).")
            self.failures[role] = failure
            log.error("part_failed", part=role, code=failure.code, reason=str(failure))
        else:
            self._states[role] = PartState.READY
            log.info("part_ready", part=role)
