"""A program that holds a call for ever and prints each thing once it is kept; it is meant to be killed.

It prints `call ID`, `turn NUMBER REVISION`, `sound SIDE FIRST COUNT` and `log NUMBER`.
"""

import asyncio
import sys
from itertools import count
from pathlib import Path

from app.core.transcript import Side
from app.store import Store
from tests.store.sample_calls import OPENING, sound, turn

PIECE = 3_200
"""200 ms: what a recorder writes at once."""


async def talk(store: Store) -> None:
    """Begin a call, and keep turns and sounds without end."""
    call_id = await store.begin_call(OPENING)
    print("call", call_id, flush=True)  # noqa: T201 - the pipe is how the test hears of it
    for number in count(1):
        for revision in (1, 2):
            await store.journal(call_id).keep_turn(turn(number, revision))
            print("turn", number, revision, flush=True)  # noqa: T201
        for first in range(16_000 * (number - 1), 16_000 * number, PIECE):
            _record(store, call_id, first)
        store.journal(call_id).log(f'{{"number": {number}}}')
        print("log", number, flush=True)  # noqa: T201


def _record(store: Store, call_id: str, first: int) -> None:
    for side in Side:
        store.tape(call_id).write(side, first, sound(side, first, PIECE))
        print("sound", side, first, PIECE, flush=True)  # noqa: T201


async def main(data: Path) -> None:
    """Open the store there and talk."""
    await talk(await Store.open(data))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
