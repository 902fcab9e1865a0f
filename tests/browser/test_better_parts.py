"""A call in the page with Whisper, Piper and a language model; all three are miniatures that prove the path alone."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from playwright.sync_api import Browser, expect

from tests.audio_fixtures import fixture
from tests.browser import tap
from tests.browser.conftest import signed_in, visiting
from tests.browser.microphone import Microphone
from tests.browser.server import Served, serving
from tests.browser.visit import FROM_HOLD, Visit
from tests.faults.better_parts import environment, install_models
from tests.faults.server import ROOT
from tests.models.server.answers import SIGN

SAID = ("invoice_open_question", "invoice_money_back")
"""In this scenario the trainee speaks first."""
WHEN = (3.5, 14.0)
"""Seconds after the microphone was opened: once the call is live, and once the first answer was heard."""


@pytest.fixture(scope="module")
def better(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server on these parts."""
    folder = tmp_path_factory.mktemp("better")
    with _model_server() as url:
        parts = environment(install_models(folder / "models"), url)
        with serving(folder, names=("trainee",), parts=parts) as server:
            yield server


@contextmanager
def _model_server() -> Iterator[str]:
    command = [sys.executable, "-m", "tests.models.server", "--pause", "0.01"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.fixture
def visit(chromium: Browser, better: Served, microphone: Microphone) -> Iterator[Visit]:
    """A trainee on this server."""
    microphone.hears(*zip(WHEN, SAID, strict=True))
    yield from visiting(signed_in(chromium, better), better)


def test_what_is_said_is_captioned_and_what_the_model_words_is_heard(visit: Visit) -> None:
    visit.call(FROM_HOLD)
    for number, name in enumerate(SAID):
        expect(visit.captions("trainee").nth(number)).to_contain_text(fixture(name).text)
        expect(visit.captions("customer").nth(number)).to_contain_text(SIGN)
    heard = tap.read(visit.page)
    turns = visit.turns(visit.hang_up())
    assert [turn["heard"] for turn in turns if turn["side"] == "trainee"] == [fixture(name).text for name in SAID]
    lines = [turn for turn in turns if turn["side"] == "customer"]
    assert [str(line["heard"]).startswith(SIGN) for line in lines] == [True, True]
    spoken = sum(int(str(line["end"])) - int(str(line["start"])) for line in lines) / 16_000
    assert len(heard.audible) / heard.rate > 0.4 * spoken, "the loudspeaker played the lines"
    assert np.abs(heard.sound).max() < 1.0, "and did not clip"
