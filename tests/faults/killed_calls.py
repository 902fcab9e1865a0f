"""A call whose server is killed (`kill -9`) at a chosen moment, and what a new server makes of it."""

import asyncio
import io
import wave
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil
from numpy.typing import NDArray

from app.call_record import CallRecord
from app.caller.caller import Caller, Said
from app.caller.connection import Kept, Order, Server
from app.caller.script import Utterance
from app.core.transcript import CAPTURE_RATE, Side
from app.transports.frames import MURMUR_BIT
from app.transports.messages import Caption, Play
from tests.audio_fixtures import fixture
from tests.faults.server import RealServer, seconds_until_gone, serving

MOMENT_DEADLINE = 60.0
"""How long a call may last before its chosen moment, in seconds."""

Moment = Callable[[Caller], bool]
"""Says, after each tick of the caller, whether it is time to kill."""


@dataclass(frozen=True, slots=True)
class Promised:
    """What the caller was told of turns that must be durable: each was followed by an answer."""

    trainee: str
    """The trainee's words, one space between any two."""
    customer: str
    """The customer's, as far as they were heard."""


@dataclass(frozen=True, slots=True)
class KilledCall:
    """What the caller knew when the server died, and what the next server says."""

    sent: int
    """Samples that the caller had sent."""
    said: tuple[Said, ...]
    script: tuple[Utterance, ...]
    heard_until: int
    """One past the last sample in which the caller heard something of the customer, on the capture clock."""
    answers: int
    promised: Promised
    gone_after: float | None
    """Seconds from the death of the server to that of its last child; None: a child lived on."""
    record: CallRecord
    recording: NDArray[np.int16]
    """Shape (n, 2): trainee, customer."""

    @property
    def kept(self) -> Promised:
        """What the record has of each side's words."""
        return Promised(*(_words(turn.heard for turn in self.record.turns if turn.side is side) for side in _SIDES))

    @property
    def trainee_lost(self) -> float:
        """Seconds of the trainee's sound that are missing at the end."""
        return (self.sent - len(self.recording)) / CAPTURE_RATE

    @property
    def customer_lost(self) -> float:
        """Seconds of the customer's sound that are missing at the end."""
        audible = np.flatnonzero(self.recording[:, 1])
        kept_until = int(audible[-1]) + 1 if len(audible) else 0
        return max(0, self.heard_until - kept_until) / CAPTURE_RATE

    def differing(self) -> int:
        """Return how many samples of the trainee's channel are not what the caller said, as far as it goes."""
        spoken = np.zeros(max(self.sent, len(self.recording)), np.int16)
        sounds = {utterance.name: utterance.samples for utterance in self.script}
        for said in self.said:
            within = spoken[said.start : self.sent]
            sound = sounds[said.name][: len(within)]
            within[: len(sound)] = sound
        return int(np.count_nonzero(spoken[: len(self.recording)] != self.recording[:, 0]))


_SIDES = (Side.TRAINEE, Side.CUSTOMER)


def utterance(name: str, interrupts_after: float | None = None) -> Utterance:
    """Return a fixture as something to say."""
    entry = fixture(name)
    samples = entry.samples()
    return Utterance(name, samples, entry.last_speech_sample or len(samples) - 1, interrupts_after)


async def kept_by_next_server(data: Path, token: str, call: str) -> Kept:
    """Start another server on the folder, and ask it for the call."""
    async with serving(data) as server:
        return await Server(server.url, token).kept(call)


@dataclass(frozen=True, slots=True)
class Planned:
    """A call that is going to be killed."""

    order: Order
    script: list[Utterance]
    moment: Moment
    reopen: Callable[[Path, str, str], Awaitable[Kept]] = kept_by_next_server
    """From the data folder, a token and the call's id to what was kept of it."""


async def killed_call(data: Path, token: str, plan: Planned) -> KilledCall:
    """Hold a call, kill its server at the moment, start another on the same folder and ask it for the call.

    `token`: of a trainee, issued in this folder. The whole takes a call, two starts of a server and one repair.
    """
    async with serving(data) as server:
        killer = _Killer(server, plan.moment)
        caller = Caller(Server(server.url, token), plan.order, plan.script, killer)
        await _hold_until_killed(caller, server)
        gone_after = await seconds_until_gone(killer.orphans)
    assert caller.heard is not None
    kept = await plan.reopen(data, token, caller.heard.call)
    assert kept.recording is not None
    return KilledCall(
        sent=killer.sent,
        said=tuple(caller.heard.said),
        script=tuple(plan.script),
        heard_until=killer.heard_until,
        answers=len(_answers(caller)),
        promised=promised(caller),
        gone_after=gone_after,
        record=CallRecord.model_validate_json(kept.record),
        recording=_samples(kept.recording),
    )


class _Killer:
    """Watches a caller, and kills the server when the moment has come."""

    def __init__(self, server: RealServer, moment: Moment) -> None:
        self._server = server
        self._moment = moment
        self.orphans: list[psutil.Process] = []
        """The server's children, once it was killed."""
        self.sent = self.heard_until = 0
        """How much the caller had sent, and where it last heard something, on the capture clock."""

    def __call__(self, caller: Caller) -> None:
        if not self.orphans and self._moment(caller):
            self.orphans = self._server.children()
            assert self.orphans, "the recogniser has a process of its own"
            self.sent, self.heard_until = caller.now, _heard_until(caller)
            self._server.kill()


async def _hold_until_killed(caller: Caller, server: RealServer) -> None:
    """Let the caller call; stop it once the server is dead."""
    calling = asyncio.create_task(caller.call(), name="the call")
    dying = asyncio.create_task(server.until_gone(MOMENT_DEADLINE), name="the server")
    await asyncio.wait({calling, dying}, return_when=asyncio.FIRST_COMPLETED)
    assert dying.done(), "the call ended before its moment came"
    await dying
    calling.cancel()
    with suppress(asyncio.CancelledError):
        await calling


def promised(caller: Caller) -> Promised:
    """Return what was captioned as final before the last answer that the caller was told of."""
    assert caller.heard is not None
    told = caller.heard.messages
    answers = _answers(caller)
    before = told[: answers[-1]] if answers else []
    finals = [message for message in before if isinstance(message, Caption) and message.final]
    return Promised(*(_words(caption.text for caption in finals if caption.side == side) for side in _SIDES))


def _answers(caller: Caller) -> list[int]:
    """Return where in the messages an answer began to be spoken, each time after words of the trainee."""
    assert caller.heard is not None
    found, has_spoken = [], False
    for index, message in enumerate(caller.heard.messages):
        match message:
            case Caption(side="trainee", final=True, text=text) if text:
                has_spoken = True
            case Play(samples=None, stream=stream) if has_spoken and not stream & MURMUR_BIT:
                found.append(index)
                has_spoken = False
            case _:
                pass
    return found


def _heard_until(caller: Caller) -> int:
    assert caller.heard is not None
    audible = np.flatnonzero(caller.heard.player.heard)
    return int(audible[-1] + 1) * CAPTURE_RATE // caller.heard.player.rate if len(audible) else 0


def _words(texts: Iterable[str]) -> str:
    return " ".join(text for text in texts if text)


def _samples(recording: bytes) -> NDArray[np.int16]:
    """Return a stereo WAV's samples; one that cannot be played fails here."""
    with wave.open(io.BytesIO(recording), "rb") as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (2, CAPTURE_RATE, 2)
        data = file.readframes(file.getnframes())
        assert len(data) == 4 * file.getnframes(), "the header promises more than there is"
    return np.frombuffer(data, "<i2").reshape(-1, 2).astype(np.int16)
