"""The embedded recogniser: words, times and partials, on synthetic speech."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from app.engines.hearing import Transcript
from app.engines.stt_pocketsphinx import PocketSphinx
from benchmarks.word_errors import hear, spelled, word_error_rate
from tests.audio_fixtures import Fixture, fixture, fixtures

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def engine() -> AsyncIterator[PocketSphinx]:
    started = PocketSphinx()
    await started.start()
    yield started
    await started.close()


async def _transcript(engine: PocketSphinx, entry: Fixture, partials: list[str] | None = None) -> Transcript:
    stream = engine.open((partials if partials is not None else []).append)
    samples = entry.samples()
    for start in range(0, samples.size, 320):
        stream.feed(samples[start : start + 320])
    return await stream.finish()


@pytest.mark.parametrize(("voice", "cut"), [("slt", False), ("rms", True)], ids=["whole", "cut at its pauses"])
async def test_at_most_one_word_in_five_is_wrong(engine: PocketSphinx, voice: str, cut: bool) -> None:
    """One voice each way; `python -m benchmarks.word_errors [--cut]` hears both."""
    entries = [entry for entry in fixtures() if entry.voice == voice and entry.text != "Mm-hm."]
    assert word_error_rate([await hear(engine, entry, cut, live=False) for entry in entries]) <= 0.20


async def test_words_lie_in_order_inside_the_speech(engine: PocketSphinx) -> None:
    entry = fixture("price_discount")
    transcript = await _transcript(engine, entry)
    edges = [edge for word in transcript.words for edge in (word.start, word.end)]
    assert edges == sorted(edges)
    assert abs(edges[0] - (entry.first_speech_sample or 0)) < 3_200
    assert abs(edges[-1] - (entry.last_speech_sample or 0)) < 3_200
    assert all(0 <= word.confidence <= 1 for word in transcript.words)


async def test_the_text_is_its_words_without_the_recognisers_marks(engine: PocketSphinx) -> None:
    transcript = await _transcript(engine, fixture("invoice_not_sure"))
    assert transcript.text == " ".join(word.text for word in transcript.words)
    assert not set(transcript.text) & set("<>[]()")


@pytest.mark.parametrize("name", ["silence", "noise", "cough"])
async def test_nothing_is_heard_where_nobody_speaks(engine: PocketSphinx, name: str) -> None:
    assert (await _transcript(engine, fixture(name))).text == ""


async def test_an_interruption_is_heard_in_words(engine: PocketSphinx) -> None:
    assert spelled((await _transcript(engine, fixture("wait_stop_slt"))).text).startswith("wait stop")


async def test_an_utterance_without_samples_has_no_words(engine: PocketSphinx) -> None:
    assert await engine.open(lambda _: None).finish() == Transcript("")


async def test_partials_come_while_one_speaks_and_only_when_changed(engine: PocketSphinx) -> None:
    said: asyncio.Queue[str] = asyncio.Queue()
    stream = engine.open(said.put_nowait)
    stream.feed(fixture("price_discount").samples()[:32_000])
    first = await asyncio.wait_for(said.get(), 10)
    stream.feed(fixture("price_discount").samples()[32_000:48_000])
    second = await asyncio.wait_for(said.get(), 10)
    assert first
    assert second not in ("", first)
    stream.discard()


async def test_calls_are_heard_at_once_and_apart(engine: PocketSphinx) -> None:
    names = ("price_discount", "invoice_money_back", "price_quantity")
    heard = await asyncio.gather(*(_transcript(engine, fixture(name)) for name in names))
    assert ["discount" in entry.text for entry in heard] == [True, False, False]
    assert ["money" in entry.text for entry in heard] == [False, True, False]


async def test_a_discarded_utterance_leaves_the_next_one_whole(engine: PocketSphinx) -> None:
    dropped = engine.open(lambda _: None)
    dropped.feed(fixture("price_quantity").samples())
    dropped.discard()
    dropped.discard()
    assert "discount" in (await _transcript(engine, fixture("price_discount"))).text
