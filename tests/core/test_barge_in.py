"""Both speak: duck, pause, decide."""

import pytest

from app.core.commands import (
    CancelReply,
    CloseLine,
    Command,
    CommitReply,
    DuckReply,
    PauseReply,
    PrepareReply,
    ResumeReply,
    Speak,
)
from app.core.floor import Floor
from app.core.manners import Manners
from app.core.transcript import CAPTURE_RATE, Side
from tests.core.scene import WORD_SECONDS, Scene, opened

LINE = "My bill is wrong and I want it fixed today."


def overlap(scene: Scene, text: str, seconds: float) -> None:
    """The trainee says something over the customer; half a second of the line was heard when it began."""
    scene.wait(0.5)
    scene.heard(0.5)
    scene.says(text, seconds)


def test_overlap_ducks_the_voice_at_once_and_pauses_it_if_it_lasts() -> None:
    scene = opened(LINE)
    scene.wait(0.5)
    assert scene.starts() == [DuckReply(1)]
    assert scene.floor() is Floor.CONTESTED
    assert scene.wait(0.1) == []
    assert scene.wait(0.1) == [PauseReply(1)]


@pytest.mark.parametrize(("text", "seconds"), [("mm-hm", 0.4), ("okay right", 0.75), ("the", 0.4)])
def test_listening_aloud_resumes_the_line_and_is_kept_as_a_backchannel(text: str, seconds: float) -> None:
    scene = opened(LINE)
    overlap(scene, text, seconds)
    assert scene.orders[-1] == ResumeReply(1)
    assert scene.floor() is Floor.CUSTOMER
    assert [(turn.text, turn.is_backchannel) for turn in scene.call.transcript] == [(text, True)]


def test_a_cough_resumes_the_line_and_leaves_no_trace() -> None:
    scene = opened(LINE)
    overlap(scene, "", 0.4)
    assert scene.orders[-1] == ResumeReply(1)
    assert scene.call.transcript == ()


@pytest.mark.parametrize(("text", "seconds"), [("wait", 0.3), ("that is not what i said", 0.9)])
def test_words_take_the_floor_when_they_are_known(text: str, seconds: float) -> None:
    scene = opened(LINE)
    overlap(scene, text, seconds)
    assert scene.all(CancelReply) == [CancelReply(1)]
    assert scene.floor() is Floor.PAUSED


def test_words_that_are_still_coming_take_the_floor() -> None:
    scene = opened(LINE)
    scene.wait(0.5)
    scene.starts()
    assert scene.partial("your") == []
    assert scene.partial("your contract clearly says") == [CancelReply(1)]
    assert scene.floor() is Floor.TRAINEE


def test_length_takes_the_floor_whatever_the_words() -> None:
    scene = opened(LINE, Manners(yield_after=1.0))
    scene.wait(0.5)
    scene.starts()
    scene.wait(0.99)
    assert scene.floor() is Floor.CONTESTED
    assert scene.wait(0.02) == [CancelReply(1)]
    assert scene.floor() is Floor.TRAINEE


def test_length_does_not_take_the_floor_once_the_trainee_is_silent() -> None:
    scene = opened(LINE)
    scene.wait(0.5)
    scene.starts()
    scene.wait(0.4)
    scene.stops()
    scene.wait(5.0)
    assert scene.floor() is Floor.CONTESTED
    scene.text("mm-hm")
    assert scene.floor() is Floor.CUSTOMER


def test_while_the_echo_canceller_learns_only_words_interrupt() -> None:
    scene = opened(LINE, Manners(deaf_start=5.0, yield_after=1.0))
    scene.wait(0.5)
    scene.starts()
    scene.wait(2.0)
    assert scene.floor() is Floor.CONTESTED
    scene.partial("wait a moment")
    assert scene.floor() is Floor.TRAINEE


def test_two_murmurs_in_one_overlap_are_decided_together() -> None:
    scene = opened(LINE)
    scene.wait(0.5)
    scene.starts()
    scene.wait(0.3)
    scene.stops()
    scene.starts()
    scene.wait(0.3)
    scene.stops()
    scene.text("mm-hm", utterance=1)
    assert scene.floor() is Floor.CONTESTED
    scene.text("okay", utterance=2)
    assert scene.floor() is Floor.CUSTOMER
    assert [turn.text for turn in scene.call.transcript] == ["mm-hm okay"]


def test_only_what_was_heard_of_a_cut_line_is_kept() -> None:
    scene = opened(LINE)
    overlap(scene, "wait", 0.3)
    scene.flushed(0.79)
    line = next(turn for turn in scene.call.transcript if turn.side is Side.CUSTOMER)
    assert (line.text, line.heard, line.cut) == (LINE, "My bill is", True)
    assert line.end == line.start + int(0.79 * CAPTURE_RATE)


