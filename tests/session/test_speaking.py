"""The customer's voice: sent a little ahead of the ear, in order, and silent the moment it is cancelled."""

from collections.abc import AsyncGenerator

import pytest

from app.content.voice_values import Voice
from app.core import events
from app.engines.scripted import ScriptedTextToSpeech
from app.engines.speaking import VoicedChunk, VoiceError
from app.session.speaking import (
    CLAUSE_GAP,
    FLUSH_DEADLINE,
    REPORT_DEADLINE,
    SEND_AHEAD,
    SENTENCE_GAP,
    VOICE_DEADLINE,
)
from app.transports import messages
from app.transports.frames import MURMUR_BIT
from tests.session.mouth import RATE, mouth
from tests.virtual_time import pass_time

WORD = 4_410
"""Samples of one scripted word."""
AHEAD = round(SEND_AHEAD * RATE)


async def test_no_more_is_sent_than_may_be_ahead_of_the_ear() -> None:
    async with mouth() as made:
        made.speaking.speak(1, 0, "one two three four five six seven eight.")
        made.speaking.end(1)
        await pass_time(0.1)
        assert made.sent(1) == AHEAD
        for heard in (0, 1, 440, 441, 2_205, 9_999):
            made.speaking.on_heard(1, heard, 0)
            assert heard < made.sent(1) <= heard + AHEAD


async def test_a_line_heard_bit_by_bit_is_sent_whole_and_its_length_is_told() -> None:
    async with mouth() as made:
        made.speaking.speak(1, 0, "one two three four five six seven eight.")
        made.speaking.end(1)
        await pass_time(0.1)
        await made.hear_all(1)
    assert made.sent(1) == made.length(1) == 8 * WORD


async def test_pieces_are_heard_in_order_with_a_readers_pauses_between() -> None:
    async with mouth() as made:
        made.speaking.speak(1, 0, "One two,")
        made.speaking.speak(1, 1, "three four.")
        made.speaking.speak(1, 2, "Five.")
        made.speaking.end(1)
        await pass_time(0.1)
        await made.hear_all(1)
    clause, sentence = round(CLAUSE_GAP * RATE), round(SENTENCE_GAP * RATE)
    assert made.sent(1) == 5 * WORD + clause + sentence
    sound = made.sound(1)
    assert not sound[2 * WORD : 2 * WORD + clause].any()
    assert not sound[4 * WORD + clause : 4 * WORD + clause + sentence].any()
    voiced = [word for event in made.posted if isinstance(event, events.PieceVoiced) for word in event.words]
    assert [word.text.strip(",.") for word in voiced] == ["One", "two", "three", "four", "Five"]
    assert all(sound[word.start + 1 : word.end].any() for word in voiced)
    assert [word.start for word in voiced] == [0, WORD, 2 * WORD + clause, 3 * WORD + clause, len(sound) - WORD]


async def test_not_a_sample_is_sent_after_a_line_is_cancelled() -> None:
    async with mouth(ScriptedTextToSpeech(delay=lambda: pass_time(0.05))) as made:
        made.speaking.speak(1, 0, "one two three four.")
        made.speaking.speak(1, 1, "Five six seven eight.")
        await pass_time(0.06)
        made.speaking.on_heard(1, 0, 100)
        made.speaking.cancel(1)
        sent = made.sent(1)
        assert sent > 0
        made.speaking.on_heard(1, 4_000, 3_000)
        made.speaking.end(1)
        await pass_time(1.0)
        assert made.sent(1) == sent
        assert isinstance(made.told[-1], messages.Flush)


async def test_a_flush_that_is_answered_says_what_was_heard() -> None:
    async with mouth() as made:
        made.speaking.speak(1, 0, "one two three four.")
        await pass_time(0.1)
        made.speaking.on_heard(1, 0, 100)
        made.speaking.cancel(1)
        made.speaking.on_flushed(1, 5_000, 3_728)
        await pass_time(FLUSH_DEADLINE + 1)
    assert made.of(events.PlaybackFlushed) == [events.PlaybackFlushed(1, 5_000, 3_728)]


