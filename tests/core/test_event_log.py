"""A call's log says what happened and when, and can be read back without a loss."""

import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import events
from app.core.event_log import from_json, to_json
from app.core.events import Event, SpokenWord
from app.core.transcript import Word

words = st.lists(st.builds(Word, st.text(), st.integers(0), st.integers(0)), max_size=3).map(tuple)
spoken = st.lists(st.builds(SpokenWord, st.text(), st.integers(0), st.integers(0)), max_size=3).map(tuple)
any_event = st.one_of(
    st.builds(events.TranscriptReady, st.integers(1), st.text(), words, st.none() | st.text()),
    st.builds(events.PieceVoiced, st.integers(1), st.integers(0), spoken, st.integers(0), st.booleans()),
    *(st.from_type(kind) for kind in get_args(Event) if kind not in (events.TranscriptReady, events.PieceVoiced)),
)


@given(any_event, st.floats(0, 10_000))
def test_every_event_comes_back_from_its_line_as_it_was_at_the_time_it_was_handled(event: Event, at: float) -> None:
    line = json.dumps(to_json(event, at), ensure_ascii=False)
    assert from_json(json.loads(line)) == (event, at)


def test_where_the_capture_clock_stood_is_not_taken_for_when_the_event_was_handled() -> None:
    event = events.SpeechStarted(1, at=16_000)
    assert from_json(to_json(event, 1.25)) == (event, 1.25)


def test_an_event_that_this_version_does_not_know_is_refused() -> None:
    line = to_json(events.CallAnswered(), 0.0) | {"event": "MoonRose"}
    with pytest.raises(KeyError, match="MoonRose"):
        from_json(line)
