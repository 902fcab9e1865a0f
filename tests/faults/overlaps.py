"""What the caller says over the customer's lines, and what becomes of those lines, by the caller's own count."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.call_record import CallRecord
from app.caller.caller import Caller, Heard, Said
from app.caller.connection import Kept, Order, Server
from app.caller.player import Stream
from app.caller.script import Utterance
from app.core.event_log import from_json
from app.core.events import Event, PartialHeard, PieceVoiced, SpeechStarted, TranscriptReady
from app.core.transcript import CAPTURE_RATE, Side
from app.transports.frames import MURMUR_BIT
from tests.audio_fixtures import fixture

CROSSING = 0.1
"""Seconds of a last line that may have been played before the goodbye came: too little for a word."""


@dataclass(slots=True)
class Overlap:
    """One utterance said over one line."""

    said: Said
    reply: int
    """The line, by its number on the wire."""
    began_after: int
    """Samples of the line that were played when the utterance began, at the voice's rate."""
    held: int = 0
    """Samples of the capture clock for which the line then stood still."""


class Witness:
    """Watches a caller tick by tick: which line is heard, what is said over it, when it last moved."""

    def __init__(self) -> None:
        self.overlaps: list[Overlap] = []
        self.moved_at: dict[int, int] = {}
        """Reply -> the capture clock when it was last heard; in the order in which the replies began."""
        self.streams: dict[int, Stream] = {}
        """Every line that was heard, as the caller's player had it at last."""
        self._played: dict[int, int] = {}
        self._said = 0

    def __call__(self, caller: Caller) -> None:
        """See `Caller`."""
        assert caller.heard is not None
        self._see_lines(caller.heard, caller.now)
        for said in caller.heard.said[self._said :]:
            if said.interrupts and self.moved_at:
                reply = next(reversed(self.moved_at))
                self.overlaps.append(Overlap(said, reply, self._played[reply]))
        self._said = len(caller.heard.said)

    def _see_lines(self, heard: Heard, now: int) -> None:
        for stream in heard.player.streams.values():
            if stream.played > self._played.get(stream.number, 0) and not stream.number & MURMUR_BIT:
                self._played[stream.number] = stream.played
                self.streams[stream.number] = stream
                self.moved_at[stream.number] = now
            elif stream.is_paused and self.overlaps and self.overlaps[-1].reply == stream.number:
                self.overlaps[-1].held += CAPTURE_RATE // 50


@dataclass(frozen=True, slots=True)
class LineOver:
    """What became of a line over which something was said."""

    utterance: str
    """Name of the fixture."""
    is_cut: bool
    """The caller was told to drop what was left of it."""
    began_after: float
    """Seconds of the line that were played when the utterance began."""
    played: tuple[str, ...]
    """The words that the caller's player played to their end, by its own count and the voice's word times."""
    heard: tuple[str, ...]
    """The words that the record says were heard."""
    silent_after: float
    """Seconds from the first sample of the utterance's speech until nothing of the line was played any more."""
    held: float
    """Seconds for which the line stood still during or after the utterance."""

    recognised: tuple[str, ...]
    """What the recogniser took the utterance for, first guesses included."""
    persona: str
    text: str
    """The whole line."""
    received: NDArray[np.int16] = field(repr=False)
    """What the caller got of its sound, at the voice's rate."""
    played_samples: int
    """How much of that was played."""

    @property
    def too_many(self) -> int | None:
        """Return how many words more than were played the record has; None if they are not even the same words."""
        fewest = min(len(self.played), len(self.heard))
        if self.played[:fewest] != self.heard[:fewest]:
            return None
        return len(self.heard) - len(self.played)


async def hold(server: Server, order: Order, script: list[Utterance]) -> list[LineOver]:
    """Hold a call; return what became of each line over which something was said, in order."""
    witness = Witness()
    heard = await Caller(server, order, script, witness).call()
    return list(lines_over(heard, witness, await server.kept(heard.call)))


def _begun_in_time(heard: Heard, witness: Witness, kept: int) -> list[int]:
    """Return the lines that were heard, without one whose first sound crossed the hang-up on its way."""
    begun = list(witness.moved_at)
    if len(begun) > kept and witness.streams[begun[-1]].played < CROSSING * heard.player.rate:
        begun.pop()
    return begun


def lines_over(heard: Heard, witness: Witness, kept: Kept) -> Iterable[LineOver]:
    """Yield what became of each line, from what the caller saw and what the server kept."""
    record = CallRecord.model_validate_json(kept.record)
    turns = [turn for turn in record.turns if turn.side is Side.CUSTOMER]
    lines = dict(zip(_begun_in_time(heard, witness, len(turns)), turns, strict=True))
    events = [from_json(json.loads(line))[0] for line in kept.events.splitlines()]
    for overlap in witness.overlaps:
        pieces = [event for event in events if isinstance(event, PieceVoiced) and event.reply == overlap.reply]
        stream = witness.streams[overlap.reply]
        played = heard.flushed.get(overlap.reply, stream.played)
        onset = overlap.said.start + (fixture(overlap.said.name).first_speech_sample or 0)
        yield LineOver(
            utterance=overlap.said.name,
            is_cut=overlap.reply in heard.flushed,
            began_after=overlap.began_after / heard.player.rate,
            played=tuple(word.text for piece in pieces for word in piece.words if word.end <= played),
            heard=tuple(word.text for word in lines[overlap.reply].words),
            silent_after=(witness.moved_at[overlap.reply] - onset) / CAPTURE_RATE,
            held=overlap.held / CAPTURE_RATE,
            recognised=_recognised(events, overlap.said),
            persona=record.persona,
            text=lines[overlap.reply].text,
            received=stream.sound,
            played_samples=played,
        )


def _recognised(events: list[Event], said: Said) -> tuple[str, ...]:
    """Return the texts, in order, of what began while this was said."""
    during = range(said.start, said.speech_end + 1)
    begun = (event for event in events if isinstance(event, SpeechStarted))
    numbers = {event.utterance for event in begun if event.at in during}
    texts = (event for event in events if isinstance(event, PartialHeard | TranscriptReady))
    return tuple(event.text for event in texts if event.utterance in numbers)