async def test_a_flush_that_is_never_answered_is_given_up_and_the_last_report_stands() -> None:
    async with mouth() as made:
        made.speaking.speak(1, 0, "one two three four.")
        await pass_time(0.1)
        made.speaking.on_heard(1, 0, 100)
        made.speaking.on_heard(1, 2_205, 1_700)
        made.speaking.cancel(1)
        await pass_time(FLUSH_DEADLINE - 0.01)
        assert not made.of(events.PlaybackFlushed)
        await pass_time(0.02)
        made.speaking.on_flushed(1, 8_000, 6_000)
    assert made.of(events.PlaybackFlushed) == [events.PlaybackFlushed(1, 2_205, 1_700)]


async def test_a_line_cancelled_before_a_sample_was_sent_needs_no_flush() -> None:
    async with mouth(ScriptedTextToSpeech(delay=lambda: pass_time(1.0))) as made:
        made.speaking.speak(1, 0, "one two three four.")
        await pass_time(0.1)
        made.speaking.cancel(1)
        await pass_time(2.0)
    assert made.of(events.PlaybackFlushed) == [events.PlaybackFlushed(1, 0, 0)]
    assert not made.frames
    assert not [each for each in made.told if isinstance(each, messages.Flush)]


async def test_nobody_can_have_heard_more_than_was_sent() -> None:
    async with mouth() as made:
        made.speaking.speak(1, 0, "one two three four five six.")
        await pass_time(0.1)
        sent = made.sent(1)
        made.speaking.on_heard(1, 0, 0)
        made.speaking.on_heard(1, 10**9, 20_000)
        made.speaking.cancel(1)
        made.speaking.on_flushed(1, 10**9, 30_000)
    reported = made.of(events.PlaybackProgressed, events.PlaybackFlushed)
    assert reported[1:] == [
        events.PlaybackProgressed(1, sent, 20_000),
        events.PlaybackFlushed(1, 2 * AHEAD, 30_000),
    ]


async def test_a_line_of_which_nothing_was_sent_cannot_have_begun_to_play() -> None:
    async with mouth(ScriptedTextToSpeech(delay=lambda: pass_time(1.0))) as made:
        made.speaking.speak(1, 0, "one two.")
        await pass_time(0.1)
        made.speaking.on_heard(1, 0, 0)
        made.speaking.on_heard(1, 500, 0)
        assert not made.posted


async def test_playback_starts_once_and_first_even_if_the_first_report_is_late() -> None:
    async with mouth() as made:
        made.speaking.speak(1, 0, "one two three.")
        made.speaking.end(1)
        await pass_time(0.1)
        made.speaking.on_heard(1, 2_205, 17_600)
        made.speaking.on_heard(1, 0, 17_600)
        made.speaking.on_heard(1, 4_410, 19_200)
    playback = made.of(events.PlaybackStarted, events.PlaybackProgressed, events.PlaybackDrained)
    assert playback[0] == events.PlaybackStarted(1, 16_000), "the first sample was heard before the first report"
    assert not [event for event in playback[1:] if isinstance(event, events.PlaybackStarted)]


async def test_a_line_is_drained_only_when_nothing_of_it_is_left_to_hear() -> None:
    async with mouth(ScriptedTextToSpeech(delay=lambda: pass_time(0.5))) as made:
        made.speaking.speak(1, 0, "one.")
        made.speaking.speak(1, 1, "Two.")
        made.speaking.end(1)
        await pass_time(0.6)
        made.speaking.on_heard(1, 0, 0)
        made.speaking.on_heard(1, WORD, 3_200)
        assert not made.of(events.PlaybackDrained), "the second piece is being voiced"
        await pass_time(0.6)
        await made.hear_all(1)
    drained = [event.samples for event in made.posted if isinstance(event, events.PlaybackDrained)]
    assert drained == [made.length(1)]


@pytest.mark.parametrize("words", [0, 1, 2])
async def test_a_voice_that_fails_leaves_what_was_voiced_and_nothing_of_the_line_follows(words: int) -> None:
    voice = ScriptedTextToSpeech(failure=VoiceError("It broke."), fails_after=words)
    async with mouth(voice) as made:
        made.speaking.speak(1, 0, "one two three.")
        made.speaking.speak(1, 1, "Four five six.")
        made.speaking.end(1)
        await pass_time(0.1)
        await made.hear_all(1)
    assert made.sent(1) == words * WORD
    assert made.length(1) == words * WORD
    assert made.of(events.VoiceFailed) == [events.VoiceFailed(1)]