def test_a_word_heard_to_its_last_sample_counts() -> None:
    scene = opened(LINE)
    overlap(scene, "wait", 0.3)
    scene.flushed(4 * WORD_SECONDS)
    assert scene.last(CloseLine).heard == "My bill is wrong"


def test_the_mind_hears_of_the_cut_before_the_next_reply_is_prepared() -> None:
    scene = opened(LINE)
    overlap(scene, "wait", 0.3)
    scene.wait(2.5)
    assert scene.floor() is Floor.THINKING
    assert len(scene.all(PrepareReply)) == 1
    orders = scene.flushed(0.79)
    kinds: list[type[Command]] = [type(order) for order in orders]
    assert kinds.index(CloseLine) < kinds.index(PrepareReply)
    answer = scene.last(PrepareReply)
    assert answer.barged_in
    assert answer.reaction is not None
    assert answer.reaction < 0


def test_the_next_reply_is_not_spoken_before_the_end_of_the_cut_one_is_known() -> None:
    scene = opened(LINE)
    overlap(scene, "wait", 0.3)
    scene.wait(2.5)
    scene.journal()
    assert {order.reply for order in scene.all(Speak)} == {1}
    scene.flushed(0.6)
    scene.words("Then listen to me, please.")
    assert {order.reply for order in scene.all(Speak)} == {1, 2}


def test_a_line_that_ends_while_contested_leaves_the_floor_to_the_trainee_who_cut_nothing_off() -> None:
    scene = opened("My bill is wrong.")
    scene.wait(0.7)
    scene.starts()
    scene.wait(0.1)
    scene.drains()
    assert scene.floor() is Floor.TRAINEE
    assert not scene.last(CloseLine).cut
    scene.wait(1.0)
    scene.stops()
    scene.text("which bill is that")
    answer = scene.last(PrepareReply)
    assert answer.text == "which bill is that"
    assert not answer.barged_in


def test_a_line_that_ends_before_the_murmur_over_it_is_recognised() -> None:
    scene = opened("My bill is wrong.")
    scene.wait(0.6)
    scene.starts()
    scene.wait(0.1)
    scene.stops()
    scene.drains()
    assert scene.floor() is Floor.PAUSED
    scene.text("")
    scene.wait(2.5)
    assert scene.floor() is Floor.OPEN
    assert [turn.side for turn in scene.call.transcript] == [Side.CUSTOMER]


def test_the_line_is_committed_once_when_it_is_first_heard() -> None:
    scene = Scene(opens=Side.CUSTOMER)
    scene.words(LINE)
    scene.voice()
    assert not scene.all(CommitReply)
    scene.sounds()
    scene.heard(0.2)
    assert scene.all(CommitReply) == [CommitReply(1)]


def test_after_a_pause_words_lie_where_they_were_really_heard() -> None:
    scene = opened("My bill is wrong.")
    begun = scene.at
    scene.wait(0.4)
    scene.heard(0.4)
    scene.starts()
    scene.wait(0.5)
    scene.stops()
    scene.text("mm-hm")
    scene.heard(0.4)
    scene.wait(0.4)
    scene.drains()
    line = next(turn for turn in scene.call.transcript if turn.side is Side.CUSTOMER)
    places = [((word.start - begun) / CAPTURE_RATE, (word.end - begun) / CAPTURE_RATE) for word in line.words]
    flat = [place for each in places for place in each]
    assert flat == pytest.approx([0.0, 0.2, 0.2, 0.4, 1.1, 1.3, 1.3, 1.5], abs=0.001)
    assert line.end - begun == pytest.approx(1.5 * CAPTURE_RATE, abs=16)


def test_a_line_cut_while_paused_ends_where_it_was_last_heard() -> None:
    scene = opened("My bill is wrong.")
    begun = scene.at
    scene.wait(0.4)
    scene.heard(0.4)
    scene.starts()
    scene.wait(1.5)
    scene.flushed(0.4)
    line = scene.call.transcript[0]
    assert line.heard == "My bill"
    assert line.end - begun == pytest.approx(0.4 * CAPTURE_RATE, abs=16)


def test_a_gap_between_two_pieces_does_not_move_the_words_before_it() -> None:
    scene = Scene(opens=Side.CUSTOMER)
    scene.delta("My bill is wrong. I want ")
    scene.voice()
    scene.sounds()
    begun = scene.at
    scene.wait(0.8)
    scene.drains()
    assert scene.floor() is Floor.CUSTOMER
    scene.wait(1.0)
    scene.words("it fixed.")
    scene.voice()
    scene.wait(0.3)
    scene.heard(1.1)
    scene.wait(0.5)
    scene.drains()
    words = scene.call.transcript[0].words
    places = [(word.start - begun) / CAPTURE_RATE for word in words]
    assert places == pytest.approx([0.0, 0.2, 0.4, 0.6, 1.8, 2.0, 2.2, 2.4], abs=0.001)
    assert (words[3].end - begun) / CAPTURE_RATE == pytest.approx(0.8, abs=0.001)
