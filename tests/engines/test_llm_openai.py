"""Sentences about model servers that behave and that do not, over real HTTP."""

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from time import monotonic

import pytest

from app.engines.language import Message, ModelError, ModelFailure, Prompt, Speaker
from app.engines.llm_openai import FALLBACK_SHARE, ModelServer, OpenAiModel, Waits
from app.engines.model_breaker import FAILURES
from app.errors import EngineError
from tests.models.server.behaviours import SAYS, Behaviour
from tests.models.server.fixtures import stand_in
from tests.models.server.stand_in import StandIn, closed_url

__all__ = ["stand_in"]

SECRET = "my mother's maiden name is Okonkwo"
WAITS = Waits(connect=0.5, first_token=0.4, next_token=0.3, reply=1.0)
SLACK = 0.6
"""Seconds that a busy machine may add."""
ASKED = Prompt((Message(Speaker.SYSTEM, "You are Ruth."), Message(Speaker.USER, SECRET)), most_tokens=60)

FAILS_AS = {
    Behaviour.REFUSES: ModelFailure.DROPPED,
    Behaviour.REDIRECTS: ModelFailure.REFUSED,
    Behaviour.BUSY: ModelFailure.LIMITED,
    Behaviour.BROKEN: ModelFailure.FAILED,
    Behaviour.UNAUTHORISED: ModelFailure.FAILED,
    Behaviour.STALLS_FIRST: ModelFailure.NO_FIRST_TOKEN,
    Behaviour.STALLS_AFTER_HEADERS: ModelFailure.NO_FIRST_TOKEN,
    Behaviour.STALLS_IN_MIDDLE: ModelFailure.STALLED,
    Behaviour.DROPS: ModelFailure.DROPPED,
    Behaviour.ENDS_EARLY: ModelFailure.DROPPED,
    Behaviour.EMPTY: ModelFailure.EMPTY,
    Behaviour.ENDLESS: ModelFailure.ENDLESS,
    Behaviour.NOT_UTF8: ModelFailure.UNREADABLE,
    Behaviour.HALF_A_CHARACTER: ModelFailure.UNREADABLE,
    Behaviour.MALFORMED: ModelFailure.UNREADABLE,
    Behaviour.OTHER_SHAPE: ModelFailure.UNREADABLE,
    Behaviour.NESTED: ModelFailure.UNREADABLE,
    Behaviour.PLAIN_TEXT: ModelFailure.UNREADABLE,
    Behaviour.PACKED: ModelFailure.UNREADABLE,
    Behaviour.HUGE: ModelFailure.UNREADABLE,
    Behaviour.HUGE_ERROR: ModelFailure.UNREADABLE,
}
BEGINS_WELL = {Behaviour.STALLS_IN_MIDDLE, Behaviour.DROPS, Behaviour.ENDS_EARLY, Behaviour.ENDLESS}
TRIED_TWICE = {Behaviour.REFUSES, Behaviour.BROKEN, Behaviour.EMPTY}


@asynccontextmanager
async def model(*urls: str, waits: Waits = WAITS, key: str | None = None) -> AsyncIterator[OpenAiModel]:
    words = OpenAiModel(tuple(ModelServer(url, key, "stand-in") for url in urls), waits)
    await words.start()
    try:
        yield words
    finally:
        await words.close()


async def said(words: OpenAiModel, prompt: Prompt = ASKED) -> str:
    return "".join([piece async for piece in words.words(prompt)])


async def failure_of(words: OpenAiModel, prompt: Prompt = ASKED) -> tuple[ModelFailure, str]:
    heard = ""
    try:
        async for piece in words.words(prompt):
            heard += piece
    except ModelError as error:
        return error.failure, heard
    pytest.fail(f"it answered: {heard}")


async def test_an_answer_comes_in_pieces_and_whole(stand_in: StandIn) -> None:
    stand_in.words = "It is still my money, and you know it."
    async with model(stand_in.url) as words:
        pieces = [piece async for piece in words.words(ASKED)]
        assert len(pieces) > 5
        assert "".join(pieces).strip() == stand_in.words
        assert words.health()[0].counts.answered == 1


