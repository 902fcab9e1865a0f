"""The browser's line: one websocket, JSON and binary frames, bounded both ways."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
from fastapi import WebSocket, WebSocketDisconnect
from numpy.typing import NDArray
from pydantic import ValidationError

from app.transports import frames
from app.transports.close_codes import CloseCode
from app.transports.frames import AudioFrame, BadFrameError
from app.transports.messages import CLIENT_MESSAGE, ClientMessage, ErrorTold, ServerMessage
from app.transports.protocols import LineDroppedError
from app.transports.rates import audio_bucket, message_bucket

MAX_WAITING = 512
"""Messages and frames that may wait for a slow reader; audio is sent at most 0.4 s ahead, so few ever do."""
MALFORMED_COST = 6
"""A message that cannot be read counts for this many in the message bucket."""
LEAST_COST = frames.HEADER.size + 2 * 128
"""Bytes that a frame counts for at least: 8 ms of sound, a browser's block; shorter ones cost us as much work."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a client may keep the server waiting, in seconds."""

    hello: float = 5.0
    """From the handshake to the first message."""
    write: float = 5.0
    """For one send, before the reader counts as gone."""
    silence: float = 15.0
    """With nothing at all from a client that should be sending audio."""


class BrowserLine:
    """A `Line` over an accepted websocket; `run` writes until the line is gone."""

    def __init__(self, socket: WebSocket, now: Callable[[], float], patience: Patience) -> None:
        self._socket = socket
        self._now = now
        self._patience = patience
        self._waiting: asyncio.Queue[ServerMessage | bytes | None] = asyncio.Queue(MAX_WAITING)
        self._audio, self._messages = audio_bucket(), message_bucket()
        self._is_gone = False
        self._farewell = (CloseCode.NORMAL, "")
        self._written = asyncio.Event()

    def tell(self, message: ServerMessage) -> None:
        """See `Line.tell`."""
        self._put(message)

    def play(self, stream: int, first_sample: int, samples: NDArray[np.int16]) -> None:
        """See `Line.play`."""
        self._put(frames.pack(stream, first_sample, samples))

    async def run(self) -> None:
        """Write what is to be written, until the line is closed or gone."""
        try:
            while (item := await self._waiting.get()) is not None:
                async with asyncio.timeout(self._patience.write):
                    if isinstance(item, bytes):
                        await self._socket.send_bytes(item)
                    else:
                        await self._socket.send_text(item.model_dump_json(exclude_none=True))
        except TimeoutError:
            self._farewell = (CloseCode.TIMED_OUT, "reading too slowly")
        except (WebSocketDisconnect, RuntimeError, OSError):
            pass  # gone; `receive` tells the session
        finally:
            self._is_gone = True
            self._written.set()
        code, reason = self._farewell
        with suppress(WebSocketDisconnect, RuntimeError, OSError, TimeoutError):
            async with asyncio.timeout(self._patience.write):
                await self._socket.close(code, reason)

    async def receive(self) -> AudioFrame | ClientMessage:
        """See `Line.receive`; nonsense is answered with an error and skipped, too much of anything ends the line."""
        while not self._is_gone:
            frame = await self._read()
            try:
                if isinstance(frame, bytes):
                    return self._audio_frame(frame)
                return self._message(frame)
            except BadFrameError as fault:
                self._complain(fault.code, str(fault))
            except ValidationError as fault:
                self._complain("bad-message", _first_fault(fault))
        raise LineDroppedError("the line is gone")

    async def close(self, code: int, reason: str) -> None:
        """See `Line.close`."""
        self._hang_up(code, reason)
        await self._written.wait()

    async def _read(self) -> bytes | str:
        try:
            async with asyncio.timeout(self._patience.silence):
                received = await self._socket.receive()
        except TimeoutError as silence:
            self._hang_up(CloseCode.TIMED_OUT, "nothing came for too long")
            raise LineDroppedError("nothing came for too long") from silence
        except RuntimeError as gone:
            raise LineDroppedError("the line is gone") from gone
        if received["type"] != "websocket.receive":
            self._hang_up(CloseCode.NORMAL, "")
            raise LineDroppedError("the client went away")
        data = received.get("bytes")
        return data if data is not None else str(received.get("text") or "")

    def _audio_frame(self, data: bytes) -> AudioFrame:
        if not self._audio.takes(max(len(data), LEAST_COST), self._now()):
            raise self._too_fast("audio faster than time passes")
        frame = frames.unpack(data, limit=frames.MAX_SAMPLES)
        if frame.stream != frames.MICROPHONE:
            raise BadFrameError(f"stream {frame.stream} is not the microphone's, which is {frames.MICROPHONE}")
        return frame

    def _message(self, text: str) -> ClientMessage:
        if not self._messages.takes(1, self._now()):
            raise self._too_fast("too many messages")
        return CLIENT_MESSAGE.validate_json(text)

    def _complain(self, code: str, message: str) -> None:
        self.tell(ErrorTold(code=code, message=message))
        if not self._messages.takes(MALFORMED_COST, self._now()):
            raise self._too_fast("too many messages that make no sense")

    def _too_fast(self, reason: str) -> LineDroppedError:
        self._hang_up(CloseCode.TOO_FAST, reason)
        return LineDroppedError(reason)

    def _put(self, item: ServerMessage | bytes | None) -> None:
        if self._is_gone:
            return
        try:
            self._waiting.put_nowait(item)
        except asyncio.QueueFull:
            self._hang_up(CloseCode.TIMED_OUT, "reading too slowly")

    def _hang_up(self, code: int, reason: str) -> None:
        """Let `run` say goodbye after what is waiting; a full queue is thrown away first."""
        if self._is_gone:
            return
        self._farewell = (CloseCode(code), reason)
        while self._waiting.full():
            self._waiting.get_nowait()
        self._waiting.put_nowait(None)
        self._is_gone = True


def _first_fault(fault: ValidationError) -> str:
    """Say what is wrong with a message without repeating what it said."""
    first = fault.errors(include_url=False, include_input=False, include_context=False)[0]
    if first["type"] == "union_tag_invalid":
        return "type: there is no message of this type"
    known = first["loc"][:-1] if first["type"] == "extra_forbidden" else first["loc"]
    where = ".".join(str(part) for part in known)
    return f"{where}: {first['msg']}" if where else str(first["msg"])
