"""Voices that sound like people: Piper, on this machine's processor; where it fails, eSpeak NG goes on."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, TypeVarTuple

from app.content.voice_values import Voice
from app.engines.piper_casting import Speaker
from app.engines.piper_ensemble import Ensemble
from app.engines.piper_sound import RATE, finished
from app.engines.piper_speech import LoadedVoice
from app.engines.piper_words import Unit
from app.engines.speakable import SpeakableWord
from app.engines.speaking import VoicedChunk, VoicedWord, VoiceError
from app.engines.spoken_plainly import speakable_in
from app.engines.tts_espeak import EspeakVoice, writes_day_first
from app.errors import EngineError

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")

_TEXTS_AT_ONCE = 2
"""Texts synthesised at the same time; more would only make each of them late."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text and who reads it."""

    speaker: Speaker
    voice: LoadedVoice
    gain: float
    units: tuple[Unit, ...]


class Piper:
    """Piper as a `TextToSpeech`: a persona's own speaker, else one like it, else eSpeak NG as the persona."""

    name = "piper"
    rate = RATE

    def __init__(self, voices: Path, *, threads: int = 2) -> None:
        """`voices` holds a folder for each installed voice; `threads` work on one text."""
        self._folder = voices
        self._ensemble = Ensemble(voices, threads)
        self._pool = ThreadPoolExecutor(max_workers=_TEXTS_AT_ONCE, thread_name_prefix="piper")
        self._espeak = EspeakVoice()

    @property
    def voices(self) -> tuple[str, ...]:
        """The names of the voices that can be used; known after the start."""
        return self._ensemble.names

    async def start(self) -> None:
        """Look which voices are there, load one and let it speak unheard. Raises `EngineError` if none can be used."""
        await self._espeak.start()
        await self._in_pool(self._ensemble.find)
        await self._in_pool(self._ensemble.warm_up)
        if not self.voices:
            raise EngineError(
                f"No Piper voice can be used in {self._folder}: pull one (readyroom models list), or choose the voice "
                "auto."
            )

    def speaks(self, language: str) -> bool:
        """Return whether a voice of this BCP 47 language is there, or eSpeak NG has one."""
        return self._ensemble.speaks(language) or self._espeak.speaks(language)

    async def prepare(self, voice: Voice) -> None:
        """Load what the persona needs, so that its first word is not late."""
        await self._in_pool(_reading, self._ensemble, speakable_in("en", "Yes"), voice)

    async def speak(self, text: str, voice: Voice) -> AsyncGenerator[VoicedChunk, None]:
        """Speak a text, a chunk for each sentence or long part of one. Raises `VoiceError` if eSpeak NG fails too."""
        rest = speakable_in(voice.language, text, day_first=writes_day_first(voice))
        given = 0
        while rest and (reading := await self._in_pool(_reading, self._ensemble, rest, voice)) is not None:
            try:
                for unit in reading.units:
                    chunk = await self._in_pool(_voiced, reading, unit, voice.pace, given)
                    rest = rest[len(chunk.words) :]
                    given += len(chunk.samples)
                    yield chunk
            except VoiceError as fault:
                await self._in_pool(self._ensemble.leave_out, reading.speaker, fault)
        if rest:
            async with aclosing(self._espeak.speak(" ".join(word.written for word in rest), voice)) as spoken:
                async for chunk in spoken:
                    yield _later(chunk, given)

    async def close(self) -> None:
        """Let the threads end after what they are doing."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _in_pool(self, work: Callable[[*Arguments], Result], *arguments: *Arguments) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work, *arguments)


def _reading(ensemble: Ensemble, words: Sequence[SpeakableWord], voice: Voice) -> _Reading | None:
    """Return who reads these words, all found out; `None` if no Piper voice can."""
    while (speaker := ensemble.speaker_for(voice)) is not None:
        try:
            timbre, loaded = ensemble.timbre(speaker), ensemble.voice_of(speaker)
            units = loaded.units(words)
        except VoiceError as fault:
            ensemble.leave_out(speaker, fault)
        else:
            return _Reading(speaker, loaded, timbre.gain, units) if units else None
    return None


def _voiced(reading: _Reading, unit: Unit, pace: float, given: int) -> VoicedChunk:
    raw = reading.voice.say(unit, reading.speaker.number, pace)
    return finished(unit, raw, reading.gain, given, is_last=unit is reading.units[-1])


def _later(chunk: VoicedChunk, samples: int) -> VoicedChunk:
    words = tuple(VoicedWord(word.text, word.start + samples, word.end + samples) for word in chunk.words)
    return VoicedChunk(chunk.samples, words)
