"""One question to one model server, and its answer as it comes; every way to fail becomes a `ModelError`."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable
from contextlib import aclosing, suppress
from typing import Any, TypeVar

import openai
from openai import AsyncOpenAI, AsyncStream
from openai.types.chat import ChatCompletionChunk

from app.engines.language import ModelError, ModelFailure, Prompt
from app.engines.model_errors import LastingError, in_words
from app.engines.model_faults import is_lasting, kind_of
from app.engines.model_servers import ModelServer, Waits
from app.engines.model_wire import Dropped, Unreadable, http_client

LETTERS_OF_A_TOKEN = 12
"""Characters of a token, on average, beyond which an answer has no end; ordinary text has about four."""
FAREWELL = 0.1
"""Seconds that a server has to end its stream properly after the last word, so that the connection can be kept."""
_OPTIONS = frozenset({"max_tokens", "max_completion_tokens", "temperature", "seed"})
_EVENTS = "text/event-stream"
_FAULTS = (openai.OpenAIError, Unreadable, Dropped, ValueError, TypeError, AttributeError, RecursionError)
"""What the library raises for a server's fault. It builds its values unchecked, so nonsense shows where it is used."""
Got = TypeVar("Got")


class AnsweringModel:
    """A server, connected to when first asked."""

    def __init__(self, server: ModelServer, waits: Waits) -> None:
        """Prepare the client; nothing is sent."""
        self._server = server
        self._waits = waits
        self._refused: set[str] = set()
        """Options that this server said it does not take."""
        self._client = AsyncOpenAI(
            api_key=server.key or "none",
            base_url=server.url,
            max_retries=0,
            http_client=http_client(server.key, waits.connect),
        )
        self._completions = self._client.chat.completions
        """Taken here because the library imports it when first asked for, which takes a while."""

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.close()

    async def words(self, prompt: Prompt, first_by: float) -> AsyncGenerator[str, None]:
        """Yield the answer in pieces; the first comes before `first_by`, on the loop's clock. Raises `ModelError`."""
        watch = _Watch(self._server, self._waits, first_by)
        stream = await watch.over(self._asked(prompt))
        left = prompt.most_tokens * LETTERS_OF_A_TOKEN
        async with aclosing(stream):
            pieces = _Pieces(stream)
            while text := await watch.over(pieces.next()):
                left -= len(text)
                if left < 0:
                    raise watch.error(ModelFailure.ENDLESS)
                watch.has_begun = watch.has_begun or not text.isspace()
                yield text
        if not watch.has_begun:
            raise watch.error(ModelFailure.EMPTY)

    async def _asked(self, prompt: Prompt) -> AsyncStream[ChatCompletionChunk]:
        """Ask, and ask again without an option that the server says it does not take."""
        messages: Any = [{"role": each.speaker.value, "content": each.text} for each in prompt.messages]
        while True:
            try:
                return await self._completions.create(
                    model=self._server.model, messages=messages, stream=True, extra_body=self._options(prompt)
                )
            except openai.BadRequestError as error:
                if error.param not in _OPTIONS - self._refused:
                    raise
                self._refused.add(error.param)

    def _options(self, prompt: Prompt) -> dict[str, object]:
        limit = "max_completion_tokens" if "max_tokens" in self._refused else "max_tokens"
        options = {limit: prompt.most_tokens, "temperature": prompt.temperature, "seed": prompt.seed}
        return {name: value for name, value in options.items() if value is not None and name not in self._refused}


class _Watch:
    """The deadlines of one answer."""

    def __init__(self, server: ModelServer, waits: Waits, first_by: float) -> None:
        self._server = server
        self._waits = waits
        self._first_by = first_by
        self._now = asyncio.get_running_loop().time
        self._whole_by = self._now() + waits.reply
        self.has_begun = False

    async def over(self, step: Awaitable[Got]) -> Got:
        """Wait for the next step of the answer. Raises `ModelError` when it fails or is late."""
        by = self._now() + self._waits.next_token if self.has_begun else self._first_by
        try:
            async with asyncio.timeout_at(min(by, self._whole_by)):
                return await step
        except TimeoutError:
            raise self.error(self._lateness()) from None
        except _FAULTS as error:
            # Not `from error`: it may hold the body of an answer, and with it the trainee's words.
            failure = self.error(kind_of(error, has_begun=self.has_begun))
            raise LastingError(str(failure), failure.failure) if is_lasting(error) else failure from None

    def _lateness(self) -> ModelFailure:
        if not self.has_begun:
            return ModelFailure.NO_FIRST_TOKEN
        return ModelFailure.ENDLESS if self._now() >= self._whole_by else ModelFailure.STALLED

    def error(self, failure: ModelFailure) -> ModelError:
        """Return a failure in words that name the server and hold nothing of what was said."""
        return ModelError(f"The model server at {self._server.host} {in_words(failure)}.", failure)


class _Pieces:
    """The text of a stream of events."""

    def __init__(self, stream: AsyncStream[ChatCompletionChunk]) -> None:
        self._stream = stream
        self._is_finished = False

    async def next(self) -> str:
        """Return the next piece; empty at the end. Raises what the library raises, `Unreadable` and `Dropped`."""
        if _EVENTS not in self._stream.response.headers.get("content-type", ""):
            raise Unreadable
        while not self._is_finished:
            chunk = await anext(self._stream, None)
            if chunk is None:
                raise Dropped
            self._is_finished = any(choice.finish_reason is not None for choice in chunk.choices)
            if text := "".join(_speakable(choice.delta.content) for choice in chunk.choices):
                return text
        await self._farewell()
        return ""

    async def _farewell(self) -> None:
        """Read to the stream's proper end, if it comes at once."""
        with suppress(TimeoutError):
            async with asyncio.timeout(FAREWELL):
                async for _ in self._stream:
                    pass


def _speakable(content: str | None) -> str:
    """Return the text of a chunk. Raises `TypeError` or `ValueError` for what is no text."""
    if content is None:
        return ""
    if not isinstance(content, str):
        raise TypeError
    content.encode()  # half of a surrogate pair is a string to Python and to nobody else
    return content
