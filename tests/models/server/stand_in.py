"""The server itself: HTTP/1.1 over plain sockets, so that it can break every rule of it."""

import asyncio
import gzip
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from tests.models.server.answers import answer_to, event
from tests.models.server.behaviours import Behaviour

DONE = b"data: [DONE]\n\n"
MEGABYTES = 4 * 1024 * 1024
ERRORS = {
    Behaviour.BUSY: (429, "Too Many Requests"),
    Behaviour.BROKEN: (500, "Internal Server Error"),
    Behaviour.UNAUTHORISED: (401, "Unauthorized"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as it came."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass(slots=True)
class StandIn:
    """A model server on this machine; its behaviour may be changed at any time and holds from the next request on."""

    behaviour: Behaviour = Behaviour.GOOD
    words: str | None = None
    """What a good one says; None: the customer's own line behind a word of its own."""
    pause: float = 0.0
    """Seconds between two words of an answer."""
    port: int = 0
    elsewhere: str = "http://127.0.0.1:9/v1/chat/completions"
    """Where it redirects to."""
    asked: list[Asked] = field(default_factory=list)
    """Every request since the start."""
    freed: asyncio.Event = field(default_factory=asyncio.Event)
    """Set: whoever stalls goes on."""
    _server: asyncio.Server | None = None
    _lines: dict[asyncio.Task[None], asyncio.StreamWriter] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The base address."""
        return f"http://127.0.0.1:{self.port}/v1"

    async def __aenter__(self) -> Self:
        """Listen."""
        self._server = await asyncio.start_server(self._take, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Hang up on everybody."""
        assert self._server is not None, "it listens"
        self._server.close()
        self.freed.set()
        for writer in self._lines.values():
            writer.transport.abort()
        await asyncio.gather(*self._lines)
        await self._server.wait_closed()

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = asyncio.current_task()
        assert line is not None, "a connection is a task"
        self._lines[line] = writer
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                while self.behaviour is not Behaviour.REFUSES and await self._answer(await _request(reader), writer):
                    await writer.drain()
        finally:
            del self._lines[line]
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def _answer(self, asked: Asked, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; return whether the connection may be used again."""
        self.asked.append(asked)
        behaviour = self.behaviour
        if behaviour is Behaviour.REFUSES:
            return False  # a connection from better times
        if behaviour is Behaviour.NO_MAX_TOKENS and "max_tokens" in asked.body:
            error = {"error": {"param": "max_tokens", "code": "unsupported_parameter", "message": "Use another."}}
            return _reply(writer, 400, "Bad Request", json.dumps(error).encode())
        if behaviour in ERRORS:
            echo = json.dumps({"error": {"message": f"refused: {asked.body.get('messages')}"}})
            return _reply(writer, *ERRORS[behaviour], echo.encode())
        if behaviour is Behaviour.REDIRECTS:
            return _reply(writer, 307, "Temporary Redirect", b"", f"Location: {self.elsewhere}\r\n")
        if behaviour is Behaviour.STALLS_FIRST:
            await self.freed.wait()
            return False
        async with _chunked(writer, behaviour) as send:
            return await self._stream(send, writer, answer_to(asked.body, behaviour, self.words))

    async def _stream(self, send: "Send", writer: asyncio.StreamWriter, answer: str) -> bool:
        match self.behaviour:
            case Behaviour.ENDLESS | Behaviour.HUGE_ERROR:
                return await _without_end(send, writer)
            case Behaviour.STALLS_AFTER_HEADERS:
                return await self._only_comments(send, writer)
            case Behaviour.STALLS_IN_MIDDLE | Behaviour.DROPS | Behaviour.ENDS_EARLY:
                return await self._half(send, writer, answer)
        if (raw := RAW.get(self.behaviour)) is not None:
            send(raw)
            return send.ends()
        for word in answer.split(" ") if self.behaviour is not Behaviour.EMPTY else ():
            send(event(f"{word} "))
            await self._wait(writer)
        send(event("", "stop"))
        send(DONE)
        return send.ends()

    async def _only_comments(self, send: "Send", writer: asyncio.StreamWriter) -> bool:
        while not self.freed.is_set():
            send(b": still here\n\n" + event(""))
            await writer.drain()
            with suppress(TimeoutError):
                await asyncio.wait_for(self.freed.wait(), 0.05)
        return False

    async def _half(self, send: "Send", writer: asyncio.StreamWriter, answer: str) -> bool:
        """Send half of an answer, at least two words, and then nothing."""
        words = answer.split(" ")
        for word in words[: max(2, len(words) // 2)]:
            send(event(f"{word} "))
        await writer.drain()
        if self.behaviour is Behaviour.STALLS_IN_MIDDLE:
            await self.freed.wait()
        return send.ends() if self.behaviour is Behaviour.ENDS_EARLY else False

    async def _wait(self, writer: asyncio.StreamWriter) -> None:
        await writer.drain()
        if self.pause:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.freed.wait(), self.pause)


RAW = {
    Behaviour.NOT_UTF8: b'data: {"choices": [{"delta": {"content": "No\xff\xfe\xc3 way."}}]}\n\n',
    Behaviour.HALF_A_CHARACTER: b'data: {"choices": [{"delta": {"content": "No \\ud83d way."}}]}\n\n',
    Behaviour.MALFORMED: b"data: {choices: [oh no\n\ndata: still none\n\n",
    Behaviour.OTHER_SHAPE: b'data: {"choices": {"delta": "No way."}}\n\ndata: [1, 2]\n\n',
    Behaviour.NESTED: b"data: " + b"[" * 200_000 + b"\n\n",
    Behaviour.PLAIN_TEXT: b"<html>Not a stream.</html>",
    Behaviour.PACKED: gzip.compress(b"data: " + b"0" * MEGABYTES + b"\n\n"),
    Behaviour.HUGE: b"data: " + b"0" * MEGABYTES + b"\n\n",
}
"""What is sent instead of events."""


class Send:
    """Sends chunks of a body."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        """Take the connection."""
        self._writer = writer

    def __call__(self, body: bytes) -> None:
        """Send one chunk."""
        self._writer.write(f"{len(body):x}\r\n".encode() + body + b"\r\n")

    def ends(self) -> bool:
        """End the body; the connection may be used again."""
        self._writer.write(b"0\r\n\r\n")
        return True


@asynccontextmanager
async def _chunked(writer: asyncio.StreamWriter, behaviour: Behaviour) -> AsyncIterator[Send]:
    status = "500 Internal Server Error" if behaviour is Behaviour.HUGE_ERROR else "200 OK"
    kind = "text/html" if behaviour is Behaviour.PLAIN_TEXT else "text/event-stream; charset=utf-8"
    packed = "Content-Encoding: gzip\r\n" if behaviour is Behaviour.PACKED else ""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked\r\n{packed}\r\n"
    writer.write(head.encode())
    yield Send(writer)
    await writer.drain()


async def _without_end(send: Send, writer: asyncio.StreamWriter) -> bool:
    while True:
        send(event("and another thing ") * 20)
        await writer.drain()
        await asyncio.sleep(0)  # lets others run; it waits for nothing


def _reply(writer: asyncio.StreamWriter, code: int, reason: str, body: bytes, more: str = "") -> bool:
    head = f"HTTP/1.1 {code} {reason}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    writer.write(head.encode() + body)
    return True


async def _request(reader: asyncio.StreamReader) -> Asked:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.strip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Asked(first.split(" ")[1], headers, json.loads(body or b"{}"))


def closed_url() -> str:
    """Return an address at which nothing listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
