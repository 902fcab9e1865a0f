"""An imagined trainee: speaks, coughs, rambles, types, loses the line, hangs up, and in the end falls silent."""

import random
from collections.abc import Callable
from typing import Protocol

from app.core import events
from app.core.events import Event
from tests.core.imagined_engines import Engines

_SAYINGS = (
    "",
    "mm-hm",
    "okay right",
    "uh",
    "wait stop",
    "yes",
    "i would like to",
    "my number is four seven",
    "could you tell me what happened",
    "i am sorry to hear that and i will look into it um",
    "let me explain the fee.",
)
_LEAST_SILENCE = 0.192
"""Silence from which the detector says that an utterance is over, in seconds."""
_LATENESS = 0.064
"""How long the detector needs to notice speech, in seconds."""


class Call(Protocol):
    """What the trainee can do to a call."""

    random: random.Random
    now: float
    is_connected: bool
    engines: Engines

    def capture(self, at: float) -> int:
        """Return the capture clock at a time."""

    def plan(self, delay: float, act: Callable[[], None]) -> None:
        """Do something after a delay."""

    def up(self, event: Event) -> None:
        """Send what the client noticed."""

    def tell(self, event: Event) -> None:
        """Hand the core an event."""

    def lose_line(self, grace: float | None) -> None:
        """Drop the connection."""


class Trainee:
    """Acts at random times until a random end."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._random = call.random
        self._uses_key = self._random.random() < 0.2
        self._ends = self._random.uniform(0.5, 20.0)
        self._utterances = 0
        self._speaking = 0
        self._began = 0.0
        self.last_act = 0.0

    def begin(self) -> None:
        """Start acting."""
        self._call.plan(self._random.uniform(0.0, 3.0), self._act)

    def is_cut_off(self) -> None:
        """Take note that the line is gone: what is being said reaches nobody."""
        self._speaking = 0

    def _act(self) -> None:
        call, chance = self._call, self._random
        self.last_act = call.now
        if call.now > self._ends:
            return
        roll = chance.random()
        if not call.is_connected or self._speaking:
            self._rarely(roll)
        elif roll < 0.85:
            self._speak()
        elif roll < 0.92:
            self._type()
        else:
            self._rarely(roll)
        call.plan(chance.choice([0.1, 0.5, 2.0]) * chance.random() + 0.05, self._act)

    def _rarely(self, roll: float) -> None:
        call, chance = self._call, self._random
        if roll > 0.995:
            call.up(events.TraineeHungUp(call.capture(call.now))) if call.is_connected else None
        elif roll > 0.992:
            call.tell(events.CallStopped("time_limit", call.capture(call.now)))
        elif roll > 0.97:
            call.lose_line(chance.choice([None, 0.1, 1.0, 5.0]))
        elif roll > 0.93 and call.is_connected:
            self._type()

    def _type(self) -> None:
        self._utterances += 1
        text = self._random.choice(_SAYINGS[1:])
        self._call.up(events.TurnTyped(self._utterances, text, self._call.capture(self._call.now)))

    def _speak(self) -> None:
        call, chance = self._call, self._random
        self._utterances += 1
        self._speaking, self._began = self._utterances, call.now
        utterance, began = self._utterances, call.now
        call.engines.texts[utterance] = chance.choice(_SAYINGS)
        seconds = chance.choice([0.3, 0.3, 1.0, 4.0]) * chance.random() + 0.1
        at = call.capture(began)
        notice = 0.0 if self._uses_key else _LATENESS
        self._while_speaking(utterance, notice, lambda: call.up(events.SpeechStarted(utterance, at)))
        for moment in range(int(seconds / 0.4)):
            self._while_speaking(utterance, 0.4 * (moment + 1), lambda: self._guess(utterance))
        hush = 0.0 if self._uses_key else _LEAST_SILENCE
        self._while_speaking(utterance, seconds + hush, lambda: self._stop(utterance, hush))

    def _while_speaking(self, utterance: int, delay: float, act: Callable[[], None]) -> None:
        self._call.plan(delay, lambda: act() if self._speaking == utterance else None)

    def _guess(self, utterance: int) -> None:
        words = self._call.engines.texts[utterance].split()
        if self._random.random() < 0.2:
            words = self._random.choice(_SAYINGS).split()
        text = " ".join(words[: self._random.randint(0, len(words))])
        delay = self._random.choice([0.1, 0.1, 0.1, 5.0]) * self._random.random()
        self._call.plan(delay, lambda: self._call.tell(events.PartialHeard(utterance, text)))

    def _stop(self, utterance: int, hush: float) -> None:
        call = self._call
        self._speaking = 0
        self.last_act = call.now
        end = call.capture(call.now - hush)
        call.up(events.SpeechEnded(utterance, end, hush, released=self._uses_key))
