"""Sentences about the heavy parts, which start after the server answers."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.engines.catalogue import Engines, choose
from app.engines.hearing import SpeechDetector, UtteranceStream
from app.errors import EngineError
from app.main import create_app
from app.practice.start_parts import Parts, PartState, StartingError
from app.settings import Settings
from app.web.wire import desk_of_app

PORT = 8000
DEADLINE = 10.0
"""How long scripted parts may take to start, in seconds."""


class SlowRecogniser:
    """Implements `SpeechToText`: it is ready when it is let."""

    name = "slow"

    def __init__(self, failure: Exception | None = None) -> None:
        self.may_start = asyncio.Event()
        self.is_ready = True
        self._failure = failure

    async def start(self) -> None:
        """Wait to be let; then fail, if that is what it is for."""
        await self.may_start.wait()
        if self._failure is not None:
            raise self._failure

    def hears(self, language: str) -> bool:
        """Say yes to every language."""
        return True

    def open(self, on_partial: Callable[[str], None], hotwords: tuple[str, ...] = ()) -> UtteranceStream:
        """Nobody gets this far."""
        raise AssertionError

    async def close(self) -> None:
        """Nothing was opened."""


class BrokenActivity:
    """Implements `VoiceActivity`: its model cannot be loaded."""

    name = "broken"

    async def start(self) -> None:
        """Fail."""
        raise EngineError("The detector's model is missing.")

    def open(self) -> SpeechDetector:
        """Nobody gets this far."""
        raise AssertionError


def engines(recogniser: SlowRecogniser) -> Engines:
    """Return scripted engines with this recogniser."""
    scripted = choose("scripted", "scripted", "scripted")
    return Engines(scripted.activity, recogniser, scripted.voice)


def settings_of(data: Path) -> Settings:
    """Return settings of a server on scripted parts."""
    return Settings(port=PORT, data=data, recogniser="scripted", voice="scripted", vad="scripted")


@pytest.fixture
async def recogniser() -> SlowRecogniser:
    """One that waits to be let."""
    return SlowRecogniser()


async def test_who_comes_early_waits_until_every_part_is_ready(recogniser: SlowRecogniser) -> None:
    parts = Parts()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(parts.start(engines(recogniser)))
        waiting = tasks.create_task(parts.wait())
        await asyncio.wait({waiting}, timeout=0.01)
        assert not waiting.done()
        assert (parts.status, parts.state("voice")) == (PartState.STARTING, PartState.READY)
        recogniser.may_start.set()
    assert parts.status is PartState.READY


async def test_who_waited_for_long_is_told_to_try_again() -> None:
    with pytest.raises(StartingError, match="still starting"):
        await Parts().wait(patience=0)


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [(EngineError("The model is missing."), "The model is missing."), (ValueError("secret"), "recogniser cannot be")],
)
async def test_who_waits_for_a_part_that_fails_is_told_why(failure: Exception, sentence: str) -> None:
    recogniser, parts = SlowRecogniser(failure), Parts()
    recogniser.may_start.set()
    await parts.start(engines(recogniser))
    with pytest.raises(EngineError, match=sentence) as told:
        await parts.wait()
    assert "secret" not in str(told.value)
    assert (parts.status, parts.state("voice")) == (PartState.FAILED, PartState.READY)


def test_the_server_answers_while_a_part_is_starting_and_says_so(tmp_path: Path) -> None:
    slow = SlowRecogniser()
    with TestClient(create_app(settings_of(tmp_path), PORT, engines=engines(slow), scores=False)) as client:
        told = client.get("/health").json()
        assert told["status"] == "starting"
        assert {part["role"]: part["state"] for part in told["parts"]}["recogniser"] == "starting"
        assert client.portal is not None
        client.portal.call(slow.may_start.set)
        client.portal.call(desk_of_app(client.app).parts.wait, DEADLINE)  # type: ignore[arg-type]
        assert client.get("/health").json()["status"] == "ok"


def test_a_call_that_comes_while_a_part_is_starting_waits_for_it(tmp_path: Path) -> None:
    slow = SlowRecogniser()
    with TestClient(create_app(settings_of(tmp_path), PORT, engines=engines(slow), scores=False)) as client:
        desk = desk_of_app(client.app)  # type: ignore[arg-type]
        assert client.portal is not None
        token = client.portal.call(desk.store.issue_token, "ada")
        form, bearer = {"persona": "ruth_billing"}, {"Authorization": f"Bearer {token}"}
        ticket = client.post("/api/calls", json=form, headers=bearer).json()["ticket"]
        with client.websocket_connect("/ws") as line:
            line.send_json({"type": "hello", "seq": 1, "ticket": ticket})
            assert (client.get("/health").json()["status"], desk.live) == ("starting", {})
            client.portal.call(slow.may_start.set)
            assert line.receive_json()["type"] == "started"
            line.send_json({"type": "hang_up", "seq": 2})


def test_a_server_whose_part_failed_answers_and_refuses_calls_with_the_reason(tmp_path: Path) -> None:
    broken = SlowRecogniser(EngineError("The model is missing."))
    broken.may_start.set()
    with TestClient(create_app(settings_of(tmp_path), PORT, engines=engines(broken), scores=False)) as client:
        desk = desk_of_app(client.app)  # type: ignore[arg-type]
        assert client.portal is not None
        token = client.portal.call(desk.store.issue_token, "ada")
        with pytest.raises(EngineError, match="missing"):
            client.portal.call(desk.parts.wait, DEADLINE)
        form, bearer = {"persona": "ruth_billing"}, {"Authorization": f"Bearer {token}"}
        refused = client.post("/api/calls", json=form, headers=bearer)
        assert (refused.status_code, refused.json()["message"]) == (503, "The model is missing.")
        assert client.get("/health").json()["status"] == "failed"


def test_health_tells_when_the_recogniser_has_lost_its_processes_and_when_it_is_back(tmp_path: Path) -> None:
    slow = SlowRecogniser()
    slow.may_start.set()
    with TestClient(create_app(settings_of(tmp_path), PORT, engines=engines(slow), scores=False)) as client:
        assert client.portal is not None
        client.portal.call(desk_of_app(client.app).parts.wait, DEADLINE)  # type: ignore[arg-type]
        slow.is_ready = False
        told = client.get("/health").json()
        assert told["status"] == "starting"
        assert [part["state"] for part in told["parts"][:3]] == ["ready", "starting", "ready"]
        slow.is_ready = True
        assert client.get("/health").json()["status"] == "ok"


async def test_the_speech_detector_is_a_part_of_its_own(recogniser: SlowRecogniser) -> None:
    recogniser.may_start.set()
    scripted, parts = engines(recogniser), Parts()
    await parts.start(Engines(BrokenActivity(), scripted.recogniser, scripted.voice))
    with pytest.raises(EngineError, match="detector's model"):
        await parts.wait()
    states = [parts.state(role) for role in ("speech detector", "recogniser", "voice")]
    assert states == [PartState.FAILED, PartState.READY, PartState.READY]
