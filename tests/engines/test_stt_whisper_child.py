"""What a child decodes, how often, and what it keeps of it; the model is a script."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from app.engines.hearing import VAD_FRAME, HeardWord, Transcript
from app.engines.whisper_child import Loaded
from app.engines.whisper_gate import Decoded
from app.engines.whisper_window import FULL

SPEECH = np.zeros(60 * VAD_FRAME, np.float32)
"""1.9 s, of which the script says where somebody speaks."""


class Script:
    """Finds speech in given frames and decodes what it is told to, in turn."""

    def __init__(self, *answers: Decoded, spoken: tuple[int, int] = (20, 50)) -> None:
        self._answers = list(answers)
        self._spoken = spoken
        self.asked: list[tuple[int, tuple[str, ...]]] = []
        """Frames of the window and announced terms of each pass."""

    def speech(self, audio: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return 0.9 between the given frames."""
        frames = np.zeros(audio.size // VAD_FRAME, np.float32)
        frames[slice(*self._spoken)] = 0.9
        return frames

    def decode(self, audio: NDArray[np.float32], frames: int, terms: Sequence[str] = ()) -> Decoded:
        """Give the next answer."""
        self.asked.append((frames, tuple(terms)))
        return self._answers.pop(0)

    def words(self, audio: NDArray[np.float32], tokens: Sequence[int]) -> tuple[HeardWord, ...]:
        """Name each token, all over the audio."""
        edges = np.linspace(0, audio.size, len(tokens) + 1).astype(int)
        return tuple(HeardWord(str(token), int(edges[n]), int(edges[n + 1]), 1.0) for n, token in enumerate(tokens))


def said(*tokens: int, text: str = "That is fine.", logprob: float = -0.2) -> Decoded:
    return Decoded(text, 1.5, logprob, 0.0, 1.0, tokens)


def test_words_fill_the_speech_and_not_the_quiet_around_it() -> None:
    transcript = Loaded(Script(said(7, 8, 9)), short_window=True).hear(SPEECH, ())
    assert transcript.text == "7 8 9"
    edges = [edge for word in transcript.words for edge in (word.start, word.end)]
    assert (edges[0], edges[-1]) == (20 * VAD_FRAME, 50 * VAD_FRAME)
    assert edges == sorted(edges)


@pytest.mark.parametrize("spoken", [(0, 0), (20, 23)], ids=["no speech", "a click"])
def test_what_is_no_speech_is_not_decoded(spoken: tuple[int, int]) -> None:
    model = Script(spoken=spoken)
    assert Loaded(model, short_window=True).hear(SPEECH, ()) == Transcript("")
    assert model.asked == []


def test_a_sound_result_is_decoded_once_in_the_short_window() -> None:
    model = Script(said(1))
    Loaded(model, short_window=True).hear(SPEECH, ())
    assert model.asked == [(1_000, ())]


def test_a_doubtful_short_window_is_decoded_again_in_the_full_one_and_once_only() -> None:
    model = Script(said(1, logprob=-1.2), said(2, logprob=-1.2))
    assert Loaded(model, short_window=True).hear(SPEECH, ()).text == "2"
    assert [frames for frames, _ in model.asked] == [1_000, FULL]


def test_without_the_short_window_every_pass_is_whispers_own() -> None:
    model = Script(said(1, logprob=-1.2))
    Loaded(model, short_window=False).hear(SPEECH, ())
    assert model.asked == [(FULL, ())]


def test_an_unsure_term_is_checked_without_announcing_it() -> None:
    model = Script(said(1, text="Hello Hoffmann", logprob=-0.8), said(2, text="Hello."))
    assert Loaded(model, short_window=True).hear(SPEECH, ("Hoffmann",)).text == "2"
    assert [terms for _, terms in model.asked] == [("Hoffmann",), ()]


def test_short_audio_is_told_no_terms() -> None:
    model = Script(said(1), spoken=(20, 30))
    Loaded(model, short_window=True).hear(SPEECH, ("Hoffmann",))
    assert [terms for _, terms in model.asked] == [()]


def test_imagined_words_are_dropped() -> None:
    model = Script(said(1, text="Thank you."), spoken=(20, 30))
    assert Loaded(model, short_window=True).hear(SPEECH, ()) == Transcript("")