async def test_the_server_is_asked_what_it_should_be(stand_in: StandIn) -> None:
    async with model(stand_in.url, key="sesame") as words:
        await said(words, Prompt(ASKED.messages, most_tokens=33, temperature=0.2, seed=7))
    asked = stand_in.asked[0]
    assert asked.path == "/v1/chat/completions"
    assert asked.body == {
        "model": "stand-in",
        "messages": [{"role": "system", "content": "You are Ruth."}, {"role": "user", "content": SECRET}],
        "stream": True,
        "max_tokens": 33,
        "temperature": 0.2,
        "seed": 7,
    }
    assert asked.headers["authorization"] == "Bearer sesame"


async def test_a_server_learns_nothing_of_this_machine_and_gets_no_key_it_has_not(stand_in: StandIn) -> None:
    async with model(stand_in.url) as words:
        await said(words)
    assert set(stand_in.asked[0].headers) <= {
        "host", "accept", "accept-encoding", "connection", "user-agent", "content-type", "content-length",
    }  # fmt: skip


@pytest.mark.parametrize("behaviour", list(FAILS_AS), ids=str)
async def test_each_misbehaviour_is_told_in_time_and_counted_once_and_the_next_answer_is_fine(
    behaviour: Behaviour, stand_in: StandIn
) -> None:
    stand_in.behaviour = behaviour
    async with model(stand_in.url) as words:
        began = monotonic()
        failure, heard = await failure_of(words)
        assert monotonic() - began < WAITS.reply + SLACK
        assert failure is FAILS_AS[behaviour]
        assert bool(heard) == (behaviour in BEGINS_WELL)
        counts = words.health()[0].counts
        assert dict(counts.failed) == {failure: 1}
        assert counts.retried == (behaviour in TRIED_TWICE)
        stand_in.behaviour = Behaviour.GOOD
        assert await said(words)
        assert counts.answered == 1


async def test_a_port_at_which_nothing_listens_is_refused_at_once() -> None:
    async with model(closed_url()) as words:
        began = monotonic()
        assert await failure_of(words) == (ModelFailure.REFUSED, "")
        assert monotonic() - began < SLACK


@pytest.mark.parametrize("behaviour", list(SAYS), ids=str)
async def test_what_only_the_guard_can_refuse_is_handed_on(behaviour: Behaviour, stand_in: StandIn) -> None:
    stand_in.behaviour = behaviour
    async with model(stand_in.url) as words:
        assert (await said(words, Prompt(ASKED.messages, most_tokens=200))).strip() == SAYS[behaviour].strip()


async def test_where_the_first_server_fails_before_a_word_the_second_answers(stand_in: StandIn) -> None:
    stand_in.words = "Here I am."
    async with StandIn(Behaviour.STALLS_FIRST) as first, model(first.url, stand_in.url) as words:
        began = monotonic()
        assert (await said(words)).strip() == "Here I am."
        assert monotonic() - began < WAITS.first_token + SLACK
        one, two = words.health()
        assert (dict(one.counts.failed), two.counts.answered) == ({ModelFailure.NO_FIRST_TOKEN: 1}, 1)


async def test_when_both_stall_it_is_known_within_half_as_long_again_as_the_first_has() -> None:
    stalls = StandIn(Behaviour.STALLS_FIRST), StandIn(Behaviour.STALLS_AFTER_HEADERS)
    async with stalls[0] as one, stalls[1] as two, model(one.url, two.url) as words:
        began = monotonic()
        assert await failure_of(words) == (ModelFailure.NO_FIRST_TOKEN, "")
        assert monotonic() - began < 1.5 * WAITS.first_token + SLACK


def test_the_defaults_leave_time_for_the_customer_to_speak_within_three_seconds() -> None:
    until_asked, until_heard = 0.6, 0.4
    worst = Waits().first_token * (1 + FALLBACK_SHARE)
    assert until_asked + worst + until_heard < 3.0
    assert Waits().connect < Waits().first_token


async def test_after_the_first_word_nothing_is_tried_again(stand_in: StandIn) -> None:
    async with StandIn(Behaviour.DROPS) as first, model(first.url, stand_in.url) as words:
        failure, heard = await failure_of(words)
        assert failure is ModelFailure.DROPPED
        assert heard
        assert len(first.asked) == 1
        assert stand_in.asked == []


