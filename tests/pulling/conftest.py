"""What the sentences about pulling begin with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.hub import hub_client
from app.models.pull import Place
from tests.pulling.hub import Hub, serving

PLENTY = 10**12


@pytest.fixture
def hub() -> Iterator[Hub]:
    """A hub that behaves, until it is told not to."""
    with serving() as hub:
        yield hub


@pytest.fixture
def place(hub: Hub, tmp_path: Path) -> Iterator[Place]:
    """An empty models folder; a voice is patched by a word at its end."""
    with hub_client() as client:
        yield Place(tmp_path / "data" / "models", hub.url, client, lambda onnx: onnx + b"patched", lambda _: PLENTY)
