"""WAV files: read strictly, written plainly."""

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.errors import ContentError

SPEECH_RATE = 16_000
"""The only sample rate a trainee's recording may have."""
PCM16_BYTES = 2
"""Bytes of one sample."""


class WavError(ContentError):
    """The file is not 16 kHz mono PCM16; the sentence says what it is and how to convert it."""

    code = "wav-format"


def read_wav(path: Path) -> NDArray[np.int16]:
    """Return the samples of a 16 kHz mono PCM16 WAV file; raise `WavError` for anything else."""
    try:
        with wave.open(str(path), "rb") as file:
            _refuse_other_formats(path, file)
            frames = file.readframes(file.getnframes())
    except FileNotFoundError as error:
        raise WavError(f"{path}: there is no such file.") from error
    except OSError as error:
        raise WavError(f"{path}: cannot be read ({error.strerror}).") from error
    except (wave.Error, EOFError) as error:
        raise WavError(f"{path}: is not a PCM WAV file. {_conversion(path)}") from error
    return _whole_samples(path, frames)


def write_wav(path: Path, samples: NDArray[np.int16], rate: int) -> None:
    """Write PCM16: shape (n,) is mono, (n, 2) is stereo with the trainee left and the customer right."""
    channels = 1 if samples.ndim == 1 else samples.shape[1]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(PCM16_BYTES)
        file.setframerate(rate)
        file.writeframes(np.ascontiguousarray(samples, dtype="<i2").tobytes())


def _refuse_other_formats(path: Path, file: wave.Wave_read) -> None:
    found = []
    if file.getframerate() != SPEECH_RATE:
        found.append(f"{file.getframerate()} Hz")
    if file.getnchannels() != 1:
        found.append(f"{file.getnchannels()} channels")
    if file.getsampwidth() != PCM16_BYTES:
        found.append(f"{8 * file.getsampwidth()}-bit samples")
    if found:
        raise WavError(
            f"{path}: has {', '.join(found)}; 16000 Hz, 1 channel, 16-bit PCM is needed. {_conversion(path)}"
        )


def _whole_samples(path: Path, frames: bytes) -> NDArray[np.int16]:
    if not frames:
        raise WavError(f"{path}: holds no samples.")
    return np.frombuffer(frames[: len(frames) // 2 * 2], dtype="<i2").astype(np.int16)


def _conversion(path: Path) -> str:
    return f"Convert it with: ffmpeg -i {path.name} -ar 16000 -ac 1 -c:a pcm_s16le converted.wav"
