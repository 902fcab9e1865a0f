"""Imagined engines that answer every order sooner or later, and sometimes fail: recogniser, words, voice, journal."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from app.core import commands, events
from app.core.commands import Command
from app.core.events import Event, SpokenWord

_PHRASES = (
    "Well, I was told on Monday, and nobody called. ",
    "No. ",
    "That is not good enough! ",
    "I have been waiting for six weeks; my patience is gone, so tell me what you will do. ",
    "Really? ",
    "(sighs) ",
    "Mr. Smith said $42.50 was wrong... ",
)


class Call(Protocol):
    """What the engines need of the call they work for."""

    random: random.Random
    rate: int

    def plan(self, delay: float, act: Callable[[], None]) -> None:
        """Do something after a delay."""

    def tell(self, event: Event) -> None:
        """Hand the core an event."""

    def play(self, reply: int, samples: int) -> None:
        """Send sound."""


@dataclass(slots=True)
class _Sound:
    """What was voiced of one reply."""

    samples: int = 0
    waiting: list[commands.Speak] = field(default_factory=list)
    is_busy: bool = False
    is_broken: bool = False
    words: list[SpokenWord] = field(default_factory=list)


class Engines:
    """All of them together, because all of them only answer orders."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._random = call.random
        self.texts: dict[int, str] = {}
        """What each utterance says."""
        self._cancelled: set[int] = set()
        self.sounds: dict[int, _Sound] = {}

    def cancel(self, reply: int) -> bool:
        """Stop working on a reply; return whether anything of it was to be spoken."""
        self._cancelled.add(reply)
        return reply in self.sounds

    def carry_out(self, order: Command) -> None:
        """Begin work; the answers come later."""
        match order:
            case commands.Transcribe():
                self._transcribe(order.utterance)
            case commands.PrepareReply():
                self._word(order.reply)
            case commands.JournalTurn():
                turn, kind = order.turn, events.JournalFailed if self._random.random() < 0.1 else events.TurnJournalled
                self._later(0.0, 0.3, lambda: self._call.tell(kind(turn.number, turn.revision)))
            case commands.Speak():
                self._speak(order)
            case _:
                pass

    def _later(self, least: float, most: float, act: Callable[[], None]) -> float:
        delay = self._random.uniform(least, most)
        self._call.plan(delay, act)
        return delay

    def _transcribe(self, utterance: int) -> None:
        fails = self._random.random() < 0.08
        text = "" if fails else self.texts[utterance]
        ready = events.TranscriptReady(utterance, text, failure="timeout" if fails else None)
        self._later(0.0, 2.0 if fails else 0.6, lambda: self._call.tell(ready))

    def _word(self, reply: int) -> None:
        """Send a reply's words in pieces of any length, and end it in one of the ways in which replies end."""
        chance = self._random
        text = "".join(chance.choices(_PHRASES, k=chance.randrange(5)))
        at = chance.uniform(0.0, 1.5)
        will_fail = chance.random() < 0.1
        is_cut = chance.random() < 0.3
        if will_fail:
            text = text[: chance.randrange(len(text) + 1)]
        while text:
            size = chance.randint(1, 60)
            delta, text = text[:size], text[size:]
            self._about_reply(at, events.ReplyDelta(reply, delta, is_cut))
            at += chance.uniform(0.0, 0.4)
        ends_call = chance.random() < 0.06
        self._about_reply(at, events.ReplyFailed(reply) if will_fail else events.ReplyFinished(reply, ends_call))

    def _about_reply(self, delay: float, event: events.ReplyDelta | events.ReplyFinished | events.ReplyFailed) -> None:
        def tell() -> None:
            if event.reply not in self._cancelled or self._random.random() < 0.3:
                self._call.tell(event)

        self._call.plan(delay, tell)

    def _speak(self, order: commands.Speak) -> None:
        sound = self.sounds.setdefault(order.reply, _Sound())
        sound.waiting.append(order)
        if not sound.is_busy:
            self._voice_next(order.reply)

    def _voice_next(self, reply: int) -> None:
        sound = self.sounds[reply]
        sound.is_busy = bool(sound.waiting) and not sound.is_broken
        if sound.is_busy:
            order = sound.waiting.pop(0)
            parts = self._random.randint(1, 3)
            self._later(0.0, 0.4, lambda: self._voice(order, order.text.replace("(sighs)", "").split(), parts))

    def _voice(self, order: commands.Speak, words: list[str], parts: int) -> None:
        """Make sound of a part of a piece; the rest follows."""
        sound = self.sounds[order.reply]
        is_cancelled = order.reply in self._cancelled
        if is_cancelled and self._random.random() < 0.5:
            return
        if self._random.random() < 0.03:
            sound.is_broken, sound.is_busy = True, False
            self._call.tell(events.VoiceFailed(order.reply))
            return
        cut = len(words) if parts == 1 else self._random.randint(0, len(words))
        spoken = self._sound_of(sound, words[:cut])
        is_whole = parts == 1
        self._call.tell(events.PieceVoiced(order.reply, order.piece, spoken, sound.samples, is_whole))
        if spoken and order.reply not in self._cancelled:
            self._call.play(order.reply, sound.samples)
        if is_whole:
            self._voice_next(order.reply)
        else:
            self._later(0.0, 0.3, lambda: self._voice(order, words[cut:], parts - 1))

    def _sound_of(self, sound: _Sound, words: list[str]) -> tuple[SpokenWord, ...]:
        spoken = []
        for word in words:
            start, sound.samples = sound.samples, sound.samples + int(self._random.uniform(0.05, 0.3) * self._call.rate)
            spoken.append(SpokenWord(word, start, sound.samples))
        sound.words.extend(spoken)
        return tuple(spoken)
