"""Sentences about model servers among the parts: one that is silent has not failed."""

from app.engines.catalogue import Engines, choose
from app.engines.equipment import Equipment
from app.engines.model_question import QUESTION
from app.engines.model_servers import ModelServer, Waits
from app.practice.examine import Verdict, findings_of_parts, try_parts
from app.practice.start_parts import Parts, PartState
from tests.models.server.behaviours import Behaviour
from tests.models.server.fixtures import stand_in
from tests.models.server.stand_in import StandIn, closed_url

__all__ = ["stand_in"]

BRISK = Waits(connect=0.5, first_token=0.5, next_token=0.5, reply=2.0)


def engines(url: str) -> Engines:
    """Return scripted engines whose customer is worded by a model."""
    server = ModelServer(url, None, "small")
    return choose("scripted", "scripted", "scripted", Equipment(words=(server,), waits=BRISK))


async def closed(engines: Engines) -> None:
    """Let go of the model."""
    assert engines.words is not None
    await engines.words.close()


async def test_a_model_that_answers_is_ready(stand_in: StandIn) -> None:
    asked, parts = engines(stand_in.url), Parts()
    await parts.start(asked)
    assert (parts.status, parts.state("words"), parts.state("judge")) == (PartState.READY,) * 3
    words = next(each for each in findings_of_parts(asked, parts) if each.about == "words")
    assert (words.verdict, words.advice) == (Verdict.GOOD, None)
    await closed(asked)


async def test_a_model_that_is_away_is_told_and_is_no_failed_part() -> None:
    asked, parts = engines(closed_url()), Parts()
    await parts.start(asked)
    assert (parts.status, parts.failure) == (PartState.READY, None)
    assert parts.state("words") is PartState.NOT_ANSWERING
    words = next(each for each in findings_of_parts(asked, parts) if each.about == "words")
    assert (words.verdict, words.command) == (Verdict.COULD_BE_BETTER, None)
    assert "does not answer at the moment" in words.sentence
    await closed(asked)


async def test_a_model_that_answers_later_is_ready_then(stand_in: StandIn) -> None:
    stand_in.behaviour = Behaviour.BUSY
    asked, parts = engines(stand_in.url), Parts()
    await parts.start(asked)
    assert parts.state("words") is PartState.NOT_ANSWERING
    stand_in.behaviour = Behaviour.GOOD
    assert asked.words is not None
    assert "".join([piece async for piece in asked.words.words(QUESTION)])
    assert parts.state("words") is PartState.READY
    await closed(asked)


async def test_the_doctor_calls_a_silent_model_broken_and_says_where_it_is() -> None:
    url = closed_url()
    found = {each.about: each for each in await try_parts(engines(url))}
    words = found["words"]
    assert words.verdict is Verdict.BROKEN
    assert words.advice is not None
    assert "refused" in words.advice
    assert "127.0.0.1" in words.advice
    assert "127.0.0.1" not in words.sentence
