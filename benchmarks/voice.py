"""Measures the eSpeak NG voice: time to the first sample, speed, level, gaps.  `python -m benchmarks.voice`"""

import asyncio
import time
from itertools import product

import numpy as np
from numpy.typing import NDArray

from app.content.voice_values import EspeakChoice, Voice
from app.engines.speaking import TextToSpeech
from app.engines.tts_espeak import EspeakVoice

LINES = (
    "Well, I have been waiting for a week,",
    "and the invoice you sent on 3 May still says $42.50 for something that I never ordered.",
    "What are you going to do about it?",
    "I'm really not happy with this — Mr. Smith promised that it'd be sorted by 5pm!",
)
VARIANTS = ("m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "f1", "f2", "f3", "f4", "f5")
ACCENTS = ("en-us", "en-gb")
ROUNDS = 4
AUDIBLE = 328
"""-40 dBFS."""


async def speak(engine: TextToSpeech, text: str, voice: Voice) -> tuple[float, float, NDArray[np.float64]]:
    """Return seconds to the first chunk, seconds to the last, and the samples."""
    began = time.perf_counter()
    first = 0.0
    chunks = []
    async for chunk in engine.speak(text, voice):
        first = first or time.perf_counter() - began
        chunks.append(chunk.samples)
    return first, time.perf_counter() - began, np.concatenate(chunks).astype(np.float64)


def decibels(value: float) -> float:
    """Return dBFS of an amplitude."""
    return 20 * float(np.log10(max(value, 1.0) / 32768))


def active_level(samples: NDArray[np.float64]) -> float:
    """Return the RMS in dBFS over the 20 ms frames that hold sound."""
    frames = samples[: len(samples) // 441 * 441].reshape(-1, 441)
    levels = np.sqrt((frames**2).mean(axis=1))
    return decibels(float(np.sqrt((levels[levels >= AUDIBLE] ** 2).mean())))


def longest_gap(samples: NDArray[np.float64], rate: int) -> float:
    """Return the longest stretch below -40 dBFS between two sounds, in seconds."""
    return float(np.diff(np.flatnonzero(np.abs(samples) >= AUDIBLE)).max()) / rate


async def main() -> None:
    """Speak every line in every voice and print the figures."""
    engine = EspeakVoice()
    began = time.perf_counter()
    await engine.start()
    print(f"start {1000 * (time.perf_counter() - began):.0f} ms, {engine.rate} samples/s")
    firsts, factors, gaps, loudest = [], [], [], -100.0
    for accent, variant in product(ACCENTS, VARIANTS):
        levels, peaks = [], []
        for text in LINES * ROUNDS:
            voice = Voice(espeak=EspeakChoice(variant=variant, accent=accent))
            first, whole, samples = await speak(engine, text, voice)
            firsts.append(first)
            factors.append(whole * engine.rate / len(samples))
            gaps.append(longest_gap(samples, engine.rate))
            peaks.append(float(np.abs(samples).max()))
            levels.append(active_level(samples))
        loudest = max(loudest, decibels(max(peaks)))
        print(f"{accent}+{variant}: active level {np.mean(levels):.1f} dBFS, peak {decibels(max(peaks)):.1f}")
    middle, high = 1000 * np.median(firsts), 1000 * np.percentile(firsts, 95)
    print(f"first sample: p50 {middle:.2f} ms, p95 {high:.2f} ms, n={len(firsts)}")
    print(f"real-time factor: p50 {np.median(factors):.4f}, p95 {np.percentile(factors, 95):.4f}")
    print(f"longest gap inside a line {1000 * max(gaps):.0f} ms; loudest sample {loudest:.1f} dBFS")


if __name__ == "__main__":
    asyncio.run(main())
