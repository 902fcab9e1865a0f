"""A hub on this machine, over real HTTP, that misbehaves as it is told."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from app.models.known import Kind, KnownFile, KnownModel

REVISION = "0123456789abcdef0123456789abcdef01234567"


@dataclass(slots=True)
class Hub:
    """What it has, what it was asked, and how it misbehaves."""

    files: dict[str, bytes] = field(default_factory=dict)
    """By path on the server."""
    url: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Path and range of each request."""
    takes_ranges: bool = True
    wrong_range: bool = False
    """It answers with another part than was asked for."""
    breaks_after: deque[int] = field(default_factory=deque)
    """Bytes after which it closes the connection, for the next requests in turn."""
    says_length: bool = True
    moved: dict[str, str] = field(default_factory=dict)
    """Path -> address that it sends on to."""
    status: int = 0
    """Answered to everything, if it is not 0."""
    holds_after: int | None = None
    """Bytes after which it stops, says so and waits."""
    is_holding: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)

    def ranges(self, name: str) -> list[str]:
        """Return the ranges that were asked of files that end in this name."""
        return [wanted for path, wanted in self.asked if path.endswith(f"/{name}")]


def published(
    hub: Hub, kind: Kind = Kind.WHISPER, *, size: int = 300_000, contents: dict[str, bytes] | None = None
) -> KnownModel:
    """Put a model called `mini` on the hub and return how it is known; `size`: of its large file."""
    name = "mini"
    contents = contents or _contents(kind, size)
    for path, content in contents.items():
        hub.files[f"/somebody/{name}/resolve/{REVISION}/{path}"] = content
    files = tuple(KnownFile(path, path, len(raw), sha256(raw).hexdigest()) for path, raw in contents.items())
    return KnownModel(kind, name, f"somebody/{name}", REVISION, "MIT", None, "tests", "en", files)


def _contents(kind: Kind, size: int) -> dict[str, bytes]:
    if kind is Kind.PIPER:
        return {"voice.onnx": _bytes(size), "voice.onnx.json": b"{}"}
    return {"model.bin": _bytes(size), "config.json": b"{}", "tokenizer.json": b"[]", "vocabulary.txt": b"a\nb\n"}


def _bytes(size: int) -> bytes:
    block = bytes(range(251))
    return (block * (size // len(block) + 1))[:size]


@contextmanager
def serving() -> Iterator[Hub]:
    """Serve until left."""
    hub = Hub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(hub))
    hub.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield hub
    finally:
        hub.go_on.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _handler_of(hub: Hub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            _answer(hub, self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            pass

    return Handler


def _answer(hub: Hub, request: BaseHTTPRequestHandler) -> None:
    wanted = request.headers.get("Range", "")
    hub.asked.append((request.path, wanted))
    request.close_connection = True
    if hub.status:
        request.send_error(hub.status)
    elif request.path in hub.moved:
        request.send_response(302)
        request.send_header("Location", hub.moved[request.path])
        request.end_headers()
    elif request.path not in hub.files:
        request.send_error(404)
    else:
        _send(hub, request, hub.files[request.path], wanted)


def _send(hub: Hub, request: BaseHTTPRequestHandler, content: bytes, wanted: str) -> None:
    start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted and hub.takes_ranges else 0
    if start >= len(content) and start:
        request.send_error(416)
        return
    request.send_response(206 if start else 200)
    if start:
        told = 0 if hub.wrong_range else start
        request.send_header("Content-Range", f"bytes {told}-{len(content) - 1}/{len(content)}")
    if hub.says_length:
        request.send_header("Content-Length", str(len(content) - start))
    request.end_headers()
    rest = content[start:]
    if hub.breaks_after:
        request.wfile.write(rest[: hub.breaks_after.popleft()])
        return
    if hub.holds_after is not None and len(rest) > hub.holds_after:
        request.wfile.write(rest[: hub.holds_after])
        request.wfile.flush()
        hub.is_holding.set()
        hub.go_on.wait()
        return
    request.wfile.write(rest)
