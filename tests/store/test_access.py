"""Sentences about access tokens."""

from pathlib import Path

import pytest

from app.store import Store


async def test_a_token_tells_whose_it_is(store: Store) -> None:
    ada, bob = await store.issue_token("ada"), await store.issue_token("bob")
    assert await store.trainee_of(ada) == "ada"
    assert await store.trainee_of(bob) == "bob"


async def test_a_token_holds_256_bits(store: Store) -> None:
    assert len(await store.issue_token("ada")) == 43


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "é" * 43, "\ud800", "x" * 1_000_000, "' OR 1=1 --"])
async def test_any_other_text_is_nobodys(store: Store, token: str) -> None:
    await store.issue_token("ada")
    assert await store.trainee_of(token) is None


async def test_the_token_itself_is_written_nowhere(store: Store, tmp_path: Path) -> None:
    token = await store.issue_token("ada")
    files = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert files
    assert not any(token.encode() in path.read_bytes() for path in files)
