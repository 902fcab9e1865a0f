"""Where a call stands: the floor, the turn and the reply in progress, and the commands of the event being handled."""

from app.core.commands import Cause, Command, JournalTurn
from app.core.deadlines import Deadlines
from app.core.endpointing import UsualPause
from app.core.floor import Floor, check_move
from app.core.manners import Manners
from app.core.reply import Reply
from app.core.transcript import Turn
from app.core.turn import TurnInProgress


class CallState:
    """Shared by the modules of the core; only they change it, and only while an event is handled."""

    def __init__(self, manners: Manners, voice_rate: int) -> None:
        self.manners = manners
        self.voice_rate = voice_rate
        self.floor = Floor.OPEN
        self.now = 0.0
        """Time of the event being handled, in seconds of call time."""
        self.deadlines = Deadlines()
        self.commands: list[Command] = []
        self.turn: TurnInProgress | None = None
        """The trainee's turn, from its first sound until the answer to it is heard."""
        self.contest: TurnInProgress | None = None
        """What the trainee says while the customer is heard; it may become a turn."""
        self.trailing: list[TurnInProgress] = []
        """Turns that are over while their last words are still being spoken or recognised."""
        self.reply: Reply | None = None
        self.flushing: dict[int, Reply] = {}
        """Cancelled replies whose last heard sample is not known yet."""
        self.turns: dict[int, Turn] = {}
        """The transcript: every turn kept, by number."""
        self.numbers = 0
        """Turn numbers taken so far."""
        self.replies = 0
        """Reply numbers taken so far."""
        self.usual_pause = UsualPause()
        self.answered_at = 0.0
        """When the call was answered, in seconds of call time."""
        self.silence_since = 0.0
        """When the trainee last fell silent, in seconds of call time."""
        self.silences = 0
        """How many silences in a row the customer has broken."""
        self.unsaid: Cause | None = None
        """Why the customer wants to speak, unasked, as soon as the floor opens: a sound stopped it, or it was not the
        moment; None once it has spoken, for whatever it then wants comes with what it said."""
        self.heard_end: int | None = None
        """The customer's last heard sample on the capture clock."""

    def order(self, command: Command) -> None:
        """Add a command to the answer."""
        self.commands.append(command)

    def move(self, target: Floor) -> None:
        """Move the floor; raises `IllegalMoveError` outside the table."""
        check_move(self.floor, target)
        self.floor = target

    def keep(self, turn: Turn) -> None:
        """Write a turn into the transcript and have it made durable."""
        self.turns[turn.number] = turn
        self.order(JournalTurn(turn))

    def let_go_of_turn(self) -> None:
        """The turn is over for the floor; its last words are kept when they come."""
        turn, self.turn = self.turn, None
        if turn is not None and turn.is_awaiting_text:
            self.trailing.append(turn)

    def take_number(self) -> int:
        """Return the next turn number."""
        self.numbers += 1
        return self.numbers

    def give_back(self, number: int) -> None:
        """Return a number that came to nothing, so that the transcript counts without gaps where it can."""
        if number == self.numbers and number not in self.turns:
            self.numbers -= 1

    @property
    def last_sample(self) -> int:
        """The last known sample of either side on the capture clock, where nobody says when a call ended."""
        return self.turn.end if self.turn else self.heard_end or 0

    @property
    def cut_off(self) -> TurnInProgress | None:
        """The turn of a trainee who goes on speaking although the customer has cut in; None if they do not."""
        return next((turn for turn in self.trailing if turn.is_open), None)

    def holder_of(self, utterance: int) -> TurnInProgress | None:
        """Return the turn in progress that an utterance belongs to; None if it is over and done with."""
        for turn in (self.turn, self.contest, *self.trailing):
            if turn is not None and utterance in turn.utterances:
                return turn
        return None
