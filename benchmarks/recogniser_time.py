"""How long Whisper takes from the last sample to the words: `python -m benchmarks.recogniser_time FOLDER [--json]`.

FOLDER is a model: a real one, or one of `benchmarks.random_whisper`, whose 20 pieces take the time of 5 s of English.
With random weights the figures are compute time and say nothing about how well anything is understood.
"""

import argparse
import asyncio
import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.engines.stt_faster_whisper import Whisper
from app.engines.whisper_child import Loaded, Loading
from app.engines.whisper_window import window
from benchmarks.machine import machine
from tests.audio_fixtures import fixture

SPEECH = "price_discount"
"""4.7 s of synthetic speech: the encoder's short window is 10 s."""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--full-window", action="store_true", help="show the encoder 30 s, always")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    short = not options.full_window
    found = {
        "model": options.folder.name,
        "threads": options.threads,
        "window_s": window(fixture(SPEECH).samples().size, short) / 100,
        "final_ms": figures(asyncio.run(finals(options.folder, options.threads, short, options.rounds))),
        **parts(options.folder, options.threads, short, options.rounds),
        "machine": machine(),
    }
    print(
        json.dumps(found, indent=1) if options.json else "\n".join(f"{key:12} {value}" for key, value in found.items())
    )


async def finals(folder: Path, threads: int, short: bool, rounds: int) -> list[float]:
    """Return the seconds from the end of an utterance to its words, through the child process as in a call."""
    engine, taken = Whisper(folder, threads=threads, short_window=short), []
    await engine.start()
    try:
        for _ in range(rounds):
            stream = engine.open(lambda _: None)
            stream.feed(fixture(SPEECH).samples())
            begun = time.perf_counter()
            await stream.finish()
            taken.append(time.perf_counter() - begun)
    finally:
        await engine.close()
    return taken


def parts(folder: Path, threads: int, short: bool, rounds: int) -> dict[str, dict[str, float]]:
    """Return what the parts of it take, in this process."""
    loaded: Loaded = Loading(folder, threads, short, "en")()
    audio = fixture(SPEECH).samples().astype(np.float32) / np.float32(32_768)
    frames = window(audio.size, short)
    tokens = loaded.model.decode(audio, frames).tokens
    return {
        "speech_ms": figures(_times(lambda: loaded.model.speech(audio), rounds)),
        "decode_ms": figures(_times(lambda: loaded.model.decode(audio, frames), rounds)),
        "words_ms": figures(_times(lambda: loaded.model.words(audio, tokens), rounds)),
    }


def _times(work: Callable[[], object], rounds: int) -> list[float]:
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return taken


def figures(seconds: list[float]) -> dict[str, float]:
    """Return the middle and the slow end, in milliseconds."""
    milliseconds: NDArray[np.float64] = 1_000 * np.array(seconds)
    return {name: round(float(np.percentile(milliseconds, share)), 1) for name, share in (("p50", 50), ("p95", 95))}


if __name__ == "__main__":
    main()
