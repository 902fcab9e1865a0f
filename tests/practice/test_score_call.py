"""Sentences about scoring a call that is over."""

import pytest

from app.content.faults import RubricFaults
from app.content.yaml_rubric import RubricFile
from app.practice.file_call import file_call
from app.practice.score_call import CallNotOverError, RubricNotKeptError, score_by_rubric, score_call
from app.store import CallNotFound, Store
from tests.jobs.work import OPENING, filed_call
from tests.scoring.talks import objection_handling
from tests.store.sample_calls import live_call


def rubrics() -> tuple[RubricFile, ...]:
    """The rubrics that ship."""
    return (objection_handling(),)


async def test_a_call_that_is_over_gets_a_scorecard(store: Store) -> None:
    call_id = await filed_call(store)
    [scorecard_id] = await score_call(store, call_id, rubrics())
    scorecard = await store.scorecard(scorecard_id)
    assert scorecard is not None
    assert scorecard.pins.call == call_id
    assert scorecard.totals.score is not None
    assert await store.scorecards(call_id) == [(scorecard_id, scorecard)]


async def test_the_rubric_that_a_score_is_pinned_to_is_kept(store: Store) -> None:
    [scorecard_id] = await score_call(store, await filed_call(store), rubrics())
    scorecard = await store.scorecard(scorecard_id)
    assert scorecard is not None
    assert scorecard.pins.rubric == objection_handling().sha256
    assert await store.content(scorecard.pins.rubric) == objection_handling().text


async def test_scored_twice_there_is_one_scorecard(store: Store) -> None:
    call_id = await filed_call(store)
    first = await score_call(store, call_id, rubrics())
    assert await score_call(store, call_id, rubrics()) == first
    assert len(await store.scorecards(call_id)) == 1


async def test_another_rubric_gives_another_scorecard_and_the_first_one_stays(store: Store) -> None:
    call_id = await filed_call(store)
    [first] = await score_call(store, call_id, rubrics())
    before = await store.scorecard(first)
    text = objection_handling().text.replace("measured_share: 0.2", "measured_share: 0.3")
    await score_by_rubric(store, call_id, await store.keep_text(text))
    assert len(await store.scorecards(call_id)) == 2
    assert await store.scorecard(first) == before


async def test_a_call_that_was_begun_with_a_rubric_is_scored_by_that_one(store: Store) -> None:
    call_id = await live_call(store)
    await file_call(store, call_id, "customer")
    with pytest.raises(RubricFaults):
        await score_call(store, call_id, rubrics())
    assert await store.scorecards(call_id) == []


async def test_a_live_call_is_not_scored(store: Store) -> None:
    call_id = await store.begin_call(OPENING)
    with pytest.raises(CallNotOverError):
        await score_call(store, call_id, rubrics())


async def test_a_call_that_never_was_is_not_scored(store: Store) -> None:
    with pytest.raises(CallNotFound):
        await score_call(store, "0" * 26, rubrics())


async def test_a_rubric_that_was_never_kept_cannot_score(store: Store) -> None:
    with pytest.raises(RubricNotKeptError):
        await score_by_rubric(store, await filed_call(store), "0" * 64)


async def test_an_erased_call_takes_its_scorecards_along(store: Store) -> None:
    call_id = await filed_call(store)
    [scorecard_id] = await score_call(store, call_id, rubrics())
    await store.erase_call(call_id)
    assert await store.scorecard(scorecard_id) is None


async def test_calls_that_are_over_wait_for_their_score(store: Store) -> None:
    call_id = await filed_call(store)
    await store.begin_call(OPENING)
    assert await store.unscored_calls() == [call_id]
    await score_call(store, call_id, rubrics())
    assert await store.unscored_calls() == []
