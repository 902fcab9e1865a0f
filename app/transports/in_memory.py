"""A line without a network: both ends in one process, for tests and rehearsals."""

import asyncio

import numpy as np
from numpy.typing import NDArray

from app.transports.frames import AudioFrame
from app.transports.messages import ClientMessage, ServerMessage
from app.transports.protocols import LineDroppedError


class InMemoryLine:
    """The server's end is the `Line`; the other end reads `sent` and calls `give` and `drop`."""

    def __init__(self) -> None:
        self.sent: asyncio.Queue[ServerMessage | AudioFrame] = asyncio.Queue()
        self.close_code: int | None = None
        self._incoming: asyncio.Queue[AudioFrame | ClientMessage | None] = asyncio.Queue()
        self._is_dropped = False

    def give(self, item: AudioFrame | ClientMessage) -> None:
        """Hand something to the server."""
        self._incoming.put_nowait(item)

    def drop(self) -> None:
        """Cut the line."""
        self._incoming.put_nowait(None)

    def tell(self, message: ServerMessage) -> None:
        """See `Line.tell`."""
        if not self._is_dropped:
            self.sent.put_nowait(message)

    def play(self, stream: int, first_sample: int, samples: NDArray[np.int16]) -> None:
        """See `Line.play`."""
        if not self._is_dropped:
            self.sent.put_nowait(AudioFrame(stream, first_sample, samples))

    async def receive(self) -> AudioFrame | ClientMessage:
        """See `Line.receive`."""
        item = None if self._is_dropped else await self._incoming.get()
        if item is None:
            self._is_dropped = True
            raise LineDroppedError("the line was dropped")
        return item

    async def close(self, code: int, reason: str) -> None:  # noqa: ARG002 - the reason matters to real lines only
        """See `Line.close`."""
        if self.close_code is None:
            self.close_code = code
        self.drop()
