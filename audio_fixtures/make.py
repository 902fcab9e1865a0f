"""Make the trainee's utterances with flite, and the manifest that says what is in them.

Run it from the repository's root, on a machine with Debian's package `flite`:

    python -m audio_fixtures.make
"""

import hashlib
import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.audio.levels import dbfs, speech_bounds
from app.audio.wav import SPEECH_RATE, read_wav, write_wav
from audio_fixtures.lines import LINES, Line

FOLDER = Path(__file__).parent
SEED = 20_260_731
QUIET = round(0.3 * SPEECH_RATE)
"""Samples of quiet before and after the speech."""
SPEECH_LEVEL = -22.0
"""Level of the speech between its first and last sample, in dBFS."""
ROOM_LEVEL = -72.0
"""Level of the room's hiss in every file, in dBFS: no microphone delivers zeros."""
VOICE_LICENCE = (
    "Speech of flite 2.2, voice {voice}: Carnegie Mellon University's permissive flite licence; see README.md"
)
NOISE_LICENCE = "Arithmetic of make.py: no rights claimed (CC0-1.0)"

Samples = NDArray[np.float64]
"""Full scale is 1."""


def main() -> None:
    """Write every WAV file and `manifest.json` beside this script."""
    entries = [_spoken(line) for line in LINES] + _unspoken()
    manifest = {"rate": SPEECH_RATE, "last_speech_sample": "inclusive", "fixtures": entries}
    (FOLDER / "manifest.json").write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(entries)} fixtures written to {FOLDER.name}/")


def _spoken(line: Line) -> dict[str, object]:
    voice = _trimmed(_flite(line))
    samples = _with_room(np.concatenate((np.zeros(QUIET), _at_level(voice, SPEECH_LEVEL), np.zeros(QUIET))), line.name)
    first, end = QUIET, QUIET + voice.size
    return _write(line.name, line, samples, (first, end - 1), VOICE_LICENCE.format(voice=line.voice))


def _flite(line: Line) -> NDArray[np.int16]:
    spoken = ["-p", line.phones] if line.phones else ["-t", line.text]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "voice.wav"
        subprocess.run(["flite", "-voice", line.voice, *spoken, "-o", str(path)], check=True)
        return read_wav(path)


def _trimmed(samples: NDArray[np.int16]) -> Samples:
    voice = samples / 32_768
    loud = _at_level(voice, SPEECH_LEVEL)
    bounds = speech_bounds((loud * 32_767).clip(-32_768, 32_767).astype(np.int16), SPEECH_RATE)
    assert bounds is not None, "flite said nothing"
    return voice[bounds[0] : bounds[1]]


def _at_level(samples: Samples, level: float) -> Samples:
    present = dbfs((samples * 32_767).astype(np.int16))
    return samples * 10 ** ((level - present) / 20)


def _with_room(samples: Samples, name: str) -> NDArray[np.int16]:
    mixed = samples + _at_level(_chance(name).uniform(-0.1, 0.1, samples.size), ROOM_LEVEL)
    return (mixed * 32_767).clip(-32_768, 32_767).astype(np.int16)


def _unspoken() -> list[dict[str, object]]:
    nothing = Line("", "", "", "")
    silence = _with_room(np.zeros(3 * SPEECH_RATE), "silence")
    noise = _with_room(_at_level(_shaped(3 * SPEECH_RATE, "noise", 80, 1_000), -32.0), "noise-room")
    cough = _with_room(np.concatenate((np.zeros(QUIET), _cough(), np.zeros(2 * QUIET))), "cough-room")
    made = (("silence", silence), ("noise", noise), ("cough", cough))
    return [_write(name, nothing, samples, None, NOISE_LICENCE) for name, samples in made]


def _cough() -> Samples:
    """Two bursts: 10 ms of attack, then a decay; throat noise between 300 Hz and 3 kHz, as a cough's is."""
    bursts = []
    for number, (length, level) in enumerate(((0.28, -22.0), (0.22, -25.0))):
        time = np.arange(round(length * SPEECH_RATE)) / SPEECH_RATE
        envelope = np.minimum(time / 0.01, 1) * np.exp(-time / 0.07)
        noise = _shaped(time.size, f"cough-{number}", 300, 3_000)
        bursts += [_at_level(noise * envelope, level), np.zeros(round(0.12 * SPEECH_RATE))]
    return np.concatenate(bursts[:-1])


def _shaped(size: int, name: str, low: float, high: float) -> Samples:
    """Return noise whose power falls with 1/f between `low` and `high` Hz and is absent elsewhere."""
    frequency = np.fft.rfftfreq(size, 1 / SPEECH_RATE)
    inside = (frequency >= low) & (frequency <= high)
    shape = np.where(inside, 1 / np.sqrt(np.maximum(frequency, low)), 0)
    spectrum = np.fft.rfft(_chance(name).standard_normal(size)) * shape
    noise = np.fft.irfft(spectrum, size)
    return np.asarray(0.5 * noise / np.abs(noise).max(), np.float64)


def _chance(name: str) -> np.random.Generator:
    return np.random.default_rng([SEED, *name.encode()])


def _write(
    name: str, line: Line, samples: NDArray[np.int16], speech: tuple[int, int] | None, licence: str
) -> dict[str, object]:
    path = FOLDER / f"{name}.wav"
    write_wav(path, samples, SPEECH_RATE)
    return {
        "file": path.name,
        "text": line.text,
        "voice": line.voice,
        "category": line.category or name,
        "first_speech_sample": speech[0] if speech else None,
        "last_speech_sample": speech[1] if speech else None,
        "licence": licence,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }


if __name__ == "__main__":
    main()
