"""Words speak for acts and against them, the rules' finding is one thing that does, and harm is not lightly heard."""

from dataclasses import replace

import pytest

from app.content.language_values import ActWeight, FeatureWeight, Weights
from app.content.vocabulary import Act
from app.customer.acts import read_turn
from app.customer.typed_call import lone_turn
from app.customer.utterance import Utterance, utterance_of
from app.customer.weighing import MOST_POINTS, SHORT, features_of, mark_of, sums_of
from tests.customer.labelled import shipped
from tests.customer.rehearsal import library

LONG = "well now then so " * SHORT


def spoken(text: str, last_line: str = "") -> Utterance:
    file = shipped().languages.find("en")
    assert file is not None
    return utterance_of(file.language, text, last_line)


def learned(**marks: str) -> Weights:
    """Return what says of each word how it speaks for an apology and for an agenda."""
    acts = {Act.APOLOGY: ActWeight(-1_000, 5_000, 2_000), Act.AGENDA: ActWeight(-1_000, 0, 0)}
    return Weights(acts, 10_000, {word: FeatureWeight(100, each) for word, each in marks.items()})


def test_a_word_speaks_for_one_act_and_against_another() -> None:
    sums = sums_of(learned(zebra="Ja"), spoken("a zebra came"), 0, ())
    assert sums == {Act.APOLOGY: 0, Act.AGENDA: -1_010}


def test_words_that_nobody_knows_leave_the_sums_where_they_start() -> None:
    assert set(sums_of(learned(zebra="JJ"), spoken("a horse came"), 0, ()).values()) == {-1_000}


def test_the_rules_are_believed_by_another_measure_in_a_few_words() -> None:
    few, many = (sums_of(learned(zebra=".."), spoken(text), 0, {Act.APOLOGY}) for text in ("so sorry now", LONG))
    assert (few[Act.APOLOGY], many[Act.APOLOGY]) == (4_000, 1_000)


def test_a_long_turn_weighs_no_more_than_a_short_one() -> None:
    weights = learned(zebra="J.", tiger="J.", horse="J.", donkey="J.")
    one, four = (sums_of(weights, spoken(text), 0, ())[Act.APOLOGY] for text in ("zebra", "zebra tiger horse donkey"))
    assert (one, four) == (0, 1_000)


@pytest.mark.parametrize(
    ("points", "mark"), [(0, "."), (0.2, "."), (1, "A"), (-4, "b"), (1e9, "Z"), (-MOST_POINTS, "z")]
)
def test_a_mark_is_a_letter_for_its_points(points: float, mark: str) -> None:
    assert mark_of(points) == mark


def test_what_takes_up_the_customers_words_is_told_from_what_does_not() -> None:
    taken, other = (
        features_of(spoken(text, "My garden flooded."), 0) for text in ("your garden then", "your roof then")
    )
    assert "shared 1" in taken
    assert "shared 0" in other


def read(text: str, weights: Weights) -> tuple[Act, ...]:
    ruth = library().find("ruth_billing")[0]
    language = replace(library().language_of(ruth), weights=weights)
    return read_turn(ruth, language, lone_turn(text), "I don't know.").acts


def test_what_no_rule_knows_to_be_harmful_is_not_so_in_kind_words() -> None:
    acts = {Act.THREAT: ActWeight(-1_000, 0, 0), Act.APOLOGY: ActWeight(-1_000, 5_000, 5_000)}
    weights = Weights(acts, 10_000, {"zebra": FeatureWeight(100, "Z.")})
    assert read("the zebra came then", weights) == (Act.THREAT,)
    assert read("I am so sorry the zebra came", weights) == (Act.APOLOGY,)


def test_an_open_question_is_heard_at_the_end_of_much_else() -> None:
    acts = {Act.OPEN_QUESTION: ActWeight(-1_000, 3_000, 3_000)}
    weights = Weights(acts, 10_000, {"zebra": FeatureWeight(100, "z")})
    assert Act.OPEN_QUESTION not in read("the zebra came then so what happened next", weights)
    assert Act.OPEN_QUESTION in read("The zebra came then. What happened next?", weights)


@pytest.mark.parametrize("text", ["Shut up and listen to me.", "Oh shut up.", "You are being ridiculous."])
def test_a_plain_insult_is_heard_as_one(text: str) -> None:
    ruth = library().find("ruth_billing")[0]
    assert Act.INSULT in read_turn(ruth, library().language_of(ruth), lone_turn(text), "I was charged twice.").acts


def test_a_language_without_points_is_read_by_its_rules() -> None:
    ruth = library().find("ruth_billing")[0]
    bare = replace(library().language_of(ruth), weights=None)
    assert read_turn(ruth, bare, lone_turn("I am so sorry about that."), "").acts == (Act.APOLOGY,)
