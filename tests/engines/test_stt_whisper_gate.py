"""What of Whisper's words is believed: pure rules."""

import numpy as np
import pytest

from app.engines.whisper_gate import (
    Decoded,
    Evidence,
    agreed,
    evidence_of,
    heard_terms,
    is_imagined,
    is_speech,
    may_echo,
    needs_full_window,
    runs_in_circles,
    speech_bounds,
)

FIRM = Evidence(speech=1.2, ratio=0.8, certainty=0.95)
WEAK = Evidence(speech=0.3, ratio=0.5, certainty=0.95)
UNSURE = Evidence(speech=1.2, ratio=0.8, certainty=0.6)
TERMS = ("Hoffmann", "parallel operation", "Widget")


def heard(
    text: str, *, seconds: float = 4.0, logprob: float = -0.2, no_speech: float = 0.0, compression: float = 1.0
) -> Decoded:
    return Decoded(text, seconds, logprob, no_speech, compression)


def test_an_ordinary_sentence_is_believed_and_decoded_once() -> None:
    sentence = heard("That is the lowest price that I can offer you.")
    assert not is_imagined(sentence, FIRM)
    assert not needs_full_window(sentence)


@pytest.mark.parametrize("text", ["Thank you.", "you", "Thanks for watching!"])
@pytest.mark.parametrize("evidence", [WEAK, UNSURE], ids=["little speech", "unsure speech"])
def test_what_whisper_writes_under_noise_is_not_believed_on_weak_evidence(text: str, evidence: Evidence) -> None:
    assert is_imagined(heard(text), evidence)


@pytest.mark.parametrize("text", ["Thank you.", "Bye.", "Yes.", "Thank you for the price."])
def test_the_same_words_said_clearly_are_believed(text: str) -> None:
    assert not is_imagined(heard(text), FIRM)


@pytest.mark.parametrize("text", ["Bye.", "Yes.", "Stop!", "No."])
def test_a_short_word_needs_no_more_than_a_short_sound(text: str) -> None:
    assert not is_imagined(heard(text, seconds=0.8), WEAK)


def test_nobody_says_a_subtitles_credits() -> None:
    assert is_imagined(heard("Subtitles by the community"), FIRM)
    assert is_imagined(heard("♪ ♪"), FIRM)


def test_the_models_own_doubts_count_only_together() -> None:
    assert is_imagined(heard("So.", no_speech=0.7, logprob=-1.1), FIRM)
    assert not is_imagined(heard("So.", no_speech=0.7, logprob=-0.9), FIRM)
    assert not is_imagined(heard("So.", no_speech=0.5, logprob=-1.1), FIRM)


def test_a_text_that_repeats_itself_is_no_speech() -> None:
    assert is_imagined(heard("no " * 60, compression=2.5), FIRM)


def test_words_over_scattered_blips_are_not_believed() -> None:
    assert is_imagined(heard("I see."), Evidence(speech=0.2, ratio=0.1, certainty=0.9))


@pytest.mark.parametrize(
    "decoded",
    [
        heard("a b c d e f g", seconds=1.0),
        heard("we we we"),
        heard("of the of the of the price"),
        heard("So.", logprob=-1.01),
        heard("So.", compression=2.41),
    ],
    ids=["too fast", "a word in circles", "two words in circles", "unsure", "repetitive"],
)
def test_a_doubtful_short_window_asks_for_the_full_one(decoded: Decoded) -> None:
    assert needs_full_window(decoded)


def test_a_circle_is_three_times_the_same_in_a_row() -> None:
    assert runs_in_circles(["no", "no", "no"])
    assert runs_in_circles("well a b c d a b c d a b c d".split())
    assert not runs_in_circles(["no", "no", "yes", "no"])
    assert not runs_in_circles("a b c d e a b c d e a b c d e".split())
    assert not runs_in_circles([])


def test_terms_are_found_as_whole_words_whatever_their_case() -> None:
    assert heard_terms("Mr. Hoffmann, a WIDGET!", TERMS) == {"Hoffmann", "Widget"}
    assert heard_terms("Widgets in parallel", TERMS) == frozenset()
    assert heard_terms("Anything.", ("", "…")) == frozenset()


def test_an_unsure_term_and_a_bare_list_of_terms_may_be_echoes() -> None:
    assert may_echo(heard("Hello Hoffmann", logprob=-0.7), TERMS)
    assert may_echo(heard("Hoffmann, Widget."), TERMS)
    assert not may_echo(heard("Hello Hoffmann"), TERMS)
    assert not may_echo(heard("Hoffmann?"), TERMS)
    assert not may_echo(heard("Hello there", logprob=-0.9), TERMS)


def test_a_term_counts_if_it_is_heard_without_being_announced_too() -> None:
    told = heard("Hello Hoffmann", logprob=-0.7)
    assert agreed(told, heard("Hello, Hoffmann!"), TERMS) is told
    untold = heard("Hello, half a man.")
    assert agreed(told, untold, TERMS) is untold


def test_the_detectors_frames_are_counted_and_bounded() -> None:
    frames = np.array([0.1, 0.9, 0.2, 0.5, 0.7, 0.49], np.float32)
    assert speech_bounds(frames) == (1, 5)
    evidence = evidence_of(frames[1:5])
    assert (round(evidence.speech, 3), evidence.ratio, round(evidence.certainty, 2)) == (0.096, 0.75, 0.7)
    assert not is_speech(evidence)
    assert is_speech(evidence_of(np.full(4, 0.8, np.float32)))


def test_without_speech_there_is_nothing_to_bound() -> None:
    assert speech_bounds(np.zeros(9, np.float32)) == (0, 0)
    assert evidence_of(np.zeros(0, np.float32)) == Evidence(0.0, 0.0, 0.0)
