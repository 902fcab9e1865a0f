"""How many turns a second can be committed here, and how long one waits: `python -m benchmarks.journal [FOLDER]`."""

import asyncio
import sqlite3
import sys
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from app.core.transcript import Side, Turn
from app.store import CallOpening, Store
from app.store.sqlite import journal_mode

COMMITS = 1_000


async def keep_turns(data: Path) -> list[float]:
    """Return how long each `keep_turn` took, in seconds."""
    store = await Store.open(data)
    journal = store.journal(await store.begin_call(CallOpening("ada", "mara", "third-repair", "name: Mara\n")))
    durations = []
    for number in range(1, COMMITS + 1):
        text = "I am sorry to hear that, may I have a look at the invoice?"
        began = perf_counter()
        await journal.keep_turn(Turn(number, 1, Side.TRAINEE, 0, 16_000, text, text))
        durations.append(perf_counter() - began)
    await store.close()
    return durations


def main() -> None:
    """Measure in a temporary folder within FOLDER and print one line."""
    with TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as folder:
        durations = asyncio.run(keep_turns(Path(folder)))
    cuts = quantiles(durations, n=100)
    print(
        f"SQLite {sqlite3.sqlite_version}, journal_mode={journal_mode(sqlite3.sqlite_version_info)}, synchronous=FULL: "
        f"{len(durations) / sum(durations):.0f} turns/s; "
        f"p50 {1e3 * cuts[49]:.1f} ms, p99 {1e3 * cuts[98]:.1f} ms, max {1e3 * max(durations):.1f} ms"
    )


if __name__ == "__main__":
    main()
