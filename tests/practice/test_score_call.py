"""Sentences about scoring a call that is over."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.content.faults import RubricFaults
from app.content.yaml_rubric import RubricFile
from app.practice.file_call import file_call
from app.practice.score_call import CallNotOverError, RubricNotKeptError, pin_rubrics, score_by_rubric
from app.store import CallNotFound, Store
from tests.jobs.work import OPENING, filed_call
from tests.scoring.talks import objection_handling
from tests.store.sample_calls import live_call


def rubrics() -> tuple[RubricFile, ...]:
    """The rubrics that ship."""
    return (objection_handling(),)


async def score_call(store: Store, call_id: str) -> list[str]:
    """Take every step of scoring and return the scorecards' ids."""
    return [await score_by_rubric(store, call_id, digest) for digest in await pin_rubrics(store, call_id, rubrics())]


async def test_a_call_that_is_over_gets_a_scorecard(store: Store) -> None:
    call_id = await filed_call(store)
    [scorecard_id] = await score_call(store, call_id)
    [(kept_id, scorecard)] = await store.scorecards(call_id)
    assert (kept_id, scorecard.pins.call) == (scorecard_id, call_id)
    assert scorecard.totals.score is not None


async def test_the_rubric_that_a_score_is_pinned_to_is_kept(store: Store) -> None:
    await score_call(store, call_id := await filed_call(store))
    [(_, scorecard)] = await store.scorecards(call_id)
    assert scorecard.pins.rubric == objection_handling().sha256
    assert await store.content(scorecard.pins.rubric) == objection_handling().text


async def test_scored_twice_there_is_one_scorecard(store: Store) -> None:
    call_id = await filed_call(store)
    first = await score_call(store, call_id)
    assert await score_call(store, call_id) == first
    assert len(await store.scorecards(call_id)) == 1


async def test_another_rubric_gives_another_scorecard_and_the_first_one_stays(store: Store) -> None:
    call_id = await filed_call(store)
    await score_call(store, call_id)
    [first] = await store.scorecards(call_id)
    text = objection_handling().text.replace("measured_share: 0.2", "measured_share: 0.3")
    await score_by_rubric(store, call_id, await store.keep_text(text))
    assert first in (both := await store.scorecards(call_id))
    assert len(both) == 2


async def test_raised_rules_give_another_scorecard_and_the_first_one_stays(store: Store) -> None:
    call_id = await filed_call(store)
    await score_call(store, call_id)
    [(first_id, first)] = await store.scorecards(call_id)
    raised = first.model_copy(update={"pins": first.pins.model_copy(update={"rules": "raised"})})
    second_id = await store.add_scorecard(raised)
    assert await store.add_scorecard(raised) == second_id
    assert dict(await store.scorecards(call_id)) == {first_id: first, second_id: raised}


async def test_a_call_that_was_begun_with_a_rubric_is_scored_by_that_one(store: Store) -> None:
    call_id = await live_call(store)
    await file_call(store, call_id, "customer")
    with pytest.raises(RubricFaults):
        await score_call(store, call_id)
    assert await store.scorecards(call_id) == []


async def test_a_live_call_is_not_scored(store: Store) -> None:
    call_id = await store.begin_call(OPENING)
    with pytest.raises(CallNotOverError):
        await score_call(store, call_id)


async def test_a_call_that_never_was_is_not_scored(store: Store) -> None:
    with pytest.raises(CallNotFound):
        await score_call(store, "0" * 26)


async def test_a_rubric_that_was_never_kept_cannot_score(store: Store) -> None:
    with pytest.raises(RubricNotKeptError):
        await score_by_rubric(store, await filed_call(store), "0" * 64)


async def test_an_erased_call_takes_its_scorecards_along(store: Store, tmp_path: Path) -> None:
    call_id = await filed_call(store)
    await score_call(store, call_id)
    await store.erase_call(call_id)
    with closing(sqlite3.connect(tmp_path / "data" / "readyroom.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM scorecard").fetchall() == [(0,)]


async def test_calls_that_are_over_wait_for_their_score(store: Store) -> None:
    call_id = await filed_call(store)
    await store.begin_call(OPENING)
    assert await store.unscored_calls() == [call_id]
    await score_call(store, call_id)
    assert await store.unscored_calls() == []
