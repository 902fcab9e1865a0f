"""A WAV file is 16 kHz mono PCM16, or a sentence that says what it is instead."""

import wave
from pathlib import Path

import numpy as np
import pytest

from app.audio.wav import WavError, read_wav, write_wav
from app.errors import ContentError

TONE = np.arange(-1000, 1000, dtype=np.int16)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", TONE, 16_000)
    assert np.array_equal(read_wav(tmp_path / "a.wav"), TONE)


def test_stereo_keeps_the_trainee_left_and_the_customer_right(tmp_path: Path) -> None:
    write_wav(tmp_path / "call.wav", np.stack((TONE, -TONE), axis=1), 16_000)
    with wave.open(str(tmp_path / "call.wav")) as file:
        interleaved = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    assert np.array_equal(interleaved[::2], TONE)
    assert np.array_equal(interleaved[1::2], -TONE)


def test_the_wrong_rate_is_named_together_with_its_cure(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", TONE, 44_100)
    with pytest.raises(WavError, match=r"44100 Hz.*ffmpeg -i a\.wav -ar 16000"):
        read_wav(tmp_path / "a.wav")


def test_two_channels_are_refused(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", np.stack((TONE, TONE), axis=1), 16_000)
    with pytest.raises(WavError, match="2 channels"):
        read_wav(tmp_path / "a.wav")


@pytest.mark.parametrize("content", [b"", b"RIFF", b"not a wav file at all, but long enough to be one" * 4])
def test_what_is_no_wav_file_is_a_content_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.wav").write_bytes(content)
    with pytest.raises(ContentError, match="is not a PCM WAV file"):
        read_wav(tmp_path / "a.wav")


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(WavError, match="there is no such file"):
        read_wav(tmp_path / "absent.wav")


def test_a_file_without_samples_is_refused(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", np.empty(0, np.int16), 16_000)
    with pytest.raises(WavError, match="holds no samples"):
        read_wav(tmp_path / "a.wav")
