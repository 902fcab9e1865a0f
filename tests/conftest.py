"""How the tests are shared out among workers: by file, or by folder where files share a server; the longest first."""

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

TOGETHER = ("browser", "web", "wire")
"""Folders whose files share a server, and perhaps a browser: what one worker starts once, several would start each."""
LONGEST = (
    "browser",
    "certification/test_certification.py",
    "wire",
    "wording/test_misbehaving_model.py",
    "engines/test_stt_pocketsphinx.py",
    "jobs/test_killed_jobs.py",
    "certification/test_own_words.py",
    "practice/test_drain.py",
    "practice/test_trace_call.py",
    "caller/test_command.py",
    "engines/test_workers.py",
    "cli/test_doctor.py",
    "web",
    "jobs/test_jobs.py",
    "faults/test_better_parts.py",
    "faults/test_killed_server.py",
)
"""By `pytest --durations=0`; a worker that began one of these when the others are done would be waited for."""


class Sharing(LoadScopeScheduling):  # type: ignore[misc]
    """Hands each worker whole groups."""

    def _split_scope(self, nodeid: str) -> str:
        return group(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Sharing:
    """Share the tests out among workers, where there are any."""
    return Sharing(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest first; else the order stays as it is."""
    ranks = {name: rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(group(item.nodeid), len(ranks)))


def group(nodeid: str) -> str:
    """Return the folder whose files share a server, or the file, that a test belongs to; within `tests`."""
    file = nodeid.partition("::")[0].removeprefix("tests/")
    folder = file.partition("/")[0]
    return folder if folder in TOGETHER else file
