"""A client written from docs/PROTOCOL.md alone: it shares no code with the server or with `readyroom call`."""

import asyncio
import json
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

Message = dict[str, Any]

DEADLINE = 10.0
"""How long anything may take that should come at once, in seconds."""
PERSONA = "ruth_billing"
FRAME = 320
REPORT_EVERY = 5
"""Frames of the customer's sound between two reports."""


class Client:
    """One websocket to a server."""

    def __init__(self, url: str, socket: ClientConnection) -> None:
        self.url = url
        self.socket = socket
        self.seq = 0
        self.position = 0
        self.call = ""
        self.messages: list[Message] = []
        """Everything that was told, in order."""
        self.sound: dict[int, int] = {}
        """Stream -> samples received."""

    async def raw(self, data: str | bytes) -> None:
        """Send a frame as it is; one that can no longer be sent is dropped."""
        try:
            await self.socket.send(data)
        except ConnectionClosed:
            return

    async def tell(self, kind: str, **fields: object) -> None:
        """Send a message with the next number."""
        self.seq += 1
        await self.raw(json.dumps({"type": kind, "seq": self.seq, **fields}))

    async def speak(self, frames: int = 1, level: int = 0) -> None:
        """Send so many frames of 20 ms of a constant level (0: silence; others alternate, so that they are loud)."""
        for _ in range(frames):
            body = struct.pack(f"<{FRAME}h", *([level, -level] * (FRAME // 2)))
            await self.raw(struct.pack("<II", 0, self.position) + body)
            self.position += FRAME

    async def read(self) -> Message | None:
        """Return the next message; None for sound, which is counted."""
        async with asyncio.timeout(DEADLINE):
            data = await self.socket.recv()
        if isinstance(data, bytes):
            stream, first = struct.unpack_from("<II", data)
            self.sound[stream] = first + (len(data) - 8) // 2
            return None
        message: Message = json.loads(data)
        self.messages.append(message)
        return message

    async def until(self, kind: str, **fields: object) -> Message:
        """Return the next message of a kind with these fields."""
        while True:
            message = await self.read()
            if message and message["type"] == kind and all(message.get(key) == value for key, value in fields.items()):
                return message

    async def listen(self, report_every: int = REPORT_EVERY) -> int:
        """Hear the next reply to its end, as fast as it comes; return its number. `report_every`: in frames."""
        reply = int((await self.until("play"))["stream"])
        reported, length = -1, None
        while True:
            message = await self.read()
            if message and message["type"] == "play" and message["stream"] == reply:
                length = message["samples"]
            heard = self.sound.get(reply, 0)
            if reported < 0 < heard:
                await self.heard(reply, 0)
                reported = 0
            if heard == length:
                await self.heard(reply, heard)
                return reply
            if heard - reported >= report_every * FRAME:
                await self.heard(reply, heard)
                reported = heard

    async def heard(self, reply: int, samples: int) -> None:
        """Report what was heard of a reply."""
        await self.tell("heard", reply=reply, samples=samples, at=self.position)

    async def closing(self) -> int | None:
        """Read to the end of the connection and return its close code; None if there was no close frame."""
        try:
            while True:
                await self.read()
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else None

    def told(self, kind: str) -> list[Message]:
        """Return every message of a kind so far."""
        return [message for message in self.messages if message["type"] == kind]


@asynccontextmanager
async def connected(url: str, origin: str | None = None, query: str = "") -> AsyncIterator[Client]:
    """Open a websocket and say nothing."""
    headers = {} if origin is None else {"Origin": origin}
    address = url.replace("http", "ws", 1) + "/ws" + query
    async with connect(address, additional_headers=headers, compression=None, proxy=None, max_queue=None) as socket:
        yield Client(url, socket)


@asynccontextmanager
async def on_call(url: str, token: str, *, persona: str = PERSONA, take_over: bool = False) -> AsyncIterator[Client]:
    """Order a call, begin it, and hang up at the end."""
    order = await ticket(url, token, persona=persona)
    async with connected(url) as client:
        await client.tell("hello", ticket=order, take_over=take_over)
        client.call = (await client.until("started"))["call"]
        yield client
        await client.tell("hang_up")


@asynccontextmanager
async def back_on_call(url: str, token: str, lost: Client, last_seq: int) -> AsyncIterator[Client]:
    """Come back to a call over a new connection, with the numbers and the clock of the lost one."""
    order = (await post(url, token, f"/api/calls/{lost.call}/tickets")).json()["ticket"]
    async with connected(url) as client:
        client.seq, client.position, client.call = lost.seq, lost.position, lost.call
        await client.tell("hello", ticket=order, resume={"call": lost.call, "last_seq": last_seq})
        yield client


async def ticket(url: str, token: str, *, persona: str = PERSONA, origin: str | None = None) -> str:
    """Order a call and return the ticket."""
    return str((await post(url, token, "/api/calls", {"persona": persona, "seed": 7}, origin)).json()["ticket"])


async def post(
    url: str, token: str | None, path: str, form: Message | None = None, origin: str | None = None
) -> httpx2.Response:
    """Send a form as JSON."""
    headers = {} if origin is None else {"Origin": origin}
    async with httpx2.AsyncClient(headers=_bearer(token) | headers, trust_env=False, verify=False) as client:
        return await client.post(url + path, json=form)


async def get(url: str, token: str | None, path: str, **headers: str) -> httpx2.Response:
    """Fetch a resource."""
    async with httpx2.AsyncClient(headers=_bearer(token) | headers, trust_env=False, verify=False) as client:
        return await client.get(url + path)


def _bearer(token: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


async def the_record(url: str, token: str, call: str) -> Message:
    """Return the record of a call."""
    record: Message = (await get(url, token, f"/api/calls/{call}")).json()
    return record


async def samples_kept(url: str, token: str, call: str) -> int:
    """Return how long the recording of a call is."""
    return int((await the_record(url, token, call))["recording"]["samples"])
