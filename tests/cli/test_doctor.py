"""`readyroom doctor` as a process: on a bare machine, with everything configured, and with something broken."""

import asyncio
import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.models.server.behaviours import Behaviour
from tests.models.server.fixtures import stand_in
from tests.models.server.stand_in import StandIn

__all__ = ["stand_in"]

PROJECT = Path(__file__).parents[2]
MINI = PROJECT / "tests" / "models"
PROGRAM = "import sys; from app.cli import main; sys.exit(main())"
KEY = "sk-nobody-may-read-this"
SCRIPTED = {"READYROOM_VAD": "scripted", "READYROOM_RECOGNISER": "scripted", "READYROOM_VOICE": "scripted"}
"""Parts that start at once, for sentences about something else."""


@pytest.fixture
def given(tmp_path: Path) -> dict[str, str]:
    """Settings of a bare machine with one customer, on any free port."""
    (tmp_path / "personas").mkdir()
    shutil.copy(PROJECT / "personas" / "ruth_billing.yaml", tmp_path / "personas")
    settings = {"PERSONAS": tmp_path / "personas", "DATA": tmp_path / "data", "PORT": 0}
    return {f"READYROOM_{name}": str(value) for name, value in settings.items()}


async def doctor(given: dict[str, str], *arguments: str) -> tuple[int, str]:
    """Run it; return its exit code and all that it said."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        PROGRAM,
        "doctor",
        *arguments,
        env=os.environ | given,
        cwd=PROJECT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await child.communicate()
    assert child.returncode is not None
    return child.returncode, said.decode()


async def findings(given: dict[str, str]) -> tuple[int, dict[str, dict[str, str]]]:
    """Run it; return its exit code and the findings by what they are about."""
    code, said = await doctor(given, "--json")
    return code, {each["about"]: each for each in json.loads(said)["findings"]}


async def test_on_a_bare_machine_everything_works_and_each_better_part_has_its_command(given: dict[str, str]) -> None:
    code, said = await doctor(given)
    assert code == 0, said
    for command in ("readyroom models pull base.en", "models pull en_US-libritts_r-medium", "READYROOM_MODEL_URL"):
        assert command in said
    for words in ("Silero", "PocketSphinx", "eSpeak NG", "SQLite", "GB are free", "localhost", "Everything works."):
        assert words in said


async def test_with_everything_configured_nothing_would_be_better(
    given: dict[str, str], tmp_path: Path, stand_in: StandIn
) -> None:
    shutil.copytree(MINI / "whisper" / "mini", tmp_path / "models" / "whisper" / "base.en")
    shutil.copytree(MINI / "piper" / "mini", tmp_path / "models" / "piper" / "mini")
    server = {"URL": stand_in.url, "KEY": KEY, "NAME": "small"}
    given |= {f"READYROOM_{role}_{name}": value for role in ("MODEL", "JUDGE") for name, value in server.items()}
    given["READYROOM_MODELS"] = str(tmp_path / "models")
    given["READYROOM_WHISPER_MODEL"] = "base.en"
    given["READYROOM_ORIGINS"] = '["https://practice.example"]'
    code, found = await findings(given)
    assert code == 0, found
    assert {each["verdict"] for each in found.values()} == {"good"}, found
    assert "Whisper base.en" in found["recogniser"]["sentence"]
    assert "TLS" in found["microphone"]["sentence"]
    assert KEY not in repr(found)


async def test_what_does_not_work_is_exit_code_1_with_what_to_do(given: dict[str, str], stand_in: StandIn) -> None:
    stand_in.behaviour = Behaviour.UNAUTHORISED
    personas = Path(given["READYROOM_PERSONAS"])
    (personas / "broken.yaml").write_text("id: broken\n")
    given |= SCRIPTED | {
        "READYROOM_RECOGNISER": "whisper",
        "READYROOM_MODEL_URL": stand_in.url,
        "READYROOM_MODEL_KEY": KEY,
        "READYROOM_MODEL_NAME": "small",
        "READYROOM_ORIGINS": '["http://practice.example"]',
        "READYROOM_DATABASE_URL": "postgresql+nothing://host/name",
    }
    code, found = await findings(given)
    assert code == 1
    broken = {about for about, each in found.items() if each["verdict"] == "broken"}
    assert broken == {"recogniser", "words", "customers", "microphone", "database"}
    assert "readyroom models pull base.en" in found["recogniser"]["command"]
    assert "READYROOM_MODEL_URL" in found["words"]["command"]
    assert "broken.yaml:1" in found["customers"]["command"]
    assert KEY not in repr(found)
