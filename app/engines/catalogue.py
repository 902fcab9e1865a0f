"""Which engines there are; the only file that names a concrete one, and says what would be better than it."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from typing import TypeVar

from app.engines.hearing import SpeechToText, VoiceActivity
from app.engines.speaking import TextToSpeech
from app.errors import EngineError

Engine = TypeVar("Engine")


@dataclass(frozen=True, slots=True)
class Engines:
    """What hears and speaks in all calls of this server."""

    activity: VoiceActivity
    recogniser: SpeechToText
    voice: TextToSpeech


@dataclass(frozen=True, slots=True)
class Part:
    """One engine, as the operator is told of it."""

    role: str
    """What it does in a call."""
    name: str
    """Its own name."""
    version: str
    """Of the package that it comes from."""
    runs: str
    """What it is and where it runs."""
    better: str | None
    """What would be better and why it is not used; None where nothing better is known."""


def choose(vad: str, recogniser: str, voice: str) -> Engines:
    """Return the engines of these names, not started yet. Raises `EngineError` for an unknown name."""
    return Engines(
        activity=_pick(_ACTIVITIES, "speech detector", vad)(),
        recogniser=_pick(_RECOGNISERS, "recogniser", recogniser)(),
        voice=_pick(_VOICES, "voice", voice)(),
    )


def describe(engines: Engines) -> tuple[Part, ...]:
    """Return what `engines` run on, in the order in which sound passes them."""
    chosen = (
        ("speech detector", engines.activity.name),
        ("recogniser", engines.recogniser.name),
        ("voice", engines.voice.name),
    )
    return tuple(Part(role, name, *_note(role, name)) for role, name in chosen)


def _note(role: str, name: str) -> tuple[str, str, str | None]:
    for (noted_role, start), (package, runs, better) in _NOTES.items():
        if noted_role == role and name.startswith(start):
            return version(package), runs, better
    return "", name, None


def _pick(known: dict[str, Callable[[], Engine]], role: str, name: str) -> Callable[[], Engine]:
    if name not in known:
        raise EngineError(f"There is no {role} “{name}”; choose one of: {', '.join(sorted(known))}.")
    return known[name]


def _silero() -> VoiceActivity:
    from app.engines.vad_silero import SileroVoiceActivity

    return SileroVoiceActivity()


def _pocketsphinx() -> SpeechToText:
    from app.engines.stt_pocketsphinx import PocketSphinx

    return PocketSphinx()


def _espeak() -> TextToSpeech:
    from app.engines.tts_espeak import EspeakVoice

    return EspeakVoice()


def _scripted_activity() -> VoiceActivity:
    from app.engines.scripted import ScriptedVoiceActivity

    return ScriptedVoiceActivity()


def _scripted_recogniser() -> SpeechToText:
    from app.engines.scripted import ScriptedSpeechToText

    return ScriptedSpeechToText()


def _scripted_voice() -> TextToSpeech:
    from app.engines.scripted import ScriptedTextToSpeech

    return ScriptedTextToSpeech()


_ACTIVITIES = {"silero": _silero, "scripted": _scripted_activity}
_RECOGNISERS = {"auto": _pocketsphinx, "pocketsphinx": _pocketsphinx, "scripted": _scripted_recogniser}
_VOICES = {"auto": _espeak, "espeak": _espeak, "scripted": _scripted_voice}

_NOTES: dict[tuple[str, str], tuple[str, str, str | None]] = {
    ("speech detector", "silero"): (
        "faster-whisper",
        "Silero VAD from the package faster-whisper, on the processor",
        None,
    ),
    ("recogniser", "pocketsphinx"): (
        "pocketsphinx",
        "PocketSphinx with the English model of its package, in a process of its own",
        (
            "Captions are rough: one word in fourteen is wrong on clean synthetic speech, and more of what people say. "
            "faster-whisper is better; a later version has it."
        ),
    ),
    ("voice", "espeak"): (
        "espeakng-loader",
        "eSpeak NG from the package espeakng-loader, in this process",
        "It sounds like a machine. Piper is more like a person; a later version has it.",
    ),
    ("speech detector", "scripted"): (
        "readyroom",
        "a level meter for tests",
        "Choose silero: this one takes any noise for speech.",
    ),
    ("recogniser", "scripted"): ("readyroom", "a script for tests", "Choose pocketsphinx: this one hears nothing."),
    ("voice", "scripted"): ("readyroom", "a tone for tests", "Choose espeak: this one says nothing."),
}
"""(role, beginning of the name) -> its package, what it runs on, what would be better."""
