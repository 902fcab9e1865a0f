"""Which words only listen, and which take the floor."""

import pytest

from app.core import words


@pytest.mark.parametrize("text", ["mm-hm", "Mm-hm.", "okay, right", "uh-huh", "I see", "Yeah."])
def test_listening_aloud_is_a_backchannel_however_long(text: str) -> None:
    assert words.is_backchannel(text, 3.0)


@pytest.mark.parametrize("text", ["", "the", "fee"])
def test_a_short_sound_is_a_cough_or_a_click_whatever_the_recogniser_made_of_it(text: str) -> None:
    assert words.is_backchannel(text, 0.5)


@pytest.mark.parametrize("text", ["wait", "Stop!", "no no", "sorry", "hold on"])
def test_a_stop_word_is_never_a_backchannel(text: str) -> None:
    assert not words.is_backchannel(text, 0.2)
    assert words.takes_floor(text)


def test_other_words_of_some_length_are_no_backchannel() -> None:
    assert not words.is_backchannel("that is wrong", 0.9)


def test_three_words_that_mean_something_take_the_floor_while_they_are_still_coming() -> None:
    assert words.takes_floor("but your contract says")
    assert not words.takes_floor("your contract")
    assert not words.takes_floor("okay right yeah mm-hm")
    assert not words.takes_floor("")


def test_punctuation_and_capitals_are_no_part_of_a_word() -> None:
    assert words.split("Don't—WAIT, uh-huh!") == ["don't", "wait", "uh-huh"]
