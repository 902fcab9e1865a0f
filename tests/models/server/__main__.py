"""`python -m tests.models.server --behaviour good --port 8111`: a stand-in, until it is told to stop."""

import argparse
import asyncio
import signal

from tests.models.server.behaviours import Behaviour
from tests.models.server.stand_in import StandIn


async def _serve(behaviour: Behaviour, port: int, words: str | None, pause: float) -> None:
    stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    async with StandIn(behaviour, words, pause, port) as server:
        print(server.url, flush=True)
        await stop.wait()


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--behaviour", type=Behaviour, default=Behaviour.GOOD, choices=list(Behaviour))
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--words", help="what a good one says, instead of the customer's own line")
    parser.add_argument("--pause", type=float, default=0.02, help="seconds between two words")
    given = parser.parse_args()
    asyncio.run(_serve(given.behaviour, given.port, given.words, given.pause))


if __name__ == "__main__":
    main()
