"""The library of a running server: a good edit serves the next call, a bad one is told once and changes nothing."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from app.content.shelf import Shelf
from app.engines.catalogue import choose
from app.practice.desk import Desk
from app.practice.fresh_library import fresh_library
from app.store import Store
from tests.content.authors_file import FRESH, PROJECT


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """A desk over a folder with one persona in it."""
    folder = tmp_path / "personas"
    folder.mkdir()
    (folder / "dana.yaml").write_text(FRESH, encoding="utf-8")
    shelf = Shelf(folder, PROJECT / "languages")
    store = await Store.open(tmp_path, None)
    try:
        async with asyncio.TaskGroup() as tasks:
            yield Desk(store, shelf.look(), choose("scripted", "scripted", "scripted"), 1, tasks, shelf=shelf)
    finally:
        await store.close()


def edit(desk: Desk, old: str, new: str) -> None:
    assert desk.shelf is not None
    path = desk.shelf.personas / "dana.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


async def test_a_good_edit_is_in_the_library_of_the_next_call(desk: Desk) -> None:
    held = desk.library
    edit(desk, "Dana Whitfield", "Dana Whitaker")
    assert (await fresh_library(desk)).find("new_persona")[0].name == "Dana Whitaker"
    assert held.find("new_persona")[0].name == "Dana Whitfield"


async def test_a_bad_edit_is_logged_once_with_file_line_and_key(desk: Desk) -> None:
    edit(desk, "trust: 35", "trust: plenty")
    with capture_logs() as logs:
        for _ in range(3):
            assert (await fresh_library(desk)).find("new_persona")[0].start.trust == 35
    [told] = [each for each in logs if each["event"] == "persona_refused"]
    assert str(told["fault"]).startswith("dana.yaml:")
    assert ":start.trust: this must be a whole number" in str(told["fault"])


async def test_many_calls_at_once_read_an_edit_once(desk: Desk) -> None:
    edit(desk, "Dana Whitfield", "Dana Whitaker")
    with capture_logs() as logs:
        found = await asyncio.gather(*(fresh_library(desk) for _ in range(8)))
    assert len({id(library) for library in found}) == 1
    assert [each["event"] for each in logs] == ["persona_taken"]


async def test_a_folder_that_is_gone_leaves_the_library_as_it_was(desk: Desk) -> None:
    assert desk.shelf is not None
    before = desk.library
    desk.shelf.personas.rename(desk.shelf.personas.with_name("elsewhere"))
    with capture_logs() as logs:
        assert await fresh_library(desk) is before
    assert [each["event"] for each in logs] == ["personas_not_there"]
