"""A line: what a session needs of any connection to a trainee."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.errors import TransportError
from app.transports.frames import AudioFrame
from app.transports.messages import ClientMessage, ServerMessage


class LineDroppedError(TransportError):
    """The connection is gone."""

    code = "line-dropped"


class Line(Protocol):
    """One connection to a trainee's ear and mouth."""

    def tell(self, message: ServerMessage) -> None:
        """Send a message, in order with the audio; never blocks. Harmless once the line is gone."""
        ...

    def play(self, stream: int, first_sample: int, samples: NDArray[np.int16]) -> None:
        """Send sound; never blocks. Harmless once the line is gone."""
        ...

    async def receive(self) -> AudioFrame | ClientMessage:
        """Return what comes next. Raises `LineDroppedError`, and again at each further call."""
        ...

    async def close(self, code: int, reason: str) -> None:
        """Send what is waiting, then end the connection. Harmless twice."""
        ...
