"""Sentences about quotes."""

from hypothesis import given, settings
from hypothesis import strategies as some

from app.core.transcript import Side
from app.scorecard_record import Evidence, Scorecard
from app.scoring.evidence import find, is_verified, opening, quoted
from tests.scoring.talks import RATE, Talk, good_talk

UNPUNCTUATED = (
    "well martin i have been thinking about this all week and i can see why eighteen percent is a lot so let us look "
    "at what we could do about it together because there is a way"
)


def all_evidence(card: Scorecard) -> list[Evidence]:
    """Every quote of a scorecard."""
    checks = [each for criterion in card.criteria for each in criterion.checks] + [cap.check for cap in card.caps]
    by_criteria = [quote for criterion in card.criteria for quote in criterion.evidence]
    return [quote for check in checks for quote in check.evidence] + by_criteria


def test_every_quote_stands_in_one_of_the_trainees_own_turns() -> None:
    talk = good_talk()
    record, quotes = talk.record(), all_evidence(talk.scored())
    assert len(quotes) > 10
    assert all(is_verified(record, quote) for quote in quotes)


def test_a_quote_can_be_played() -> None:
    talk = Talk().trainee("Hello there. I can see why. Goodbye now.", 8)
    said = find(talk.turns[0], lambda words: "can see" in words)
    assert said is not None
    quote = quoted(said)
    assert quote.quote == "I can see why."
    assert (quote.start, quote.end) == (talk.turns[0].words[2].start, talk.turns[0].words[5].end)
    assert 0 < quote.end - quote.start < 8 * RATE


def test_of_a_turn_without_stops_only_what_decides_is_quoted() -> None:
    talk = Talk().trainee(UNPUNCTUATED, 12)
    said = find(talk.turns[0], lambda words: "i can see why" in words)
    assert said is not None
    assert quoted(said).quote == "all week and i can see why eighteen percent is"


def test_without_word_times_the_whole_turn_is_played() -> None:
    turn = Talk().trainee(UNPUNCTUATED, 12).turns[0].model_copy(update={"words": ()})
    assert (quoted(opening(turn)).start, quoted(opening(turn)).end) == (turn.start, turn.end)


def test_what_the_customer_said_proves_nothing_about_the_trainee() -> None:
    talk = Talk().customer("I can see why.").trainee("Good.")
    quote = quoted(opening(talk.turns[0]))
    assert not is_verified(talk.record(), quote)


def test_changed_words_are_no_quote() -> None:
    talk = Talk().trainee("I can see why.")
    quote = quoted(opening(talk.turns[0]))
    assert is_verified(talk.record(), quote)
    assert not is_verified(talk.record(), quote.model_copy(update={"quote": "I cannot see why."}))
    assert not is_verified(talk.record(), quote.model_copy(update={"end": quote.end + 1}))


WORDS = some.lists(
    some.sampled_from(
        "i we you can see why understand percent off give give you sorry what how do send tomorrow if stupid ! . ? é"
        " it's I'll 18% £5".split()
    ),
    min_size=1,
    max_size=40,
)


@settings(deadline=None)
@given(some.lists(some.tuples(some.sampled_from(["customer", "trainee", "objects", "types"]), WORDS), max_size=12))
def test_whatever_is_said_every_quote_is_verified_and_every_number_is_one_or_explained(
    script: list[tuple[str, list[str]]],
) -> None:
    talk = Talk()
    for what, words in script:
        text = " ".join(words)
        if what == "objects":
            talk.objects("any", text)
        else:
            getattr(talk, what)(text)
    record, card = talk.record(), talk.scored()
    assert all(is_verified(record, quote) for quote in all_evidence(card))
    assert all((each.level is None) == (each.unscored is not None) for each in card.criteria)
    assert (card.totals.score is None) == (card.totals.unscored is not None)
    own = {turn.number for turn in record.turns if turn.side is Side.TRAINEE}
    assert {quote.turn for quote in all_evidence(card)} <= own
