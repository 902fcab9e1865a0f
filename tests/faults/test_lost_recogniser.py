"""Sentences about a recogniser process that dies or hangs while the trainee speaks."""

import asyncio
import json
import os
import signal
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.call_record import CallRecord, EndedBy
from app.caller.caller import Caller
from app.caller.connection import Order, Server
from app.core.event_log import from_json
from app.core.events import TranscriptReady
from app.core.transcript import Side
from app.engines.catalogue import Engines, choose
from app.engines.stt_pocketsphinx import PocketSphinx
from app.serving import Hosted, hosted
from app.settings import Settings
from tests.faults.killed_calls import utterance

SAID = "invoice_open_question"
WORDS = {"happened", "called", "last", "time"}
"""Some of what is said in it."""
SCRIPT = [utterance("wait_stop_rms", interrupts_after=0.3), utterance(SAID, interrupts_after=0.3)]
STRUCK_AFTER = 20_000
"""Samples of the utterance after which the fault strikes: 1.25 s, in the middle of a word."""


@dataclass(slots=True)
class Recognisers:
    """The processes of one server's recogniser, in the order in which they loaded, and what is done to them."""

    fault: signal.Signals
    times: int
    """How many of them meet with it."""
    ids: list[int] = field(default_factory=list)
    has_struck: bool = False

    def on_loaded(self, process_id: int) -> None:
        """Take note of a process that has just loaded; it may be the next to go."""
        self.ids.append(process_id)
        if self.has_struck and len(self.ids) <= self.times:
            os.kill(process_id, self.fault)

    def watch(self, caller: Caller) -> None:
        """Strike in the middle of the second utterance."""
        said = caller.heard.said if caller.heard else []
        if len(said) == 2 and not self.has_struck and caller.now >= said[1].start + STRUCK_AFTER:
            self.has_struck = True
            os.kill(self.ids[0], self.fault)


@dataclass(frozen=True, slots=True)
class StruckCall:
    """A call after it."""

    record: CallRecord
    transcripts: tuple[TranscriptReady, ...]
    processes: int
    """How many recognisers were loaded in all."""

    @property
    def spoken(self) -> list[str]:
        """What was recognised, turn by turn."""
        return [turn.text for turn in self.record.turns if turn.side is Side.TRAINEE]

    @property
    def moves(self) -> list[str]:
        """What the customer did, line by line."""
        return [step.move for step in self.record.mind if step.move]


FAULTS: dict[str, Callable[[], Recognisers]] = {
    "killed": lambda: Recognisers(signal.SIGKILL, 1),
    "killed twice": lambda: Recognisers(signal.SIGKILL, 2),
    "stopped": lambda: Recognisers(signal.SIGSTOP, 1),
}


@pytest.fixture(scope="module")
def struck(tmp_path_factory: pytest.TempPathFactory) -> dict[str, StruckCall]:
    """Three calls at the same time, each on a server and a recogniser of its own."""
    recognisers = {name: make() for name, make in FAULTS.items()}
    with ExitStack() as stack:
        servers = [
            stack.enter_context(_server(tmp_path_factory.mktemp("struck"), each)) for each in recognisers.values()
        ]
        return dict(zip(FAULTS, asyncio.run(_hold_all(servers, list(recognisers.values()))), strict=True))


def _server(data: Path, recognisers: Recognisers) -> AbstractContextManager[Hosted]:
    usual = choose("silero", "pocketsphinx", "espeak")
    engines = Engines(usual.activity, PocketSphinx(on_loaded=recognisers.on_loaded), usual.voice)
    return hosted(Settings(host="127.0.0.1", port=0, data=data), engines=engines)


async def _hold_all(servers: list[Hosted], recognisers: list[Recognisers]) -> list[StruckCall]:
    return await asyncio.gather(*map(_hold, servers, recognisers))


async def _hold(hosted_server: Hosted, recognisers: Recognisers) -> StruckCall:
    server = Server(hosted_server.url, hosted_server.token)
    heard = await Caller(server, Order("ruth_billing", seed=3), SCRIPT, recognisers.watch).call()
    kept = await server.kept(heard.call)
    events = [from_json(json.loads(line))[0] for line in kept.events.splitlines()]
    transcripts = tuple(event for event in events if isinstance(event, TranscriptReady))
    return StruckCall(CallRecord.model_validate_json(kept.record), transcripts, len(recognisers.ids))


@pytest.mark.parametrize("fault", ["killed", "stopped"])
def test_an_utterance_whose_recogniser_is_lost_is_recognised_by_the_next(
    struck: dict[str, StruckCall], fault: str
) -> None:
    call = struck[fault]
    assert call.processes == 2
    assert [transcript.failure for transcript in call.transcripts] == [None] * len(call.transcripts)
    assert set(call.spoken[1].split()) >= WORDS


def test_an_utterance_that_costs_two_recognisers_has_no_words_and_the_customer_asks_again(
    struck: dict[str, StruckCall],
) -> None:
    call = struck["killed twice"]
    assert call.processes == 3
    assert [transcript.failure for transcript in call.transcripts if transcript.failure] == ["RecogniserError"]
    assert call.spoken[1] == ""
    assert call.moves[2] == "not_understood"


@pytest.mark.parametrize("fault", FAULTS)
def test_the_call_goes_on_to_its_ordinary_end(struck: dict[str, StruckCall], fault: str) -> None:
    call = struck[fault]
    assert call.record.ended_by is EndedBy.TRAINEE
    assert call.record.not_saved == ()
    assert [turn.side for turn in call.record.turns][-2:] == [Side.TRAINEE, Side.CUSTOMER]
    assert not call.record.turns[-1].cut
