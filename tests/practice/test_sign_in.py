"""Sentences about sign-in links and the sessions they open, with invented time."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.practice.sign_in import LONGEST_NAME, OPERATOR, BadNameError, make_link, use_link
from app.store import Store

ADDRESS = "https://practice.example"


class Clock:
    """Time that stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 22, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def pass_by(self, **time: float) -> None:
        """Let time pass."""
        self.moment += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    """The time of day of the store."""
    return Clock()


@pytest.fixture
async def store(tmp_path: Path, clock: Clock) -> AsyncIterator[Store]:
    """An open store on a fresh folder, whose time is invented."""
    opened = await Store.open(tmp_path / "data", now=clock)
    yield opened
    await opened.close()


async def secret_link(store: Store, name: str = "ada", *, alone: bool = False) -> str:
    """Return the secret part of a new link."""
    return (await make_link(store, ADDRESS, name, alone=alone)).removeprefix(f"{ADDRESS}/sign-in/")


async def session(store: Store) -> str:
    """Return the secret of a new session of ada's."""
    opened = await use_link(store, await secret_link(store), None)
    assert opened is not None
    return opened


async def test_a_link_opens_a_session_of_its_trainee(store: Store) -> None:
    assert await store.sign_ins.trainee_of_session(await session(store)) == "ada"


async def test_a_link_opens_one_session(store: Store) -> None:
    link = await secret_link(store)
    assert await use_link(store, link, None) is not None
    assert await use_link(store, link, None) is None


async def test_of_many_who_use_a_link_at_once_one_gets_in(store: Store) -> None:
    link = await secret_link(store)
    opened = await asyncio.gather(*(use_link(store, link, None) for _ in range(20)))
    assert sum(each is not None for each in opened) == 1


@pytest.mark.parametrize(("minutes", "is_good"), [(14.99, True), (15, False), (1000, False)])
async def test_a_link_is_good_for_a_quarter_of_an_hour(
    store: Store, clock: Clock, minutes: float, is_good: bool
) -> None:
    link = await secret_link(store)
    clock.pass_by(minutes=minutes)
    assert (await store.sign_ins.trainee_of_link(link) == "ada") is is_good
    assert (await use_link(store, link, None) is not None) is is_good


async def test_the_link_of_a_start_voids_every_link_before_it(store: Store) -> None:
    before, other = await secret_link(store), await secret_link(store, "grace")
    newest = await secret_link(store, OPERATOR, alone=True)
    assert [await use_link(store, link, None) for link in (before, other)] == [None, None]
    assert await use_link(store, newest, None) is not None


async def test_another_link_leaves_the_first_one_good(store: Store) -> None:
    first = await secret_link(store)
    await secret_link(store, "grace")
    assert await use_link(store, first, None) is not None


@pytest.mark.parametrize(("days", "name"), [(29.9, "ada"), (30, None)])
async def test_a_session_lasts_thirty_days(store: Store, clock: Clock, days: float, name: str | None) -> None:
    opened = await session(store)
    clock.pass_by(days=days)
    assert await store.sign_ins.trainee_of_session(opened) == name


async def test_a_session_that_was_ended_is_over(store: Store) -> None:
    opened, other = await session(store), await session(store)
    await store.sign_ins.end_session(opened)
    await store.sign_ins.end_session(opened)
    assert await store.sign_ins.trainee_of_session(opened) is None
    assert await store.sign_ins.trainee_of_session(other) == "ada"


async def test_a_session_outlives_the_server(store: Store, tmp_path: Path, clock: Clock) -> None:
    opened = await session(store)
    again = await Store.open(tmp_path / "data", now=clock)
    assert await again.sign_ins.trainee_of_session(opened) == "ada"
    await again.close()


async def test_a_link_is_no_session_and_a_session_no_link_and_neither_is_a_token(store: Store) -> None:
    link, opened = await secret_link(store), await session(store)
    assert await store.sign_ins.trainee_of_session(link) is None
    assert await use_link(store, opened, None) is None
    assert await store.trainee_of(opened) is None
    assert await store.sign_ins.trainee_of_session(await store.issue_token("ada")) is None


@pytest.mark.parametrize("invented", ["", "x", "A" * 43, "é" * 20, "A" * 100_000, "\x00", "' or 1=1 --", "\ud800"])
async def test_what_was_invented_opens_nothing(store: Store, invented: str) -> None:
    assert await store.sign_ins.trainee_of_link(invented) is None
    assert await use_link(store, invented, None) is None
    assert await store.sign_ins.trainee_of_session(invented) is None
    await store.sign_ins.end_session(invented)


async def test_no_secret_is_on_the_disk(store: Store, tmp_path: Path) -> None:
    secrets = [await secret_link(store), await session(store)]
    kept = b"".join(file.read_bytes() for file in (tmp_path / "data").rglob("*") if file.is_file())
    assert not [secret for secret in secrets if secret.encode() in kept]


async def test_links_and_sessions_have_256_bits_and_differ(store: Store) -> None:
    secrets = {await secret_link(store) for _ in range(5)} | {await session(store) for _ in range(5)}
    assert {len(secret) for secret in secrets} == {43}
    assert len(secrets) == 10


@pytest.mark.parametrize("name", ["", "  ", "x" * (LONGEST_NAME + 1), "two\nlines", "\x1b[31mred"])
async def test_what_is_no_name_gets_no_link(store: Store, name: str) -> None:
    with pytest.raises(BadNameError):
        await make_link(store, ADDRESS, name)
