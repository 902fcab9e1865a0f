"""An utterance survives the crash or the hang of the child that recognises it, and nothing ever waits for a child."""

import asyncio
import errno
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial

import psutil
import pytest
from structlog.testing import capture_logs

from app.engines.hearing import RecogniserError, Transcript
from app.engines.stt_pocketsphinx import Loaded, PocketSphinx
from app.engines.worker_child import Child
from app.engines.worker_process import Discarded, Final, Finished, Opened, Recogniser, _Serving
from app.engines.workers import Limits, WorkerPool, pause_after, tell_nobody
from app.errors import EngineError
from tests.audio_fixtures import fixture

QUICK = Limits(start=20, finish=1.0, ping=1.0)
SPEECH = fixture("price_discount").samples()
HALF = SPEECH.size // 2


def _broken() -> Recogniser:
    raise SystemExit(3)


class Refusing:
    """Loads PocketSphinx, but the machine cannot hand it to a new process so often as `refusals` says."""

    def __init__(self, refusals: int, code: int) -> None:
        self._refusals = refusals
        self._code = code

    def __call__(self) -> Recogniser:
        """Load."""
        return Loaded()

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        """Be handed over, within `Process.start`."""
        if self._refusals:
            self._refusals -= 1
            raise OSError(self._code, os.strerror(self._code))
        return partial, (Loaded,)


class Repeating:
    """Hears what it was told to expect, and nothing else."""

    def open(self, hotwords: tuple[str, ...] = ()) -> "Repeating":
        """Begin."""
        self._hotwords = hotwords
        return self

    def feed(self, pcm: bytes, is_idle: bool) -> str | None:
        """Be fed."""
        return None

    def finish(self) -> Transcript:
        """Repeat them."""
        return Transcript(" ".join(self._hotwords))

    def discard(self) -> None:
        """Drop nothing."""


def _signal(engine: PocketSphinx, number: signal.Signals) -> int:
    (process_id,) = engine.process_ids
    os.kill(process_id, number)
    return process_id


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
async def test_a_child_lost_in_mid_utterance_costs_no_word(number: signal.Signals) -> None:
    engine = PocketSphinx(limits=QUICK)
    await engine.start()
    stream = engine.open(lambda _: None)
    stream.feed(SPEECH[:HALF])
    _signal(engine, number)
    stream.feed(SPEECH[HALF:])
    assert "discount of five percent" in (await stream.finish()).text
    await engine.close()


async def test_an_utterance_that_costs_two_children_fails_and_the_next_is_heard() -> None:
    seated: asyncio.Queue[int] = asyncio.Queue()
    pool = WorkerPool(Loaded, 1, Limits(start=20, finish=20, ping=20), seated.put_nowait)
    await pool.start()
    stream = pool.open(lambda _: None)
    stream.feed(SPEECH)
    waiting = asyncio.create_task(stream.finish())
    for _ in range(2):
        os.kill(await asyncio.wait_for(seated.get(), 20), signal.SIGKILL)
    with pytest.raises(RecogniserError, match="crashed twice"):
        await waiting
    following = pool.open(lambda _: None)
    following.feed(SPEECH)
    assert "discount" in (await following.finish()).text
    await pool.close()


async def test_the_next_child_is_told_the_same_terms_to_expect() -> None:
    pool = WorkerPool(Repeating, 1, QUICK, tell_nobody)
    await pool.start()
    stream = pool.open(lambda _: None, ("Hoffmann", "Widget"))
    (child,) = pool.process_ids
    os.kill(child, signal.SIGKILL)
    assert (await stream.finish()).text == "Hoffmann Widget"
    assert pool.process_ids != (child,)
    await pool.close()


def test_a_finished_utterance_that_nobody_waits_for_any_more_is_not_recognised() -> None:
    (orders, to_child), (from_child, news) = multiprocessing.Pipe(duplex=False), multiprocessing.Pipe(duplex=False)
    for order in (Opened(1, ("stale",)), Finished(1), Opened(2, ("fresh",)), Finished(2), Discarded(1)):
        to_child.send(order)
    serving = _Serving(orders, news, Repeating())
    serving.take_in()
    for _ in range(3):
        serving.serve_next()
    assert from_child.recv() == Final(2, Transcript("fresh"))
    assert not from_child.poll()
    for end in (orders, to_child, from_child, news):
        end.close()


def test_long_audio_gives_a_recogniser_that_works_at_the_end_longer() -> None:
    limits = Limits(finish=5.0, finish_per_second=0.2)
    assert limits.finish_of(0) == 5.0
    assert limits.finish_of(10 * 32_000) == 7.0


