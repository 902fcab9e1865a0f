"""Phonemes find their words, though eSpeak NG runs small words together and splits what it reads by itself."""

import pytest
from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

from app.engines.piper_words import Unit, units
from app.engines.speakable import SpeakableWord, speakable

ALONE = {"out": "ˈaʊt", "of": "ʌv", "the": "ðə", "question": "kwˈɛstʃən", "it's": "ɪts", "42": "kaʁɑ̃t dø"}


def spoken(text: str) -> list[SpeakableWord]:
    return [word for word in speakable(text) if word.spoken]


def cut(words: list[SpeakableWord], *sentences: str) -> tuple[Unit, ...]:
    return units(words, [list(sentence) for sentence in sentences], lambda word: ALONE[word], DEFAULT_PHONEME_ID_MAP)


def placed(unit: Unit) -> list[tuple[str, str]]:
    return [(word.written, "".join(unit.phonemes[word.first : word.last])) for word in unit.words]


def test_a_word_has_the_phonemes_between_two_spaces() -> None:
    (unit,) = cut(spoken("Well, it's you."), "wˈɛl, ɪts jˈuː.")
    assert placed(unit) == [("Well,", "wˈɛl"), ("it's", "ɪts"), ("you.", "jˈuː")]
    assert unit.mark == "."


def test_a_figure_has_the_phonemes_of_all_its_words() -> None:
    (unit,) = cut(spoken("It is $42.50"), "ɪt ɪz fˈɔːɹɾi tˈuː dˈɑːlɚz ænd fˈɪfti sˈɛnts")
    assert placed(unit)[-1] == ("$42.50", "fˈɔːɹɾi tˈuː dˈɑːlɚz ænd fˈɪfti sˈɛnts")
    assert unit.mark == ""


def test_words_that_were_run_together_share_their_phonemes() -> None:
    (unit,) = cut(spoken("it's out of the question."), "ɪts ˌaʊɾəv ðə kwˈɛstʃən.")
    found = placed(unit)
    assert (found[0], found[3], found[4]) == (("it's", "ɪts"), ("the", "ðə"), ("question.", "kwˈɛstʃən"))
    assert found[1][1] + found[2][1] == "ˌaʊɾəv"
    assert all(sounds for _, sounds in found)


def test_a_word_that_was_split_has_all_its_parts() -> None:
    words = [SpeakableWord("42", "42"), SpeakableWord("question", "question")]
    assert placed(cut(words, "kaʁɑ̃t dø kwˈɛstʃən")[0]) == [("42", "kaʁɑ̃t dø"), ("question", "kwˈɛstʃən")]


def test_each_sentence_is_a_unit_and_a_long_one_ends_at_a_comma() -> None:
    long = "bʌt wʌn, tuː, θɹiː, fɔːɹ, faɪv, sɪks, sɛvən, eɪt, naɪn, tɛn, ɪlɛvən, twɛlv, θɜːtiːn, fɔːɹtiːn."
    text = "No. But one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen."
    short, first, rest = cut(spoken(text), "nˈoʊ.", long)
    assert [word.written for word in short.words] == ["No."]
    assert first.mark == ","
    assert rest.words[-1].written == "fourteen."
    assert [word.written for unit in (short, first, rest) for word in unit.words] == text.split()


def test_sounds_that_a_voice_does_not_know_are_left_out() -> None:
    (unit,) = cut(spoken("it's you"), "ɪ☺ts juː")
    assert placed(unit) == [("it's", "ɪts"), ("you", "juː")]


@pytest.mark.parametrize("sentences", [[], [""], [" "], ["☺"]])
def test_without_a_sound_no_word_is_placed(sentences: list[str]) -> None:
    assert cut(spoken("question"), *sentences) == ()
