"""Sentences about filing a call that is over."""

import pytest

from app.call_record import EndedBy, Recording
from app.practice.file_call import file_call
from app.store import CallNotFound, Store
from tests.store.sample_calls import live_call


async def test_a_filed_call_has_ended_and_can_be_played(store: Store) -> None:
    record = await file_call(store, call_id := await live_call(store), "customer")
    assert record.ended_by is EndedBy.CUSTOMER
    assert record.recording == Recording(samples=32_000, complete=True)
    assert store.recording_path(call_id) is not None
    assert await store.unfiled_calls() == []


async def test_filing_twice_changes_nothing(store: Store) -> None:
    call_id = await live_call(store)
    first = await file_call(store, call_id, "customer")
    assert await file_call(store, call_id, "trainee") == first


async def test_a_call_that_never_was_cannot_be_filed(store: Store) -> None:
    with pytest.raises(CallNotFound):
        await file_call(store, "0" * 26, "trainee")


async def test_only_the_words_of_the_record_can_end_a_call(store: Store) -> None:
    call_id = await live_call(store)
    with pytest.raises(ValueError, match="boredom"):
        await file_call(store, call_id, "boredom")
    assert await store.unfiled_calls() == [call_id]
