"""Carries out the conversation's commands, and captions what both sides say."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.call_record import EndedBy
from app.core import commands, events
from app.core.commands import Command
from app.core.events import Event
from app.session.keeping import Keeping
from app.session.listening import Listening
from app.session.role import Role
from app.session.speaking import Speaking
from app.transports.messages import Caption, Duck, Pause, ResumePlayback, ServerMessage


@dataclass(frozen=True, slots=True)
class Parts:
    """What the hands of a call work with."""

    tasks: asyncio.TaskGroup
    listening: Listening
    speaking: Speaking
    keeping: Keeping
    role: Role
    tell: Callable[[ServerMessage], None]


class Performing:
    """The hands of a call."""

    def __init__(self, call: str, parts: Parts) -> None:
        self.ended_by: EndedBy | None = None
        """Who ended the call; None while it lives."""
        self._call = call
        self._parts = parts
        self._said: dict[int, str] = {}
        """What is shown of the customer's last line, by its number."""
        self._unheard: int | None = None
        """The line that is shown although nothing of it was heard yet."""
        self._hands: dict[type[Command], Callable[[Any], None]] = {
            commands.Transcribe: self._transcribe,
            commands.PrepareReply: parts.role.prepare,
            commands.JournalTurn: lambda order: parts.keeping.keep(order.turn),
            commands.Speak: self._speak,
            commands.EndReply: lambda order: parts.speaking.end(order.reply),
            commands.CommitReply: self._commit,
            commands.CloseLine: self._close_line,
            commands.CancelReply: self._cancel,
            commands.DuckReply: lambda order: parts.tell(Duck(reply=order.reply)),
            commands.PauseReply: self._pause,
            commands.ResumeReply: self._resume,
            commands.Murmur: self._murmur,
            commands.EndCall: self._end,
        }

    def perform(self, command: Command) -> None:
        """Carry out one command; none of them waits."""
        self._hands[type(command)](command)

    def caption(self, event: Event) -> None:
        """Show the trainee's words as they are recognised."""
        match event:
            case events.PartialHeard():
                self._show("trainee", event.utterance, event.text, final=False)
            case events.TranscriptReady() | events.TurnTyped():
                self._show("trainee", event.utterance, event.text, final=True)
            case _:
                pass

    def _transcribe(self, order: commands.Transcribe) -> None:
        work = self._parts.listening.transcribe(order.utterance)
        self._parts.tasks.create_task(work, name=f"transcribing {self._call}")

    def _speak(self, order: commands.Speak) -> None:
        said = self._said.get(order.reply, "")
        self._unheard = self._unheard if said else order.reply
        self._said = {order.reply: f"{said} {order.text}".strip()}
        self._show("customer", order.reply, self._said[order.reply], final=False)
        self._parts.speaking.speak(order.reply, order.piece, order.text)

    def _commit(self, order: commands.CommitReply) -> None:
        self._unheard = None
        self._parts.role.commit(order.reply)

    def _close_line(self, order: commands.CloseLine) -> None:
        self._show("customer", order.reply, order.heard, final=True)
        self._parts.role.close(order)

    def _cancel(self, order: commands.CancelReply) -> None:
        if order.reply == self._unheard:
            self._show("customer", order.reply, "", final=True)
        self._parts.role.cancel(order.reply)
        self._parts.speaking.cancel(order.reply)

    def _pause(self, order: commands.PauseReply) -> None:
        self._parts.tell(Pause(reply=order.reply))
        self._parts.speaking.pause(order.reply, is_paused=True)

    def _resume(self, order: commands.ResumeReply) -> None:
        self._parts.tell(ResumePlayback(reply=order.reply))
        self._parts.speaking.pause(order.reply, is_paused=False)

    def _murmur(self, order: commands.Murmur) -> None:
        work = self._parts.speaking.murmur(order.text, self._parts.listening.position)
        self._parts.tasks.create_task(work, name=f"murmur {self._call}")

    def _end(self, order: commands.EndCall) -> None:
        self.ended_by = EndedBy(order.by)

    def _show(self, side: str, line: int, text: str, *, final: bool) -> None:
        caption = Caption.model_validate({"side": side, "line": line, "text": text, "final": final})
        self._parts.tell(caption)