async def test_a_voice_that_hangs_has_failed() -> None:
    async with mouth(ScriptedTextToSpeech(delay=lambda: pass_time(1_000_000))) as made:
        made.speaking.speak(1, 0, "one two three.")
        await pass_time(VOICE_DEADLINE - 0.1)
        assert not made.posted
        await pass_time(0.2)
    assert made.of(events.VoiceFailed) == [events.VoiceFailed(1)]


async def test_the_next_line_is_voiced_after_one_that_failed() -> None:
    voice = ScriptedTextToSpeech(failure=VoiceError("It broke."), fails_after=1)
    async with mouth(voice) as made:
        made.speaking.speak(1, 0, "one two three.")
        await pass_time(0.1)
        made.speaking.speak(2, 0, "four five.")
        await pass_time(0.1)
    assert made.sent(2) == WORD


async def test_a_client_that_reports_nothing_for_too_long_is_deaf() -> None:
    async with mouth() as made:
        made.speaking.speak(1, 0, "one two three.")
        await pass_time(REPORT_DEADLINE - 0.1)
        assert made.times_deaf == 0
        await pass_time(0.2)
        assert made.times_deaf == 1


async def test_a_client_that_was_told_to_hold_the_voice_owes_no_report() -> None:
    async with mouth() as made:
        made.speaking.speak(1, 0, "one two three.")
        await pass_time(0.1)
        made.speaking.on_heard(1, 0, 0)
        made.speaking.pause(1, is_paused=True)
        await pass_time(3 * REPORT_DEADLINE)
        assert made.times_deaf == 0
        made.speaking.pause(1, is_paused=False)
        await pass_time(REPORT_DEADLINE + 0.1)
        assert made.times_deaf == 1


async def test_a_client_with_nothing_left_to_play_owes_no_report() -> None:
    async with mouth() as made:
        made.speaking.speak(1, 0, "one.")
        await pass_time(0.1)
        await made.hear_all(1)
        await pass_time(3 * REPORT_DEADLINE)
        assert made.times_deaf == 0
        made.speaking.speak(1, 1, "two.")
        await pass_time(REPORT_DEADLINE + 0.1)
        assert made.times_deaf == 1, "now there is something to play"


async def test_reports_of_another_line_change_nothing() -> None:
    async with mouth() as made:
        made.speaking.speak(2, 0, "one two three.")
        await pass_time(0.1)
        posted = len(made.posted)
        made.speaking.on_heard(1, 500, 500)
        made.speaking.on_flushed(2, 500, 500)
        assert len(made.posted) == posted


async def test_a_murmur_is_a_stream_of_its_own_and_leaves_the_line_alone() -> None:
    async with mouth() as made:
        await made.speaking.murmur("Okay.", 16_000)
        await made.speaking.murmur("Right you are.", 32_000)
    streams = [told.stream for told in made.told if isinstance(told, messages.MurmurPlayed)]
    assert streams == [MURMUR_BIT | 1, MURMUR_BIT | 2]
    assert [made.sent(stream) for stream in streams] == [WORD, 3 * WORD]
    assert [made.length(stream) for stream in streams] == [WORD, 3 * WORD]
    assert not made.posted


async def test_a_murmur_the_voice_cannot_say_is_not_heard() -> None:
    async with mouth(ScriptedTextToSpeech(failure=VoiceError("It broke."))) as made:
        await made.speaking.murmur("Okay.", 16_000)
    assert not made.told


class _Prepared(ScriptedTextToSpeech):
    """Notes for whom it got ready, and how much was asked of it before."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[str] = []

    async def prepare(self, voice: Voice) -> None:
        await pass_time(1.0)
        self.steps.append(voice.language)

    async def speak(self, text: str, voice: Voice) -> AsyncGenerator[VoicedChunk, None]:
        self.steps.append(text)
        async for chunk in super().speak(text, voice):
            yield chunk


async def test_the_voice_gets_ready_for_the_persona_before_it_speaks() -> None:
    voice = _Prepared()
    async with mouth(voice) as made:
        made.speaking.speak(1, 0, "one two.")
        await pass_time(1.1)
    assert voice.steps == ["en", "one two."]
    assert made.sent(1) == 2 * WORD
