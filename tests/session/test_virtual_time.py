"""Invented time jumps from timer to timer, and waits for nobody but threads."""

import asyncio
import threading
import time

from tests.virtual_time import pass_time


async def test_an_hour_passes_at_once_and_timers_ring_in_order() -> None:
    loop = asyncio.get_running_loop()
    began, really = loop.time(), time.monotonic()
    rung: list[str] = []
    loop.call_later(1_800, rung.append, "second")
    loop.call_later(60, rung.append, "first")
    await pass_time(3_600)
    assert rung == ["first", "second"]
    assert abs(loop.time() - began - 3_600) < 0.001
    assert time.monotonic() - really < 1.0


async def test_time_stands_still_while_a_thread_works() -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    has_rung = asyncio.Event()
    loop.call_later(0.001, has_rung.set)
    done = threading.Event()
    working = asyncio.create_task(asyncio.to_thread(done.wait, 5.0), name="working")
    await asyncio.sleep(0)
    loop.call_soon(done.set)
    assert await working
    assert loop.time() - began < 0.001
    assert not has_rung.is_set()
