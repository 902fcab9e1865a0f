"""The customer's voice: pieces voiced in order, sent a little ahead of the ear, and cut when told."""

import asyncio
import math
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.content.voice_values import Voice
from app.core import events
from app.core.events import Event, SpokenWord
from app.core.transcript import CAPTURE_RATE
from app.engines.speaking import TextToSpeech, VoicedChunk, VoiceError
from app.session.line_sound import LineSound, Piece
from app.session.recorder import Recorder
from app.session.surroundings import Surroundings
from app.transports.frames import MURMUR_BIT
from app.transports.messages import Flush, MurmurPlayed, Play, ServerMessage

SEND_AHEAD = 0.4
"""How far sound is sent ahead of what was reported heard, in seconds: little to throw away at a barge-in."""
FRAME_SECONDS = 0.02
REPORT_DEADLINE = 5.0
"""How long a client that has sound to play may report nothing before it counts as deaf, in seconds."""
FLUSH_DEADLINE = 2.0
"""How long a client may take to answer `flush` before its last report stands, in seconds."""
VOICE_DEADLINE = 5.0
"""How long the voice may take for its next sound before it counts as broken, in seconds."""
SENTENCE_GAP, CLAUSE_GAP = 0.22, 0.06
"""Silence put between pieces that end a sentence, and between others, in seconds (a reader's usual pauses)."""


@dataclass(frozen=True, slots=True)
class Ear:
    """Where the sound goes: what `Speaking` needs of a line, whichever connection it is now."""

    tell: Callable[[ServerMessage], None]
    play: Callable[[int, int, NDArray[np.int16]], None]
    is_deaf: Callable[[], None]
    """Called when the client has sound to play and reports nothing for too long."""


