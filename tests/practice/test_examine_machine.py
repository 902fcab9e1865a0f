"""Sentences about what the machine lets a server do."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.practice.examine import Finding, Verdict
from app.practice.examine_machine import Machine, examine_machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine that lacks nothing."""
    return Machine(tmp_path / "data", tmp_path / "models", "127.0.0.1", 0, (), 8, None)


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which a program listens that is not ours, and hangs up on everybody."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(0)
        yield other.getsockname()[1]


def about(what: str, machine: Machine) -> Finding:
    """Return what is found about one thing."""
    return next(each for each in examine_machine(machine) if each.about == what)


def test_nothing_is_made_by_looking(machine: Machine) -> None:
    assert {each.about for each in examine_machine(machine)} == {"disk", "processor", "memory", "port", "microphone"}
    assert not machine.data.exists()


def test_a_port_that_another_program_has_is_told(machine: Machine, taken: int) -> None:
    found = about("port", replace(machine, port=taken))
    assert (found.verdict, found.command) == (Verdict.BROKEN, "READYROOM_PORT=8001")


def test_a_free_port_is_good(machine: Machine) -> None:
    with socket.socket() as finder:
        finder.bind(("127.0.0.1", 0))
        port = finder.getsockname()[1]
    assert about("port", replace(machine, port=port)).sentence == f"Port {port} is free."


@pytest.mark.parametrize(
    ("host", "origins", "verdict"),
    [
        ("127.0.0.1", (), Verdict.GOOD),
        ("127.0.0.1", ("http://localhost:8000",), Verdict.GOOD),
        ("0.0.0.0", ("https://practice.example",), Verdict.GOOD),
        ("0.0.0.0", (), Verdict.BROKEN),
        ("127.0.0.1", ("https://practice.example", "http://practice.lan"), Verdict.BROKEN),
    ],
)
def test_browsers_give_the_microphone_to_localhost_and_to_tls(
    machine: Machine, host: str, origins: tuple[str, ...], verdict: Verdict
) -> None:
    assert about("microphone", replace(machine, host=host, origins=origins)).verdict is verdict


@pytest.mark.parametrize(("whisper", "cores", "fits"), [("small.en", 2, False), ("base.en", 2, True), (None, 1, True)])
def test_a_model_that_is_too_large_for_the_cores_is_told(
    machine: Machine, whisper: str | None, cores: int, fits: bool
) -> None:
    found = about("processor", replace(machine, whisper=whisper, cores=cores))
    assert (found.verdict is Verdict.GOOD) is fits


def test_an_incomplete_model_is_told_with_what_to_do(machine: Machine) -> None:
    (machine.models / "whisper" / "base.en").mkdir(parents=True)
    found = about("models", machine)
    assert found.command is not None
    assert found.command.endswith("readyroom models pull base.en")
