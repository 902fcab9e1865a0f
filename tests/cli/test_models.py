"""An operator's look at models from the command line; the download itself is told of in tests/pulling."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner, Result

from app.cli.commands import cli
from app.errors import EngineError
from app.models.known import known_models


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """A command chooses how it logs; the next test logs as usual."""
    yield
    structlog.reset_defaults()


def run(models: Path, *arguments: str) -> Result:
    """Run `readyroom models ...` on this folder, with a hub that nobody listens at."""
    given = {"READYROOM_MODELS": str(models), "READYROOM_HUB_URL": "http://127.0.0.1:9"}
    return CliRunner().invoke(cli, ["models", *arguments], env=given)


def test_the_list_names_everything_that_can_be_pulled_with_size_and_licence(tmp_path: Path) -> None:
    shown = run(tmp_path, "list")
    assert shown.exit_code == 0
    for model in known_models():
        assert model.name in shown.stdout
    assert "RESTRICTED" in shown.stdout
    assert shown.stdout.count("available") == len(known_models())


def test_what_is_installed_is_in_the_list_whoever_put_it_there(tmp_path: Path) -> None:
    for name in ("base.en", "my-own"):
        (tmp_path / "whisper" / name).mkdir(parents=True)
        (tmp_path / "whisper" / name / "config.json").write_text("{}")
    told = json.loads(run(tmp_path, "list", "--json").stdout)
    states = {each["name"]: each["state"] for each in told["models"]}
    assert (
        states["base.en"]
        == states["my-own"]
        == "incomplete: lacks model.bin, tokenizer.json, vocabulary.txt or vocabulary.json"
    )
    assert states["tiny.en"] == "available"


def test_a_restricted_voice_is_not_pulled_before_its_licence_is_accepted(tmp_path: Path) -> None:
    refused = run(tmp_path, "pull", "en_US-lessac-medium")
    assert refused.exit_code == 2
    assert "no commercial use" in refused.stderr
    assert "--accept-licence" in refused.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("accepted", [("en_US-lessac-medium", "--accept-licence"), ("base.en",)])
def test_offline_a_pull_ends_with_what_to_do(tmp_path: Path, accepted: tuple[str, ...]) -> None:
    offline = run(tmp_path, "pull", *accepted)
    assert isinstance(offline.exception, EngineError)
    for words in ("cannot be reached", "READYROOM_HUB_URL", str(tmp_path)):
        assert words in str(offline.exception)


def test_verify_finds_what_is_wrong_and_says_how_to_mend_it(tmp_path: Path) -> None:
    assert run(tmp_path, "verify").exit_code == 0
    folder = tmp_path / "piper" / "en_US-amy-medium"
    folder.mkdir(parents=True)
    (folder / "voice.onnx").write_bytes(b"another voice")
    found = run(tmp_path, "verify")
    assert found.exit_code == 1
    assert found.stdout.splitlines() == [
        "en_US-amy-medium: voice.onnx is changed",
        "en_US-amy-medium: voice.onnx.json is missing",
        "  Mend it: readyroom models pull en_US-amy-medium",
    ]
    (told,) = json.loads(run(tmp_path, "verify", "en_US-amy-medium", "--json").stdout)
    assert told["compared_with"] == "what is published under this name"
    assert told["faults"][0] == {"file": "voice.onnx", "trouble": "changed"}
