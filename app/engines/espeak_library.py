"""eSpeak NG's C library: one voice of the whole process, spoken on the calling thread."""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

import espeakng_loader
import numpy as np
from numpy.typing import NDArray

from app.content.voice_values import EspeakChoice, Voice
from app.engines.speaking import VoiceError
from app.engines.spoken_plainly import main_language
from app.errors import EngineError

# The library's own numbers, from its header speak_lib.h.
_SYNCHRONOUS = 2
_DO_NOT_EXIT = 0x8000
_UTF8 = 1
_BY_CHARACTER = 1
_RATE, _PITCH = 1, 3
_WORD = 1

_BUFFER_MS = 40
_LONGEST_PATH = 159
"""Bytes of the data folder's path that fit into the library's buffer (measured)."""
_ORDINARY_PACE = 170
"""Words per minute at pace 1.0: brisk conversation."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A word begins."""

    position: int
    """Index of its first character in the text."""
    sample: int
    """First sample, counted from the start of the text."""


Listener = Callable[[NDArray[np.int16], tuple[Mark, ...]], bool]
"""Gets the next samples and the marks reported with them; false stops the synthesis."""


class _EventId(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _EventId),
    )


class _ListedVoice(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_void_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("reserved", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class EspeakLibrary:
    """The loaded library. Its state is global to the process, so every use of it holds one lock."""

    def __init__(self, library: str, data: str) -> None:
        """Load the library and its data from their paths. Raises `EngineError`."""
        try:
            self._library = ctypes.CDLL(library)
        except OSError as fault:
            raise EngineError("eSpeak NG cannot be loaded on this machine; choose another voice engine.") from fault
        self.rate: int = self._library.espeak_Initialize(_SYNCHRONOUS, _BUFFER_MS, data.encode(), _DO_NOT_EXIT)
        if self.rate <= 0:
            raise EngineError(
                "eSpeak NG finds no voice data: reinstall the package espeakng-loader, or install into a shorter path "
                f"({len(data.encode())} bytes; the library takes {_LONGEST_PATH})."
            )
        self._lock = Lock()
        self._library.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_ListedVoice))
        self._accents = _accents(self._library.espeak_ListVoices(None))
        self._variants = frozenset(path.name for path in Path(data, "voices", "!v").iterdir())
        self._voice = ""

    def speaks(self, language: str) -> bool:
        """Return whether there is a voice of this BCP 47 language, in whatever accent."""
        wanted = main_language(language)
        return any(main_language(accent) == wanted for accent in self._accents)

    def speak(self, text: str, voice: Voice, listener: Listener) -> None:
        """Synthesise `text` and hand every buffer to `listener` before returning. Raises `VoiceError`."""
        with self._lock:
            self._choose(voice)
            buffers = _Buffers(listener)
            callback = _Callback(buffers)  # held until the synthesis is over, as C keeps only a pointer
            self._library.espeak_SetSynthCallback(callback)
            encoded = text.encode()
            status = self._library.espeak_Synth(
                encoded, ctypes.c_size_t(len(encoded) + 1), 0, _BY_CHARACTER, 0, _UTF8, None, None
            )
        if buffers.fault is not None:
            raise buffers.fault
        if status != 0:
            raise VoiceError(f"eSpeak NG could not speak a text (its status {status}).")

    def _choose(self, voice: Voice) -> None:
        if voice.espeak.variant not in self._variants:
            raise VoiceError(
                f"eSpeak NG has no variant “{voice.espeak.variant}”; it has m1 to m8 and f1 to f5, for example."
            )
        accent = self._accent(voice)
        if accent not in self._accents:
            known = ", ".join(sorted(name for name in self._accents if name.startswith(main_language(voice.language))))
            raise VoiceError(f"eSpeak NG has no accent “{accent}”; for this language it has {known or 'none'}.")
        name = f"{self._accents[accent]}+{voice.espeak.variant}"
        if name != self._voice:
            self._voice = ""
            if self._library.espeak_SetVoiceByName(name.encode()) != 0:
                raise VoiceError(f"eSpeak NG cannot load its voice “{name}”; its data seems damaged.")
            self._voice = name
        self._library.espeak_SetParameter(_RATE, round(_ORDINARY_PACE * voice.pace), 0)
        self._library.espeak_SetParameter(_PITCH, voice.espeak.pitch, 0)

    def _accent(self, voice: Voice) -> str:
        """Return a persona's accent; one that was left as for English becomes that of the persona's language."""
        accent, language = voice.espeak.accent, voice.language.lower()
        if accent != EspeakChoice().accent or main_language(language) == main_language(accent):
            return accent
        return language if language in self._accents else main_language(language)


class _Buffers:
    """Turns the library's callbacks into samples and marks."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self.fault: Exception | None = None
        """What the listener raised: C cannot carry it, so it waits here."""

    def __call__(
        self, samples: "ctypes._Pointer[ctypes.c_short]", count: int, events: "ctypes._Pointer[_Event]"
    ) -> int:
        if not samples:  # the end of the text
            return 0
        heard = np.ctypeslib.as_array(samples, (count,)).astype(np.int16) if count > 0 else np.zeros(0, np.int16)
        try:
            return 0 if self._listener(heard, tuple(_marks(events))) else 1
        except Exception as fault:  # noqa: BLE001 -- raised again as soon as C has returned
            self.fault = fault
            return 1


def _marks(events: "ctypes._Pointer[_Event]") -> list[Mark]:
    marks = []
    index = 0
    while events[index].type != 0:
        event = events[index]
        if event.type == _WORD:
            marks.append(Mark(event.text_position - 1, event.sample))
        index += 1
    return marks


def _accents(listed: "ctypes._Pointer[ctypes._Pointer[_ListedVoice]]") -> dict[str, str]:
    """Return language tag -> the voice file that speaks it best; a plain “en-gb” is no name that the library takes."""
    best: dict[str, tuple[int, str]] = {}
    index = 0
    while listed[index]:
        voice = listed[index].contents
        for priority, tag in _languages(voice.languages):
            best[tag] = min(best.get(tag, (256, "")), (priority, voice.identifier.decode()))
        index += 1
    return {tag: identifier for tag, (_, identifier) in best.items()}


def _languages(address: int) -> list[tuple[int, str]]:
    """Read the C list of a voice's languages: a priority byte (low is better) and a string each, a zero at the end."""
    languages = []
    while priority := ctypes.string_at(address, 1)[0]:
        tag = ctypes.string_at(address + 1)
        languages.append((priority, tag.decode()))
        address += len(tag) + 2
    return languages


@cache
def load_espeak() -> EspeakLibrary:
    """Return the library that comes with the package espeakng-loader, loaded once. Raises `EngineError`."""
    return EspeakLibrary(espeakng_loader.get_library_path(), espeakng_loader.get_data_path())
