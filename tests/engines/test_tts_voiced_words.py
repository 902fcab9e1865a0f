"""Sound is cut into words as it comes from a synthesiser."""

import numpy as np
from numpy.typing import NDArray

from app.engines.speakable import speakable
from app.engines.speaking import VoicedChunk
from app.engines.voiced_words import WordCutter

RATE = 1000
LOUD, QUIET = 5000, 0


def sound(*stretches: tuple[int, int]) -> NDArray[np.int16]:
    return np.concatenate([np.full(length, level, np.int16) for level, length in stretches])


def cutter(text: str) -> WordCutter:
    return WordCutter(speakable(text), RATE)


def spans(*chunks: VoicedChunk) -> list[tuple[str, int, int]]:
    return [(word.text, word.start, word.end) for chunk in chunks for word in chunk.words]


def test_a_word_is_given_as_soon_as_the_next_one_begins() -> None:
    words = cutter("one two")
    words.hear(sound((LOUD, 300)))
    assert words.mark(0, 0) == []
    given = words.mark(4, 200)
    assert spans(*given) == [("one", 0, 200)]
    assert len(given[0].samples) == 200
    assert spans(*words.finish()) == [("two", 200, 300)]


def test_words_that_the_synthesiser_does_not_mark_share_the_sound_by_their_letters() -> None:
    words = cutter("of the end")
    words.hear(sound((LOUD, 500)))
    words.mark(0, 0)
    assert spans(*words.mark(7, 200)) == [("of", 0, 80), ("the", 80, 200)]


def test_silence_at_the_beginning_is_cut_to_ten_milliseconds() -> None:
    words = cutter("one")
    words.hear(sound((QUIET, 200), (LOUD, 100)))
    assert spans(*words.finish()) == [("one", 10, 110)]


def test_a_long_pause_between_words_is_shortened_and_the_next_word_moves_with_it() -> None:
    words = cutter("one, two")
    words.hear(sound((LOUD, 100), (QUIET, 900), (LOUD, 100)))
    assert len(words.mark(5, 1000)[0].samples) == 280
    assert spans(*words.finish()) == [("two", 280, 380)]


def test_the_last_word_ends_with_the_sound_and_a_natural_pause_follows() -> None:
    for text, tail in (("one.", 150), ("one,", 150), ("one", 40)):
        words = cutter(text)
        words.hear(sound((LOUD, 100), (QUIET, 500)))
        (chunk,) = words.finish()
        assert spans(chunk) == [(text, 0, 100)]
        assert len(chunk.samples) == 100 + tail


def test_a_word_without_any_sound_is_not_lost() -> None:
    words = cutter("one two")
    words.hear(sound((LOUD, 100)))
    given = words.mark(4, 100) + words.finish()
    assert [word for word, _, _ in spans(*given)] == ["one", "two"]
    assert all(len(chunk.samples) for chunk in given)


def test_a_mark_that_goes_back_is_ignored() -> None:
    words = cutter("one two three")
    words.hear(sound((LOUD, 300)))
    words.mark(4, 100)
    assert words.mark(0, 200) == []
    assert spans(*words.finish()) == [("two", 100, 175), ("three", 175, 300)]


def test_a_peak_is_bent_below_the_ceiling() -> None:
    words = cutter("one")
    words.hear(sound((32_767, 50), (-32_768, 50)))
    (chunk,) = words.finish()
    assert np.abs(chunk.samples).max() <= 23_198
