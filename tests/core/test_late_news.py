"""News of what is over and done with changes nothing."""

import pytest

from app.core import events
from app.core.commands import CloseLine
from app.core.events import Event, SpokenWord
from app.core.floor import Floor
from tests.core.scene import Scene, opened


def moved_on() -> Scene:
    """Return a call whose first line is over, and in which a second reply is being prepared."""
    scene = opened("My bill is wrong.")
    scene.wait(0.8)
    scene.drains()
    scene.says("which bill")
    return scene


@pytest.mark.parametrize(
    "event",
    [
        events.ReplyDelta(1, "and so on. And so on and on. "),
        events.ReplyFinished(1),
        events.ReplyFinished(1, ends_call=True),
        events.ReplyFailed(1),
        events.VoiceFailed(1),
        events.PieceVoiced(1, 0, (SpokenWord("late", 0, 100),), 100),
        events.PlaybackStarted(1, 0),
        events.PlaybackProgressed(1, 100_000, 0),
        events.PlaybackDrained(1, 100_000, 0),
        events.PlaybackFlushed(1, 100_000, 0),
        events.SpeechEnded(99, 0, 0.2),
        events.PartialHeard(99, "wait stop"),
        events.TranscriptReady(99, "late words"),
        events.PartialHeard(1, "wait stop"),
        events.TurnJournalled(1, 1),
        events.JournalFailed(1, 1),
        events.TurnJournalled(2, 0),
        events.ConnectionResumed(),
    ],
    ids=str,
)
def test_late_news_of_every_kind_is_dropped(event: Event) -> None:
    scene = moved_on()
    transcript, deadline = scene.call.transcript, scene.call.deadline
    assert scene.tell(event) == []
    assert scene.floor() is Floor.PAUSED
    assert (scene.call.transcript, scene.call.deadline) == (transcript, deadline)


def test_a_transcript_is_taken_once() -> None:
    scene = Scene()
    scene.says("which bill")
    scene.text("something else")
    scene.wait(1.0)
    assert [turn.text for turn in scene.call.transcript] == ["which bill"]


def test_an_utterance_ends_once() -> None:
    scene = Scene()
    scene.starts()
    scene.wait(1.0)
    scene.stops()
    assert scene.tell(events.SpeechEnded(1, scene.at, 0.2)) == []


def test_a_line_that_starts_after_it_was_cancelled_is_known_by_its_flush_only() -> None:
    scene = Scene()
    scene.says("which bill")
    scene.words("The last one of course.")
    scene.wait(1.0)
    scene.journal()
    scene.voice()
    scene.starts()
    assert scene.sounds() == []
    assert scene.floor() is Floor.TRAINEE
    scene.wait(0.5)
    scene.flushed(0.45)
    assert [turn.heard for turn in scene.call.transcript] == ["which bill", "The last"]
    assert not scene.all(CloseLine)


def test_a_cancelled_reply_of_which_nothing_was_heard_leaves_no_trace() -> None:
    scene = Scene()
    scene.says("which bill")
    scene.words("The last one of course.")
    scene.wait(1.0)
    scene.journal()
    scene.voice()
    scene.starts()
    scene.flushed(0.0)
    assert [turn.text for turn in scene.call.transcript] == ["which bill"]
