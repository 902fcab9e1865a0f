"""How a persona sounds, engine by engine, as pure values."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class EspeakChoice:
    """How eSpeak NG speaks for a persona."""

    variant: str = "m1"
    """Its name of a timbre: m1 to m8, f1 to f5."""
    accent: str = "en-us"
    """Its name of an accent or a language: en-us, en-gb, en-gb-scotland, de ..."""
    pitch: int = 50
    """0 (low) to 99 (high)."""


@dataclass(frozen=True, slots=True)
class PiperChoice:
    """One voice of Piper's."""

    name: str
    """The voice's own name, such as `en_US-libritts_r-medium`."""
    speaker: int | None = None
    """Which of the voice's speakers; `None`: it has one, or its first."""


class BackgroundSound(StrEnum):
    """What is heard behind a caller."""

    OFFICE = "office"
    STREET = "street"


@dataclass(frozen=True, slots=True)
class Background:
    """What is heard behind the persona for the whole call."""

    sound: BackgroundSound
    level: float = -45.0
    """Root mean square, in dBFS; -60 is barely there, -35 is loud."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How a persona sounds."""

    language: str = "en"
    """BCP 47 tag of what the persona speaks."""
    espeak: EspeakChoice = EspeakChoice()
    piper: tuple[PiperChoice, ...] = ()
    """In order of preference; the first that is installed speaks. None of them: another installed one, or eSpeak NG."""
    pace: float = 1.0
    """Speaking rate relative to the voice's ordinary one; 0.7 to 1.5."""
    telephone: bool = False
    """The voice is heard as over a telephone: 300 to 3400 Hz."""
    background: Background | None = None
    """`None`: silence behind it."""
