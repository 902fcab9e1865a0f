"""Held-out utterances said by flite and heard by PocketSphinx, kept so that nobody needs flite to measure with them."""

import subprocess
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from ruamel.yaml import YAML

from app.audio.wav import SPEECH_RATE, read_wav
from app.engines.stt_pocketsphinx import Loaded
from tests.customer.labelled import HEARD, LABELLED, Half, read_heard

__all__ = ["hear_again", "read_heard"]

VOICES = ("slt", "rms")
QUIET = round(0.3 * SPEECH_RATE)
"""Samples of quiet before and after the speech."""
ROOM = 8
"""Peak of the room's hiss, in samples of 16 bits: no microphone delivers zeros."""
FRAME = 320
"""Samples that a microphone delivers at a time: 20 ms."""


def hear_again(half: Half) -> None:
    """Let both voices say the utterances of `spoken.yaml`, and keep what was heard of them."""
    ids = YAML(typ="safe", pure=True).load((LABELLED / "spoken.yaml").read_text(encoding="utf-8"))["ids"]
    texts = {each.id: each.text for each in half.utterances if each.id in set(ids)}
    heard = {voice: _heard_by(Loaded(), texts, voice) for voice in VOICES}
    yaml = YAML()
    yaml.width = 4_096
    with HEARD.open("w", encoding="utf-8") as file:
        file.write(
            "# What PocketSphinx heard of flite: python -m benchmarks.acts --spoken. Frozen words: see README.md.\n"
        )
        yaml.dump(heard, file)


def _heard_by(loaded: Loaded, texts: dict[str, str], voice: str) -> dict[str, str]:
    return {key: _heard(loaded, _said(text, voice)) for key, text in texts.items()}


def _heard(loaded: Loaded, samples: NDArray[np.int16]) -> str:
    recognition = loaded.open()
    for start in range(0, samples.size, FRAME):
        recognition.feed(samples[start : start + FRAME].tobytes(), is_idle=False)
    return recognition.finish().text


def _said(text: str, voice: str) -> NDArray[np.int16]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "voice.wav"
        subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(path)], check=True)
        speech = read_wav(path)
    hiss = np.random.default_rng(1).integers(-ROOM, ROOM, speech.size + 2 * QUIET).astype(np.int16)
    hiss[QUIET:-QUIET] += speech
    return hiss
