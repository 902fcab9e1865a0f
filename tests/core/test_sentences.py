"""A reply is cut into speakable pieces while it arrives."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.core.sentences import LONGEST, SentenceSplitter


def split(*deltas: str) -> list[str]:
    splitter = SentenceSplitter()
    pieces = [piece for delta in deltas for piece in splitter.feed(delta)]
    return pieces + list(splitter.finish())


def bare(text: str) -> str:
    return "".join(text.split())


SNIPPETS = [
    "I think, that is —",
    "fine.",
    "Okay.",
    "Really?",
    "No!",
    "Mr. Smith",
    "$42.50",
    "3 p.m. today",
    "Hmm... okay",
]
TRAPS = [
    "(sighs. deeply)",
    "*sighs. deeply*",
    "*",
    "**",
    "and",
    "but",
    "\n",
    "…",
    "-",
    "((",
    " " * 250,
    "x" * 450,
    "wonderfully",
]
PROSE = st.lists(st.sampled_from(SNIPPETS + TRAPS), max_size=80).map(" ".join)


@given(text=st.one_of(PROSE, st.text(max_size=300)), data=st.data())
@example(text="Mr.", data=None).via("a lone title")
def test_no_character_is_lost_or_reordered_and_the_deltas_do_not_matter(text: str, data: st.DataObject | None) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=12))) if data else [1]
    deltas = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    pieces = split(*deltas)
    assert pieces == split(text)
    assert bare("".join(pieces)) == bare(text)
    assert all(piece == piece.strip() and piece for piece in pieces)


@given(PROSE)
def test_no_piece_is_longer_than_a_voice_should_wait_for(text: str) -> None:
    assert all(len(piece) <= LONGEST + 2 * LONGEST for piece in split(text))


def test_the_first_clause_comes_before_its_sentence_is_finished() -> None:
    splitter = SentenceSplitter()
    assert splitter.feed("Well, I have been waiting, and n") == ("Well, I have been waiting,",)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("I have called twice - nobody answered me.", "I have called twice -"),
        ("I have called twice; nobody answered me.", "I have called twice;"),
        ("I was told twice but nobody came to my house.", "I was told twice"),
        ("Okay. I see what you mean. Go on then please.", "Okay. I see what you mean."),
        (
            "one two three four five six seven eight nine ten eleven twelve thirteen",
            "one two three four five six seven eight nine ten eleven twelve",
        ),
        ("Yes, sure, go on with your long story.", "Yes, sure, go on with your long story."),
    ],
)
def test_the_first_piece_is_a_phrase(text: str, first: str) -> None:
    assert split(text)[0] == first


def test_later_pieces_are_whole_sentences() -> None:
    assert split("That is not good enough. I want my money back, and I want it today! Can you do that?")[1:] == [
        "I want my money back, and I want it today!",
        "Can you do that?",
    ]


def test_a_short_sentence_is_spoken_with_the_next_one() -> None:
    assert split("That is not good enough. Really? Well. You should do better than this.")[1:] == [
        "Really? Well. You should do better than this."
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "I spoke to Mr. Smith about the whole thing.",
        "It was Dr. Lee who signed for the parcel.",
        "You charged me $42.50 for nothing at all.",
        "I will be there at 3 p.m. today with a friend.",
        "It says invoice No. 5 on the top page.",
        "My name is J. Cooper from the upper floor.",
        "Ask for something cheap, e.g. Model A or B, please.",
        "Hmm... okay then do it that way please.",
        "She said (loudly. Twice.) that she would leave me.",
        "Well *sighs. Looks away. Waits.* that is not so good.",
    ],
)
def test_a_full_stop_that_ends_nothing_does_not_cut(sentence: str) -> None:
    assert split(f"This comes before it. {sentence} And this comes after it.")[1:] == [
        sentence,
        "And this comes after it.",
    ]


def test_an_afternoon_can_end_a_sentence() -> None:
    assert split("This comes before it. You said 3 p.m. Nobody came.")[1:] == ["You said 3 p.m.", "Nobody came."]


def test_a_no_is_an_answer_unless_a_number_follows() -> None:
    assert split("This comes before it. And my answer is no. Thank you very much.")[1] == "And my answer is no."


def test_an_endless_sentence_is_cut_at_a_clause() -> None:
    clause = "and then they told me to wait for another week,"
    pieces = split("This comes before it. " + " ".join([clause] * 12))
    assert len(pieces) > 3
    assert all(piece.endswith("week,") for piece in pieces[1:])
