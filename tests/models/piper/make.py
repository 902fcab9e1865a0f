"""Builds the miniature Piper voice: an ONNX graph with Piper's inputs and outputs, written and not trained.

`python -m tests.models.piper.make` writes `mini/voice.onnx` and `mini/voice.onnx.json`, the same each time.
"""

import json
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper
from onnx.parser import parse_model
from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

from tests.models.piper.sounds import sound_of

RATE, HOP = 22_050, 256
MINI = Path(__file__).parent / "mini"
SPEAKERS = {"low": 0, "high": 1}
_PITCHES = (112.0, 208.0)
"""Of each speaker, in Hz."""
_TRACTS = (1.0, 1.17)
"""How much higher the formants of each speaker lie."""
_IDS = 256
_HARMONICS = 28
_NOISE = 8192
"""Samples of noise, repeated."""

_GRAPH = """
<ir_version: 9, opset_import: ["" : 17]>
mini (int64[1, phonemes] input, int64[1] input_lengths, float[3] scales, int64[1] sid)
  => (float[1, 1, samples] output%ALIGNMENTS%)
{
  ids = Squeeze (input, zero)
  scale = Gather (scales, one)
  usual = Gather (frames, ids)
  stretched = Mul (usual, scale)
  durations = Unsqueeze (stretched, leading)
  w_ceil = Ceil (durations)
  lasting = Squeeze (w_ceil, leading)
  ends = CumSum (lasting, zero_scalar)
  total = ReduceMax <keepdims = 0> (ends)
  frame = Range (zero_float, total, one_float)
  frame_column = Unsqueeze (frame, one)
  is_past = GreaterOrEqual (frame_column, ends)
  past = Cast <to = 7> (is_past)
  phoneme = ReduceSum <keepdims = 0> (past, one)
  id = Gather (ids, phoneme)
  frame_sounds = Gather (sounds, id)
  F1, F2, F3, loudness, dull, bright = Split <axis = 1> (frame_sounds, ones)

  pitch = Gather (pitches, sid)
  tract = Gather (tracts, sid)
  hertz = Mul (harmonics, pitch)
  places = Div (hertz, tract)
  off1 = Sub (places, F1)
  far1 = Div (off1, width1)
  square1 = Mul (far1, far1)
  down1 = Add (square1, one_float)
  peak1 = Div (height1, down1)
  off2 = Sub (places, F2)
  far2 = Div (off2, width2)
  square2 = Mul (far2, far2)
  down2 = Add (square2, one_float)
  peak2 = Div (height2, down2)
  off3 = Sub (places, F3)
  far3 = Div (off3, width3)
  square3 = Mul (far3, far3)
  down3 = Add (square3, one_float)
  peak3 = Div (height3, down3)
  peaks = Sum (peak1, peak2, peak3)
  weights = Mul (peaks, loudness)

  mix = Concat <axis = 1> (weights, dull, bright)
  mix_rows = Transpose <perm = [1, 0]> (mix)
  mix_batch = Unsqueeze (mix_rows, zero)
  smooth = Resize <mode = "linear", coordinate_transformation_mode = "half_pixel"> (mix_batch, , hop)
  by_sample = Squeeze (smooth, zero)
  voice_mix, dull_mix, bright_mix = Split <axis = 0> (by_sample, kinds)

  length = Mul (total, hop_float)
  sample = Range (zero_float, length, one_float)
  seconds = Div (sample, rate)
  cycles = Mul (seconds, pitch)
  swing = Mul (seconds, swing_speed)
  swung = Sin (swing)
  raised = Add (cycles, swung)
  whole = Floor (raised)
  part = Sub (raised, whole)
  angle = Mul (part, two_pi)
  harmonic_column = Squeeze (harmonics, zero)
  harmonic_rows = Unsqueeze (harmonic_column, one)
  angles = Mul (harmonic_rows, angle)
  sines = Sin (angles)
  voices = Mul (sines, voice_mix)
  voiced = ReduceSum <keepdims = 0> (voices, zero)

  place = Cast <to = 7> (sample)
  looped = Mod (place, noise_length)
  dull_wave = Gather (dull_noise, looped)
  bright_wave = Gather (bright_noise, looped)
  dull_row = Squeeze (dull_mix, zero)
  bright_row = Squeeze (bright_mix, zero)
  dulled = Mul (dull_wave, dull_row)
  hissed = Mul (bright_wave, bright_row)
  noise = Add (dulled, hissed)
  noise_scale = Gather (scales, zero)
  noised = Mul (noise, noise_scale)
  sound = Add (voiced, noised)
  output = Unsqueeze (sound, leading)
}
"""
"""In ONNX's own notation.

Which phoneme a frame belongs to is how many phonemes have ended by then. A frame's harmonics are weighed by their
distance from its formants, made into samples by linear interpolation, and multiplied by sines; noise is added.
"""