async def test_feeding_a_stopped_child_never_blocks() -> None:
    engine = PocketSphinx(limits=Limits(ping=30, finish=0.5))
    await engine.start()
    stopped = _signal(engine, signal.SIGSTOP)
    stream, slowest = engine.open(lambda _: None), 0.0
    for _ in range(1_000):  # 640 kB: ten times what the pipe holds
        begun = time.perf_counter()
        stream.feed(SPEECH[:320])
        slowest = max(slowest, time.perf_counter() - begun)
    assert slowest < 0.05
    stream.discard()
    await engine.close()
    assert not psutil.pid_exists(stopped)


async def test_a_tired_child_is_replaced_between_utterances() -> None:
    seated: asyncio.Queue[int] = asyncio.Queue()
    engine = PocketSphinx(limits=Limits(ping=1.0, recycle=1), on_loaded=seated.put_nowait)
    await engine.start()
    first = await seated.get()
    stream = engine.open(lambda _: None)
    stream.feed(SPEECH)
    assert "discount" in (await stream.finish()).text
    assert await asyncio.wait_for(seated.get(), 20) != first
    stream = engine.open(lambda _: None)
    stream.feed(SPEECH)
    assert "discount" in (await stream.finish()).text
    await engine.close()


async def test_a_recogniser_that_cannot_load_says_so() -> None:
    with pytest.raises(EngineError, match="could not be loaded"):
        await WorkerPool(_broken, 1, QUICK, tell_nobody).start()


async def test_closing_fails_what_is_open_and_ends_the_children() -> None:
    engine = PocketSphinx(limits=QUICK)
    await engine.start()
    (child,) = engine.process_ids
    os.kill(child, signal.SIGSTOP)
    stream = engine.open(lambda _: None)
    waiting = asyncio.create_task(stream.finish())
    await asyncio.sleep(0)
    await engine.close()
    with pytest.raises(RecogniserError, match="stopped"):
        await waiting
    assert not psutil.pid_exists(child)


async def test_an_interrupt_at_the_terminal_is_not_the_childs() -> None:
    engine = PocketSphinx()
    await engine.start()
    child = _signal(engine, signal.SIGINT)
    stream = engine.open(lambda _: None)
    stream.feed(SPEECH)
    assert "discount" in (await stream.finish()).text
    assert engine.process_ids == (child,)
    await engine.close()


PARENT = """
import asyncio
from app.engines.stt_pocketsphinx import PocketSphinx

async def main():
    engine = PocketSphinx()
    await engine.start()
    print(*engine.process_ids, flush=True)
    await asyncio.Event().wait()

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_children_die_with_a_killed_parent() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
        child.wait(timeout=10)


async def test_a_child_that_was_killed_while_starting_is_buried() -> None:
    child = Child(Loaded, lambda _child, _news: None)
    child.kill()
    await asyncio.wait_for(child.lost, 20)


@pytest.mark.parametrize("code", [errno.ENOMEM, errno.EAGAIN])
async def test_a_child_that_the_machine_has_no_room_for_is_lost_and_says_why(code: int) -> None:
    child = Child(Refusing(1, code), lambda _child, _news: None)
    await asyncio.wait_for(child.lost, 20)
    assert (child.process_id, child.death) == (None, errno.errorcode[code])


async def test_a_pool_without_room_for_a_child_says_so_and_does_not_wait_for_ever() -> None:
    pool = WorkerPool(Refusing(1, errno.ENOMEM), 1, QUICK, tell_nobody)
    with pytest.raises(EngineError, match="could not be loaded"):
        await asyncio.wait_for(pool.start(), 20)
    assert not pool.is_ready


def test_the_pause_before_the_next_child_doubles_up_to_half_a_minute() -> None:
    assert [pause_after(failures) for failures in (0, 1, 2, 3, 6, 7, 5_000)] == [0, 0.5, 1, 2, 16, 30, 30]


async def test_a_lost_child_is_logged_and_the_pool_is_not_ready_until_the_next() -> None:
    seated: asyncio.Queue[int] = asyncio.Queue()
    engine = PocketSphinx(limits=QUICK, on_loaded=seated.put_nowait)
    await engine.start()
    assert engine.is_ready
    await seated.get()
    with capture_logs() as logged:
        lost = _signal(engine, signal.SIGKILL)
        next_child = asyncio.create_task(seated.get())
        was_ready = await _readiness_until(engine, next_child)
    assert not all(was_ready)
    assert engine.is_ready
    assert [(line["event"], line["child"], line["died_of"]) for line in logged] == [
        ("recogniser_child_lost", lost, -signal.SIGKILL)
    ]
    await engine.close()


async def _readiness_until(engine: PocketSphinx, next_child: "asyncio.Task[int]") -> list[bool]:
    seen = []
    while not next_child.done():
        seen.append(engine.is_ready)
        await asyncio.wait({next_child}, timeout=0.01)
    return seen
