"""Serves calls like `readyroom serve` and says, when it is stopped, how late its event loop was.

A timer of 5 ms is set again and again; how much later than due it runs is the lag that audio frames meet too.
"""

import asyncio
import json
import signal
import sys
from pathlib import Path

import numpy as np
import structlog

from app.main import create_app
from app.serving import listen, server_of
from app.settings import Settings
from app.web.wire import desk_of_app

INTERVAL = 0.005


async def serve(data: Path) -> None:
    """Serve on a free port until terminated; print where, then the lag."""
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    settings = Settings(data=data, port=0)
    listener = listen(settings)
    app = create_app(settings, listener.getsockname()[1])
    server = server_of(app)
    lags: list[float] = []
    # uvicorn raises the signal again once it has stopped, and this has still something to say then.
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, lambda: None)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.005)
    token = await desk_of_app(app).store.issue_token("caller")
    print(json.dumps({"url": f"http://127.0.0.1:{listener.getsockname()[1]}", "token": token}), flush=True)
    loop = asyncio.get_running_loop()
    while not serving.done():
        due = loop.time() + INTERVAL
        await asyncio.sleep(INTERVAL)
        lags.append(loop.time() - due)
    p50, p99, most = (float(np.percentile(lags, percent)) for percent in (50, 99, 100))
    print(json.dumps({"p50": round(p50, 5), "p99": round(p99, 5), "max": round(most, 5)}), flush=True)


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
