"""What the trainee's words are taken for: as typed, and as a rough recogniser writes them."""

import pytest

from app.content.vocabulary import Act
from app.customer.acts import Reading, read_turn
from app.customer.happenings import TurnTaken
from app.customer.patterns import holds, plain
from tests.customer.rehearsal import library, turn


def reading(text: str, persona: str = "ruth_billing") -> Reading:
    return read_turn(library().find(persona)[0], turn(1, text))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Good morning, thank you for calling. How can I help you today?", Act.GREETING),
        ("I can see that you were charged twice.", Act.ACKNOWLEDGE_SPECIFIC),
        ("so you were charged twice and called two times your salon", Act.PARAPHRASE),
        ("I understand how you feel.", Act.ACKNOWLEDGE_GENERIC),
        ("that is our mistake", Act.APOLOGY),
        ("What happened when you called us the last time?", Act.OPEN_QUESTION),
        ("tell me more about", Act.OPEN_QUESTION),
        ("can you tell the date on invoice please", Act.CLOSED_QUESTION),
        ("i will send you the correct invoice today before five", Act.CONCRETE_COMMITMENT),
        ("will refund you tomorrow morning", Act.CONCRETE_COMMITMENT),
        ("I'm refunding the eighty-four pounds now.", Act.CONCRETE_COMMITMENT),
        ("I will send that over to you.", Act.NEXT_STEP),
        ("our policy says thirty days", Act.POLICY_QUOTE),
        ("there is nothing i can do", Act.POLICY_QUOTE),
        ("Unfortunately I can't do that myself.", Act.HONEST_NO),
        ("I want to help you, but please do not call me names.", Act.BOUNDARY),
        ("That is the lowest price that I can offer you.", Act.BOUNDARY),
        ("You need to calm down.", Act.BLAME_CUSTOMER),
        ("you should have read the contract", Act.BLAME_CUSTOMER),
        ("don't be stupid", Act.INSULT),
        ("you are being ridiculous", Act.INSULT),
        ("I am going to hang up now", Act.THREAT),
        ("if you do not like it go and buy somewhere else", Act.THREAT),
        ("bear with me one moment", Act.FILLER),
        ("Sorry, could you say that again?", Act.REPEAT_REQUEST),
        ("is there anything i have missed anything", Act.CHECK_UNDERSTANDING),
        ("yes", Act.PLAIN_ANSWER),
    ],
)
def test_an_act_is_known_by_its_words(text: str, act: Act) -> None:
    assert act in reading(text).acts


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("I can offer you a discount of five percent if you sign this week.", Act.DISCOUNT_CONDITIONAL),
        ("I can't go lower as it is, but if you commit to two years I can do five percent.", Act.DISCOUNT_CONDITIONAL),
        ("okay i guess we could make it a little cheaper", Act.DISCOUNT_UNCONDITIONAL),
        ("i can give you ten percent off", Act.DISCOUNT_UNCONDITIONAL),
        ("our platform is best in class", Act.PITCH_WITHOUT_NEED),
        ("you said downtime hurts you so the warranty is included", Act.PITCH_WITH_NEED),
    ],
)
def test_haggling_is_known_by_its_words(text: str, act: Act) -> None:
    assert act in reading(text, "martin_price").acts


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("I can't refund you today.", Act.CONCRETE_COMMITMENT),
        ("I cannot give you a discount.", Act.DISCOUNT_UNCONDITIONAL),
        ("You're right, that was ridiculous of us.", Act.INSULT),
        ("I want to solve your problem.", Act.BLAME_CUSTOMER),
        ("It is not your fault at all.", Act.BLAME_CUSTOMER),
        ("I won't hang up on you.", Act.THREAT),
        ("Sorry, what did you say?", Act.APOLOGY),
        ("How can I help you?", Act.OPEN_QUESTION),
        ("I know how that feels and I see why.", Act.OPEN_QUESTION),
    ],
)
def test_words_that_only_look_like_an_act_are_none(text: str, act: Act) -> None:
    assert act not in reading(text).acts


def test_a_turn_is_at_most_three_acts_the_weightiest_first() -> None:
    acts = reading(
        "Hello, sorry, I understand, but calm down, you are so rude, our policy is clear. What happened?"
    ).acts
    assert len(acts) == 3
    assert acts[:2] == (Act.INSULT, Act.BLAME_CUSTOMER)


def test_timing_counts_as_acts_too() -> None:
    slow = TurnTaken(1, "yes", 40.0, 1, barged_in=True, reaction_seconds=6.0)
    acts = read_turn(library().find("ruth_billing")[0], slow).acts
    assert acts == (Act.INTERRUPTION, Act.MONOLOGUE, Act.LONG_SILENCE)


def test_only_a_few_words_can_fit_nothing() -> None:
    assert reading("bargain the hat").fits_nothing
    assert reading("").fits_nothing
    assert not reading("the account went over to the other office then").fits_nothing
    assert not reading("your card").fits_nothing


def test_sums_and_times_are_kept_to_refer_to() -> None:
    said = dict(reading("I'll put eighty four pounds back by friday morning").said)
    assert said == {"said_amount": "eighty four pounds", "said_time": "by Friday morning"}
    assert dict(reading("That's £84.50.").said) == {"said_amount": "£84.50"}


@pytest.mark.parametrize(
    ("pattern", "words", "does"),
    [
        ("refund*|money back + today", "today i am refunding it", True),
        ("refund*|money back + today", "refund it tomorrow", False),
        ("call .. back", "call you straight back", True),
        ("call .. back", "call and then we will all come back", False),
        ("refund* + !not .. refund*", "i will not now refund it", False),
        ("charg*", "overcharged", False),
        ("84.50", "the 84.50 one", True),
    ],
)
def test_a_word_pattern_means_what_it_says(pattern: str, words: str, does: bool) -> None:
    assert holds(pattern, words) is does


def test_plain_words_are_what_a_recogniser_would_write() -> None:
    assert plain("I'll e-mail you; that's 1,200.50%, OK?") == "i will e mail you that is 1200.50 percent ok"
