"""An engine fails: the call goes on, and what was heard stands."""

import pytest

from app.core import events
from app.core.commands import CloseLine, EndReply, PrepareReply, Speak
from app.core.events import SpokenWord
from app.core.floor import Floor
from app.core.transcript import CAPTURE_RATE, Side
from tests.core.scene import Scene, opened


def answering() -> Scene:
    """Return a call in which a turn is kept and the answer may be spoken as soon as it has words."""
    scene = Scene()
    scene.says("tell me what happened")
    scene.wait(1.0)
    scene.journal()
    assert scene.floor() is Floor.THINKING
    return scene


def line(scene: Scene) -> tuple[str, str, bool]:
    turn = scene.call.transcript[-1]
    assert turn.side is Side.CUSTOMER
    return turn.text, turn.heard, turn.cut


def test_a_recogniser_that_fails_on_a_short_sound_leaves_the_floor_open() -> None:
    scene = Scene()
    scene.starts()
    scene.wait(0.5)
    scene.stops()
    scene.tell(events.TranscriptReady(1, "", failure="timeout"))
    scene.wait(2.5)
    assert scene.floor() is Floor.OPEN


def test_a_reply_that_fails_before_its_first_word_leaves_the_floor_open() -> None:
    scene = answering()
    scene.tell(events.ReplyFailed(1))
    assert scene.floor() is Floor.OPEN
    scene.wait(7.0)
    assert scene.floor() is Floor.THINKING
    assert scene.last(PrepareReply).reply == 2


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_an_empty_reply_leaves_the_floor_open(text: str) -> None:
    scene = answering()
    scene.words(text)
    assert scene.floor() is Floor.OPEN
    assert not scene.all(Speak)


def test_a_reply_that_came_to_nothing_before_the_endpoint_does_not_hold_the_floor() -> None:
    scene = Scene()
    scene.says("tell me what happened")
    scene.tell(events.ReplyFailed(1))
    assert scene.floor() is Floor.PAUSED
    scene.wait(1.0)
    scene.journal()
    assert scene.floor() is Floor.OPEN
    assert [turn.text for turn in scene.call.transcript] == ["tell me what happened"]


def test_a_reply_that_fails_in_the_middle_ends_after_what_was_ordered_spoken() -> None:
    scene = answering()
    scene.delta("Nobody called me back. I waited for six")
    scene.voice()
    scene.sounds()
    assert EndReply(1) in scene.tell(events.ReplyFailed(1))
    scene.wait(0.8)
    scene.drains()
    assert scene.floor() is Floor.OPEN
    assert line(scene) == ("Nobody called me back.", "Nobody called me back.", False)


def test_a_reply_that_fails_after_all_that_was_spoken_was_heard_ends_there() -> None:
    scene = answering()
    scene.delta("Nobody called me back. I waited for six")
    scene.voice()
    scene.sounds()
    scene.wait(0.8)
    scene.drains()
    assert scene.floor() is Floor.CUSTOMER
    scene.tell(events.ReplyFailed(1))
    assert scene.floor() is Floor.OPEN


def test_a_voice_that_fails_before_its_first_sound_leaves_the_floor_open() -> None:
    scene = answering()
    scene.words("Nobody called me back. I waited for six weeks.")
    scene.tell(events.VoiceFailed(1))
    assert scene.floor() is Floor.OPEN
    assert len(scene.call.transcript) == 1


def test_a_voice_that_fails_between_two_pieces_ends_the_line_after_the_first() -> None:
    scene = answering()
    scene.delta("Nobody called me back. I waited ")
    scene.voice()
    scene.sounds()
    scene.delta("for six weeks. ")
    scene.tell(events.VoiceFailed(1))
    scene.wait(0.8)
    scene.drains()
    assert scene.floor() is Floor.OPEN
    assert line(scene)[1] == "Nobody called me back."


@pytest.mark.parametrize("is_playing", [True, False])
def test_a_voice_that_fails_within_a_piece_leaves_what_was_voiced(is_playing: bool) -> None:
    scene = answering()
    scene.words("Nobody called me back.")
    spoken = (SpokenWord("Nobody", 0, 4000), SpokenWord("called", 4000, 8000))
    scene.tell(events.PieceVoiced(1, 0, spoken, 8000, is_whole=False))
    if is_playing:
        scene.sounds()
    scene.tell(events.VoiceFailed(1))
    if not is_playing:
        scene.sounds()
    assert scene.floor() is Floor.CUSTOMER
    scene.wait(0.5)
    scene.tell(events.PlaybackDrained(1, 8000, scene.at))
    assert scene.floor() is Floor.OPEN
    assert line(scene) == ("Nobody called me back.", "Nobody called", True)
    assert scene.last(CloseLine).cut


def test_words_that_come_after_the_voice_has_failed_are_not_spoken() -> None:
    scene = answering()
    scene.delta("Nobody called me back. I waited ")
    scene.voice()
    scene.sounds()
    scene.tell(events.VoiceFailed(1))
    assert not any(isinstance(order, Speak) for order in scene.words("for six weeks. And nobody came."))
    scene.wait(0.8)
    scene.drains()
    assert scene.floor() is Floor.OPEN


def test_a_voice_that_fails_while_contested_gives_the_floor_to_the_trainee() -> None:
    scene = opened("My bill is wrong.")
    scene.wait(0.8)
    scene.starts()
    scene.tell(events.PlaybackProgressed(1, scene.spoken_samples, scene.at))
    scene.tell(events.VoiceFailed(1))
    assert scene.floor() is Floor.TRAINEE
    scene.wait(1.0)
    scene.stops()
    scene.text("which one is it")
    assert scene.last(PrepareReply).text == "which one is it"


def test_a_reply_that_makes_no_sound_leaves_the_floor_open() -> None:
    scene = answering()
    scene.words("(sighs)")
    scene.tell(events.PieceVoiced(1, 0, (), 0))
    assert scene.floor() is Floor.OPEN
    assert len(scene.call.transcript) == 1


def test_a_soundless_last_piece_does_not_hold_the_floor() -> None:
    scene = answering()
    scene.delta("Nobody called me back. Really nobody (")
    scene.voice()
    scene.sounds()
    scene.words("at all).")
    scene.wait(0.8)
    scene.drains()
    assert scene.floor() is Floor.CUSTOMER
    scene.tell(events.PieceVoiced(1, 1, (), scene.spoken_samples))
    assert scene.floor() is Floor.OPEN


def test_words_that_come_after_a_gap_go_on_with_the_line() -> None:
    scene = answering()
    scene.delta("Nobody called me back. I waited ")
    scene.voice()
    scene.sounds()
    scene.wait(0.8)
    scene.drains()
    scene.wait(3.0)
    assert scene.floor() is Floor.CUSTOMER
    scene.words("for six weeks.")
    scene.voice()
    scene.wait(1.0)
    scene.drains()
    assert scene.floor() is Floor.OPEN
    text = "Nobody called me back. I waited for six weeks."
    assert line(scene) == (text, text, False)
    assert scene.call.transcript[-1].end <= scene.now * CAPTURE_RATE
