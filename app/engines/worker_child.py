"""The parent's side of one child process: a process, two pipes and the two threads at them.

The threads are why nothing here blocks: a child that is stopped fills its pipe and holds up the writing thread, not
the event loop. The child ends by itself when its pipe closes, so that it cannot outlive even a killed parent.
(A death signal from the kernel would be tied to the thread that started the child, not to the parent.)
"""

import asyncio
import itertools
import multiprocessing
import queue
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
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
        """Done when it is gone."""
        context = multiprocessing.get_context("spawn")
        self._orders, orders = context.Pipe(duplex=False)
        news, self._news = context.Pipe(duplex=False)
        self._process = context.Process(
            target=run, args=(self._orders, self._news, load), name="recogniser", daemon=True
        )
        threading.Thread(target=self._live, args=(news, orders), name="recogniser-reader", daemon=True).start()

    @property
    def process_id(self) -> int | None:
        """None until it runs."""
        return self._process.pid

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
        if self._process.pid is not None and not self.lost.done():
            self._process.kill()

    def _awaited_pong(self, number: int) -> asyncio.Future[None]:
        self._pongs[number] = self._loop.create_future()
        return self._pongs[number]

    def _live(self, news: Connection, orders: Connection) -> None:
        """The reading thread: start the process, read until it is gone, bury it."""
        self._process.start()
        self._orders.close()
        self._news.close()
        writer = threading.Thread(target=self._write, args=(orders,), name="recogniser-writer", daemon=True)
        writer.start()
        with news:
            self._read(news)
        self._outgoing.put(None)
        writer.join()
        self._process.join()
        self._tell(self._bury)

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

    def _bury(self) -> None:
        self.lost.set_result(None)
