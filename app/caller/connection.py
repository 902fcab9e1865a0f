"""The caller's end of the protocol: order a call, open its websocket, fetch what was kept."""

from dataclasses import dataclass
from typing import Any

import httpx2
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI

from app.call_record import CallRecord
from app.errors import TransportError
from app.transports.messages import SERVER_MESSAGE, ClientMessage, ServerMessage

REQUEST_DEADLINE = 30.0
"""How long one request may take, in seconds."""


class CallRefusedError(TransportError):
    """The server did not let the caller in; the sentence is the server's."""

    code = "call-refused"


@dataclass(frozen=True, slots=True)
class Order:
    """Which call to place."""

    persona: str
    difficulty: str = "normal"
    seed: int | None = None
    recorded: bool = True


@dataclass(frozen=True, slots=True)
class Kept:
    """What the server kept of a call."""

    record: bytes
    """`call/v1`, as JSON."""
    events: bytes
    """The event log, as JSON lines."""
    recording: bytes | None
    """Stereo WAV; None where the call was not recorded."""


class Server:
    """One Readyroom server, as somebody with a token sees it."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}"}

    async def order(self, order: Order) -> str:
        """Return a ticket for a call. Raises `CallRefusedError`."""
        form = {"persona": order.persona, "difficulty": order.difficulty, "recorded": order.recorded}
        seed = {} if order.seed is None else {"seed": order.seed}
        return await self._ticket("/api/calls", form | seed)

    async def order_return(self, call: str) -> str:
        """Return a ticket to come back to a live call. Raises `CallRefusedError`."""
        return await self._ticket(f"/api/calls/{call}/tickets", {})

    async def kept(self, call: str) -> Kept:
        """Return what the server kept of a call that is over. Raises `CallRefusedError`."""
        address = f"/api/calls/{call}"
        record = (await self._request("GET", address)).content
        events = (await self._request("GET", f"{address}/events")).content
        has_recording = CallRecord.model_validate_json(record).recording is not None
        recording = (await self._request("GET", f"{address}/recording")).content if has_recording else None
        return Kept(record, events, recording)

    async def open_line(self, origin: str | None = None) -> ClientConnection:
        """Open the call's websocket. Raises `CallRefusedError`."""
        address = self.url.replace("http", "ws", 1) + "/ws"
        try:
            return await connect(address, max_size=2**20, compression=None, additional_headers=_origin(origin))
        except (OSError, InvalidHandshake, InvalidURI, ValueError) as error:
            raise CallRefusedError(f"There is no Readyroom server at {self.url} ({type(error).__name__}).") from error

    async def _ticket(self, path: str, form: dict[str, Any]) -> str:
        answer = await self._request("POST", path, form)
        try:
            return str(answer.json()["ticket"])
        except (ValueError, KeyError, TypeError) as error:
            raise CallRefusedError(f"There is no Readyroom server at {self.url}, but another program.") from error

    async def _request(self, method: str, path: str, form: dict[str, Any] | None = None) -> httpx2.Response:
        try:
            async with httpx2.AsyncClient(headers=self._headers, timeout=REQUEST_DEADLINE) as client:
                answer = await client.request(method, self.url + path, json=form)
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise CallRefusedError(f"There is no Readyroom server at {self.url} ({type(error).__name__}).") from error
        if answer.is_success:
            return answer
        raise CallRefusedError(_sentence(answer))


def _sentence(answer: httpx2.Response) -> str:
    try:
        return str(answer.json()["message"])
    except (ValueError, KeyError, TypeError):
        return f"The server answered {answer.status_code} to {answer.request.url.path}."


def _origin(origin: str | None) -> dict[str, str]:
    return {} if origin is None else {"Origin": origin}


async def send(socket: ClientConnection, message: ClientMessage) -> None:
    """Send a message; one that can no longer be sent is dropped."""
    try:
        await socket.send(message.model_dump_json(exclude_none=True))
    except ConnectionClosed:
        return


def read(text: str) -> ServerMessage:
    """Return the server message in a text frame."""
    return SERVER_MESSAGE.validate_json(text)
