"""faster-whisper through its real path, with a miniature model that knows our fixtures and nothing else.

What it gets right proves that the path works, and nothing about the accuracy of a real model.
"""

import os
import shutil
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio

from app.engines.hearing import HeardWord, Transcript
from app.engines.stt_faster_whisper import ModelMissingError, Whisper
from app.engines.whisper_child import Loaded
from app.engines.whisper_model import LoadedModel, whole_words
from app.engines.whisper_window import FULL
from app.errors import EngineError
from benchmarks.word_errors import hear, spelled, word_error_rate
from tests.audio_fixtures import Fixture, fixture, fixtures

pytestmark = pytest.mark.asyncio(loop_scope="module")

MINI = Path(__file__).parent.parent / "models" / "whisper" / "mini"
NOBODY = ("silence", "noise", "cough")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def engine() -> AsyncIterator[Whisper]:
    started = Whisper(MINI)
    await started.start()
    yield started
    await started.close()


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return Loaded(LoadedModel(MINI, threads=2, language="en"), short_window=True)


async def _transcript(engine: Whisper, entry: Fixture, hotwords: tuple[str, ...] = ()) -> Transcript:
    stream = engine.open(lambda _: None, hotwords)
    samples = entry.samples()
    for start in range(0, samples.size, 320):
        stream.feed(samples[start : start + 320])
    return await stream.finish()


def _audio(name: str) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]]":
    return fixture(name).samples().astype(np.float32) / np.float32(32_768)


@pytest.mark.parametrize("cut", [False, True], ids=["whole", "cut at its pauses"])
async def test_the_path_loses_no_word_that_its_model_knows(engine: Whisper, cut: bool) -> None:
    spoken = [entry for entry in fixtures() if entry.text]
    assert word_error_rate([await hear(engine, entry, cut, live=False) for entry in spoken]) <= 0.05


async def test_thirty_seconds_at_once_are_as_good_as_the_short_window() -> None:
    engine = Whisper(MINI, short_window=False)
    await engine.start()
    names = ("invoice_greeting", "price_discount", "awb_not_my_job", "yes_slt")
    heard = [await hear(engine, fixture(name), cut=False, live=False) for name in names]
    await engine.close()
    assert word_error_rate(heard) <= 0.05


@pytest.mark.parametrize("name", NOBODY)
async def test_nothing_is_heard_where_nobody_speaks(engine: Whisper, name: str) -> None:
    assert await _transcript(engine, fixture(name)) == Transcript("")


@pytest.mark.parametrize("name", NOBODY)
@pytest.mark.parametrize("frames", [1_000, FULL])
async def test_the_model_itself_hears_nothing_in_nothing(loaded: Loaded, name: str, frames: int) -> None:
    assert loaded.model.decode(_audio(name), frames).text == ""


async def test_an_utterance_without_samples_has_no_words(engine: Whisper) -> None:
    assert await engine.open(lambda _: None).finish() == Transcript("")


async def test_words_lie_in_order_inside_the_speech(engine: Whisper) -> None:
    entry = fixture("price_discount")
    transcript = await _transcript(engine, entry)
    edges = [edge for word in transcript.words for edge in (word.start, word.end)]
    assert edges == sorted(edges)
    assert abs(edges[0] - (entry.first_speech_sample or 0)) < 3_200
    assert abs(edges[-1] - (entry.last_speech_sample or 0)) < 3_200
    assert transcript.text == entry.text == " ".join(word.text for word in transcript.words)
    assert all(0 <= word.confidence <= 1 for word in transcript.words)


async def test_marks_inside_a_word_do_not_part_it() -> None:
    parts = [(" Mm", 0.9), ("-hm,", 0.8), (" o", 0.7), ("'clock.", 0.9), (" ", 0.5)]
    timed = [HeardWord(text, 100 * number, 100 * number + 90, sure) for number, (text, sure) in enumerate(parts)]
    assert whole_words(timed) == (HeardWord("Mm-hm,", 0, 190, 0.8), HeardWord("o'clock.", 200, 390, 0.7))


async def test_the_scenarios_terms_do_not_end_up_in_the_transcript(engine: Whisper) -> None:
    entry = fixture("price_discount")
    terms = ("Hoffmann", "parallel operation")
    assert spelled((await _transcript(engine, entry, terms)).text) == spelled(entry.text)


@pytest.mark.parametrize("name", ["price_gives_in", "price_many_reasons"])
async def test_a_long_sentence_keeps_its_last_words(engine: Whisper, name: str) -> None:
    assert (await _transcript(engine, fixture(name))).text == fixture(name).text


async def test_more_terms_than_whisper_has_room_for_are_no_error(engine: Whisper) -> None:
    entry = fixture("price_discount")
    terms = tuple(f"Hoffmann{number}" for number in range(200))
    stream = engine.open(lambda _: None, terms)
    stream.feed(np.tile(entry.samples(), 5))
    assert await stream.finish()


async def test_a_long_silence_around_a_short_word_takes_nothing_from_it(engine: Whisper) -> None:
    quiet = np.random.default_rng(1).integers(-12, 12, 5 * 16_000).astype(np.int16)
    stream = engine.open(lambda _: None)
    stream.feed(np.concatenate((quiet, fixture("yes_slt").samples(), quiet)))
    transcript = await stream.finish()
    assert spelled(transcript.text) == "yes"
    assert transcript.words[0].start >= quiet.size - 4_800


async def test_more_than_thirty_seconds_are_heard_in_parts(engine: Whisper) -> None:
    first, last = fixture("invoice_greeting"), fixture("price_discount")
    quiet = np.random.default_rng(1).integers(-12, 12, 25 * 16_000).astype(np.int16)
    stream = engine.open(lambda _: None)
    stream.feed(np.concatenate((first.samples(), quiet, last.samples(), quiet[:32_000])))
    transcript = await stream.finish()
    assert transcript.text == f"{first.text} {last.text}"
    assert transcript.words[-1].end > 31 * 16_000


async def test_a_child_killed_in_mid_utterance_costs_no_word() -> None:
    engine = Whisper(MINI)
    await engine.start()
    entry = fixture("price_discount")
    samples = entry.samples()
    stream = engine.open(lambda _: None)
    stream.feed(samples[: samples.size // 2])
    (child,) = engine.process_ids
    os.kill(child, signal.SIGKILL)
    stream.feed(samples[samples.size // 2 :])
    assert (await stream.finish()).text == entry.text
    assert engine.process_ids != (child,)
    await engine.close()


async def test_it_hears_the_language_that_it_was_set_up_for() -> None:
    assert [Whisper(MINI).hears(language) for language in ("en", "en-GB", "de-DE")] == [True, True, False]
    assert Whisper(MINI, language="de").hears("de-DE")


async def test_a_folder_that_is_not_there_is_named() -> None:
    with pytest.raises(ModelMissingError, match=r"no speech model in .*nowhere.*models pull"):
        await Whisper(Path("nowhere")).start()


@pytest.mark.parametrize("name", ["config.json", "model.bin", "tokenizer.json", "vocabulary.json"])
async def test_an_incomplete_folder_is_refused_by_the_name_of_what_it_lacks(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "mini"
    shutil.copytree(MINI, folder)
    (folder / name).unlink()
    with pytest.raises(ModelMissingError, match=rf"lacks {name}"):
        await Whisper(folder).start()


async def test_a_truncated_model_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "mini"
    shutil.copytree(MINI, folder)
    whole = (folder / "model.bin").read_bytes()
    (folder / "model.bin").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(EngineError, match="could not be loaded"):
        await Whisper(folder).start()
