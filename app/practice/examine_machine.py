"""Looks at the machine: room, cores, memory, the port, and whether browsers give the microphone."""

import os
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2

from app.addresses import is_loopback
from app.models.installed import installed_models
from app.models.known import Kind
from app.practice.examine import Finding, Verdict

CALL = 32_000_000
"""Bytes of a recorded call of six minutes: two channels of 16 bits at 22.05 kHz."""
LITTLE_ROOM, NO_ROOM = 50 * CALL, 5 * CALL
SERVER_MEMORY = 600_000_000
"""Bytes that a server on the parts of a bare machine takes in a call, with room to spare (385 MiB measured)."""
CORES_FOR = {"small.en": 6, "small": 6, "base.en": 2, "large-v3-turbo": 16}
"""Cores from which on a recogniser model keeps up with a call."""
WAIT = 2.0
"""Seconds for a server on the port to say what it is."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What is looked at."""

    data: Path
    models: Path
    host: str
    port: int
    origins: tuple[str, ...]
    cores: int
    whisper: str | None
    """The recogniser's model that is in use; `None`: none."""


def examine_machine(machine: Machine) -> tuple[Finding, ...]:
    """Return what there is to say. Blocking."""
    return (
        _room(machine.data),
        *_models(machine),
        _cores(machine),
        _memory(machine),
        _port(machine.host, machine.port),
        _microphone(machine.host, machine.origins),
    )


def _room(data: Path) -> Finding:
    folder = next(each for each in (data.resolve(), *data.resolve().parents) if each.exists())
    free = shutil.disk_usage(folder).free
    sentence = f"{free / 1e9:.1f} GB are free: room for about {free // CALL:,} recorded calls of six minutes."
    if not os.access(folder, os.W_OK):
        return Finding("disk", Verdict.BROKEN, "The data folder cannot be written.", None, f"Make {folder} writable")
    if free < NO_ROOM:
        return Finding("disk", Verdict.BROKEN, sentence, "Calls will soon not be kept.", f"Make room in {folder}")
    verdict = Verdict.COULD_BE_BETTER if free < LITTLE_ROOM else Verdict.GOOD
    return Finding("disk", verdict, sentence, None, f"Make room in {folder}" if free < LITTLE_ROOM else None)


def _models(machine: Machine) -> Iterator[Finding]:
    for model in installed_models(machine.models):
        if model.lacks:
            yield Finding(
                "models",
                Verdict.COULD_BE_BETTER,
                f"{model.name} is incomplete and is not used.",
                None,
                f"Remove {model.folder}, then: readyroom models pull {model.name}",
            )


def _cores(machine: Machine) -> Finding:
    needed = CORES_FOR.get(machine.whisper or "", 1)
    sentence = f"{machine.cores} {'core' if machine.cores == 1 else 'cores'}."
    if machine.cores >= needed:
        return Finding("processor", Verdict.GOOD, sentence)
    advice = f"The recogniser's model {machine.whisper} wants {needed}; answers will be late."
    return Finding("processor", Verdict.COULD_BE_BETTER, sentence, advice, "READYROOM_WHISPER_MODEL=base.en")


def _memory(machine: Machine) -> Finding:
    free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    needed = SERVER_MEMORY + sum(
        model.size
        for model in installed_models(machine.models)
        if model.kind is Kind.PIPER or model.name == machine.whisper
    )
    sentence = (
        f"{whole / 1e9:.1f} GB of memory, {free / 1e9:.1f} GB of it unused; a server takes about {needed / 1e9:.1f} GB."
    )
    if whole < needed:
        advice = "It may be stopped for want of memory."
        return Finding("memory", Verdict.COULD_BE_BETTER, sentence, advice, "Use a smaller model, or fewer voices")
    return Finding("memory", Verdict.GOOD, sentence)


def _port(host: str, port: int) -> Finding:
    if port == 0:
        return Finding("port", Verdict.GOOD, "A free port is taken at each start.")
    bare = host.strip("[]")
    with socket.socket(socket.AF_INET6 if ":" in bare else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bare, port))
        except PermissionError:
            return Finding("port", Verdict.BROKEN, f"Port {port} may not be listened on.", None, "READYROOM_PORT=8000")
        except socket.gaierror:
            return Finding(
                "port", Verdict.BROKEN, "The host to listen on has no address.", None, "READYROOM_HOST=127.0.0.1"
            )
        except OSError:
            return _taken(host, port)
    return Finding("port", Verdict.GOOD, f"Port {port} is free.")


def _taken(host: str, port: int) -> Finding:
    """Say who has the port: a server of ours, which is well, or another program."""
    try:
        told = httpx2.get(f"http://{host}:{port}/health", timeout=WAIT, trust_env=False).json()
        is_ours = isinstance(told, dict) and "live_calls" in told
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError):
        is_ours = False
    if is_ours:
        return Finding("port", Verdict.GOOD, f"A Readyroom server is running on port {port}.")
    return Finding(
        "port",
        Verdict.BROKEN,
        f"Port {port} cannot be listened on: another program has it.",
        None,
        "READYROOM_PORT=8001",
    )


def _microphone(host: str, origins: tuple[str, ...]) -> Finding:
    plain = [each for each in origins if each.startswith("http:") and not is_loopback(_host_of(each))]
    if plain or (not origins and not is_loopback(host)):
        return Finding(
            "microphone",
            Verdict.BROKEN,
            "Browsers on other machines do not give the microphone to this server's pages, for they come without TLS.",
            None,
            "Put TLS in front, and name the address: READYROOM_ORIGINS='[\"https://practice.example\"]'",
        )
    if not origins:
        return Finding(
            "microphone",
            Verdict.GOOD,
            "Browsers on this machine give the microphone to localhost; others need TLS in front of the server.",
        )
    return Finding("microphone", Verdict.GOOD, "Pages come with TLS, so browsers give them the microphone.")


def _host_of(origin: str) -> str:
    return httpx2.URL(origin).host
