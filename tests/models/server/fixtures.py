"""The stand-in as a fixture; import it into the test file that uses it."""

from collections.abc import AsyncIterator

import pytest

from tests.models.server.stand_in import StandIn


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    """Yield a well-behaved model server that listens on this machine."""
    async with StandIn() as server:
        yield server
