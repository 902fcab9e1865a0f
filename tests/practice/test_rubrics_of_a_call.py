"""A call is scored by the rubrics that its persona names, and by every one if it names none."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from app.content.library import Library
from app.content.vocabulary import Difficulty
from app.content.yaml_rubric import RubricFile
from app.engines.catalogue import choose
from app.practice.desk import Desk
from app.practice.file_call import file_call
from app.practice.hold_call import begin_call, end_other_call
from app.practice.score_call import pin_rubrics, rubrics_for
from app.practice.tickets import CallOrder
from app.store import CallOpening, Store
from app.transports.in_memory import InMemoryLine
from tests.content.authors_file import FRESH
from tests.customer.rehearsal import library
from tests.scoring.talks import objection_handling


def named(rubric: str) -> RubricFile:
    """Return a rubric of another name."""
    file = objection_handling()
    text = file.text.replace("id: objection_handling", f"id: {rubric}")
    return RubricFile(f"{rubric}.yaml", text, "", replace(file.rubric, id=rubric))


RUBRICS = (objection_handling(), named("discovery"))


def ruth_with(*rubrics: str) -> Library:
    """Return a library in which the persona of the billing call names these rubrics."""
    [file] = [each for each in library().files if each.persona.id == "ruth_billing"]
    persona = replace(file.persona, rubrics=rubrics)
    return replace(library(), files=(replace(file, persona=persona),))


@pytest.fixture
async def desk(store: Store) -> AsyncIterator[Desk]:
    """A desk at which two rubrics are known."""
    async with asyncio.TaskGroup() as tasks:
        yield Desk(store, ruth_with(), choose("scripted", "scripted", "scripted"), 1, tasks, rubrics=RUBRICS)


async def pinned(desk: Desk) -> list[str | None]:
    """Hold a call and return the texts of the rubrics that it was begun with."""
    await begin_call(desk, CallOrder("ada", "ruth_billing", Difficulty.NORMAL, 1, recorded=False), InMemoryLine())
    call = desk.live["ada"].call
    assert call is not None
    await end_other_call(desk, "ada")
    return [await desk.store.content(digest) for digest in (await desk.store.record(call.id)).pins.rubrics]


@pytest.mark.parametrize(
    ("rubrics", "scored_by"),
    [((), RUBRICS), (("discovery",), RUBRICS[1:]), (("discovery", "of_tomorrow"), RUBRICS[1:]), (("of_tomorrow",), ())],
)
async def test_a_call_is_begun_with_the_rubrics_that_its_persona_names(
    desk: Desk, rubrics: tuple[str, ...], scored_by: tuple[RubricFile, ...]
) -> None:
    desk.library = ruth_with(*rubrics)
    assert await pinned(desk) == [file.text for file in scored_by]


async def test_a_call_begun_without_rubrics_is_scored_by_those_that_its_persona_names(store: Store) -> None:
    naming = FRESH.replace("# rubrics: [objection_handling]", "rubrics: [discovery]")
    for text, scored_by in ((naming, RUBRICS[1:]), (FRESH, RUBRICS), ("schema: persona/v0", RUBRICS)):
        call = await store.begin_call(
            CallOpening(trainee="ada", persona="new_persona", scenario="x", persona_text=text)
        )
        await file_call(store, call, "customer")
        digests = await pin_rubrics(store, call, RUBRICS)
        assert [await store.content(digest) for digest in digests] == [file.text for file in scored_by]


def test_the_rubrics_of_every_shipped_persona_are_there() -> None:
    for file in library().files:
        assert rubrics_for(file.persona, (objection_handling(),)), file.name


def test_rubrics_stay_in_their_order() -> None:
    assert rubrics_for(ruth_with("discovery", "objection_handling").files[0].persona, RUBRICS) == RUBRICS
