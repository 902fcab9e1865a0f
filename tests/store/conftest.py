"""What the sentences about the store begin with."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.store import Store


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An open store on a fresh folder."""
    opened = await Store.open(tmp_path / "data")
    yield opened
    await opened.close()
