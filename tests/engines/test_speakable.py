"""Written text is made speakable, word by word."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engines.speakable import SpeakableWord, speakable

SPOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*(?:,? [^\W\d_]+(?:'[^\W\d_]+)*)*[,.;:!?]?")


def said(text: str, *, day_first: bool = False) -> str:
    return " ".join(word.spoken for word in speakable(text, day_first=day_first) if word.spoken)


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "Mr. Smith met Dr. Lee near St. Mary at 5 Main St.",
            "mister Smith met doctor Lee near saint Mary at five Main street.",
        ),
        ("I paid $42.50, £3m or €1.", "I paid forty two dollars and fifty cents, three million pounds or one euro."),
        ("That is 84.50 or 3.14", "That is eighty four fifty or three point one four"),
        ("$4.2 million lost", "four point two million dollars lost"),
        ("$0.01", "one cent"),
        ("on 3 May 2026", "on the third of May twenty twenty six"),
        ("on May 3rd or 2026-05-03", "on May third or the third of May, twenty twenty six"),
        ("I may pay 3 times", "I may pay three times"),
        ("at 5pm, 17:30, 9:05 or 9:00", "at five pee em, seventeen thirty, nine oh five or nine o'clock"),
        ("at 5 p.m. today", "at five pee em today"),
        ("the 21st of 1,205", "the twenty first of one thousand two hundred and five"),
        ("in 1905, not 2000 people", "in nineteen oh five, not two thousand people"),
        ("99% of 12.5%", "ninety nine percent of twelve point five percent"),
        ("my order 48213", "my order four eight two one three"),
        ("order number 4821, not 48", "order number four eight two one, not forty eight"),
        ("my code is 4821, an order of 2500", "my code is four eight two one, an order of two thousand five hundred"),
        ("call 555-0142", "call five five five, zero one four two"),
        ("call 415 555 0142", "call four one five five five five zero one four two"),
        ("20kg, 5 km, 1 GB", "twenty kilograms, five kilometres, one gigabyte"),
        ("support@acme.com & https://www.acme.com/help?x=1", "support at acme dot com and acme dot com slash help"),
        ("he/she is here 24/7 for $50/month", "he or she is here twenty four seven for fifty dollars per month"),
        ("5-10 days in 2019-2021", "five to ten days in twenty nineteen to twenty twenty one"),
        ("**Really** `good` 🙂 # Yes", "Really good Yes"),
        ("Hmm... okay — fine", "hmm; okay, fine"),
        ("wait—what?", "wait, what?"),
        ("Mm-hm.", "um hum."),
        ("My answer is no. I won’t.", "My answer is no. I won't."),
        ("see No. 5, e.g. this", "see number five, for example this"),
        ("*sighs* Well (pause) no [beep] I {x} can't <break/>", "Well no I can't"),
        ("(unclosed words are said", "unclosed words are said"),
        ("中文 🙂 ...", ""),
    ],
)
def test_words_are_said_as_people_say_them(text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(("day_first", "spoken"), [(False, "March fourth"), (True, "the third of April")])
def test_a_date_in_figures_follows_the_country(day_first: bool, spoken: str) -> None:
    assert said("3/4/2026", day_first=day_first) == f"{spoken}, twenty twenty six"


def test_the_written_word_stays_beside_what_is_said() -> None:
    assert speakable("It is $5!")[2] == SpeakableWord("$5!", "five dollars!")


WORDS = st.sampled_from(
    [
        "I",
        "don't",
        "$42.50,",
        "Mr.",
        "5",
        "p.m.",
        "—",
        "...",
        "🙂",
        "48213",
        "3/4/2026",
        "A-1",
        "x@y.com",
        "&",
        "1/2",
        "naïve",
        "#",
    ]
)
ASIDES = st.sampled_from(["(sighs. 5)", "[beep (loud)]", "<b>", "{a}", "*turns away*", "((deep) nest)"])
PIECES = st.lists(st.one_of(st.tuples(st.just(True), WORDS), st.tuples(st.just(False), ASIDES)), max_size=12)


@given(PIECES)
def test_the_written_words_are_the_original_ones_without_what_is_in_brackets(pieces: list[tuple[bool, str]]) -> None:
    tokens = speakable(" ".join(text for _, text in pieces))
    assert [token.written for token in tokens] == [text for is_said, text in pieces if is_said]


@given(st.one_of(st.text(max_size=80), st.text(alphabet="0123456789.,:/-$£%#@apmtheMay *()'’", max_size=40)))
def test_what_is_said_is_made_of_letters_apostrophes_and_pauses(text: str) -> None:
    for token in speakable(text):
        assert not token.spoken or SPOKEN.fullmatch(token.spoken), token


def test_an_absurd_word_is_survived() -> None:
    for absurd in ("9" * 9000, "a/" * 5000, "1-" * 5000, "(" * 500, "$" + "1" * 5000):
        assert len(speakable(absurd)) == 1
