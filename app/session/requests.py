"""What the client reports and asks for, handed to whom it concerns."""

from collections.abc import Callable

from app.core import events
from app.core.events import Event
from app.core.transcript import CAPTURE_RATE
from app.session.clock import CallClock
from app.session.listening import Listening
from app.session.speaking import Speaking
from app.transports.messages import (
    MAX_TYPED,
    ClientMessage,
    ErrorTold,
    Flushed,
    HangUp,
    Heard,
    Hello,
    Say,
    ServerMessage,
    Talk,
)
from app.transports.rates import Bucket

TYPED_PER_SECOND, TYPED_BURST = 50.0, 3.0 * MAX_TYPED
"""Characters a trainee may type: far above the fastest typist, far below what would choke a call."""


class Requests:
    """Takes the messages of one call's client, over all its connections."""

    def __init__(
        self,
        listening: Listening,
        speaking: Speaking,
        clock: CallClock,
        post: Callable[[Event], None],
        tell: Callable[[ServerMessage], None],
    ) -> None:
        self._listening = listening
        self._speaking = speaking
        self._clock = clock
        self._post = post
        self._tell = tell
        self._typed = Bucket(TYPED_PER_SECOND, TYPED_BURST)
        self._last_seq = 0

    def take(self, message: ClientMessage) -> None:
        """Take a message; one that was taken before, as its number says, is dropped."""
        if message.seq <= self._last_seq:
            return
        self._last_seq = message.seq
        match message:
            case Heard():
                self._speaking.on_heard(message.reply, message.samples, self._plausible(message.at))
            case Flushed():
                self._speaking.on_flushed(message.reply, message.samples, self._plausible(message.at))
            case Say():
                self._say(message.text)
            case Talk():
                self._listening.push_to_talk(message.state)
            case HangUp():
                self._post(events.TraineeHungUp(self._listening.position))
            case Hello():
                self._tell(ErrorTold(code="bad-message", message="hello is the first message of a connection only"))

    def _say(self, text: str) -> None:
        if not self._typed.takes(len(text), self._clock.now()):
            self._tell(ErrorTold(code="too-much-text", message="That was too much text at once. Wait a moment."))
            return
        number = self._listening.next_utterance()
        self._post(events.TurnTyped(number, text, self._listening.position))

    def _plausible(self, at: int) -> int:
        """Return where a report was made: reports travel with the sound, so none is from much later than the last."""
        return min(at, self._listening.position + CAPTURE_RATE)
