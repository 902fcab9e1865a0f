"""A program whose files may not grow for a while (`RLIMIT_FSIZE`); it prints what it lived through as JSON."""

import asyncio
import json
import resource
import sys
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.transcript import Side
from app.session.ports import KeepingError
from app.store import Store
from tests.store.sample_calls import live_call, sound, turn

LONG_TEXT = "word " * 20_000


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """Let no file grow beyond `size` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def biggest_file(folder: Path) -> int:
    """Return the size of the biggest file in a folder, in bytes."""
    return max(file.stat().st_size for file in folder.rglob("*"))


async def refusal(work: Awaitable[object]) -> str:
    """Return the sentence with which keeping something was refused; empty if it was not."""
    try:
        await work
    except KeepingError as error:
        return str(error)
    return ""


async def main(data: Path) -> dict[str, object]:
    """Hold a call through a full disk, and file it."""
    store = await Store.open(data)
    call_id = await live_call(store)
    journal, tape = store.journal(call_id), store.tape(call_id)
    biggest = biggest_file(data)
    lived: dict[str, object] = {}
    with full_disk(biggest):
        lived["turn"] = await refusal(journal.keep_turn(turn(3, text=LONG_TEXT)))
        far = biggest // 2
        lived["sound"] = await refusal(asyncio.to_thread(tape.write, Side.TRAINEE, far, sound(Side.TRAINEE, far)))
        journal.log("x" * biggest + "yz")
    await journal.keep_turn(turn(4))
    await asyncio.to_thread(tape.write, Side.TRAINEE, 32_000, sound(Side.TRAINEE, 32_000))
    journal.log("{}")
    await store.end_call(call_id, "trainee")
    with full_disk(biggest):
        lived["finish"] = await refusal(store.finish_recording(call_id))
    lived["call"] = call_id
    await store.close()
    return lived


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(Path(sys.argv[1])))))  # noqa: T201 - the pipe is how the test hears of it
