"""The Piper voices of this machine: found, loaded when first needed, a few kept, those that fail left out."""

from collections import OrderedDict
from pathlib import Path
from threading import Lock

import structlog

from app.content.voice_values import PiperChoice, Voice
from app.engines.piper_casting import Cast, Speaker, candidates, named, suitable
from app.engines.piper_speech import LoadedVoice, Timbre
from app.engines.piper_voices import InstalledVoice, installed_voices, load_voice
from app.engines.speaking import VoiceError
from app.engines.spoken_plainly import main_language

log = structlog.get_logger()

KEPT = 3
"""Voices kept loaded: about 75 MB of memory each."""


class Ensemble:
    """Blocking, and safe on any number of threads."""

    def __init__(self, folder: Path, threads: int) -> None:
        self._folder = folder
        self._threads = threads
        self._lock = Lock()
        """Held for a moment, wherever what follows is changed."""
        self._loading = Lock()
        """Held while a voice is loaded: the other thread would only load the same."""
        self._installed: dict[str, InstalledVoice] = {}
        self._loaded: OrderedDict[str, LoadedVoice] = OrderedDict()
        self._timbres: dict[Speaker, Timbre] = {}
        self._cast = Cast()
        self._told: set[tuple[PiperChoice, ...]] = set()

    @property
    def names(self) -> tuple[str, ...]:
        """The voices that can be used, by name."""
        return tuple(self._installed)

    def find(self) -> None:
        """Look which voices are there, and say which cannot be read."""
        voices, unreadable = installed_voices(self._folder)
        self._installed = {voice.name: voice for voice in voices}
        for name in unreadable:
            log.warning("piper voice unreadable", voice=name)

    def warm_up(self) -> None:
        """Load the first voice that can be loaded and let it speak unheard."""
        for voice in tuple(self._installed.values()):
            speaker = Speaker(voice, 0 if voice.speakers > 1 else None)
            try:
                self.timbre(speaker)
            except VoiceError as fault:
                self.leave_out(speaker, fault)
            else:
                return

    def speaks(self, language: str) -> bool:
        """Return whether a voice of this BCP 47 language is there."""
        return any(
            main_language(voice.language) == main_language(language) for voice in tuple(self._installed.values())
        )

    def speaker_for(self, persona: Voice) -> Speaker | None:
        """Return who speaks for a persona; `None` if nobody can. Loads and listens where that decides."""
        for speaker in named(persona.piper, self._installed):
            return speaker
        pitches: dict[Speaker, float | None] = {}
        for speaker in candidates(persona.language, tuple(self._installed.values())):
            try:
                pitches[speaker] = self.timbre(speaker).pitch
            except VoiceError as fault:
                self.leave_out(speaker, fault)
        with self._lock:
            chosen = self._cast.play(persona, suitable(persona.espeak, pitches))
            self._tell(persona, chosen)
        return chosen

    def _tell(self, persona: Voice, chosen: Speaker | None) -> None:
        """Say once of each persona that names voices which are not there who speaks instead."""
        if persona.piper and persona.piper not in self._told:
            self._told.add(persona.piper)
            instead = f"{chosen.voice.name} {chosen.number or ''}".strip() if chosen else "espeak"
            log.info("piper voices not there", wanted=[choice.name for choice in persona.piper], instead=instead)

    def voice_of(self, speaker: Speaker) -> LoadedVoice:
        """Return a speaker's voice, loaded. Raises `VoiceError`."""
        name = speaker.voice.name
        with self._lock:
            loaded = self._loaded.get(name)
            if loaded is not None:
                self._loaded.move_to_end(name)
                return loaded
        with self._loading:
            loaded = self._loaded.get(name) or LoadedVoice(load_voice(speaker.voice, self._threads))
        with self._lock:
            self._loaded[name] = loaded
            if len(self._loaded) > KEPT:
                self._loaded.popitem(last=False)
        return loaded

    def timbre(self, speaker: Speaker) -> Timbre:
        """Return how a speaker sounds, listened to once. Raises `VoiceError`."""
        timbre = self._timbres.get(speaker)
        if timbre is None:
            voice = self.voice_of(speaker)
            timbre = self._timbres[speaker] = voice.timbre(speaker.number)
        return timbre

    def leave_out(self, speaker: Speaker, fault: VoiceError) -> None:
        """Use a voice no more until the next start: a customer's voice should change once at most."""
        with self._lock:
            was_there = self._installed.pop(speaker.voice.name, None)
            self._loaded.pop(speaker.voice.name, None)
        if was_there is not None:
            log.warning("piper voice left out", voice=speaker.voice.name, reason=str(fault))
