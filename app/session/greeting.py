"""The first thing a client is told on each of its connections."""

from app.content.values import Persona
from app.core.transcript import CAPTURE_RATE
from app.engines.catalogue import Engines, describe
from app.transports.messages import Started

MICROPHONE_FRAME = 320
"""Samples of one frame the client is asked to send: 20 ms."""


def greeting(call: str, persona: Persona, engines: Engines, *, recorded: bool, resumed: bool) -> Started:
    """Return who the customer is, how to send sound, and what will come."""
    return Started(
        call=call,
        customer=persona.name,
        capture_rate=CAPTURE_RATE,
        rate=engines.voice.rate,
        frame=MICROPHONE_FRAME,
        recorded=recorded,
        grace=persona.manners.reconnect_grace,
        resumed=resumed,
        parts={part.role: part.name for part in describe(engines)},
    )
