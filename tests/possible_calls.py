"""Random calls that could really happen: a shell that keeps its promises, in invented time, and no two calls alike.

`python -m tests.possible_calls FIRST COUNT` runs as many calls as one likes; a failure names its seed.
"""

import random
import sys
from collections.abc import Callable
from heapq import heappop, heappush

from app.core import commands, events
from app.core.commands import Command
from app.core.conversation import Conversation
from app.core.events import Event
from app.core.floor import Floor
from app.core.manners import Manners
from app.core.transcript import CAPTURE_RATE, Side, Turn
from tests.core.imagined_engines import Engines
from tests.core.player import Player
from tests.core.promises import Promises
from tests.core.trainee import Trainee

LONGEST_REST = 120.0
"""Seconds after the last thing that anybody did within which a call must have come to rest."""


class PossibleCall:
    """One call from its answer until it is at rest, decided by its seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.manners = _manners(self.random)
        self.opens = self.random.choice([Side.CUSTOMER, Side.CUSTOMER, Side.TRAINEE])
        self.rate = self.random.choice([16_000, 22_050])
        self.kept = _kept(self.random)
        self.conversation = self.fresh()
        self.promises = Promises(self.kept)
        self.player = Player(self.rate, self.capture)
        self.now = 0.0
        self.is_connected = True
        self.log: list[tuple[Event, float]] = []
        self.answers: list[list[Command]] = []
        self._epoch = 0
        self._away = 0.0
        self._lost_at = 0.0
        self._plans: list[tuple[float, int, Callable[[], None]]] = []
        self._planned = 0
        self._last_up = self._last_down = 0.0
        self._player_alarm = 0
        self._lag = self.random.choice([0.08, 0.08, 0.3, 2.0])
        self.engines = Engines(self)
        self.trainee = Trainee(self)

    def fresh(self) -> Conversation:
        """Return the conversation as it was before the first event."""
        if self.kept:
            return Conversation.resume(self.manners, self.rate, self.kept)
        return Conversation(self.manners, self.opens, self.rate)

    def capture(self, at: float) -> int:
        """Return the capture clock at a time; it stands still while the line is down."""
        return int((at - self._away) * CAPTURE_RATE)

    def plan(self, delay: float, act: Callable[[], None]) -> None:
        """Do something after a delay."""
        self._plan_at(self.now + delay, act)

    def up(self, event: Event) -> None:
        """Send what the client noticed: in order, after a delay, unless the line drops."""
        self._last_up = max(self._last_up, self.now + self.random.uniform(0.0, self._lag))
        self._send(self._last_up, lambda: self.tell(event))

    def down(self, act: Callable[[], None]) -> None:
        """Send the client something to do: in order, after a delay, unless the line drops."""
        self._last_down = max(self._last_down, self.now + self.random.uniform(0.0, self._lag))
        self._send(self._last_down, act)

    def tell(self, event: Event) -> None:
        """Hand the core an event, check the promises and carry out the orders."""
        self.log.append((event, self.now))
        self.promises.before(event, self.conversation.floor)
        before = self.conversation.deadline
        orders = self.conversation.handle(event, self.now)
        self.answers.append(orders)
        self.promises.after(orders, self.conversation)
        if isinstance(event, events.TimePassed):
            after = self.conversation.deadline
            assert after is None or before is None or after > self.now >= before, "a deadline that passed must move on"
        for order in orders:
            self._carry_out(order)

    def lose_line(self, grace: float | None) -> None:
        """Drop the connection; it comes back after `grace` seconds, or never."""
        if not self.is_connected or self.conversation.floor is Floor.CLOSED:
            return
        self.is_connected = False
        self._epoch += 1
        self._lost_at = self.now
        self.player.stop()
        self.trainee.is_cut_off()
        self.tell(events.ConnectionLost(self.capture(self.now)))
        if grace is not None:
            self.plan(grace, self._return)

    def run(self) -> None:
        """Let the call happen until it is at rest."""
        if self.random.random() < 0.01:
            self.tell(events.CallStopped("server", 0))
        self.tell(events.CallAnswered())
        self.trainee.begin()
        for _ in range(self.random.choice([0, 0, 1, 3])):
            self.plan(self.random.uniform(0.0, 20.0), self._wake)
        while not self._is_at_rest():
            self._step()
            assert self.now < self.trainee.last_act + LONGEST_REST, "left alone, a call comes to rest"
        if self.conversation.floor is Floor.OPEN:
            self.tell(events.TraineeHungUp(self.capture(self.now)))
            while self._plans:
                self._step()
        assert self.conversation.is_at_rest
        self.promises.check_end(self.conversation, self.player.clock_at)

    def _wake(self) -> None:
        self.tell(events.CustomerDue(barges=self.random.random() < 0.5))

    def _is_at_rest(self) -> bool:
        if self._plans:
            return False
        waits = self.conversation.deadline is not None
        assert waits or self.conversation.floor is Floor.CLOSED, f"stuck in {self.conversation.floor}"
        return not waits or self.conversation.floor is Floor.OPEN

    def _step(self) -> None:
        due = self.conversation.deadline
        if due is not None and (not self._plans or due <= self._plans[0][0]):
            self.now = max(self.now, due)
            self.tell(events.TimePassed())
            return
        at, _, act = heappop(self._plans)
        self.now = max(self.now, at)
        act()

    def _send(self, at: float, act: Callable[[], None]) -> None:
        epoch = self._epoch
        self._plan_at(at, lambda: act() if epoch == self._epoch else None)

    def _plan_at(self, at: float, act: Callable[[], None]) -> None:
        self._planned += 1
        heappush(self._plans, (at, self._planned, act))

    def _return(self) -> None:
        if self.conversation.floor is Floor.CLOSED:
            return
        self.is_connected = True
        self._away += self.now - self._lost_at
        self.tell(events.ConnectionResumed())

    def _carry_out(self, order: Command) -> None:
        match order:
            case commands.PauseReply():
                self._move_player(lambda: self._report(self.player.pause(order.reply, self.now)))
            case commands.ResumeReply():
                self._move_player(lambda: self.player.resume(order.reply, self.now))
            case commands.CancelReply():
                if self.engines.cancel(order.reply):
                    self.down(lambda: self.up(self.player.flush(order.reply, self.now)))
            case commands.EndCall():
                assert order.by != "connection" or not self.is_connected, "the trainee came back"
                self.is_connected = False
                self._epoch += 1
                self.player.stop()
            case _:
                self.engines.carry_out(order)

    def play(self, reply: int, samples: int) -> None:
        """Send sound up to so many samples of a reply."""
        self._move_player(lambda: self.player.receive(reply, samples, self.now))

    def _move_player(self, act: Callable[[], None]) -> None:
        def move() -> None:
            act()
            self._watch_player()

        self.down(move)

    def _report(self, reports: list[Event]) -> None:
        for event in reports:
            self.up(event)

    def _watch_player(self) -> None:
        self._player_alarm += 1
        due, mine, epoch = self.player.due, self._player_alarm, self._epoch

        def report() -> None:
            if mine == self._player_alarm and epoch == self._epoch:
                self._report(self.player.report(self.now))
                self._watch_player()

        if due is not None:
            self.plan(max(0.0, due - self.now), report)


def _manners(chance: random.Random) -> Manners:
    return Manners(
        patience=chance.uniform(0.6, 1.6),
        nudge_after=chance.uniform(2.0, 7.0),
        monologue_limit=chance.choice([1.5, 3.0, 30.0]),
        pause_after=chance.uniform(0.0, 0.5),
        yield_after=chance.uniform(0.3, 1.2),
        deaf_start=chance.choice([0.0, 0.0, 4.0]),
        reconnect_grace=chance.uniform(1.0, 10.0),
        murmur_after=chance.uniform(1.0, 8.0),
        murmurs=chance.choice([(), ("Mm-hm.", "Okay.")]),
    )


def _kept(chance: random.Random) -> tuple[Turn, ...]:
    """Return the turns of a call that is gone on with; mostly none."""
    sides = [Side.CUSTOMER, Side.TRAINEE, Side.CUSTOMER, Side.TRAINEE][: max(0, chance.randint(-30, 4))]
    return tuple(Turn(number, 1, side, 0, 0, "yes", "yes") for number, side in enumerate(sides, 1))


def run(seed: int) -> PossibleCall:
    """Let the call of a seed happen; what fails names the seed."""
    call = PossibleCall(seed)
    try:
        call.run()
    except Exception as error:
        error.add_note(f"in the possible call with seed {seed}, after {len(call.log)} events, at {call.now:.3f} s")
        raise
    return call


if __name__ == "__main__":
    first, count = int(sys.argv[1]), int(sys.argv[2])
    for each in range(first, first + count):
        run(each)
