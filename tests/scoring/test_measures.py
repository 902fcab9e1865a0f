"""Sentences about what is measured."""

import pytest

from app.call_record import NotSaved
from app.core.transcript import Side
from app.scorecard_record import BandName
from tests.scoring.talks import Talk, criterion, good_talk

LONG = "one two three four five six seven eight nine ten eleven twelve"
"""Twelve words."""


def plain_talk() -> Talk:
    """A call of three trainee's turns of 12 s and three customer's of 24 s, over two minutes long."""
    talk = Talk()
    for _ in range(3):
        talk.trainee(LONG, 12).customer("Well, that is how it is.", 24).waits(10)
    return talk


def test_talk_share_is_the_trainees_speech_among_all_speech() -> None:
    share = criterion(plain_talk().scored(), "talk_share")
    assert (share.value, share.unit, share.band, share.level) == (0.333, "share", BandName.GOOD, 3)


def test_listening_aloud_is_no_talking() -> None:
    talk = plain_talk()
    for _ in range(20):
        talk.murmurs().murmurs(Side.CUSTOMER)
    assert criterion(talk.scored(), "talk_share").value == 0.333


def test_with_typed_turns_there_is_no_share_of_the_speech() -> None:
    share = criterion(plain_talk().types("And one more thing.").scored(), "talk_share")
    assert share.value is None
    assert share.unscored == "1 turn was typed, so a share of the speech would be wrong"


def test_pace_is_words_in_a_minute_of_speech() -> None:
    pace = criterion(plain_talk().scored(), "pace")
    assert (pace.value, pace.unit, pace.n, pace.band) == (60.0, "words/min", 36, BandName.OUTSIDE)


def test_each_number_says_what_it_was_made_of() -> None:
    talk = plain_talk()
    for name in ("a", "b"):
        talk.objects(name, "It costs too much.").trainee(LONG, pause=1.0)
    counted = [each.counted for each in talk.scored().criteria[:5]]
    assert counted == ["turns", "words", "objections", "interruptions", "turns"]


def test_pauses_are_left_out_of_the_pace() -> None:
    talk = plain_talk()
    with_pauses = [
        turn.model_copy(update={"words": tuple(w.model_copy(update={"end": w.end - 8_000}) for w in turn.words)})
        for turn in talk.turns
        if turn.side is Side.TRAINEE
    ]
    talk.turns = [turn for turn in talk.turns if turn.side is Side.CUSTOMER] + with_pauses + good_talk().turns
    pace = criterion(talk.scored(), "pace")
    assert pace.value is not None
    assert pace.value > 100


def test_a_typed_turn_has_no_pace() -> None:
    typed = plain_talk().types(LONG * 20)
    assert criterion(typed.scored(), "pace").value == 60.0


def test_a_call_that_was_typed_has_no_delivery_at_all() -> None:
    talk = Talk()
    for _ in range(4):
        talk.types(LONG).customer("Well, that is how it is.", 24)
    card = talk.scored()
    measured = card.criteria[:5]
    assert {each.value for each in measured} == {None}
    assert {each.unscored for each in measured} == {"only 0 s of speech were heard; 30 s are needed"}


def test_the_pause_after_an_objection_is_the_median_of_those_answered_aloud() -> None:
    talk = plain_talk()
    for name, pause in (("a", 0.4), ("b", 1.0), ("c", 5.0)):
        talk.objects(name, "It costs too much.").trainee(LONG, pause=pause)
    talk.objects("d", "And it is late.").types("I see.")
    pause_result = criterion(talk.scored(), "reaction_pause")
    assert (pause_result.value, pause_result.unit, pause_result.n) == (1.0, "s", 3)


def test_talking_over_an_objection_is_a_negative_pause() -> None:
    talk = plain_talk()
    talk.objects("a", "It costs too much.").trainee(LONG, pause=-1.0)
    talk.objects("b", "And it is late.").trainee(LONG, pause=-0.5)
    result = criterion(talk.scored(), "reaction_pause")
    assert (result.value, result.level, result.share) == (-0.75, 0, 0.0)


@pytest.mark.parametrize(
    ("objections", "reason"),
    [
        (0, "no objection was heard and answered aloud"),
        (1, "1 objection was answered aloud; 2 are needed"),
    ],
)
def test_too_few_objections_have_no_median(objections: int, reason: str) -> None:
    talk = plain_talk()
    for _ in range(objections):
        talk.objects("a", "It costs too much.").trainee(LONG)
    result = criterion(talk.scored(), "reaction_pause")
    assert (result.value, result.level, result.share, result.unscored) == (None, None, None, reason)


def test_an_interruption_is_counted_for_ten_minutes_and_quoted() -> None:
    talk = plain_talk()
    talk.customer("I was about to say that", 4, heard="I was about to").trainee(
        "No wait, listen to me now.", pause=-0.5
    )
    result = criterion(talk.scored(), "interruptions")
    assert result.n == 1
    assert result.value is not None
    assert 3 < result.value < 6
    assert [each.quote for each in result.evidence] == ["No wait, listen to me now."]


@pytest.mark.parametrize(("text", "pause"), [("yeah okay", -0.5), ("No wait, listen to me now.", -0.1)])
def test_listening_aloud_and_a_close_start_are_no_interruptions(text: str, pause: float) -> None:
    talk = plain_talk().customer("I was about to say that", 4, heard="I was about to").trainee(text, pause=pause)
    assert criterion(talk.scored(), "interruptions").value == 0


def test_a_short_call_has_no_rate() -> None:
    talk = Talk()
    for _ in range(3):
        talk.trainee(LONG, 12).customer("Well.", 2)
    result = criterion(talk.scored(), "interruptions")
    assert result.value is None
    assert str(result.unscored).startswith("the call lasted")


def test_a_monologue_goes_on_over_breaths_and_backchannels() -> None:
    talk = plain_talk().trainee(LONG, 40).murmurs(Side.CUSTOMER).trainee(LONG, 40, pause=0.5)
    result = criterion(talk.scored(), "longest_monologue")
    assert result.value == pytest.approx(80.8)
    assert result.band is BandName.AMBER


def test_a_monologue_ends_where_the_customer_takes_the_floor() -> None:
    talk = plain_talk().trainee(LONG, 40).customer("Right.", 1, pause=0.1).trainee(LONG, 40, pause=0.1)
    assert criterion(talk.scored(), "longest_monologue").value == 40.0


def test_less_than_half_a_minute_of_speech_has_no_numbers() -> None:
    talk = Talk().trainee(LONG, 5).customer("Well.", 60).trainee(LONG, 5).customer("Well.", 60).trainee(LONG, 5)
    assert {each.value for each in talk.scored().criteria} == {None}
    assert criterion(talk.scored(), "pace").unscored == "only 15 s of speech were heard; 30 s are needed"


def test_a_call_of_which_turns_were_lost_has_no_numbers() -> None:
    talk = plain_talk()
    talk.not_saved.append(NotSaved(what="turn", number=2, reason="Not kept: the disk is full."))
    assert criterion(talk.scored(), "pace").unscored == "part of the call was not kept"
