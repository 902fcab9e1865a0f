"""Speech probabilities become utterances."""

from hypothesis import given
from hypothesis import strategies as st

from app.core.segmenter import Began, Ended, Segmentation, Segmenter

FRAME = Segmentation().frame


def run(probabilities: list[float], segmenter: Segmenter | None = None) -> list[Began | Ended]:
    segmenter = segmenter or Segmenter()
    return [decided for each in probabilities if (decided := segmenter.process(each)) is not None]


def test_two_frames_of_speech_begin_an_utterance_at_the_first_of_them() -> None:
    assert run([0.1, 0.9, 0.9]) == [Began(1 * FRAME)]


def test_one_frame_of_speech_is_a_click() -> None:
    assert run([0.9, 0.1, 0.9, 0.1]) == []


def test_six_frames_of_silence_end_it_where_the_silence_began() -> None:
    assert run([0.9] * 10 + [0.1] * 6) == [Began(0), Ended(10 * FRAME)]


def test_a_shorter_silence_does_not_end_it() -> None:
    assert run([0.9] * 10 + [0.1] * 5 + [0.9] + [0.1] * 5) == [Began(0)]


def test_a_doubtful_frame_neither_begins_nor_ends_speech() -> None:
    assert run([0.4] * 20) == []
    assert run([0.9] * 2 + [0.4] * 20) == [Began(0)]


def test_frames_that_were_not_looked_at_move_the_clock_and_break_a_run() -> None:
    segmenter = Segmenter()
    run([0.9], segmenter)
    segmenter.skip(1000)
    assert run([0.9], segmenter) == []
    assert run([0.9], segmenter) == [Began(FRAME + 1000)]


def test_a_running_utterance_can_be_cut_here_and_now() -> None:
    segmenter = Segmenter()
    assert segmenter.cut() is None
    run([0.9] * 4, segmenter)
    assert segmenter.cut() == Ended(4 * FRAME)
    assert segmenter.cut() is None


@given(st.lists(st.floats(0.0, 1.0), max_size=200))
def test_beginnings_and_ends_alternate_and_never_go_back(probabilities: list[float]) -> None:
    decided = run(probabilities)
    assert all(isinstance(each, Began if index % 2 == 0 else Ended) for index, each in enumerate(decided))
    places = [each.at for each in decided]
    assert places == sorted(places)
    assert all(0 <= place <= len(probabilities) * FRAME for place in places)
