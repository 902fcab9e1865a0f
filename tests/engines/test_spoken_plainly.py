"""Texts of other languages are left to the voice, but for what nobody says aloud."""

import pytest

from app.engines.spoken_plainly import main_language, speakable_in


def test_english_figures_are_written_out_and_others_are_the_voices_business() -> None:
    assert [word.spoken for word in speakable_in("en-GB", "It is 42, no?")][2] == "forty two,"
    assert [word.spoken for word in speakable_in("de", "Das sind 42,50 €.")] == [
        "Das",
        "sind",
        "42,50",
    ]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Nein, (seufzt) *leise* wirklich?", ["Nein,", "wirklich?"]),
        ("„Gut“ – sagt er … 🙂", ["Gut", "sagt", "er"]),
        ("Um 14:30 Uhr!", ["Um", "14:30", "Uhr!"]),
        ("C'est l'heure; non?", ["C'est", "l'heure;", "non?"]),
    ],
)
def test_asides_and_signs_are_not_said(text: str, spoken: list[str]) -> None:
    assert [word.spoken for word in speakable_in("de-AT", text)] == spoken


def test_a_tag_belongs_to_its_main_language() -> None:
    assert (main_language("de-AT"), main_language("en_US"), main_language("pt")) == ("de", "en", "pt")
