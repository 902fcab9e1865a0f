"""How much a client may send: leaky buckets in bytes and messages."""


class Bucket:
    """Allows `rate` units a second, and bursts of up to `burst` units."""

    def __init__(self, rate: float, burst: float) -> None:
        self._rate = rate
        self._burst = burst
        self._level = 0.0
        self._at: float | None = None

    def takes(self, units: float, now: float) -> bool:
        """Take units at time `now` (seconds); False if that is too much."""
        if self._at is not None:
            self._level = max(0.0, self._level - (now - self._at) * self._rate)
        self._at = now
        if self._level + units > self._burst:
            return False
        self._level += units
        return True


AUDIO_BYTES_PER_SECOND = 1.25 * 32_000
"""A quarter above real time for 16 kHz PCM16: clocks differ, and a stalled network catches up."""
AUDIO_BURST = 5 * 32_000
"""Five seconds of audio at once, after a stall."""
MESSAGES_PER_SECOND = 30.0
"""`heard` comes ten times a second; the rest is a person's doing."""
MESSAGE_BURST = 120.0


def audio_bucket() -> Bucket:
    """Return the bucket for one connection's binary frames, in bytes."""
    return Bucket(AUDIO_BYTES_PER_SECOND, AUDIO_BURST)


def message_bucket() -> Bucket:
    """Return the bucket for one connection's JSON messages."""
    return Bucket(MESSAGES_PER_SECOND, MESSAGE_BURST)
