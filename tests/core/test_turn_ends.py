"""The trainee's turn ends, and is answered: early prepared, kept first, taken back if it was not the end."""

import pytest

from app.core import events
from app.core.commands import CancelReply, Cause, JournalTurn, Murmur, PrepareReply, Speak, Transcribe
from app.core.endpointing import DICTATION_HOLD, FINISHED_HOLD, NEUTRAL_HOLD, UNFINISHED_HOLD
from app.core.floor import Floor
from app.core.manners import Manners
from app.core.transcript import CAPTURE_RATE, Side
from tests.core.scene import SOFT_END, Scene, opened


def waited(scene: Scene) -> float:
    """Return how much longer the turn is held from now, in seconds."""
    assert scene.call.deadline is not None
    return scene.call.deadline - scene.now + SOFT_END


@pytest.mark.parametrize(
    ("text", "hold"),
    [
        ("what can i do for you.", FINISHED_HOLD),
        ("tell me what happened", NEUTRAL_HOLD),
        ("i would like to", UNFINISHED_HOLD),
        ("it is four seven", DICTATION_HOLD),
    ],
)
def test_the_turn_is_held_from_the_end_of_speech_by_its_words(text: str, hold: float) -> None:
    scene = Scene()
    scene.says(text)
    assert scene.floor() is Floor.PAUSED
    assert waited(scene) == pytest.approx(hold)
    scene.wait(hold - SOFT_END - 0.01)
    assert scene.floor() is Floor.PAUSED
    scene.wait(0.02)
    assert scene.floor() is Floor.THINKING


def test_a_patient_persona_waits_longer() -> None:
    scene = Scene(Manners(patience=1.5))
    scene.says("tell me what happened")
    assert waited(scene) == pytest.approx(1.5 * NEUTRAL_HOLD)


def test_a_late_transcript_does_not_lengthen_the_silence_that_has_passed() -> None:
    scene = Scene()
    scene.starts()
    scene.wait(1.0)
    scene.stops()
    scene.wait(3.0)
    assert scene.floor() is Floor.PAUSED
    scene.text("tell me what happened")
    scene.wait(0.0)
    assert scene.floor() is Floor.THINKING


def test_pauses_within_a_turn_are_learned() -> None:
    scene = Scene()
    scene.says("well we")
    scene.wait(0.9 - SOFT_END)
    scene.says("tell me more")
    assert waited(scene) > NEUTRAL_HOLD


def test_waiting_for_the_customer_is_no_pause() -> None:
    scene = Scene()
    scene.says("tell me more")
    scene.wait(9.0)
    assert scene.floor() is Floor.THINKING
    scene.says("are you still listening")
    assert waited(scene) == pytest.approx(NEUTRAL_HOLD)


def test_the_answer_is_prepared_before_the_endpoint_and_held_behind_it() -> None:
    scene = Scene()
    scene.says("tell me what happened")
    assert scene.last(PrepareReply).cause is Cause.TURN
    assert scene.last(PrepareReply).text == "tell me what happened"
    assert scene.last(PrepareReply).seconds == pytest.approx(1.0)
    scene.words("Nobody called me back.")
    assert not scene.all(Speak)
    scene.wait(1.0)
    assert scene.floor() is Floor.THINKING
    assert not scene.all(Speak)
    assert [order.text for order in scene.journal() if isinstance(order, Speak)] == ["Nobody called me back."]


def test_a_turn_is_journalled_before_it_is_answered() -> None:
    scene = Scene()
    scene.says("tell me what happened")
    scene.wait(1.0)
    assert scene.last(JournalTurn).turn.text == "tell me what happened"
    scene.words("Nobody called me back.")
    assert not scene.all(Speak)
    scene.journal()
    assert scene.all(Speak)


def test_a_journal_that_fails_does_not_stop_the_call() -> None:
    scene = Scene()
    scene.says("tell me what happened")
    scene.words("Nobody called me back.")
    scene.wait(1.0)
    scene.journal(fails=True)
    assert scene.all(Speak)


def test_news_of_an_older_revision_does_not_release_the_answer() -> None:
    scene = Scene()
    scene.says("tell me what happened")
    scene.wait(1.0)
    old = scene.last(JournalTurn).turn
    scene.says("exactly")
    scene.wait(1.0)
    scene.words("Nobody called me back.")
    scene.tell(events.TurnJournalled(old.number, old.revision))
    assert not scene.all(Speak)
    scene.journal()
    assert scene.all(Speak)


