"""A call told step by step, in invented time: who speaks, what is heard, what the engines answer."""

from typing import TypeVar

from app.core import commands, events
from app.core.commands import Command
from app.core.conversation import Conversation
from app.core.events import Event, SpokenWord
from app.core.floor import Floor
from app.core.manners import Manners
from app.core.transcript import CAPTURE_RATE, Side

C = TypeVar("C")

WORD_SECONDS = 0.2
"""Every word of the customer takes this long."""
SOFT_END = 0.2
"""Silence that has passed when an utterance is said to be over, in seconds."""


class Scene:
    """Wraps a conversation; time passes only in `wait` and in what takes time. A voice of 16 kHz."""

    def __init__(
        self, manners: Manners | None = None, opens: Side = Side.TRAINEE, call: Conversation | None = None
    ) -> None:
        """Answer a new call, or the one that is given."""
        self.call = call or Conversation(manners or Manners(), opens, CAPTURE_RATE)
        self.now = 0.0
        self.orders: list[Command] = []
        self.spoken_samples = 0
        self.utterance = self.spoken = 0
        self._voiced: set[tuple[int, int]] = set()
        self._journalled = 0
        self.tell(events.CallAnswered())

    def floor(self) -> Floor:
        """Return who may speak; a method, because its answer changes from line to line."""
        return self.call.floor

    @property
    def at(self) -> int:
        """Now, on the capture clock."""
        return round(self.now * CAPTURE_RATE)

    @property
    def reply(self) -> int:
        """Number of the reply prepared last."""
        return self.last(commands.PrepareReply).reply

    def all(self, kind: type[C]) -> list[C]:
        """Every order of a kind so far."""
        return [order for order in self.orders if isinstance(order, kind)]

    def last(self, kind: type[C]) -> C:
        """Return the latest order of a kind."""
        return self.all(kind)[-1]

    def tell(self, event: Event) -> list[Command]:
        """Let something happen now; return what it led to."""
        orders = self.call.handle(event, self.now)
        self.orders += orders
        return orders

    def wait(self, seconds: float) -> list[Command]:
        """Let time pass, and every deadline on the way come; return what that led to."""
        until, before = self.now + seconds, len(self.orders)
        while self.call.deadline is not None and self.call.deadline <= until + 1e-9:
            self.now = max(self.now, self.call.deadline)
            self.tell(events.TimePassed())
        self.now = max(self.now, until)
        return self.orders[before:]

    # The trainee
    def starts(self) -> list[Command]:
        """The trainee begins to speak."""
        self.utterance += 1
        self.spoken = self.utterance
        return self.tell(events.SpeechStarted(self.spoken, self.at))

    def stops(self, *, released: bool = False) -> list[Command]:
        """The trainee has stopped; the detector says so a soft end later, the key at once."""
        end, hush = self.at, 0.0 if released else SOFT_END
        self.wait(hush)
        return self.tell(events.SpeechEnded(self.spoken, end, hush, released))

    def text(self, text: str, utterance: int | None = None) -> list[Command]:
        """Say what the recogniser made of an utterance, the last one spoken if none is named."""
        return self.tell(events.TranscriptReady(utterance or self.spoken, text))

    def partial(self, text: str) -> list[Command]:
        """Say what the recogniser makes of it so far."""
        return self.tell(events.PartialHeard(self.spoken, text))

    def says(self, text: str, seconds: float = 1.0) -> None:
        """The trainee says something and it is recognised at once."""
        self.starts()
        self.wait(seconds)
        self.stops()
        self.text(text)

    def types(self, text: str) -> list[Command]:
        """The trainee types a turn."""
        self.utterance += 1
        return self.tell(events.TurnTyped(self.utterance, text, self.at))

    # The engines
    def journal(self, *, fails: bool = False) -> list[Command]:
        """Answer every order to journal that waits."""
        before, kind = len(self.orders), events.JournalFailed if fails else events.TurnJournalled
        turns = [order.turn for order in self.all(commands.JournalTurn)]
        for turn in turns[self._journalled :]:
            self.tell(kind(turn.number, turn.revision))
        self._journalled = len(turns)
        return self.orders[before:]

    def words(self, text: str, *, ends_call: bool = False) -> list[Command]:
        """Word the reply prepared last, whole."""
        return self.delta(text) + self.tell(events.ReplyFinished(self.reply, ends_call))

    def delta(self, text: str) -> list[Command]:
        """Send some words of the reply prepared last."""
        return self.tell(events.ReplyDelta(self.reply, text))

    def voice(self) -> None:
        """Make sound of every piece that was ordered spoken."""
        for order in self.all(commands.Speak):
            if (order.reply, order.piece) not in self._voiced:
                self._voiced.add((order.reply, order.piece))
                self.spoken_samples = 0 if order.piece == 0 else self.spoken_samples
                self.tell(self._sound(order))

    def _sound(self, order: commands.Speak) -> events.PieceVoiced:
        spoken = []
        for word in order.text.split():
            start, self.spoken_samples = self.spoken_samples, self.spoken_samples + int(WORD_SECONDS * CAPTURE_RATE)
            spoken.append(SpokenWord(word, start, self.spoken_samples))
        return events.PieceVoiced(order.reply, order.piece, tuple(spoken), self.spoken_samples)

    # The ear
    def sounds(self) -> list[Command]:
        """The first sample of the reply is heard."""
        return self.tell(events.PlaybackStarted(self.reply, self.at))

    def heard(self, seconds: float) -> list[Command]:
        """So many seconds of the reply have been heard by now."""
        return self.tell(events.PlaybackProgressed(self.reply, int(seconds * CAPTURE_RATE), self.at))

    def drains(self) -> list[Command]:
        """All that was voiced of the reply has been heard."""
        return self.tell(events.PlaybackDrained(self.reply, self.spoken_samples, self.at))

    def flushed(self, seconds: float, reply: int | None = None) -> list[Command]:
        """The client dropped the rest of a reply after so many seconds of it."""
        number = reply or self.reply
        return self.tell(events.PlaybackFlushed(number, int(seconds * CAPTURE_RATE), self.at))

    # Whole steps
    def customer_begins(self, text: str, *, ends_call: bool = False) -> None:
        """The reply under way is worded, voiced, and its first sample heard."""
        self.words(text, ends_call=ends_call)
        self.wait(2.5 if self.floor() is Floor.PAUSED else 0.0)
        self.journal()
        self.voice()
        self.sounds()

    def customer_says(self, text: str, *, ends_call: bool = False) -> None:
        """The reply under way is spoken and heard to its end."""
        self.customer_begins(text, ends_call=ends_call)
        self.wait(len(text.split()) * WORD_SECONDS)
        self.drains()

    def lose_line(self) -> list[Command]:
        """The connection drops."""
        return self.tell(events.ConnectionLost(self.at))

    def return_line(self) -> list[Command]:
        """The connection is back."""
        return self.tell(events.ConnectionResumed())

    def hang_up(self) -> list[Command]:
        """The trainee ends the call."""
        return self.tell(events.TraineeHungUp(self.at))


def opened(text: str = "My bill is wrong and I want it fixed today.", manners: Manners | None = None) -> Scene:
    """Return a call in which the customer's opening line begins to be heard."""
    scene = Scene(manners, Side.CUSTOMER)
    scene.customer_begins(text)
    return scene


def in_floor(floor: Floor) -> Scene:
    """Return a call that has come to a floor."""
    if floor in (Floor.CUSTOMER, Floor.CONTESTED):
        scene = opened()
        scene.wait(0.5)
        scene.heard(0.5)
        if floor is Floor.CONTESTED:
            scene.starts()
            scene.wait(0.1)
        return scene
    scene = Scene()
    if floor in (Floor.TRAINEE, Floor.PAUSED):
        scene.starts()
        scene.wait(1.0)
    if floor is Floor.PAUSED:
        scene.stops()
    if floor is Floor.THINKING:
        scene.says("what happened")
        scene.wait(2.5)
    if floor is Floor.AWAY:
        scene.lose_line()
    assert scene.floor() is floor
    return scene
