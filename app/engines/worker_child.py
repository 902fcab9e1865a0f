"""The parent's side of one child process: a process, two pipes and the two threads at them.

The threads are why nothing here blocks: a child that is stopped fills its pipe and holds up the writing thread, not
the event loop. The child ends by itself when its pipe closes, so that it cannot outlive even a killed parent.
(A death signal from the kernel would be tied to the thread that started the child, not to the parent.)
"""

import asyncio
import errno
import itertools
import multiprocessing
import queue
import threading
from collections.abc import Callable
from contextlib import ExitStack
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import TypeVarTuple

from app.engines.worker_process import News, Opened, Order, Ping, Pong, Recogniser, run

_Facts = TypeVarTuple("_Facts")


class Child:
    """One child process, starting from the moment it is made."""

    def __init__(self, load: Callable[[], Recogniser], hear: "Callable[[Child, News], None]") -> None:
        """Start a child that calls `load`; `hear` is called on the event loop with everything it says but pongs."""
        self._loop = asyncio.get_running_loop()
        self._hear = hear
        self._outgoing: queue.SimpleQueue[Order | Ping | None] = queue.SimpleQueue()
        self._pings = itertools.count(1)
        self._pongs: dict[int, asyncio.Future[None]] = {}
        self.opened = 0
        """Utterances it was given."""
        self.loaded = self._awaited_pong(0)
        """Done when it has loaded."""
        self.lost: asyncio.Future[None] = self._loop.create_future()
        """Done when it is gone, or could not be started at all."""
        self._load = load
        self._process: SpawnProcess | None = None
        self._refusal: OSError | RuntimeError | None = None
        try:
            threading.Thread(target=self._live, name="recogniser-reader", daemon=True).start()
        except RuntimeError as refusal:  # the machine has no thread left
            self._bury(refusal)

    @property
    def process_id(self) -> int | None:
        """None until it runs."""
        return self._process.pid if self._process else None

    @property
    def death(self) -> str | int | None:
        """What it died of, once it is lost: an exit code (below 0: a signal), or why it could not be started."""
        if self._refusal is not None:
            return errno.errorcode.get(getattr(self._refusal, "errno", None) or 0, type(self._refusal).__name__)
        return self._process.exitcode if self._process else None

    def send(self, order: Order) -> None:
        """Queue an order; never blocks."""
        self.opened += isinstance(order, Opened)
        self._outgoing.put(order)

    def ping(self) -> asyncio.Future[None]:
        """Ask whether it is well; the future is done when it has answered."""
        number = next(self._pings)
        pong = self._awaited_pong(number)
        self._outgoing.put(Ping(number))
        return pong

    async def answers(self, pong: asyncio.Future[None], limit: float) -> bool:
        """Wait for an answer, at most `limit` seconds; return whether it came from a living child."""
        await asyncio.wait({pong, self.lost}, timeout=limit, return_when=asyncio.FIRST_COMPLETED)
        return pong.done() and not self.lost.done()

    def kill(self) -> None:
        """End it, whatever it does. One that is only starting ends when it finds its pipe closed."""
        self._outgoing.put(None)
        if self._process and self._process.pid is not None and not self.lost.done():
            self._process.kill()

    def _awaited_pong(self, number: int) -> asyncio.Future[None]:
        self._pongs[number] = self._loop.create_future()
        return self._pongs[number]

    def _live(self) -> None:
        """The reading thread: start the process, read until it is gone, bury it."""
        refusal = None
        try:
            with ExitStack() as pipes:
                self._work(pipes)
        except (OSError, RuntimeError) as error:  # the machine has no memory, process, pipe or thread left
            refusal = error
        self._tell(self._bury, refusal)

    def _work(self, pipes: ExitStack) -> None:
        context = multiprocessing.get_context("spawn")
        its_orders, orders = map(pipes.enter_context, context.Pipe(duplex=False))
        news, its_news = map(pipes.enter_context, context.Pipe(duplex=False))
        process = context.Process(target=run, args=(its_orders, its_news, self._load), name="recogniser", daemon=True)
        process.start()
        self._process = process
        its_orders.close()
        its_news.close()
        writer = threading.Thread(target=self._write, args=(orders,), name="recogniser-writer", daemon=True)
        writer.start()
        with news:
            self._read(news)
        self._outgoing.put(None)
        writer.join()
        process.join()

    def _read(self, news: Connection) -> None:
        try:
            while True:
                self._tell(self._take, news.recv())
        except (EOFError, OSError):
            return

    def _write(self, orders: Connection) -> None:
        """The writing thread. A pipe whose reader is gone takes nothing more."""
        with orders:
            try:
                while (message := self._outgoing.get()) is not None:
                    orders.send(message)
            except OSError:
                return

    def _tell(self, function: Callable[[*_Facts], object], *facts: *_Facts) -> None:
        try:
            self._loop.call_soon_threadsafe(function, *facts)
        except RuntimeError:
            return  # the event loop has ended, and nobody is left to be told

    def _take(self, news: News) -> None:
        if isinstance(news, Pong):
            self._pongs.pop(news.number).set_result(None)
        else:
            self._hear(self, news)

    def _bury(self, refusal: OSError | RuntimeError | None) -> None:
        self._refusal = refusal
        self.lost.set_result(None)
