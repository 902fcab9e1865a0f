"""A call that is played for these sentences is played in invented time."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.virtual_time import VirtualTimeLoop


def pytest_asyncio_loop_factories(config: pytest.Config, item: pytest.Item) -> Mapping[str, Callable[[], Any]]:
    """Run the tests of this folder on the loop whose time is invented."""
    return {"virtual time": VirtualTimeLoop}