async def test_a_redirect_is_not_followed(stand_in: StandIn) -> None:
    first = StandIn(Behaviour.REDIRECTS, elsewhere=f"{stand_in.url}/chat/completions")
    async with first, model(first.url) as words:
        assert await failure_of(words) == (ModelFailure.REFUSED, "")
    assert stand_in.asked == []


async def test_a_server_that_fails_again_and_again_is_left_alone(stand_in: StandIn) -> None:
    stand_in.behaviour = Behaviour.BUSY
    async with model(stand_in.url) as words:
        for _ in range(FAILURES + 2):
            assert await failure_of(words) == (ModelFailure.LIMITED, "")
        assert len(stand_in.asked) == FAILURES
        health = words.health()[0]
        assert health.is_resting
        assert health.counts.left_alone == 2
        assert health.counts.failed[ModelFailure.LIMITED] == FAILURES


async def test_an_answer_that_nobody_waits_for_is_no_failure_and_ends_the_request(stand_in: StandIn) -> None:
    stand_in.behaviour = Behaviour.STALLS_IN_MIDDLE
    async with model(stand_in.url) as words:
        for _ in range(FAILURES + 1):
            async with aclosing(words.words(ASKED)) as pieces:
                assert await anext(pieces)
        counts = words.health()[0].counts
        assert (counts.abandoned, dict(counts.failed)) == (FAILURES + 1, {})
        assert not words.health()[0].is_resting


async def test_a_request_that_is_cancelled_before_its_first_word_is_no_failure(stand_in: StandIn) -> None:
    stand_in.behaviour = Behaviour.STALLS_FIRST
    async with model(stand_in.url) as words:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await said(words)
        assert words.health()[0].counts.abandoned == 1


async def test_a_slow_answer_is_cut_off_when_its_whole_time_is_over(stand_in: StandIn) -> None:
    stand_in.words, stand_in.pause = " ".join(["word"] * 100), 0.05
    async with model(stand_in.url) as words:
        failure, heard = await failure_of(words, Prompt(ASKED.messages, most_tokens=500))
        assert failure is ModelFailure.ENDLESS
        assert heard


async def test_a_server_that_takes_no_max_tokens_is_asked_in_its_own_way_from_then_on(stand_in: StandIn) -> None:
    stand_in.behaviour = Behaviour.NO_MAX_TOKENS
    async with model(stand_in.url) as words:
        assert await said(words)
        assert await said(words)
    assert [asked.body.get("max_completion_tokens") for asked in stand_in.asked] == [None, 60, 60]


async def test_many_calls_share_the_connections(stand_in: StandIn) -> None:
    stand_in.pause = 0.01
    async with model(stand_in.url) as words:
        answers = await asyncio.gather(*(said(words) for _ in range(20)))
        assert len(set(answers)) == 1
        assert words.health()[0].counts.answered == 20


async def test_nothing_that_is_said_is_logged(stand_in: StandIn, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    stand_in.words = f"You said {SECRET}."
    async with model(stand_in.url, key="sesame") as words:
        assert SECRET in await said(words)
        stand_in.behaviour = Behaviour.UNAUTHORISED
        await failure_of(words)
    assert SECRET not in caplog.text
    assert "sesame" not in caplog.text


async def test_an_error_holds_nothing_of_what_was_said_though_the_server_repeats_it(stand_in: StandIn) -> None:
    stand_in.behaviour = Behaviour.UNAUTHORISED
    async with model(stand_in.url) as words:
        with pytest.raises(ModelError) as failed:
            await said(words)
    assert SECRET not in "".join(traceback.format_exception(failed.value))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://models.example/v1", "models.example/v1", "http://", "http://user@models.example/v1",
        "http://models.example/v1?key=1", "http://169.254.169.254/v1", "http://[::ffff:169.254.169.254]/v1",
        "http://[fe80::1]/v1",
    ],
)  # fmt: skip
def test_an_address_that_is_none_of_a_model_server_is_refused(url: str) -> None:
    with pytest.raises(EngineError, match="model server"):
        ModelServer(url, None, "any")
