"""Numbers what the server tells, and remembers the last of it for a client that comes back."""

from collections import deque

from app.transports.messages import Duck, Flush, MurmurPlayed, Pause, Play, ResumePlayback, ServerMessage

MEMORY = 256
"""Messages kept for a client that comes back; a dropped line loses far fewer in its 20 seconds."""
OF_THE_SOUND = (Play, Duck, Pause, ResumePlayback, Flush, MurmurPlayed)
"""What is never told again: the sound that it is about was lost with the line."""


class Outbox:
    """Server messages of one call, numbered from 1."""

    def __init__(self) -> None:
        self._seq = 0
        self._recent: deque[ServerMessage] = deque(maxlen=MEMORY)

    def number(self, message: ServerMessage) -> ServerMessage:
        """Return the message with the next number, remembered if it may have to be told again."""
        self._seq += 1
        numbered = message.model_copy(update={"seq": self._seq})
        if not isinstance(numbered, OF_THE_SOUND):
            self._recent.append(numbered)
        return numbered

    def since(self, seq: int) -> tuple[ServerMessage, ...]:
        """Return the remembered messages after a number, in order."""
        return tuple(message for message in self._recent if message.seq > seq)
