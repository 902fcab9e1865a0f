"""The child's side of a worker: utterances of several calls, served one message at a time, the finished ones first."""

import signal
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Protocol

from app.engines.hearing import Transcript


class Recognition(Protocol):
    """One utterance being recognised inside the child; may block."""

    def feed(self, pcm: bytes, is_idle: bool) -> str | None:
        """Take PCM16 at 16 kHz; return the text so far where it is new and `is_idle` allows the work, else None."""
        ...

    def finish(self) -> Transcript:
        """Return the final words; called once, and nothing after it."""
        ...

    def discard(self) -> None:
        """Drop the utterance; nothing is called after it."""
        ...


class Recogniser(Protocol):
    """What a child has loaded."""

    def open(self, hotwords: tuple[str, ...] = ()) -> Recognition:
        """Begin an utterance in which these names and terms may be said."""
        ...


@dataclass(frozen=True, slots=True)
class Opened:
    """An utterance begins."""

    utterance: int
    hotwords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fed:
    """Samples of an utterance."""

    utterance: int
    pcm: bytes


@dataclass(frozen=True, slots=True)
class Finished:
    """An utterance is over and its words are wanted."""

    utterance: int


@dataclass(frozen=True, slots=True)
class Discarded:
    """An utterance is not wanted any more."""

    utterance: int


@dataclass(frozen=True, slots=True)
class Ping:
    """Are you well?"""

    number: int


@dataclass(frozen=True, slots=True)
class Pong:
    """The answer to a ping, and the first thing a child says when it has loaded (number 0)."""

    number: int


@dataclass(frozen=True, slots=True)
class Partial:
    """The text so far."""

    utterance: int
    text: str


@dataclass(frozen=True, slots=True)
class Final:
    """The words of a finished utterance."""

    utterance: int
    transcript: Transcript


Order = Opened | Fed | Finished | Discarded
"""What the parent sends about an utterance."""
News = Pong | Partial | Final
"""What the child sends."""


def run(orders: Connection, news: Connection, load: Callable[[], Recogniser]) -> None:
    """Serve until the parent closes its pipe or dies. An interrupt at the terminal is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        served = _Serving(orders, news, load())
        news.send(Pong(0))
        while True:
            served.take_in()
            served.serve_next()
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


class _Serving:
    def __init__(self, orders: Connection, news: Connection, recogniser: Recogniser) -> None:
        self._orders = orders
        self._news = news
        self._recogniser = recogniser
        self._waiting: deque[Order] = deque()
        self._open: dict[int, Recognition] = {}

    def take_in(self) -> None:
        """Read whatever lies in the pipe; wait only where there is nothing to do. Pings are answered at once."""
        while not self._waiting or self._orders.poll():
            message: Order | Ping = self._orders.recv()
            if isinstance(message, Ping):
                self._news.send(Pong(message.number))
                continue
            if isinstance(message, Discarded):  # what nobody waits for any more is not worked on
                self._waiting = deque(order for order in self._waiting if order.utterance != message.utterance)
            self._waiting.append(message)

    def serve_next(self) -> None:
        """Serve the oldest order of a finished utterance, or else the oldest order."""
        urgent = {order.utterance for order in self._waiting if isinstance(order, Finished)}
        order = next((order for order in self._waiting if order.utterance in urgent), self._waiting[0])
        self._waiting.remove(order)
        self._serve(order)

    def _serve(self, order: Order) -> None:
        match order:
            case Opened(utterance, hotwords):
                self._open[utterance] = self._recogniser.open(hotwords)
            case Fed(utterance, pcm):
                text = self._open[utterance].feed(pcm, is_idle=not self._waiting)
                if text is not None:
                    self._news.send(Partial(utterance, text))
            case Finished(utterance):
                self._news.send(Final(utterance, self._open.pop(utterance).finish()))
            case Discarded(utterance):
                if recognition := self._open.pop(utterance, None):
                    recognition.discard()
