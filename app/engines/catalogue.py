"""Which engines there are; the only file that names a concrete one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from app.engines.equipment import BARE, JUDGE_WAITS, Equipment, can_hear, suited
from app.engines.hearing import SpeechToText, VoiceActivity
from app.engines.language import LanguageModel
from app.engines.model_servers import ModelServer, Waits
from app.engines.parts import (
    BEST_VOICE,
    DETECTOR,
    JUDGE,
    NO_JUDGE,
    OWN_LINES,
    RECOGNISER,
    VOICE,
    WORDS,
    Part,
    part_of,
    whisper_in_use,
)
from app.engines.speaking import TextToSpeech
from app.errors import EngineError
from app.models.installed import find_installed
from app.models.known import Kind

__all__ = ["Engines", "Equipment", "Part", "choose", "describe"]

Engine = TypeVar("Engine")


class MissingModelError(EngineError):
    """An engine was named whose model is not installed."""

    code = "missing-model"


@dataclass(frozen=True, slots=True)
class Engines:
    """What hears and speaks in all calls of this server."""

    activity: VoiceActivity
    recogniser: SpeechToText
    voice: TextToSpeech
    words: LanguageModel | None = None
    """What words the customer's lines; None: the persona's own lines are spoken."""
    judge: LanguageModel | None = None
    """What reads turns a second time; None: what words the lines does, if there is such a model."""
    parts: tuple[Part, ...] = ()
    """What is told of them, as it was when they were chosen; empty: what is known by their names alone."""


def choose(vad: str, recogniser: str, voice: str, equipment: Equipment = BARE) -> Engines:
    """Return the engines of these names, not started yet.

    Raises `EngineError` for an unknown name, and for a named engine whose model is not installed.
    """
    engines = Engines(
        activity=_pick(_ACTIVITIES, DETECTOR, vad)(equipment),
        recogniser=_pick(_RECOGNISERS, RECOGNISER, recogniser)(equipment),
        voice=_pick(_VOICES, VOICE, voice)(equipment),
        words=_model(equipment.words, equipment.waits),
        judge=_model(equipment.judge, JUDGE_WAITS),
    )
    return Engines(
        engines.activity, engines.recogniser, engines.voice, engines.words, engines.judge, _parts(engines, equipment)
    )


def describe(engines: Engines) -> tuple[Part, ...]:
    """Return what `engines` run on, in the order in which a call passes them."""
    return engines.parts or _parts(engines, BARE)


def _parts(engines: Engines, equipment: Equipment) -> tuple[Part, ...]:
    names = (
        (DETECTOR, engines.activity.name),
        (RECOGNISER, engines.recogniser.name),
        (VOICE, engines.voice.name),
        (WORDS, _model_name(engines.words, equipment.words, OWN_LINES)),
        (JUDGE, _model_name(engines.judge or engines.words, equipment.judge or equipment.words, NO_JUDGE)),
    )
    return tuple(part_of(role, name, equipment) for role, name in names)


def _model_name(model: LanguageModel | None, servers: tuple[ModelServer, ...], nothing: str) -> str:
    """Return the model's name; where it runs is the operator's business alone."""
    if model is None:
        return nothing
    return servers[0].model if servers else model.name


def _pick(known: Mapping[str, Callable[[Equipment], Engine]], role: str, name: str) -> Callable[[Equipment], Engine]:
    if name not in known:
        raise EngineError(f"There is no {role} “{name}”; choose one of: {', '.join(sorted(known))}.")
    return known[name]


def _silero(_: Equipment) -> VoiceActivity:
    from app.engines.vad_silero import SileroVoiceActivity

    return SileroVoiceActivity()


def _best_recogniser(equipment: Equipment) -> SpeechToText:
    return _pocketsphinx(equipment) if whisper_in_use(equipment) is None else _whisper(equipment)


def _pocketsphinx(_: Equipment) -> SpeechToText:
    from app.engines.stt_pocketsphinx import PocketSphinx

    return PocketSphinx()


def _whisper(equipment: Equipment) -> SpeechToText:
    from app.engines.stt_faster_whisper import Whisper

    name = whisper_in_use(equipment) or suited(equipment.cores, equipment.language)[0]
    found = None if equipment.models is None else find_installed(equipment.models, Kind.WHISPER, name)
    if found is None:
        raise MissingModelError(f"The Whisper model {name} is not installed. Pull it: readyroom models pull {name}")
    if not can_hear(name, equipment.language):
        raise MissingModelError(
            f"The Whisper model {name} knows English alone, and READYROOM_WHISPER_LANGUAGE is {equipment.language}."
        )
    if found.lacks:
        raise MissingModelError(
            f"The Whisper model {name} lacks {', '.join(found.lacks)}. Remove {found.folder} and pull it: readyroom "
            f"models pull {name}"
        )
    return Whisper(
        found.folder, threads=equipment.threads, short_window=equipment.short_window, language=equipment.language
    )


def _best_voice(equipment: Equipment) -> TextToSpeech:
    return _piper(equipment) if equipment.installed(Kind.PIPER) else _espeak(equipment)


def _piper(equipment: Equipment) -> TextToSpeech:
    from app.engines.tts_piper import Piper

    if equipment.models is None or not equipment.installed(Kind.PIPER):
        raise MissingModelError(f"No Piper voice is installed. Pull one: readyroom models pull {BEST_VOICE}")
    return Piper(equipment.models / Kind.PIPER, threads=equipment.threads)


def _espeak(_: Equipment) -> TextToSpeech:
    from app.engines.tts_espeak import EspeakVoice

    return EspeakVoice()


def _model(servers: tuple[ModelServer, ...], waits: Waits) -> LanguageModel | None:
    if not servers:
        return None
    from app.engines.llm_openai import OpenAiModel

    return OpenAiModel(servers, waits)


def _scripted_activity(_: Equipment) -> VoiceActivity:
    from app.engines.scripted import ScriptedVoiceActivity

    return ScriptedVoiceActivity()


def _scripted_recogniser(_: Equipment) -> SpeechToText:
    from app.engines.scripted import ScriptedSpeechToText

    return ScriptedSpeechToText()


def _scripted_voice(_: Equipment) -> TextToSpeech:
    from app.engines.scripted import ScriptedTextToSpeech

    return ScriptedTextToSpeech()


_ACTIVITIES = {"silero": _silero, "scripted": _scripted_activity}
_RECOGNISERS = {
    "auto": _best_recogniser,
    "whisper": _whisper,
    "pocketsphinx": _pocketsphinx,
    "scripted": _scripted_recogniser,
}
_VOICES = {"auto": _best_voice, "piper": _piper, "espeak": _espeak, "scripted": _scripted_voice}
