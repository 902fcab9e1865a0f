"""The voice that needs no model file: eSpeak NG, spoken on one thread of the process, streamed word by word."""

import asyncio
from collections.abc import AsyncGenerator
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from app.content.voice_values import Voice
from app.engines.espeak_library import Mark, load_espeak
from app.engines.speakable import SpeakableWord
from app.engines.speaking import VoicedChunk
from app.engines.spoken_plainly import speakable_in
from app.engines.voiced_words import WordCutter

_THREAD = ThreadPoolExecutor(max_workers=1, thread_name_prefix="espeak")
"""The library is one for the whole process, so one thread serves all calls: a sentence takes it about 5 ms."""
_DAY_FIRST = "en-gb"


class EspeakVoice:
    """eSpeak NG as a `TextToSpeech`; any number of these share the one library."""

    name = "espeak"
    rate = 22_050

    async def start(self) -> None:
        """Load the library and say a word unheard. Raises `EngineError`."""
        loop = asyncio.get_running_loop()
        self.rate = await loop.run_in_executor(_THREAD, _load_and_warm_up)

    async def speak(self, text: str, voice: Voice) -> AsyncGenerator[VoicedChunk, None]:
        """Speak a sentence or clause: a chunk for each word, the first within milliseconds. Raises `VoiceError`."""
        words = speakable_in(voice.language, text, day_first=writes_day_first(voice))
        if not words:
            return
        relay = _Relay(asyncio.get_running_loop())
        _THREAD.submit(_synthesise, words, voice, relay).add_done_callback(relay.end)
        try:
            while (chunk := await relay.next()) is not None:
                yield chunk
        finally:
            relay.is_wanted = False

    def speaks(self, language: str) -> bool:
        """Return whether it has a voice of this BCP 47 language."""
        return load_espeak().speaks(language)

    async def prepare(self, voice: Voice) -> None:
        """Do nothing: every voice is there at once."""

    async def close(self) -> None:
        """Do nothing: other calls may be using the library, and the process lets go of it at its end."""


def writes_day_first(voice: Voice) -> bool:
    """Return whether `3/4/2026` means 3 April to this persona."""
    return voice.espeak.accent.startswith(_DAY_FIRST)


class _Relay:
    """Carries the chunks of one text from the synthesis thread to the event loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._queue: asyncio.Queue[VoicedChunk | BaseException | None] = asyncio.Queue()
        self.is_wanted = True
        """Turned off by the loop, read by the thread."""

    async def next(self) -> VoicedChunk | None:
        """Return the next chunk, None after the last; raise what ended the synthesis."""
        item = await self._queue.get()
        if isinstance(item, BaseException):
            raise item
        return item

    def give(self, item: VoicedChunk | BaseException | None) -> None:
        """Hand over an item; called on the synthesis thread."""
        try:
            self._loop.call_soon_threadsafe(self._queue.put_nowait, item)
        except RuntimeError:  # the loop was closed while the thread was speaking: nobody listens any more
            self.is_wanted = False

    def end(self, synthesis: "Future[None]") -> None:
        """Hand over how the synthesis ended."""
        self.give(synthesis.exception())


def _load_and_warm_up() -> int:
    library = load_espeak()
    library.speak("ready", Voice(), lambda *_: True)
    return library.rate


def _synthesise(words: tuple[SpeakableWord, ...], voice: Voice, relay: _Relay) -> None:
    library = load_espeak()
    cutter = WordCutter(words, library.rate)

    def listen(samples: NDArray[np.int16], marks: tuple[Mark, ...]) -> bool:
        cutter.hear(samples)
        for mark in marks:
            for chunk in cutter.mark(mark.position, mark.sample):
                relay.give(chunk)
        return relay.is_wanted

    if relay.is_wanted:
        library.speak(cutter.text, voice, listen)
    for chunk in cutter.finish() if relay.is_wanted else []:
        relay.give(chunk)
