"""What a caller heard, as figures and as text: voice-to-voice at the ear, turn by turn, and the transcript."""

import json
from dataclasses import asdict, dataclass

import numpy as np

from app.audio.levels import first_audible
from app.call_record import CallRecord, SpokenTurn
from app.caller.caller import Heard
from app.core.event_log import from_json
from app.core.latency import TurnLatency, latencies
from app.core.transcript import CAPTURE_RATE, Side


@dataclass(frozen=True, slots=True)
class TurnHeard:
    """One utterance of the caller's and the answer to it."""

    said: str
    """Name of the sound file."""
    speech_end: float
    """Its last sample of speech, in seconds of the call."""
    voice_to_voice: float | None
    """Seconds until the first 100 ms above -40 dBFS that came after it; None: nothing did before the next utterance, or
    the utterance was said over the customer."""
    cut_in: bool
    """The customer spoke before the utterance was over, though it had left the floor."""


@dataclass(frozen=True, slots=True)
class Report:
    """What `readyroom call --json` prints."""

    call: str
    turns: list[TurnHeard]
    voice_to_voice_p50: float | None
    """Seconds; None without an answered turn."""
    voice_to_voice_p95: float | None
    ended_by: str
    parts: dict[str, str]
    gaps: int
    """How often the customer's sound ran dry in the middle of a line."""
    server: list[TurnLatency]
    """The same waits as the server saw them, and what they were made of."""


def report(heard: Heard, events: bytes) -> Report:
    """Return the figures of a call from what was heard and the server's event log (JSON lines)."""
    turns = turns_heard(heard)
    waits = [turn.voice_to_voice for turn in turns if turn.voice_to_voice is not None]
    return Report(
        call=heard.call,
        turns=turns,
        voice_to_voice_p50=_percentile(waits, 50),
        voice_to_voice_p95=_percentile(waits, 95),
        ended_by=heard.ended_by,
        parts=heard.parts,
        gaps=heard.player.gaps,
        server=list(latencies(from_json(json.loads(line)) for line in events.splitlines())),
    )


def turns_heard(heard: Heard) -> list[TurnHeard]:
    """Return each utterance with the wait until the customer was heard after it."""
    sound, rate = heard.player.heard, heard.player.rate
    starts = [said.start for said in heard.said] + [len(sound) * CAPTURE_RATE // rate]
    turns = []
    for said, until in zip(heard.said, starts[1:], strict=True):
        start, stop = (at * rate // CAPTURE_RATE for at in (said.speech_end + 1, until))
        first = first_audible(sound[start:stop], rate)
        wait = None if first is None or said.interrupts else round(first / rate, 3)
        during = sound[said.start * rate // CAPTURE_RATE : start]
        cut_in = not said.interrupts and first_audible(during, rate) is not None
        turns.append(TurnHeard(said.name, round(said.speech_end / CAPTURE_RATE, 3), wait, cut_in))
    return turns


def as_json(figures: Report) -> str:
    """Return the figures as one JSON object."""
    return json.dumps(asdict(figures))


def as_text(record: CallRecord, figures: Report) -> str:
    """Return the transcript and the waits, for a person to read."""
    lines = [f"{_clock(turn.start)}  {_who(turn.side):8}  {_words(turn)}" for turn in record.turns]
    lines += ["", "Voice to voice at the caller's ear, in seconds:"]
    for turn in figures.turns:
        wait = "no answer" if turn.voice_to_voice is None else f"{turn.voice_to_voice:.2f}"
        lines.append(f"  {turn.said:24}  {wait}")
    if figures.voice_to_voice_p50 is not None:
        lines.append(f"  p50 {figures.voice_to_voice_p50:.2f}   p95 {figures.voice_to_voice_p95:.2f}")
    return "\n".join([*lines, f"Ended by: {record.ended_by}"])


def _words(turn: SpokenTurn) -> str:
    if not turn.cut:
        return f"({turn.text})" if turn.is_backchannel else turn.text
    return f"{turn.heard} —[cut]" if turn.side is Side.CUSTOMER else f"{turn.text} —[cut off]"


def _who(side: Side) -> str:
    return "You" if side is Side.TRAINEE else "Customer"


def _clock(sample: int) -> str:
    seconds = sample // CAPTURE_RATE
    return f"{seconds // 60}:{seconds % 60:02}"


def _percentile(values: list[float], percent: int) -> float | None:
    return round(float(np.percentile(values, percent)), 3) if values else None
