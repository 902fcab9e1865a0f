"""What a trainee is told to say does stop the exercise, in every language that ships."""

import pytest

from app.content.language_values import Language
from app.content.patterns import holds, plain
from app.practice.stop_words import stop_words
from tests.customer.rehearsal import library

LANGUAGES = [file.language for file in library().languages.files]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.id)
def test_the_words_that_are_told_stop_the_exercise(language: Language) -> None:
    words = stop_words(language)
    assert len(words.split()) > 1
    assert holds(language.stop, plain(words, language.contractions))


def test_they_are_what_one_would_say() -> None:
    assert [stop_words(each) for each in LANGUAGES] == ["übung beenden", "stop the exercise"]
