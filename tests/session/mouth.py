"""The customer's voice by itself: what came out of it, and a client as plain as can be."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import numpy as np
from numpy.typing import NDArray

from app.content.voice_values import Voice
from app.core.events import Event
from app.engines.scripted import ScriptedTextToSpeech
from app.engines.speaking import TextToSpeech
from app.session.speaking import Ear, Speaking
from app.transports import messages
from app.transports.messages import ServerMessage
from tests.virtual_time import pass_time

RATE = 22_050
_PLAIN = Voice()


class Mouth:
    """Speaking, and all that came out of it."""

    def __init__(self, voice: TextToSpeech, sound: Voice = _PLAIN) -> None:
        self.told: list[ServerMessage] = []
        self.frames: list[tuple[int, int, NDArray[np.int16]]] = []
        self.posted: list[Event] = []
        self.times_deaf = 0
        ear = Ear(self.told.append, lambda *frame: self.frames.append(frame), self._deaf)
        self.speaking = Speaking(voice, sound, ear, self.posted.append, recorder=None)

    def _deaf(self) -> None:
        self.times_deaf += 1

    def sent(self, stream: int) -> int:
        """Return how much of a stream was sent, and check that it follows without a gap."""
        end = 0
        for number, first, samples in self.frames:
            if number == stream:
                assert first == end, "each frame follows the last"
                end = first + len(samples)
        return end

    def sound(self, stream: int) -> NDArray[np.int16]:
        return np.concatenate([samples for number, _, samples in self.frames if number == stream])

    def length(self, stream: int) -> int | None:
        """Return the length the client was told, if it was."""
        told = [each.samples for each in self.told if isinstance(each, messages.Play) and each.stream == stream]
        return told[-1] if told else None

    def of(self, *kinds: type[Event]) -> list[Event]:
        return [event for event in self.posted if isinstance(event, kinds)]

    async def hear_all(self, reply: int) -> None:
        """Report everything heard, 100 ms at a time, until nothing more comes."""
        heard = -1
        while heard < self.sent(reply):
            heard = min(heard + 2_205, self.sent(reply)) if heard >= 0 else 0
            self.speaking.on_heard(reply, heard, heard * 16_000 // RATE)
            await pass_time(0.1)


@asynccontextmanager
async def mouth(voice: TextToSpeech | None = None) -> AsyncIterator[Mouth]:
    made = Mouth(voice or ScriptedTextToSpeech())
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(made.speaking.run(), name="speaking")
        yield made
        made.speaking.close()
