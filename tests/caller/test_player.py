"""The caller's ear knows to the sample what was heard."""

import numpy as np
import pytest
from numpy.typing import NDArray

from app.caller.player import CUSHION, DUCKED, Player, Report
from app.transports.frames import MURMUR_BIT, AudioFrame

RATE = 22_050
TICK = 0.02
FRAME = 441
"""Samples of a tick, and of a frame as the server sends it."""
LEVEL = 8_000


def sound(samples: int, level: int = LEVEL) -> NDArray[np.int16]:
    """Return a constant level, which survives mixing unchanged."""
    return np.full(samples, level, np.int16)


class Ear:
    """A player with a stream that arrives in frames."""

    def __init__(self) -> None:
        self.player = Player(RATE)
        self.sent = 0

    def arrives(self, frames: int, number: int = 1) -> None:
        """Let so many frames come."""
        for _ in range(frames):
            self.player.receive(AudioFrame(number, self.sent, sound(FRAME)))
            self.sent += FRAME

    def plays(self, ticks: int) -> list[Report]:
        """Let time pass; return what was reported."""
        return [report for _ in range(ticks) for report in self.player.tick(TICK)]


@pytest.fixture
def ear() -> Ear:
    return Ear()


def test_a_stream_waits_for_its_cushion(ear: Ear) -> None:
    ear.player.announce(1, None)
    ear.arrives(2)
    assert ear.plays(3) == []
    ear.arrives(1)
    assert ear.sent >= CUSHION * RATE
    assert ear.plays(1)[0] == Report(1, 0)


def test_a_line_shorter_than_the_cushion_is_played_once_its_length_is_known(ear: Ear) -> None:
    ear.arrives(1)
    ear.player.announce(1, FRAME)
    assert ear.plays(1) == [Report(1, 0), Report(1, FRAME)]


def test_the_first_report_comes_once_and_the_last_one_when_nothing_is_left(ear: Ear) -> None:
    ear.arrives(5)
    ear.player.announce(1, 5 * FRAME)
    assert ear.plays(10) == [Report(1, 0), Report(1, 5 * FRAME)]
    assert ear.player.standing() == []


def test_what_came_is_heard_sample_for_sample(ear: Ear) -> None:
    ear.arrives(5)
    ear.player.announce(1, 5 * FRAME)
    ear.plays(8)
    assert ear.player.heard.tolist() == [LEVEL] * 5 * FRAME + [0] * 3 * FRAME


def test_a_ducked_voice_is_twelve_decibels_lower_until_it_goes_on(ear: Ear) -> None:
    ear.arrives(6)
    ear.plays(1)
    ear.player.duck(1)
    ear.plays(1)
    ear.player.pause(1, is_paused=True)
    ear.player.pause(1, is_paused=False)
    ear.plays(1)
    assert ear.player.heard[::FRAME].tolist() == [LEVEL, LEVEL * DUCKED, LEVEL]


def test_a_paused_voice_goes_on_from_the_same_sample(ear: Ear) -> None:
    ear.arrives(6)
    ear.plays(2)
    assert ear.player.pause(1, is_paused=True) == Report(1, 2 * FRAME)
    assert ear.plays(4) == []
    assert ear.player.standing() == []
    assert ear.player.pause(1, is_paused=False) == Report(1, 2 * FRAME)
    ear.plays(1)
    assert ear.player.standing() == [Report(1, 3 * FRAME)]


def test_a_pause_before_the_first_sample_is_not_reported(ear: Ear) -> None:
    ear.arrives(1)
    assert ear.player.pause(1, is_paused=True) is None
    assert ear.player.pause(9, is_paused=True) is None


def test_a_flush_says_how_much_was_heard_and_lets_nothing_more_be_heard(ear: Ear) -> None:
    ear.arrives(6)
    ear.plays(3)
    assert ear.player.flush(1) == Report(1, 3 * FRAME)
    ear.arrives(3)
    ear.player.announce(1, 9 * FRAME)
    assert ear.plays(3) == []
    assert not ear.player.heard[3 * FRAME :].any()


def test_a_flush_of_what_was_never_heard_says_so(ear: Ear) -> None:
    assert ear.player.flush(7) == Report(7, 0)


def test_a_frame_that_does_not_follow_the_last_is_ignored(ear: Ear) -> None:
    ear.arrives(3)
    ear.player.receive(AudioFrame(1, 0, sound(FRAME)))
    ear.player.receive(AudioFrame(1, 9 * FRAME, sound(FRAME)))
    ear.player.announce(1, 3 * FRAME)
    assert ear.plays(5)[-1] == Report(1, 3 * FRAME)


def test_a_murmur_is_mixed_in_and_not_reported(ear: Ear) -> None:
    ear.arrives(3)
    murmur = MURMUR_BIT | 1
    ear.player.receive(AudioFrame(murmur, 0, sound(3 * FRAME, 100)))
    assert {report.reply for report in ear.plays(3)} == {1}
    assert ear.player.heard.tolist() == [LEVEL + 100] * 3 * FRAME
    assert all(report.reply == 1 for report in ear.player.standing())


def test_two_loud_voices_at_once_are_clipped_and_do_not_wrap_around() -> None:
    player = Player(RATE)
    for number in (1, 2):
        player.receive(AudioFrame(number, 0, sound(4 * FRAME, 30_000)))
    player.tick(TICK)
    assert player.heard.tolist() == [32_767] * FRAME


@pytest.mark.parametrize("late", [1, 3, 20])
def test_sound_that_comes_too_late_is_a_gap_however_the_frames_fall(ear: Ear, late: int) -> None:
    ear.arrives(4)
    ear.plays(4 + late)
    ear.arrives(4)
    ear.plays(4)
    assert ear.player.gaps == 1


def test_a_frame_that_is_torn_in_the_middle_is_a_gap() -> None:
    player = Player(RATE)
    player.receive(AudioFrame(1, 0, sound(4 * FRAME + 100)))
    for _ in range(5):
        player.tick(TICK)
    player.receive(AudioFrame(1, 4 * FRAME + 100, sound(FRAME)))
    player.tick(TICK)
    assert player.gaps == 1


def test_sound_that_comes_just_in_time_is_no_gap(ear: Ear) -> None:
    ear.arrives(4)
    for _ in range(20):
        ear.plays(1)
        ear.arrives(1)
    assert ear.player.gaps == 0


@pytest.mark.parametrize("is_known_in_time", [True, False])
def test_the_end_of_a_line_is_no_gap(ear: Ear, is_known_in_time: bool) -> None:
    ear.arrives(4)
    if is_known_in_time:
        ear.player.announce(1, 4 * FRAME)
    ear.plays(6)
    ear.player.announce(1, 4 * FRAME)
    ear.plays(2)
    assert ear.player.gaps == 0


def test_a_pause_is_no_gap(ear: Ear) -> None:
    ear.arrives(6)
    ear.plays(2)
    ear.player.pause(1, is_paused=True)
    ear.plays(9)
    ear.player.pause(1, is_paused=False)
    ear.plays(2)
    assert ear.player.gaps == 0


def test_the_gaps_of_a_line_that_was_cut_off_count(ear: Ear) -> None:
    ear.arrives(4)
    ear.plays(6)
    ear.arrives(4)
    ear.plays(1)
    ear.player.flush(1)
    assert ear.player.gaps == 1
