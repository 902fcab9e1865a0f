"""What the trainee's words are taken for: as typed, and as a rough recogniser writes them."""

import pytest

from app.content.vocabulary import Act
from app.customer.acts import Reading, read_turn
from app.customer.happenings import TurnTaken
from app.customer.patterns import holds, plain
from tests.customer.rehearsal import library, turn


def reading(text: str, persona: str = "ruth_billing", last_line: str = "") -> Reading:
    found = library().find(persona)[0]
    return read_turn(found, library().language_of(found), turn(1, text), last_line)


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
        ("there is nothing i can do", Act.HONEST_NO),
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


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Is there anything else I can do for you today?", Act.CONCRETE_COMMITMENT),
        ("Have a good Friday.", Act.CONCRETE_COMMITMENT),
        ("Sorry, I didn't catch that.", Act.APOLOGY),
        ("I will stay with you, but please do not call me an idiot.", Act.INSULT),
        ("You called me a liar, and I would like us to leave that.", Act.INSULT),
        ("I would feel stupid too if that happened to me.", Act.INSULT),
        ("You should never have been charged twice.", Act.BLAME_CUSTOMER),
    ],
)
def test_pleasantries_and_quoted_words_are_not_taken_at_their_sound(text: str, act: Act) -> None:
    assert act not in reading(text).acts


LOST_ROOM = "My card was declined at the wholesaler's, twice."


@pytest.mark.parametrize(
    "text",
    [
        "Your card was declined, lady, deal with it.",
        "I could not care less that you are tired.",
        "We had to decline your card, tough luck.",
        "Nobody cares about your salon and your wholesaler.",
        "You're a real pain, you know that?",
        "I do not care about your card.",
        "Who cares about your salon.",
    ],
)
def test_contempt_that_names_a_worry_takes_nothing_in(text: str) -> None:
    acts = set(reading(text, last_line=LOST_ROOM).acts)
    assert Act.INSULT in acts
    assert not acts & {Act.ACKNOWLEDGE_SPECIFIC, Act.ACKNOWLEDGE_GENERIC, Act.PARAPHRASE, Act.PITCH_WITH_NEED}


@pytest.mark.parametrize(
    "text",
    [
        "I will put you both in a room at the Riverside, it is held in your name.",
        "You'll get the hundred and eighty nine dollars back.",
        "Two hundred and thirteen dollars, back on your card today.",
        "I'm putting you up at the Riverside.",
        "You won't pay a cent.",
        "I'll walk you out to the car myself.",
        "i'll call the riverside now so they have the key ready for you",
        "I will have a taxi at the door in ten minutes, and we pay for it.",
        "We'll cover the room and the taxi.",
        "I will book you a room at the Riverside.",
        "I promise you a room at the Riverside",
        "I'll fetch you a heater from the store myself.",
        "I'm bringing the papers over to you this afternoon.",
    ],
)
def test_a_plain_promise_is_heard(text: str) -> None:
    assert Act.CONCRETE_COMMITMENT in reading(text, last_line="And what happens now?").acts


@pytest.mark.parametrize(
    "text",
    [
        "Your card was declined, and nobody warned you, and that is our mistake.",
        "Your card was declined twice in front of everybody. That's on us, not on you.",
        "I understand, you stood there and your card was declined.",
    ],
)
def test_taking_in_stands_beside_an_apology(text: str) -> None:
    assert Act.ACKNOWLEDGE_SPECIFIC in reading(text, last_line=LOST_ROOM).acts


@pytest.mark.parametrize(
    "text",
    [
        "You waited in on the ninth and on the fourteenth, nobody came and nobody rang.",
        "I can bring you a temporary sink the day before",
        "you wrote that we charged you after you canceled",
        "it will be me and nobody else",
        "If you renew for two years I can freeze the price",
        "You wrote that the price is a problem",
        "You should never have had to call us three times.",
    ],
)
def test_what_is_kindly_meant_is_not_heard_as_hostile(text: str) -> None:
    assert not {Act.INSULT, Act.THREAT, Act.BLAME_CUSTOMER} & set(reading(text).acts)


@pytest.mark.parametrize(
    "text",
    ["What more do you want?", "Yeah, okay, so what's the problem?", "I said I was sorry. What more do you want?"],
)
def test_an_impatient_phrase_asks_nothing(text: str) -> None:
    asking = {Act.OPEN_QUESTION, Act.CLOSED_QUESTION, Act.FOLLOW_UP_QUESTION}
    assert not asking & set(reading(text, last_line=LOST_ROOM).acts)


def test_words_shared_with_the_customer_take_nothing_in_by_themselves() -> None:
    line = "I've been apart from my wife for seven months."
    for text in ("My wife would pay for seven months without me.", "Seven months is the usual time for these things."):
        assert Act.ACKNOWLEDGE_SPECIFIC not in reading(text, last_line=line).acts


def test_a_greeting_beside_a_sorry_and_a_question_asks_for_no_repetition() -> None:
    text = "hey ben this is sam you waited in and nobody came i'm sorry what's it been like"
    assert Act.REPEAT_REQUEST not in reading(text, last_line="Twice now.").acts


def test_a_question_about_what_was_just_said_asks_further() -> None:
    line = "My card was declined at the wholesaler's."
    asked = reading("What happened at the wholesaler's?", last_line=line)
    assert {Act.OPEN_QUESTION, Act.FOLLOW_UP_QUESTION} <= set(asked.acts)
    assert Act.FOLLOW_UP_QUESTION in reading("tell me more about that", last_line=line).acts
    assert Act.FOLLOW_UP_QUESTION not in reading("What is the address of your salon?", last_line=line).acts


def test_naming_the_customers_own_last_words_makes_an_acknowledgement_specific() -> None:
    text = "That must be hard, with the wholesaler watching."
    assert Act.ACKNOWLEDGE_GENERIC in reading(text).acts
    assert Act.ACKNOWLEDGE_SPECIFIC in reading(text, last_line="The wholesaler saw it all.").acts


def test_what_must_be_said_is_known() -> None:
    assert Act.DISCLOSURE in reading("I have to tell you that this call is recorded.").acts
    assert Act.DISCLOSURE in reading("there is a fee of forty dollars if you leave early just so you know").acts


def test_a_turn_is_about_what_it_speaks_of() -> None:
    about = reading("When were the two payments taken? I can refund it tomorrow.").about
    assert {"refund_with_a_date", "concern:1"} <= set(about)


def test_no_rehearsed_turn_of_a_good_trainee_is_taken_for_hostile() -> None:
    hostile = {Act.INSULT, Act.THREAT, Act.BLAME_CUSTOMER}
    taken = [
        line.says
        for file in library().files
        for scenario in file.persona.scenarios
        for line in (*scenario.rehearsals.expert, *scenario.rehearsals.good)
        if hostile & set(read_turn(file.persona, library().language_of(file.persona), turn(1, line.says), "").acts)
    ]
    assert taken == []


def test_a_turn_is_at_most_three_acts_the_weightiest_first() -> None:
    acts = reading("You are so rude, and you need to calm down. Our policy is clear. What happened?").acts
    assert len(acts) == 3
    assert acts[0] is Act.INSULT
    assert list(acts) == sorted(acts, key=list(Act).index)


def test_timing_counts_as_acts_too() -> None:
    slow = TurnTaken(1, "yes", 40.0, 1, barged_in=True, reaction_seconds=6.0)
    ruth = library().find("ruth_billing")[0]
    acts = read_turn(ruth, library().language_of(ruth), slow, "").acts
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
    assert dict(reading("I'll ring you by four o'clock.").said) == {"said_time": "by four o'clock"}


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
