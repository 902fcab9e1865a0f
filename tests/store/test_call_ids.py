"""Sentences about the ids of calls."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.call_ids import CALL_ID, CallNotFound, checked, new_call_id, spell

MOMENT = datetime(2026, 11, 22, 16, 52, tzinfo=UTC)


def test_ids_sort_by_time() -> None:
    ids = [new_call_id(MOMENT + timedelta(milliseconds=step)) for step in range(50)]
    assert ids == sorted(ids)


def test_two_ids_of_the_same_moment_differ() -> None:
    assert len({new_call_id(MOMENT) for _ in range(1_000)}) == 1_000


def test_the_form_is_that_of_a_ulid() -> None:
    assert spell(0, 0) == "0" * 26
    assert spell(2**48 - 1, 2**80 - 1) == "7" + "Z" * 25


@given(st.integers(0, 2**48 - 1), st.integers(0, 2**80 - 1))
def test_every_id_that_is_made_is_known_as_one(milliseconds: int, chance: int) -> None:
    assert CALL_ID.fullmatch(checked(spell(milliseconds, chance)))


@pytest.mark.parametrize(
    "id_", ["", "..", "../../etc/passwd", "0" * 25, "0" * 27, "0" * 26 + "\n", "8" + "0" * 25, "o" * 26, "0" * 25 + "/"]
)
def test_what_is_no_id_is_no_call(id_: str) -> None:
    with pytest.raises(CallNotFound):
        checked(id_)
