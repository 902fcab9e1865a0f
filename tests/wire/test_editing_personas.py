"""A persona's file is edited while a real server runs: each call holds to the version it began with."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.content.authors_file import FRESH
from tests.wire.client import on_call, post, the_record
from tests.wire.server import ServeProcess, serving


@pytest.fixture
def authored(tmp_path: Path) -> Iterator[tuple[ServeProcess, Path]]:
    """A server over one persona, and that persona's file."""
    file = tmp_path / "personas" / "dana.yaml"
    file.parent.mkdir()
    file.write_text(FRESH, encoding="utf-8")
    with serving(tmp_path, {"READYROOM_PERSONAS": str(file.parent)}, scores=False) as server:
        yield server, file


async def played(server: ServeProcess, edit: Callable[[], object] = lambda: None) -> str:
    """Hold a call, perhaps with an edit in its middle; return the SHA-256 of the persona that its record pins."""
    trainee = server.trainee()
    async with on_call(server.url, trainee.token, persona="new_persona") as client:
        edit()
        await client.listen()
        call = client.call
    record = await the_record(server.url, trainee.token, call)
    return str(record["pins"]["persona"])


def hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()


async def test_an_edit_serves_the_next_call_and_a_bad_one_none(authored: tuple[ServeProcess, Path]) -> None:
    server, file = authored
    better, broken = FRESH.replace("age: 38", "age: 39"), FRESH.replace("age: 38", "age: old")
    assert hashed(FRESH) in await played(server, lambda: file.write_text(better, encoding="utf-8"))
    assert hashed(better) in await played(server, lambda: file.write_text(broken, encoding="utf-8"))
    assert hashed(better) in await played(server)
    line = broken[: broken.index("age: old")].count("\n") + 1
    assert f"dana.yaml:{line}:identity.age: " in server.log
    assert server.log.count("persona_refused") == 1
    file.rename(file.with_suffix(".txt"))
    answer = await post(server.url, server.trainee().token, "/api/calls", {"persona": "new_persona", "seed": 7})
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-persona")
    assert server.trouble == []