def mini_voice(*, aligned: bool = True) -> bytes:
    """Return the voice as an ONNX file; `aligned`: with phoneme durations as its second output, as patched voices."""
    text = _GRAPH.replace("%ALIGNMENTS%", ", float[1, 1, phonemes] w_ceil" if aligned else "")
    model = parse_model(text)
    for name, values in _constants().items():
        model.graph.initializer.append(numpy_helper.from_array(values, name))
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


def mini_config() -> dict[str, object]:
    """Return what stands in the voice's JSON file."""
    return {
        "audio": {"sample_rate": RATE, "quality": "mini"},
        "espeak": {"voice": "en-us"},
        "language": {"code": "en_US", "family": "en", "region": "US"},
        "inference": {"noise_scale": 0.667, "length_scale": 1.0, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "phoneme_id_map": DEFAULT_PHONEME_ID_MAP,
        "num_symbols": _IDS,
        "num_speakers": len(SPEAKERS),
        "speaker_id_map": SPEAKERS,
        "hop_length": HOP,
        "piper_version": "1.8.0",
    }


def _constants() -> dict[str, NDArray[np.generic]]:
    dull, bright = _noises()
    numbers = np.arange(1, _HARMONICS + 1, dtype=np.float32)
    floats = {
        "zero_float": 0.0, "one_float": 1.0, "hop_float": HOP, "rate": RATE, "two_pi": 2 * np.pi, "swing_speed": 7.0,
        "width1": 90.0, "width2": 120.0, "width3": 160.0, "height1": 0.16, "height2": 0.10, "height3": 0.05,
        "hop": [1, 1, HOP], "harmonics": numbers[None, :], "pitches": _PITCHES, "tracts": _TRACTS,
        "dull_noise": dull, "bright_noise": bright,
    }  # fmt: skip
    integers = {
        "zero": [0], "one": [1], "zero_scalar": 0, "leading": [0, 1], "ones": [1] * 6, "kinds": [_HARMONICS, 1, 1],
        "noise_length": _NOISE,
    }  # fmt: skip
    frames, sounds = _tables()
    made: dict[str, NDArray[np.generic]] = {name: np.asarray(value, np.float32) for name, value in floats.items()}
    made |= {name: np.asarray(value, np.int64) for name, value in integers.items()}
    return made | {"frames": frames, "sounds": sounds}


def _tables() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return frames and sound of every phoneme id."""
    frames, sounds = np.zeros(_IDS, np.float32), np.zeros((_IDS, 6), np.float32)
    for phoneme, (number, *_) in DEFAULT_PHONEME_ID_MAP.items():
        sound = sound_of(phoneme)
        frames[number] = sound.frames
        sounds[number] = (*sound.formants, sound.voice, sound.dull, sound.bright)
    return frames, sounds


def _noises() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return noise below about 3 kHz and noise above it, each with a root mean square of 0.5, from a fixed seed."""
    spectrum = np.fft.rfft(np.random.default_rng(7).standard_normal(_NOISE))
    hertz = np.fft.rfftfreq(_NOISE, 1 / RATE)
    waves = [
        np.fft.irfft(spectrum * band) for band in (1 / (1 + (hertz / 1800) ** 4), 1 / (1 + (3200 / (hertz + 1)) ** 4))
    ]
    dull, bright = [(0.5 * wave / np.sqrt(np.mean(wave**2))).astype(np.float32) for wave in waves]
    return dull, bright


if __name__ == "__main__":
    MINI.mkdir(exist_ok=True)
    (MINI / "voice.onnx").write_bytes(mini_voice())
    (MINI / "voice.onnx.json").write_text(
        json.dumps(mini_config(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
