"""The manifest tells the truth about the recorded utterances."""

import hashlib

import numpy as np
import pytest

from app.audio.levels import dbfs
from tests.audio_fixtures import FOLDER, Fixture, fixtures

SPOKEN = [entry for entry in fixtures() if entry.voice]
SHORT = ("backchannel", "interruption", "cough")


def _name(entry: Fixture) -> str:
    return entry.file


@pytest.mark.parametrize("entry", fixtures(), ids=_name)
def test_the_file_is_the_one_that_was_described(entry: Fixture) -> None:
    assert hashlib.sha256(entry.path.read_bytes()).hexdigest() == entry.sha256
    assert entry.licence
    assert entry.samples().size <= 6 * 16_000
    assert entry.samples().size >= 2 * 16_000 or entry.category in SHORT


@pytest.mark.parametrize("entry", SPOKEN, ids=_name)
def test_speech_lies_between_its_two_samples_and_quiet_around_it(entry: Fixture) -> None:
    first, last, samples = entry.first_speech_sample, entry.last_speech_sample, entry.samples()
    assert first is not None
    assert last is not None
    assert dbfs(samples[first : last + 1]) == pytest.approx(-22, abs=0.5)
    assert max(dbfs(samples[:first]), dbfs(samples[last + 1 :])) < -65
    assert min(first, samples.size - 1 - last) >= 0.3 * 16_000 - 1


def test_no_sample_is_clipped() -> None:
    assert all(np.abs(entry.samples().astype(int)).max() < 32_767 for entry in fixtures())


def test_every_category_and_voice_is_there_and_no_file_is_left_over() -> None:
    assert {entry.voice for entry in SPOKEN} == {"rms", "slt", "awb"}
    expected = "good clumsy rambling rude backchannel interruption silence noise cough"
    assert {entry.category for entry in fixtures()} == set(expected.split())
    assert {path.name for path in FOLDER.glob("*.wav")} == {entry.file for entry in fixtures()}