@pytest.mark.parametrize("hold", [0.0, 2.0])
def test_a_turn_is_taken_back_when_the_trainee_goes_on(hold: float) -> None:
    scene = Scene()
    scene.says("tell me what happened")
    first = scene.last(PrepareReply)
    scene.wait(hold)
    assert scene.floor() is (Floor.THINKING if hold else Floor.PAUSED)
    assert CancelReply(first.reply) in scene.starts()
    assert scene.floor() is Floor.TRAINEE
    scene.wait(1.0)
    scene.stops()
    scene.text("on monday")
    again = scene.last(PrepareReply)
    assert again.text == "tell me what happened on monday"
    assert again.turn == first.turn
    assert again.revision > first.revision
    scene.wait(2.5)
    kept = scene.call.transcript
    assert [turn.text for turn in kept] == ["tell me what happened on monday"]
    assert kept[0].revision >= again.revision


def test_a_reply_that_was_being_sent_is_flushed_before_the_next_is_prepared() -> None:
    scene = Scene()
    scene.says("tell me what happened")
    scene.words("Nobody called me back.")
    scene.wait(1.0)
    scene.journal()
    scene.says("on monday")
    scene.wait(2.5)
    assert scene.floor() is Floor.THINKING
    assert len(scene.all(PrepareReply)) == 1
    scene.flushed(0.0)
    assert len(scene.all(PrepareReply)) == 2
    assert [turn.side for turn in scene.call.transcript] == [Side.TRAINEE]


def test_a_cough_is_no_turn() -> None:
    scene = Scene()
    scene.says("", seconds=0.3)
    scene.wait(2.5)
    assert scene.floor() is Floor.OPEN
    assert not scene.all(PrepareReply)
    assert scene.call.transcript == ()


def test_long_speech_without_a_word_is_answered_so_that_the_customer_can_ask_again() -> None:
    scene = Scene()
    scene.says("", seconds=2.0)
    assert scene.last(PrepareReply).text == ""


def test_an_utterance_is_transcribed_at_its_soft_end() -> None:
    scene = Scene()
    scene.starts()
    scene.wait(1.0)
    assert scene.stops() == [Transcribe(1)]
    assert not scene.all(PrepareReply)


def test_letting_go_of_the_key_ends_the_turn_as_soon_as_the_words_are_known() -> None:
    scene = Scene()
    scene.starts()
    scene.wait(1.0)
    scene.stops(released=True)
    scene.text("i would like to")
    scene.wait(0.0)
    assert scene.floor() is Floor.THINKING


def test_pressing_the_key_again_goes_on_with_the_turn() -> None:
    scene = Scene()
    scene.starts()
    scene.wait(1.0)
    scene.stops(released=True)
    scene.starts()
    scene.wait(1.0)
    scene.stops(released=True)
    scene.text("tell me", utterance=1)
    assert scene.floor() is Floor.PAUSED
    scene.text("what happened", utterance=2)
    assert scene.last(PrepareReply).text == "tell me what happened"


def test_the_customer_listens_aloud_once_in_a_long_turn_at_a_pause_it_means_to_wait_out() -> None:
    scene = Scene(Manners(murmurs=("Mm-hm.",)))
    scene.says("i have looked at the", seconds=9.0)
    scene.says("invoice and", seconds=1.0)
    assert scene.all(Murmur) == [Murmur("Mm-hm.")]


@pytest.mark.parametrize(("text", "seconds"), [("i have looked at the", 2.0), ("i have looked at it all.", 9.0)])
def test_no_murmur_in_a_short_turn_or_at_its_likely_end(text: str, seconds: float) -> None:
    scene = Scene()
    scene.says(text, seconds)
    assert not scene.all(Murmur)


def test_a_customer_without_murmurs_keeps_silent() -> None:
    scene = Scene(Manners(murmurs=()))
    scene.says("i have looked at the", seconds=9.0)
    assert not scene.all(Murmur)


def test_the_reaction_is_the_gap_after_the_customer_s_last_heard_sample() -> None:
    scene = opened("My bill is wrong.")
    scene.wait(0.8)
    scene.drains()
    scene.wait(1.5)
    scene.says("which bill")
    assert scene.last(PrepareReply).reaction == pytest.approx(1.5, abs=0.001)


def test_before_the_first_line_there_is_no_reaction() -> None:
    scene = Scene()
    scene.says("good morning to you")
    assert scene.last(PrepareReply).reaction is None


def test_a_turn_lies_where_its_speech_lay() -> None:
    scene = Scene()
    scene.wait(2.0)
    scene.says("tell me what happened", seconds=1.5)
    scene.wait(2.0)
    turn = scene.call.transcript[0]
    assert (turn.start, turn.end) == (2 * CAPTURE_RATE, 3.5 * CAPTURE_RATE)
