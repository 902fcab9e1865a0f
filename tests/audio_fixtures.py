"""The trainee's recorded utterances, for every test that needs to hear somebody."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.audio.wav import read_wav

FOLDER = Path(__file__).parent.parent / "audio_fixtures"


@dataclass(frozen=True, slots=True)
class Fixture:
    """One utterance as the manifest describes it."""

    file: str
    text: str
    """What is said, verbatim; empty where nobody speaks."""
    voice: str
    """flite's name of the voice: rms, slt, awb; empty where nobody speaks."""
    category: str
    """good, clumsy, rambling, rude, backchannel, interruption, silence, noise or cough."""
    first_speech_sample: int | None
    """Inclusive; None where nobody speaks."""
    last_speech_sample: int | None
    """Inclusive; None where nobody speaks."""
    licence: str
    sha256: str

    @property
    def path(self) -> Path:
        """Where the WAV file lies."""
        return FOLDER / self.file

    def samples(self) -> NDArray[np.int16]:
        """Return the whole recording: 16 kHz mono."""
        return read_wav(self.path)


@cache
def fixtures() -> tuple[Fixture, ...]:
    """Return every utterance, in the manifest's order."""
    manifest = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    return tuple(Fixture(**entry) for entry in manifest["fixtures"])


def fixture(name: str) -> Fixture:
    """Return the utterance of this file name, without its ending."""
    return next(entry for entry in fixtures() if entry.file == f"{name}.wav")
