"""Runs the application on a socket: for `readyroom serve`, or beside a caller in the same process."""

import asyncio
import logging
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType

import uvicorn
from fastapi import FastAPI

from app.engines.catalogue import Engines
from app.errors import EngineError
from app.main import create_app
from app.practice.drain import FILING_DEADLINE, PATIENCE, drain, stop_calls
from app.settings import Settings
from app.store import Store
from app.transports.browser import Patience
from app.web.wire import desk_of_app

ADDRESS_FILE = "address"
FORCE = 2
"""This many signals end live calls."""
START_DEADLINE = 60.0
"""How long a server in this process may take to be ready, in seconds."""


WhenReady = Callable[[Store], Awaitable[None]]


async def tell_nobody(_store: Store) -> None:
    """Be told that the server answers, and do nothing."""


class PortTakenError(EngineError):
    """The address cannot be listened on."""

    code = "port-taken"


@dataclass(frozen=True, slots=True)
class Hosted:
    """A server running in another thread of this process."""

    url: str
    token: str
    """Of the trainee `caller`."""


def publish_address(settings: Settings, port: int) -> str:
    """Return the address, and leave it in the data folder for `readyroom link`."""
    address = settings.address(port)
    with suppress(OSError):  # a data folder that cannot be written stops the start with a sentence of the store's
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        (settings.data / ADDRESS_FILE).write_text(f"{address}\n", encoding="utf-8")
    return address


def published_address(settings: Settings) -> str:
    """Return the address that the last server on this data folder had; the settings' own if there was none."""
    try:
        return (settings.data / ADDRESS_FILE).read_text(encoding="utf-8").strip()
    except OSError:
        return settings.address(settings.port)


def listen(settings: Settings) -> socket.socket:
    """Return a socket listening where the settings say. Raises `PortTakenError`."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host.strip("[]"), settings.port))
        listener.listen()  # from here on callers wait to be served: before, they were refused
    except OSError as error:
        listener.close()
        address = f"{settings.host}:{settings.port}"
        hint = "Choose another port with --port, or with READYROOM_PORT before `make run`."
        raise PortTakenError(f"Cannot listen on {address}: {error.strerror}. {hint}") from error
    return listener


class CallServer(uvicorn.Server):
    """Uvicorn that lets live calls end before it closes any socket; by itself it cuts them at the first signal.

    First signal: no new call, the live ones may end. Second: they are ended and filed. Third: stop at once.
    """

    def __init__(self, config: uvicorn.Config, app: FastAPI, drain_seconds: float, when_ready: WhenReady) -> None:
        """`drain_seconds`: how long live calls may go on; `when_ready`: called once it answers."""
        super().__init__(config)
        self._app = app
        self._drain_seconds = drain_seconds
        self._when_ready = when_ready
        self._signals = 0
        self._heeded = 0
        self._draining: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets)
        await self._when_ready(desk_of_app(self._app).store)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - uvicorn's signature
        """Count the signal. Uvicorn would raise it again after the stop: ours is a good end, with exit code 0."""
        self._signals += 1

    async def on_tick(self, counter: int) -> bool:
        """Heed the signals, ten times a second; return whether it is time to close the sockets."""
        if self._signals > self._heeded:
            self._heeded = self._signals
            self._heed()
        is_drained = self._draining is not None and self._draining.done()
        return await super().on_tick(counter) or is_drained

    def _heed(self) -> None:
        desk = desk_of_app(self._app)
        if self._draining is None:
            self._draining = desk.tasks.create_task(drain(desk, self._drain_seconds), name="drain")
        if self._signals == FORCE:
            stop_calls(desk)
            asyncio.get_running_loop().call_later(FILING_DEADLINE, self._give_up)
        elif self._signals > FORCE:
            self._give_up()

    def _give_up(self) -> None:
        assert self._draining is not None, "it was told to stop"
        self._draining.cancel()
        self.should_exit = True


def server_of(app: FastAPI, *, drain_seconds: float = PATIENCE, when_ready: WhenReady = tell_nobody) -> CallServer:
    """Return a server with limits that suit a call: small frames, no compression, quick notice of a dead peer."""
    logging.getLogger("uvicorn.error").addFilter(_untraced)
    config = uvicorn.Config(
        app,
        ws="websockets-sansio",
        ws_max_size=65_536,
        ws_per_message_deflate=False,
        ws_ping_interval=5.0,
        ws_ping_timeout=10.0,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="on",
        timeout_graceful_shutdown=15,
    )
    return CallServer(config, app, drain_seconds, when_ready)


def _untraced(record: logging.LogRecord) -> bool:
    """Let a record pass, without the trace that uvicorn writes for a client's text that is no UTF-8."""
    if record.exc_info and record.exc_info[0] is UnicodeDecodeError:
        record.exc_info = None
    return True


@contextmanager
def hosted(settings: Settings, *, engines: Engines | None = None, patience: Patience | None = None) -> Iterator[Hosted]:
    """Run a server beside the caller, in a thread and loop of its own. Raises `ReadyroomError`.

    `engines` and `patience`: see `create_app`.
    """
    listener = listen(settings)
    port = listener.getsockname()[1]
    app = create_app(settings, port, engines=engines, patience=patience, scores=False)
    server = server_of(app)
    ready: list[asyncio.AbstractEventLoop] = []

    async def serve() -> None:
        ready.append(asyncio.get_running_loop())
        await server.serve(sockets=[listener])

    thread = threading.Thread(target=asyncio.run, args=(serve(),), name="server", daemon=True)
    thread.start()
    try:
        _await_start(server, thread)
        store: Store = desk_of_app(app).store
        token = asyncio.run_coroutine_threadsafe(store.issue_token("caller"), ready[0]).result(START_DEADLINE)
        yield Hosted(f"http://127.0.0.1:{port}", token)
    finally:
        server.should_exit = True
        thread.join(START_DEADLINE)
        listener.close()


def _await_start(server: uvicorn.Server, thread: threading.Thread) -> None:
    """Wait until the server takes calls. Raises `EngineError` if it gave up."""
    tick = threading.Event()
    waited = 0.0
    while not server.started:
        tick.wait(0.01)
        waited += 0.01
        if not thread.is_alive() or waited > START_DEADLINE:
            raise EngineError("The server did not start; what it printed says why.")
