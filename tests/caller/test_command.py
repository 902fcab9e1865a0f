"""`readyroom call` as somebody at a shell meets it: in a process of its own."""

import json
import os
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np

from app.audio.wav import write_wav
from app.call_record import CallRecord

DEADLINE = 60.0
CLOSED = "http://127.0.0.1:9"
"""Nobody listens on the discard port."""


def readyroom(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command on scripted parts."""
    scripted = {f"READYROOM_{part}": "scripted" for part in ("VAD", "RECOGNISER", "VOICE")}
    command = [sys.executable, "-c", "from app.cli import main; main()", *map(str, arguments)]
    environment = os.environ | scripted
    return subprocess.run(command, capture_output=True, text=True, timeout=DEADLINE, env=environment, check=False)


def one_sentence(told: subprocess.CompletedProcess[str]) -> str:
    """Return what was told on failure, which is no traceback and leaves nothing on standard output."""
    assert (told.returncode, told.stdout) == (2, "")
    assert "Traceback" not in told.stderr
    return " ".join(told.stderr.split())


def test_a_sound_file_of_the_wrong_rate_is_named_with_what_to_do(tmp_path: Path) -> None:
    write_wav(tmp_path / "studio.wav", np.zeros(44_100, np.int16), 44_100)
    told = one_sentence(readyroom("call", "ruth_billing", "--say", tmp_path / "studio.wav", "--out", tmp_path / "out"))
    assert "studio.wav: has 44100 Hz; 16000 Hz" in told
    assert "ffmpeg" in told
    assert not (tmp_path / "out").exists()


def test_a_sound_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    told = one_sentence(readyroom("call", "ruth_billing", "--say", tmp_path / "none.wav", "--out", tmp_path / "out"))
    assert "none.wav: there is no such file" in told


def test_an_unknown_persona_is_answered_with_those_there_are(tmp_path: Path) -> None:
    told = one_sentence(readyroom("call", "nobody", "--out", tmp_path))
    assert "There is no `nobody` here" in told
    assert "ruth_billing/" in told


def test_no_server_at_the_address_is_said(tmp_path: Path) -> None:
    told = one_sentence(readyroom("call", "ruth_billing", "--out", tmp_path, "--url", CLOSED, "--token", "x"))
    assert f"There is no Readyroom server at {CLOSED}" in told


def test_a_server_needs_a_token(tmp_path: Path) -> None:
    told = one_sentence(readyroom("call", "ruth_billing", "--out", tmp_path, "--url", CLOSED))
    assert "--token" in told


def test_a_call_leaves_its_record_its_events_and_its_recording(tmp_path: Path) -> None:
    told = readyroom("call", "ruth_billing", "--out", tmp_path, "--json", "--seed", "7")
    assert told.returncode == 0, told.stderr
    figures = json.loads(told.stdout)
    assert {"turns", "voice_to_voice_p50", "voice_to_voice_p95", "ended_by", "parts"} <= set(figures)
    assert (figures["turns"], figures["ended_by"], figures["gaps"]) == ([], "trainee", 0)
    record = CallRecord.model_validate_json((tmp_path / "call.json").read_bytes())
    assert (record.call, record.pins.seed, record.ended_by) == (figures["call"], 7, "trainee")
    assert all(json.loads(line) for line in (tmp_path / "events.jsonl").read_text().splitlines())
    with wave.open(str(tmp_path / "recording.wav")) as recording:
        assert recording.getparams()[:3] == (2, 2, 16_000)
        sound = np.frombuffer(recording.readframes(recording.getnframes()), "<i2").reshape(-1, 2)
    assert not sound[:, 0].any(), "the trainee said nothing"
    assert sound[:, 1].any()