class Speaking:
    """One call's mouth. At most one reply is current; a cancelled one is remembered until its flush is answered."""

    def __init__(
        self, voice: TextToSpeech, sound: Voice, ear: Ear, post: Callable[[Event], None], recorder: Recorder | None
    ) -> None:
        self._voice = voice
        self._sound = sound
        self._surroundings = Surroundings(sound, voice.rate)
        self._ear = ear
        self._post = post
        self._recorder = recorder
        self._pieces: asyncio.Queue[Piece | None] = asyncio.Queue()
        self._current: LineSound | None = None
        self._flushing: dict[int, LineSound] = {}
        self._murmurs = 0
        self._watch: asyncio.TimerHandle | None = None

    async def run(self) -> None:
        """Voice pieces until `close`."""
        await self._voice.prepare(self._sound)
        if not self._surroundings.are_silent:
            await asyncio.to_thread(self._surroundings.make)
        while (piece := await self._pieces.get()) is not None:
            stream = self._current
            if stream is None or stream.reply != piece.reply:
                continue
            try:
                if not stream.has_failed:
                    await self._voice_piece(stream, piece)
            except VoiceError:
                stream.has_failed = True
                self._post(events.VoiceFailed(piece.reply))
            stream.pieces_waiting -= 1
            self._pump(stream)

    def close(self) -> None:
        """Let `run` return."""
        self.on_line_lost()
        self._pieces.put_nowait(None)

    def speak(self, reply: int, piece: int, text: str) -> None:
        """Voice a piece after those before it."""
        if self._current is None or self._current.reply != reply:
            self._current = LineSound(reply, self._surroundings.line())
            self._ear.tell(Play(stream=reply))
        self._current.pieces_waiting += 1
        self._pieces.put_nowait(Piece(reply, piece, text))

    def end(self, reply: int) -> None:
        """No further piece will come."""
        if self._current is not None and self._current.reply == reply:
            self._current.is_ended = True
            self._pump(self._current)

    def cancel(self, reply: int) -> None:
        """Drop a reply here and at the client; what was heard of it is posted as `PlaybackFlushed`."""
        stream = self._current
        if stream is None or stream.reply != reply:
            return
        self._current = None
        if not stream.sent:
            self._flushed(stream)
            return
        self._flushing[reply] = stream
        self._ear.tell(Flush(reply=reply))
        asyncio.get_running_loop().call_later(FLUSH_DEADLINE, self._give_up_on, reply)

    def on_heard(self, reply: int, samples: int, at: int) -> None:
        """Take the client's report of what it played."""
        stream = self._flushing.get(reply) or self._current
        if stream is None or stream.reply != reply or not stream.sent:
            return
        self._heard(stream, samples, at)
        if stream is not self._current:
            return
        if not stream.has_started:
            stream.has_started = True
            began = stream.heard_at - stream.heard * CAPTURE_RATE // self._voice.rate
            self._post(events.PlaybackStarted(reply, began))
        self._pump(stream)
        is_drained = stream.heard == len(stream.sound) and not stream.pieces_waiting
        told = events.PlaybackDrained if is_drained else events.PlaybackProgressed
        self._post(told(reply, stream.heard, stream.heard_at))
        if is_drained and stream.is_told_whole and self._recorder is not None:
            self._recorder.forget(reply)

    def pause(self, reply: int, *, is_paused: bool) -> None:
        """Take note that the client was told to hold a reply where it is, or to go on."""
        if self._current is not None and self._current.reply == reply:
            self._current.is_paused = is_paused
            self._expect_report(self._current)

    def on_flushed(self, reply: int, samples: int, at: int) -> None:
        """Take the client's answer to `flush`."""
        stream = self._flushing.pop(reply, None)
        if stream is not None:
            self._heard(stream, samples, at)
            self._flushed(stream)

    def on_line_lost(self) -> None:
        """Whatever was under way is gone with the line; the conversation settles it by the last reports."""
        if self._recorder is not None:
            for stream in filter(None, (self._current, *self._flushing.values())):
                self._recorder.forget(stream.reply)
        self._current = None
        self._flushing.clear()
        if self._watch is not None:
            self._watch.cancel()

    async def murmur(self, text: str, at: int) -> None:
        """Listen aloud: a short stream of its own, sent at once, recorded where it was sent."""
        self._murmurs += 1
        number = MURMUR_BIT | self._murmurs
        try:
            voiced = np.concatenate([chunk.samples async for chunk in self._chunks(text)])
        except (VoiceError, ValueError):
            return
        sound = self._surroundings.line().murmur(voiced)
        self._ear.tell(MurmurPlayed(stream=number, text=text))
        for start in range(0, len(sound), self._frame):
            self._ear.play(number, start, sound[start : start + self._frame])
        self._ear.tell(Play(stream=number, samples=len(sound)))
        if self._recorder is not None:
            self._recorder.customer(number, sound)
            self._recorder.customer_ends(number)
            self._recorder.heard(number, len(sound), at + round(len(sound) * CAPTURE_RATE / self._voice.rate))
            self._recorder.forget(number)

    @property
    def _frame(self) -> int:
        return round(self._voice.rate * FRAME_SECONDS)

    async def _voice_piece(self, stream: LineSound, piece: Piece) -> None:
        if len(stream.sound):
            gap = SENTENCE_GAP if stream.ends_sentence else CLAUSE_GAP
            self._add(stream, np.zeros(round(gap * self._voice.rate), np.int16))
        stream.ends_sentence = piece.text.rstrip().endswith((".", "!", "?", "…"))
        origin = len(stream.sound)
        chunks = self._chunks(piece.text)
        async for chunk in chunks:
            if self._current is not stream:
                await chunks.aclose()
                return
            self._add(stream, chunk.samples)
            self._tell_words(stream, piece, chunk, origin)
            self._pump(stream)
        self._post(events.PieceVoiced(piece.reply, piece.number, (), len(stream.sound), is_whole=True))

    async def _chunks(self, text: str) -> AsyncGenerator[VoicedChunk, None]:
        """Voice a text. Raises `VoiceError`; a voice that makes no sound for too long has failed too."""
        chunks = self._voice.speak(text, self._sound)
        try:
            while True:
                async with asyncio.timeout(VOICE_DEADLINE):
                    chunk = await anext(chunks, None)
                if chunk is None:
                    return
                yield chunk
        except TimeoutError as silence:
            raise VoiceError("The voice made no sound for too long.") from silence
        finally:
            await chunks.aclose()

    def _tell_words(self, stream: LineSound, piece: Piece, chunk: VoicedChunk, origin: int) -> None:
        words = tuple(SpokenWord(word.text, origin + word.start, origin + word.end) for word in chunk.words)
        self._post(events.PieceVoiced(piece.reply, piece.number, words, len(stream.sound), is_whole=False))

    def _add(self, stream: LineSound, voiced: NDArray[np.int16]) -> None:
        self._append(stream, stream.around.voice(voiced))

    def _append(self, stream: LineSound, samples: NDArray[np.int16]) -> None:
        stream.sound = np.concatenate([stream.sound, samples])
        if self._recorder is not None:
            self._recorder.customer(stream.reply, samples)

    def _pump(self, stream: LineSound) -> None:
        """Send what may be sent: whole frames, or the rest when nothing more is being voiced."""
        if stream is not self._current:
            return
        if stream.is_ended and not stream.pieces_waiting and not stream.is_whole:
            stream.is_whole = True
            self._append(stream, stream.around.end())
        ahead = stream.heard + round(SEND_AHEAD * self._voice.rate)
        while stream.sent < len(stream.sound):
            frame = stream.sound[stream.sent : stream.sent + self._frame]
            is_torn = len(frame) < self._frame and stream.pieces_waiting
            if is_torn or stream.sent + len(frame) > ahead:
                break
            if stream.sent == stream.heard:
                self._expect_report(stream)
            self._ear.play(stream.reply, stream.sent, frame)
            stream.sent += len(frame)
        if stream.is_whole and not stream.is_told_whole:
            stream.is_told_whole = True
            self._ear.tell(Play(stream=stream.reply, samples=len(stream.sound)))
            if self._recorder is not None:
                self._recorder.customer_ends(stream.reply)

    def _heard(self, stream: LineSound, samples: int, at: int) -> None:
        """Believe a report as far as it can be true: no more than was sent, and not before the last one or the call."""
        stream.heard = max(stream.heard, min(samples, stream.sent))
        shortest = math.ceil(stream.heard * CAPTURE_RATE / self._voice.rate)
        stream.heard_at = max(stream.heard_at, at, shortest)
        self._expect_report(stream)
        if self._recorder is not None:
            self._recorder.heard(stream.reply, stream.heard, stream.heard_at)

    def _expect_report(self, stream: LineSound) -> None:
        if self._watch is not None:
            self._watch.cancel()
        self._watch = asyncio.get_running_loop().call_later(REPORT_DEADLINE, self._check_report, stream)

    def _check_report(self, stream: LineSound) -> None:
        if stream is self._current and not stream.is_paused and stream.sent > stream.heard:
            self._ear.is_deaf()

    def _give_up_on(self, reply: int) -> None:
        stream = self._flushing.pop(reply, None)
        if stream is not None:
            self._flushed(stream)

    def _flushed(self, stream: LineSound) -> None:
        self._post(events.PlaybackFlushed(stream.reply, stream.heard, stream.heard_at))
        if self._recorder is not None:
            self._recorder.forget(stream.reply)
