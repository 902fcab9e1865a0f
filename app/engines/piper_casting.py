"""Which Piper speaker plays which persona, and which one when that is not to be had."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.content.voice_values import EspeakChoice, PiperChoice, Voice
from app.engines.piper_voices import InstalledVoice
from app.engines.spoken_plainly import main_language

AUDITIONS = 12
"""Speakers that are listened to, at most, to find one for a persona whose own voices are not installed."""
_MAN, _WOMAN = (90.0, 0.6), (170.0, 0.8)
"""Pitch at eSpeak NG's pitch 0, in Hz, and Hz for each of its steps: 120 and 210 at the middle, as people speak."""
_HIGHEST_MAN, _LOWEST_WOMAN = 175.0, 145.0
"""Beyond these a voice is not taken for a man's, or a woman's."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """One person that Piper can be."""

    voice: InstalledVoice
    number: int | None
    """Of the voice's speakers; `None` where it has one."""


def named(choices: Iterable[PiperChoice], installed: Mapping[str, InstalledVoice]) -> list[Speaker]:
    """Return the speakers that a persona names and that are there, in its order."""
    found = []
    for choice in choices:
        voice = installed.get(choice.name)
        if voice is not None and (choice.speaker is None or 0 <= choice.speaker < voice.speakers):
            found.append(Speaker(voice, choice.speaker if voice.speakers > 1 else None))
    return found


def candidates(language: str, installed: Iterable[InstalledVoice]) -> list[Speaker]:
    """Return up to `AUDITIONS` speakers of a language, as many of each voice, spread over its numbers."""
    voices = [voice for voice in installed if main_language(voice.language) == main_language(language)][:AUDITIONS]
    found = []
    for voice in voices:
        wanted = min(voice.speakers, AUDITIONS // len(voices))
        numbers: Iterable[int | None] = (voice.speakers * index // wanted for index in range(wanted))
        found += [Speaker(voice, number) for number in (numbers if voice.speakers > 1 else [None])]
    return found


def suitable(persona: EspeakChoice, pitches: Mapping[Speaker, float | None]) -> list[Speaker]:
    """Return the speakers who can pass for the persona that eSpeak NG's variant describes, the most like it first.

    Men are not played by women nor women by men: a voice in between, or one without a clear pitch, plays both.
    """
    is_woman = persona.variant.startswith("f")
    lowest, step = _WOMAN if is_woman else _MAN
    wanted = lowest + step * persona.pitch
    passing = [speaker for speaker, pitch in pitches.items() if _passes(pitch, is_woman=is_woman)]
    return sorted(passing, key=lambda speaker: abs(math.log((pitches[speaker] or wanted * 1.2) / wanted)))


def _passes(pitch: float | None, *, is_woman: bool) -> bool:
    if pitch is None:
        return True
    return pitch >= _LOWEST_WOMAN if is_woman else pitch <= _HIGHEST_MAN


class Cast:
    """Remembers who plays whom, so that two personas share a speaker only where there is no other."""

    def __init__(self) -> None:
        self._parts: dict[tuple[str, EspeakChoice], Speaker] = {}

    def play(self, persona: Voice, speakers: list[Speaker]) -> Speaker | None:
        """Return who plays a persona: who played it before, else the first who plays nobody, else the first."""
        part = (main_language(persona.language), persona.espeak)
        if self._parts.get(part) not in speakers:
            busy = set(self._parts.values())
            chosen = next((speaker for speaker in speakers if speaker not in busy), *speakers[:1] or (None,))
            if chosen is None:
                return None
            self._parts[part] = chosen
        return self._parts[part]
