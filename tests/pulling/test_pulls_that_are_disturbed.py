"""Sentences about pulls in processes of their own: killed, beside another, on a full disk."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from app.models.installed import installed_models, verify
from app.models.known import KnownModel
from app.models.pull import Place, PullError, pull
from tests.pulling.hub import Hub, published

ROOT = Path(__file__).parents[2]
DEADLINE = 20.0


def started(model: KnownModel, place: Place, tmp_path: Path, largest: int = 0) -> subprocess.Popen[str]:
    """Start a process that pulls; `largest`: bytes that its files may have."""
    (tmp_path / "model").write_bytes(pickle.dumps(model))
    arguments = (place.hub, place.models, tmp_path / "model", largest)
    command = [sys.executable, "-m", "tests.pulling.pull_once", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_after_a_kill_nothing_is_installed_and_the_next_pull_goes_on(hub: Hub, place: Place, tmp_path: Path) -> None:
    model = published(hub, size=2_000_000)
    hub.holds_after = 1_500_000
    child = started(model, place, tmp_path)
    assert hub.is_holding.wait(DEADLINE)
    with pytest.raises(PullError, match="Another pull"):
        pull(model, place, lambda _: None)
    child.kill()
    child.communicate(timeout=DEADLINE)
    hub.go_on.set()
    hub.holds_after = None
    assert installed_models(place.models) == ()
    assert pull(model, place, lambda _: None)
    (found,) = installed_models(place.models)
    assert verify(found, ()).faults == ()


def test_on_a_full_disk_what_came_is_kept_and_the_next_pull_goes_on(hub: Hub, place: Place, tmp_path: Path) -> None:
    model = published(hub, size=2_000_000)
    said, _ = started(model, place, tmp_path, largest=1_000_000).communicate(timeout=DEADLINE)
    assert "no more room" in said
    assert "pull again" in said
    assert installed_models(place.models) == ()
    hub.asked.clear()
    pull(model, place, lambda _: None)
    (wanted,) = hub.ranges("model.bin")
    assert wanted == "bytes=1000000-"
    (found,) = installed_models(place.models)
    assert verify(found, ()).faults == ()
