"""The HTTP between this program and a model server: one host, no detours, and a bound on every answer."""

from collections.abc import AsyncIterator

import httpx2

MOST_BYTES = 1_048_576
"""Bytes of one answer. A reply of 120 tokens takes about 40 000 as a stream of events."""
KEPT_OPEN = 90.0
"""Seconds for which an idle connection is kept: longer than most turns of a trainee's."""
_SENT = frozenset({"host", "accept", "content-type", "content-length"})


class Unreadable(Exception):  # noqa: N818 - a state of the answer; the adapter makes an error of it
    """The answer is larger than any, or packed although plain was asked for."""


class Dropped(Exception):  # noqa: N818 - likewise
    """The answer ended before it was finished."""


class PlainTransport(httpx2.AsyncBaseTransport):
    """Sends the headers that a completion needs, none of a library's or the environment's; counts what comes back."""

    def __init__(self, key: str | None, inner: httpx2.AsyncBaseTransport) -> None:
        """Take the server's key, and what carries the bytes."""
        self._key = key
        self._inner = inner

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send one request. Raises `Unreadable` for a packed answer."""
        sent = {name: value for name, value in request.headers.items() if name.lower() in _SENT}
        key = {"authorization": f"Bearer {self._key}"} if self._key else {}
        request.headers = httpx2.Headers(sent | key | {"accept-encoding": "identity", "user-agent": "readyroom"})
        response = await self._inner.handle_async_request(request)
        if response.headers.get("content-encoding", "identity").lower() not in {"", "identity"}:
            await response.aclose()
            raise Unreadable
        assert isinstance(response.stream, httpx2.AsyncByteStream), "an asynchronous transport answers so"
        return httpx2.Response(
            response.status_code,
            headers=response.headers,
            stream=_Metered(response.stream),
            extensions=response.extensions,
        )

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self._inner.aclose()


class _Metered(httpx2.AsyncByteStream):
    def __init__(self, inner: httpx2.AsyncByteStream) -> None:
        self._inner = inner

    async def __aiter__(self) -> AsyncIterator[bytes]:
        left = MOST_BYTES
        async for chunk in self._inner:
            left -= len(chunk)
            if left < 0:
                raise Unreadable
            yield chunk

    async def aclose(self) -> None:
        await self._inner.aclose()


def http_client(key: str | None, connect: float) -> httpx2.AsyncClient:
    """Return a client that follows nothing, trusts no environment and waits `connect` seconds for a connection."""
    limits = httpx2.Limits(keepalive_expiry=KEPT_OPEN)
    return httpx2.AsyncClient(
        transport=PlainTransport(key, httpx2.AsyncHTTPTransport(trust_env=False, limits=limits)),
        timeout=httpx2.Timeout(connect, read=None),
        follow_redirects=False,
        trust_env=False,
    )
