"""Word errors and delay of a recogniser: `python -m benchmarks.word_errors [--recogniser whisper] [--model FOLDER]`.

The fixtures are synthetic speech: the figures compare versions with each other and say little about a person. Without a
folder Whisper is our miniature, which was trained on these very fixtures: that proves the path and nothing else.
"""

import argparse
import asyncio
import json
import os
import platform
import re
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import jiwer
import numpy as np
from numpy.typing import NDArray

from app.engines.hearing import VAD_FRAME, SpeechToText
from app.engines.stt_faster_whisper import Whisper
from app.engines.stt_pocketsphinx import PocketSphinx
from app.engines.vad_silero import SileroVoiceActivity
from tests.audio_fixtures import Fixture, fixtures

MINI = Path(__file__).parents[1] / "tests" / "models" / "whisper" / "mini"
KNOWN_BY_HEART = "a miniature trained on these fixtures: the path works, and this is no figure of accuracy"
RATE = 16_000
FRAME = 320
"""Samples that the microphone delivers at a time: 20 ms."""
TRAILING = 4_000
"""Quiet after the last speech sample until the utterance is finished, in samples: 0.25 s."""
PAUSE = 7
"""Quiet detector frames that cut an utterance: 224 ms, the first multiple of 32 ms above 200 ms."""
PRE_ROLL = 4_800
"""Samples of quiet in front of a cut utterance: 0.3 s."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the recogniser made of one fixture."""

    fixture: Fixture
    text: str
    delays: tuple[float, ...]
    """From the end of each utterance to its words, in seconds."""
    length: float
    """Of the audio, in seconds."""
    work: float
    """From the first sample to the words, in seconds; of meaning only when fed faster than real time."""


async def hear(engine: SpeechToText, entry: Fixture, cut: bool, live: bool) -> Heard:
    """Recognise one fixture: whole, or cut at its pauses; at the pace of speech if `live`."""
    pieces = await cut_at_pauses(entry.samples()) if cut else [_whole(entry)]
    begun, texts, delays = time.perf_counter(), [], []
    for piece in pieces:
        text, delay = await _hear_piece(engine, piece, live)
        texts.append(text)
        delays.append(delay)
    work = time.perf_counter() - begun
    return Heard(entry, " ".join(texts), tuple(delays), sum(piece.size for piece in pieces) / RATE, work)


def word_error_rate(heard: list[Heard]) -> float:
    """Return the corpus-level rate, on words without case, hyphens and punctuation."""
    return jiwer.wer([spelled(entry.fixture.text) for entry in heard], [spelled(entry.text) for entry in heard])


def spelled(text: str) -> str:
    """Return the words alone: "o'clock" and "oclock" are one word, "mm-hm" is two."""
    return " ".join(re.sub(r"[^a-z ]", "", text.lower().replace("-", " ")).split())


async def cut_at_pauses(samples: NDArray[np.int16]) -> list[NDArray[np.int16]]:
    """Return the utterances between pauses of 200 ms and more, as the live path cuts them, with 0.3 s of pre-roll."""
    quiet = np.random.default_rng(1).integers(-12, 12, 8_000).astype(np.int16)
    padded = np.concatenate((quiet, samples, quiet))
    detector = SileroVoiceActivity().open()
    frames = padded[: padded.size // VAD_FRAME * VAD_FRAME].reshape(-1, VAD_FRAME)
    judged = [await detector.probability(frame) for frame in frames]
    pieces, start, silent = [], None, 0
    for number, probability in enumerate(judged):
        if start is None and probability >= 0.5:
            start, silent = max(0, number * VAD_FRAME - PRE_ROLL), 0
        elif start is not None:
            silent = silent + 1 if probability < 0.35 else 0
            if silent >= PAUSE:
                pieces.append(padded[start : (number + 1) * VAD_FRAME])
                start = None
    return pieces


def _whole(entry: Fixture) -> NDArray[np.int16]:
    samples = entry.samples()
    return samples if entry.last_speech_sample is None else samples[: entry.last_speech_sample + 1 + TRAILING]


async def _hear_piece(engine: SpeechToText, samples: NDArray[np.int16], live: bool) -> tuple[str, float]:
    stream = engine.open(lambda _: None)
    begun = time.perf_counter()
    for start in range(0, samples.size, FRAME):
        stream.feed(samples[start : start + FRAME])
        if live:
            await asyncio.sleep(max(0.0, begun + (start + FRAME) / RATE - time.perf_counter()))
    over = time.perf_counter()
    transcript = await stream.finish()
    return transcript.text, time.perf_counter() - over


async def measure(engine: SpeechToText, cut: bool, live: bool) -> list[Heard]:
    """Recognise every fixture in turn."""
    await engine.start()
    try:
        return [await hear(engine, entry, cut, live) for entry in fixtures()]
    finally:
        await engine.close()


def figures(heard: list[Heard], live: bool) -> dict[str, object]:
    """Return what was measured, as JSON would say it."""
    spoken = [entry for entry in heard if entry.fixture.voice and entry.fixture.text != "Mm-hm."]
    pooled = [entry for entry in spoken if entry.fixture.voice in ("rms", "slt")]
    delays = 1_000 * np.array([delay for entry in spoken for delay in entry.delays])
    voices = sorted({entry.fixture.voice for entry in spoken})
    return {
        "speech": "synthetic (flite)",
        "wer": {voice: round(word_error_rate([e for e in spoken if e.fixture.voice == voice]), 3) for voice in voices},
        "wer_rms_slt": round(word_error_rate(pooled), 3),
        "finish_ms_p50": round(float(np.percentile(delays, 50))),
        "finish_ms_p95": round(float(np.percentile(delays, 95))),
        "rtf": None if live else round(sum(e.work for e in heard) / sum(e.length for e in heard), 3),
        "utterances": int(delays.size),
        "others": {e.fixture.file: e.text for e in heard if e not in spoken or e.fixture.category == "interruption"},
        "machine": {"cores": os.cpu_count(), "cpu": _cpu(), "python": platform.python_version()},
    }


def _cpu() -> str:
    information = Path("/proc/cpuinfo")
    lines = information.read_text(encoding="utf-8").splitlines() if information.exists() else []
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def main() -> None:
    """Print the figures as a table, or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--cut", action="store_true", help="cut each fixture at its pauses, as the live path does")
    parser.add_argument(
        "--fast", action="store_true", help="feed faster than real time: gives the RTF; delays then mean little"
    )
    parser.add_argument("--words", action="store_true", help="also print what was heard")
    parser.add_argument("--recogniser", choices=("pocketsphinx", "whisper"), default="pocketsphinx")
    parser.add_argument("--model", type=Path, default=MINI, help="folder of a Whisper model; without it our miniature")
    options = parser.parse_args()
    engine = Whisper(options.model) if options.recogniser == "whisper" else PocketSphinx()
    heard = asyncio.run(measure(engine, options.cut, live=not options.fast))
    found = {"recogniser": engine.name, **figures(heard, live=not options.fast)}
    if options.recogniser == "whisper" and options.model == MINI:
        found["says"] = KNOWN_BY_HEART
    if options.words:
        found["heard"] = [{**asdict(entry.fixture), "heard": entry.text} for entry in heard]
    if options.json:
        print(json.dumps(found, indent=1))
    else:
        _print_table(found)


def _print_table(found: dict[str, object]) -> None:
    for name, value in found.items():
        for part, inner in value.items() if isinstance(value, dict) else [("", value)]:
            print(f"{(name + ' ' + part).strip():32} {inner}")


if __name__ == "__main__":
    main()
