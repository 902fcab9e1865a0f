"""Words a line, or tags a turn, by OpenAI-compatible model servers: the first, and the second where the first fails."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.engines.language import ModelError, ModelFailure, Prompt
from app.engines.model_breaker import Breaker
from app.engines.model_counts import ServerCounts, ServerHealth
from app.engines.model_errors import LastingError
from app.engines.model_servers import ModelServer, Waits

if TYPE_CHECKING:
    from app.engines.model_answer import AnsweringModel

__all__ = ["ModelServer", "OpenAiModel", "Waits"]

_MENDABLE = frozenset({ModelFailure.REFUSED, ModelFailure.FAILED, ModelFailure.DROPPED, ModelFailure.EMPTY})
"""Failures that a second try at once may mend. One that is too slow or too busy is not asked again."""
FALLBACK_SHARE = 0.45
"""Of the time to the first word, what is granted to a server that is asked because another failed."""
_TALKATIVE = ("openai", "httpx2", "httpcore2")
"""Loggers of the packages beneath; the level of the operator's log is not theirs."""


@dataclass(slots=True)
class _Served:
    """One server, and how it has been lately."""

    server: ModelServer
    breaker: Breaker = field(default_factory=Breaker)
    counts: ServerCounts = field(default_factory=ServerCounts)
    last: ModelFailure = ModelFailure.REFUSED
    """What it failed in last."""


class OpenAiModel:
    """A `LanguageModel`.

    Whichever server is asked first has `waits.first_token` seconds to its first word, a second try included, and the
    next one `FALLBACK_SHARE` of that; so it is known after 1.45 times `first_token` at the latest (1.74 s by default)
    that the customer needs its own line. Before the first word a failure that may pass is tried once more at once, and
    then the next server is asked; after the first word nothing is tried again. A server that is left alone takes no
    time, so its fallback soon has all of it.
    """

    def __init__(self, servers: tuple[ModelServer, ...], waits: Waits) -> None:
        """Take the servers in the order in which they are asked. Nothing is sent or imported yet."""
        assert servers, "a model needs a server"
        self.name = f"{servers[0].model} at {servers[0].host}"
        self.patience = waits.first_token * (1.0 if len(servers) == 1 else 1.0 + FALLBACK_SHARE)
        self._waits = waits
        self._served = tuple(_Served(server) for server in servers)
        self._models: tuple[AnsweringModel, ...] = ()
        self._starting = asyncio.Lock()

    async def start(self) -> None:
        """Import the client's library and prepare the connections, beside the loop: it takes about a second.

        Harmless when done already; the first request does it too.
        """
        async with self._starting:
            if not self._models:
                servers = tuple(each.server for each in self._served)
                self._models = await asyncio.to_thread(_models, servers, self._waits)

    def health(self) -> tuple[ServerHealth, ...]:
        """Return how each server has served; in the order in which they are asked."""
        now = asyncio.get_running_loop().time()
        return tuple(
            ServerHealth(f"{each.server.model} at {each.server.host}", each.breaker.is_resting(now), each.counts)
            for each in self._served
        )

    async def words(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        """Yield the answer in pieces as it comes. Raises `ModelError`."""
        await self.start()
        failure, patience = ModelFailure.REFUSED, self._waits.first_token
        for served, model in zip(self._served, self._models, strict=True):
            if not served.breaker.admit(_now()):
                served.counts.left_alone += 1
                failure = served.last
                continue
            has_begun = False
            try:
                async with aclosing(self._counted(served, model, prompt, _now() + patience)) as pieces:
                    async for piece in pieces:
                        has_begun = True
                        yield piece
            except ModelError as error:
                if has_begun:
                    raise
                failure, patience = error.failure, self._waits.first_token * FALLBACK_SHARE
            else:
                return
        raise ModelError("No model server gave an answer; the customer speaks its own lines.", failure)

    async def close(self) -> None:
        """Let go of the connections."""
        for model in self._models:
            await model.close()

    async def _counted(
        self, served: _Served, model: "AnsweringModel", prompt: Prompt, first_by: float
    ) -> AsyncGenerator[str, None]:
        """Yield one server's answer, and note how it served."""
        has_begun = False
        try:
            async with aclosing(self._tried(served, model, prompt, first_by)) as pieces:
                async for piece in pieces:
                    has_begun = True
                    yield piece
        except ModelError as error:
            served.last = error.failure
            served.counts.failed[error.failure] += 1
            served.breaker.failed(_now())
            raise
        except (GeneratorExit, asyncio.CancelledError):
            served.counts.abandoned += 1
            served.breaker.succeeded() if has_begun else served.breaker.abandoned()
            raise
        served.counts.answered += 1
        served.breaker.succeeded()

    async def _tried(
        self, served: _Served, model: "AnsweringModel", prompt: Prompt, first_by: float
    ) -> AsyncGenerator[str, None]:
        """Yield one server's answer, of a second try if the first failed before its first word in a way that passes."""
        has_begun = False
        try:
            async with aclosing(model.words(prompt, first_by)) as pieces:
                async for piece in pieces:
                    has_begun = True
                    yield piece
        except ModelError as error:
            if has_begun or error.failure not in _MENDABLE or isinstance(error, LastingError):
                raise
        else:
            return
        served.counts.retried += 1
        async with aclosing(model.words(prompt, first_by)) as pieces:
            async for piece in pieces:
                yield piece


def _now() -> float:
    return asyncio.get_running_loop().time()


def _models(servers: tuple[ModelServer, ...], waits: Waits) -> "tuple[AnsweringModel, ...]":
    from app.engines.model_answer import AnsweringModel

    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    return tuple(AnsweringModel(server, waits) for server in servers)
