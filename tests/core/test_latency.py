"""How long the trainee waited is read from the log of events, and only where there was a wait."""

import pytest

from app.core import events
from app.core.events import Event
from app.core.latency import latencies

Log = list[tuple[Event, float]]

OPENING: Log = [
    (events.CallAnswered(), 0.0),
    (events.ReplyDelta(1, "Hello."), 0.0),
    (events.ReplyFinished(1), 0.0),
    (events.PieceVoiced(1, 0, (), 8_000), 0.1),
    (events.PlaybackStarted(1, at=3_200), 0.25),
    (events.PlaybackDrained(1, 8_000, at=16_000), 1.05),
]
SPEECH: Log = [
    (events.SpeechStarted(1, at=32_000), 2.1),
    (events.SpeechEnded(1, at=64_000, silence=0.2), 4.3),
    (events.TranscriptReady(1, "Good morning."), 4.4),
    (events.ReplyDelta(2, "Is it?"), 4.45),
    (events.TimePassed(), 4.5),
    (events.TurnJournalled(2, 1), 4.52),
    (events.PieceVoiced(2, 0, (), 8_000), 4.6),
    (events.PlaybackStarted(2, at=75_200), 4.9),
]


def test_an_answer_is_measured_from_the_last_sample_of_speech_to_the_first_sample_heard() -> None:
    (answer,) = latencies(OPENING + SPEECH)
    assert answer.reply == 2
    assert answer.voice_to_voice == pytest.approx(0.7)


def test_its_parts_are_counted_from_the_end_of_speech_not_from_its_detection() -> None:
    (answer,) = latencies(OPENING + SPEECH)
    parts = (answer.transcript, answer.words, answer.journal, answer.voice)
    assert parts == pytest.approx((0.3, 0.35, 0.42, 0.5))


def test_a_customer_who_opens_the_call_or_breaks_a_silence_answers_nobody() -> None:
    drained: Log = [(events.PlaybackDrained(2, 8_000, at=83_200), 5.4)]
    nudge: Log = [(events.TimePassed(), 12.0), (events.PlaybackStarted(3, at=195_000), 12.3)]
    assert [answer.reply for answer in latencies(OPENING + SPEECH + drained + nudge)] == [2]


def test_a_turn_that_went_on_is_measured_from_its_real_end() -> None:
    went_on: Log = [
        (events.SpeechStarted(1, at=32_000), 2.1),
        (events.SpeechEnded(1, at=48_000, silence=0.2), 3.3),
        (events.TranscriptReady(1, "Well"), 3.4),
        (events.ReplyDelta(2, "Well what?"), 3.4),
        (events.SpeechStarted(2, at=56_000), 3.6),
        (events.SpeechEnded(2, at=64_000, silence=0.2), 4.3),
        (events.TranscriptReady(2, "good morning."), 4.5),
        (events.ReplyDelta(3, "Is it?"), 4.55),
        (events.PlaybackStarted(3, at=75_200), 4.9),
    ]
    (answer,) = latencies(OPENING + went_on)
    assert answer.voice_to_voice == pytest.approx(0.7)
    assert answer.words == pytest.approx(0.45)


def test_a_customer_who_cuts_into_a_turn_answers_no_pause_in_it() -> None:
    cut_in: Log = [
        (events.SpeechStarted(1, at=32_000), 2.1),
        (events.SpeechEnded(1, at=48_000, silence=0.2), 3.3),
        (events.TranscriptReady(1, "Well, you see, and"), 3.4),
        (events.SpeechStarted(2, at=56_000), 3.6),
        (events.TimePassed(), 25.0),
        (events.ReplyDelta(2, "Stop."), 25.0),
        (events.PlaybackStarted(2, at=403_200), 25.2),
    ]
    assert latencies(OPENING + cut_in) == ()


def test_a_murmur_over_the_customers_line_is_not_answered_by_what_comes_much_later() -> None:
    murmur: Log = [
        (events.PlaybackProgressed(2, 1_600, at=76_800), 4.95),
        (events.SpeechStarted(2, at=76_800), 5.0),
        (events.SpeechEnded(2, at=80_000, silence=0.2), 5.2),
        (events.TranscriptReady(2, "mm-hm"), 5.3),
        (events.TurnJournalled(4, 1), 5.35),
        (events.PlaybackDrained(2, 8_000, at=88_000), 5.7),
        (events.TimePassed(), 12.0),
        (events.PlaybackStarted(3, at=195_000), 12.3),
    ]
    assert [answer.reply for answer in latencies(OPENING + SPEECH + murmur)] == [2]


def test_an_interruption_is_answered_like_any_turn() -> None:
    interruption: Log = [
        (events.SpeechStarted(2, at=76_800), 5.0),
        (events.PlaybackProgressed(2, 1_600, at=78_400), 5.05),
        (events.TimePassed(), 6.0),
        (events.PlaybackFlushed(2, 1_600, at=94_400), 6.05),
        (events.SpeechEnded(2, at=96_000, silence=0.2), 6.2),
        (events.TranscriptReady(2, "no wait listen"), 6.3),
        (events.PlaybackStarted(3, at=104_000), 6.6),
    ]
    answers = latencies(OPENING + SPEECH + interruption)
    assert [answer.reply for answer in answers] == [2, 3]
    assert answers[1].voice_to_voice == pytest.approx(0.5)


def test_a_silence_that_the_customer_kept_on_purpose_is_no_latency() -> None:
    held: Log = [
        (events.SpeechStarted(1, at=32_000), 2.1),
        (events.SpeechEnded(1, at=64_000, silence=0.2), 4.3),
        (events.TranscriptReady(1, "Good morning."), 4.4),
        (events.ReplyDelta(2, "Is it?", held=4.0), 8.45),
        (events.PlaybackStarted(2, at=139_200), 8.9),
    ]
    assert latencies(OPENING + held) == ()
