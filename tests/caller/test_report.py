"""The figures of a call, on timelines that were made up."""

import json

import numpy as np
import pytest

from app.caller.caller import Heard, Said
from app.caller.player import Player
from app.caller.report import as_json, report
from app.transports.frames import AudioFrame

RATE = 16_000
TICK = 0.02
FRAME = 320
LOUD, QUIET = 4_000, 100
"""-18 and -50 dBFS."""


def heard_at(*lines: tuple[float, float, int], seconds: float = 10.0) -> Player:
    """Return an ear that heard lines of (start, length, level), in seconds of the call."""
    player = Player(RATE)
    for tick in range(round(seconds / TICK)):
        for number, (start, length, level) in enumerate(lines, start=1):
            if tick == round(start / TICK):
                samples = round(length * RATE)
                player.announce(number, samples)
                tone = level * (1 - 2 * (np.arange(samples) % 2))
                player.receive(AudioFrame(number, 0, tone.astype(np.int16)))
        player.tick(TICK)
    return player


def said(name: str, start: float, speech_end: float, *, interrupts: bool = False) -> Said:
    """Return an utterance, in seconds of the call."""
    return Said(name, round(start * RATE), round(speech_end * RATE), interrupts)


def a_call(player: Player, *utterances: Said) -> Heard:
    """Return a call in which this was said and heard."""
    return Heard("01", player, {"voice": "scripted"}, ended_by="trainee", said=list(utterances))


def test_voice_to_voice_is_from_the_last_speech_to_the_first_audible_sound() -> None:
    heard = a_call(heard_at((3.0, 1.0, LOUD)), said("hello", 1.0, 2.2))
    (turn,) = report(heard, b"").turns
    assert turn.said == "hello"
    assert turn.speech_end == pytest.approx(2.2)
    assert turn.voice_to_voice == pytest.approx(0.8, abs=0.1)


def test_sound_below_minus_forty_decibels_is_not_an_answer() -> None:
    heard = a_call(heard_at((3.0, 1.0, QUIET), (5.0, 1.0, LOUD)), said("hello", 1.0, 2.0))
    assert report(heard, b"").turns[0].voice_to_voice == pytest.approx(3.0, abs=0.1)


def test_sound_after_the_next_utterance_began_is_not_an_answer_to_the_first() -> None:
    heard = a_call(heard_at((5.0, 1.0, LOUD)), said("first", 1.0, 2.0), said("second", 3.0, 4.0))
    first, second = report(heard, b"").turns
    assert first.voice_to_voice is None
    assert second.voice_to_voice == pytest.approx(1.0, abs=0.1)


def test_a_customer_who_cuts_in_is_told_apart() -> None:
    heard = a_call(heard_at((1.5, 0.4, LOUD), (3.0, 1.0, LOUD)), said("hello", 1.0, 2.5))
    assert report(heard, b"").turns[0].cut_in is True
    heard = a_call(heard_at((3.0, 1.0, LOUD)), said("hello", 1.0, 2.5))
    assert report(heard, b"").turns[0].cut_in is False


def test_an_utterance_said_over_the_customer_has_no_wait() -> None:
    heard = a_call(heard_at((1.0, 4.0, LOUD)), said("wait", 2.0, 2.5, interrupts=True))
    (turn,) = report(heard, b"").turns
    assert (turn.voice_to_voice, turn.cut_in) == (None, False)


def test_the_percentiles_are_of_the_answered_turns() -> None:
    waits = (0.4, 0.6, 0.8, 1.0)
    lines = [(2.0 * turn + 1.0 + wait, 0.3, LOUD) for turn, wait in enumerate(waits)]
    utterances = [said(f"turn {turn}", 2.0 * turn + 0.5, 2.0 * turn + 1.0) for turn in range(len(waits))]
    figures = report(a_call(heard_at(*lines), *utterances, said("unanswered", 9.0, 9.5)), b"")
    measured = [turn.voice_to_voice for turn in figures.turns]
    assert measured[-1] is None
    assert measured[:-1] == [pytest.approx(wait, abs=0.1) for wait in waits]
    assert figures.voice_to_voice_p50 == pytest.approx(0.7, abs=0.1)
    assert figures.voice_to_voice_p95 == pytest.approx(1.0, abs=0.1)


def test_without_an_answer_there_are_no_percentiles() -> None:
    figures = report(a_call(heard_at(), said("hello", 1.0, 2.0)), b"")
    assert (figures.voice_to_voice_p50, figures.voice_to_voice_p95) == (None, None)


def test_the_figures_are_one_json_object() -> None:
    figures = json.loads(as_json(report(a_call(heard_at((3.0, 1.0, LOUD)), said("hello", 1.0, 2.0)), b"")))
    assert {"turns", "voice_to_voice_p50", "voice_to_voice_p95", "ended_by", "parts"} <= set(figures)
    assert (figures["ended_by"], figures["parts"], figures["gaps"]) == ("trainee", {"voice": "scripted"}, 0)
