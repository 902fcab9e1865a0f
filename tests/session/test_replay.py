"""The log of a call, fed to a fresh conversation, is the same call again."""

from random import Random

import pytest

from app.core import commands
from app.core.conversation import Conversation
from app.transports import messages
from app.transports.messages import ServerMessage
from tests.session.practice import Practice, practise, ruth, scripted
from tests.session.restless import Restless, script


class Replay:
    """A call derived again from its log: what was kept, and what the client must have been told."""

    def __init__(self, practice: Practice) -> None:
        play = practice.play
        self.conversation = Conversation(play.persona.manners, play.scenario.opens, practice.engines.voice.rate)
        self.kept: list[object] = []
        self.told: list[object] = []
        self._shown: set[int] = set()
        self._committed: set[int] = set()
        for event, at in practice.journal.logged():
            floor = self.conversation.floor
            for command in self.conversation.handle(event, at):
                self._note(command)
            if self.conversation.floor is not floor:
                self.told.append(("floor", self.conversation.floor.value))

    def _note(self, command: commands.Command) -> None:
        match command:
            case commands.JournalTurn():
                self.kept.append(command.turn)
            case commands.DuckReply() | commands.PauseReply() | commands.ResumeReply():
                self.told.append((type(command).__name__.removesuffix("Reply").lower(), command.reply))
            case commands.CloseLine():
                self.told.append(("heard", command.reply, command.heard))
            case commands.Speak():
                self.told.append(("speaks", command.reply))
                self._shown |= {command.reply}
            case commands.CommitReply():
                self._committed |= {command.reply}
            case commands.CancelReply() if command.reply in self._shown - self._committed:
                self.told.append(("heard", command.reply, ""))
            case _:
                pass


def as_derived(message: ServerMessage) -> object:
    """Return what a message must have come from; None for one that is not the conversation's own."""
    match message:
        case messages.FloorChanged():
            return ("floor", message.floor)
        case messages.Duck() | messages.Pause() | messages.ResumePlayback():
            return (message.type, message.reply)
        case messages.Caption(side="customer", final=True):
            return ("heard", message.line, message.text)
        case messages.Caption(side="customer"):
            return ("speaks", message.line)
        case _:
            return None


@pytest.mark.parametrize("drops", [False, True], ids=["on a good line", "on a line that drops"])
@pytest.mark.parametrize("seed", range(8))
async def test_a_log_fed_again_gives_the_same_orders_and_the_same_transcript(seed: int, drops: bool) -> None:
    chance = Random(seed)
    engines = scripted(script(chance))
    async with practise(ruth(seed=seed, stays=True), engines, jitter=Random(seed)) as practice:
        await Restless(practice, chance, drops=drops).live(45.0)
    replay = Replay(practice)
    assert replay.conversation.is_at_rest
    assert replay.kept == practice.journal.kept
    assert replay.conversation.transcript == practice.journal.transcript
    told = [as_derived(message) for message in practice.client.messages]
    assert [each for each in told if each is not None] == replay.told
