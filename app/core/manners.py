"""One persona's timing: how patient, how quick to yield, when to break a silence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manners:
    """Turn-taking numbers of one persona; the defaults suit an ordinary caller."""

    patience: float = 1.0
    """Multiplies every endpoint hold: below 1 jumps in early, above 1 waits; 0.6 to 1.6."""
    min_hold: float = 0.25
    """Shortest silence that may end the trainee's turn, in seconds."""
    max_hold: float = 2.5
    """Silence that ends any turn, whatever its words, in seconds."""
    nudge_after: float = 7.0
    """Silence after a heard line until the customer breaks it, in seconds."""
    monologue_limit: float = 30.0
    """Length of a trainee's turn after which the customer barges in, in seconds."""
    pause_after: float = 0.15
    """Overlapping speech until the ducked line pauses, in seconds from its detection."""
    yield_after: float = 1.0
    """Overlapping speech that takes the floor whatever its words, in seconds from its detection."""
    deaf_start: float = 0.0
    """First seconds of a call in which only words, not length, interrupt the customer (echo canceller learning)."""
    reconnect_grace: float = 20.0
    """How long a dropped line is held open, in seconds."""
    murmur_after: float = 8.0
    """Length of a turn from which the customer listens aloud at an unfinished pause, in seconds."""
    murmurs: tuple[str, ...] = ("Mm-hm.", "Okay.")
    """What listening aloud sounds like; empty for a customer who keeps silent."""
