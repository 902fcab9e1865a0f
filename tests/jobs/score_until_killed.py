"""A program that scores one call and stops dead at each boundary until it is told to go on; it is meant to be killed.

It prints the boundary: `before-order`, `ordered`, `before-pin`, `after-pin`, `before-score`, `after-score`, `scored`
(every step is done, the work itself not yet written down as finished), `finished`.
"""

import asyncio
import sys
from pathlib import Path

from app.jobs import Jobs, Progress
from app.practice.score_call import Scorer
from app.store import Store
from tests.jobs.work import ToldSteps
from tests.scoring.talks import objection_handling


def say(boundary: str) -> None:
    """Print the boundary and wait for a line."""
    print(boundary, flush=True)  # noqa: T201 - the pipe is how the test hears of it
    sys.stdin.readline()


def tell(_call_id: str, progress: Progress) -> None:
    """Say so when every step is done."""
    if progress.status == "done":
        say("scored")


async def main(data: Path, call_id: str) -> None:
    """Score the call."""
    store = await Store.open(data)
    jobs = Jobs(data, store, ToldSteps(Scorer(store, (objection_handling(),)), say), tell=tell)
    say("before-order")
    await jobs.start()
    await jobs.enqueue_scoring(call_id)
    say("ordered")
    await jobs.settle()
    await jobs.stop()
    await store.close()
    say("finished")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
