"""What the sentences about the wire begin with."""

from collections.abc import Iterator

import pytest

from tests.wire.server import ServeProcess, serving

TRAINEES = 300
"""Each sentence takes fresh ones, so that no call of one is in the way of another."""


@pytest.fixture(scope="session")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServeProcess]:
    """One server for all sentences."""
    with serving(tmp_path_factory.mktemp("wire"), trainees=TRAINEES) as server:
        yield server


@pytest.fixture
def server(process: ServeProcess) -> Iterator[ServeProcess]:
    """The server; whatever a sentence does to it, nothing may have gone wrong in it."""
    before = len(process.trouble)
    yield process
    assert process.trouble[before:] == []
