"""A call to practise on: the real shell, scripted engines, everything kept in memory."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from random import Random

from app.call_record import EndedBy
from app.content.values import Limits, Persona
from app.content.vocabulary import Difficulty
from app.core.manners import Manners
from app.customer.play import Play
from app.engines.catalogue import Engines
from app.engines.hearing import RecogniserError, SpeechToText
from app.engines.language import LanguageModel
from app.engines.scripted import ScriptedSpeechToText, ScriptedTextToSpeech, ScriptedVoiceActivity
from app.engines.speaking import TextToSpeech
from app.session.call import Call, CallSetup
from app.session.wording_counts import ModelCounts
from app.transports.in_memory import InMemoryLine
from tests.customer.rehearsal import library
from tests.session.client import Client
from tests.session.kept import MemoryJournal, MemoryTape

UNSHAKEABLE = Limits(tension=1_000, patience=-1_000, silences=1_000, minutes=1_000)
"""Of a customer who never hangs up."""


def ruth(
    scenario: str = "charged_twice", *, seed: int = 1, manners: Manners | None = None, stays: bool = False
) -> Play:
    """Return a play of the billing call, with nothing but words in its sound; `stays`: she never leaves by herself."""
    persona, chosen = library().find(f"ruth_billing/{scenario}")
    language = library().language_of(persona)
    played = replace(chosen, pressure=()) if stays else chosen
    return Play(_adapted(persona, manners, stays=stays), played, Difficulty.NORMAL, seed, 1, language)


def _adapted(persona: Persona, manners: Manners | None, *, stays: bool) -> Persona:
    bare = replace(persona.voice, telephone=False, background=None)
    persona = replace(persona, manners=manners or persona.manners, voice=bare)
    return replace(persona, limits=UNSHAKEABLE) if stays else persona


def scripted(
    texts: Sequence[str | RecogniserError] = (),
    *,
    recogniser: SpeechToText | None = None,
    voice: TextToSpeech | None = None,
    words: LanguageModel | None = None,
    judge: LanguageModel | None = None,
) -> Engines:
    """Return engines that hear these texts, one for each utterance."""
    return Engines(
        activity=ScriptedVoiceActivity(),
        recogniser=recogniser or ScriptedSpeechToText(texts, partial_every=4_000),
        voice=voice or ScriptedTextToSpeech(),
        words=words,
        judge=judge,
    )


@dataclass(slots=True)
class Practice:
    """One call under way, and all that belongs to it."""

    play: Play
    engines: Engines
    journal: MemoryJournal
    tape: MemoryTape | None
    call: Call
    client: Client
    counts: ModelCounts
    holding: "asyncio.Task[EndedBy]"
    """The call itself; its result says who ended it."""
    lines: list[InMemoryLine] = field(default_factory=list)

    async def drop_line(self) -> None:
        """Cut the line under the client."""
        self.client.line.drop()
        await self.client.tick()

    async def come_back(self) -> InMemoryLine:
        """Go on over a new line, and say what was received so far."""
        last_seq = self.client.last_seq
        line = InMemoryLine()
        self.client.change_line(line)
        await self.call.attach(line, last_seq)
        return line


@asynccontextmanager
async def practise(
    play: Play,
    engines: Engines,
    *,
    journal: MemoryJournal | None = None,
    tape: MemoryTape | None = None,
    jitter: Random | None = None,
) -> AsyncIterator[Practice]:
    """Begin a call; one that is not over at the end is stopped."""
    journal = journal or MemoryJournal()
    line = InMemoryLine()
    async with asyncio.TaskGroup() as tasks:
        counts = ModelCounts()
        call = Call(CallSetup("a-call", play, engines, journal, tape, counts))
        holding = tasks.create_task(call.run(line), name="the call")
        yield Practice(play, engines, journal, tape, call, Client(line, jitter), counts, holding)
        call.stop(EndedBy.SERVER)
