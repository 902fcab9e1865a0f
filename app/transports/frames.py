"""Binary frames: an 8-byte little-endian header (u32 stream, u32 first sample), then PCM16 mono."""

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.errors import TransportError

HEADER = struct.Struct("<II")
MICROPHONE = 0
"""Stream number of what the trainee says."""
MURMUR_BIT = 0x8000_0000
"""Set in the stream number of a murmur, so that it is never a reply's."""
MAX_SAMPLES = 3_200
"""Longest frame that is taken: 200 ms at 16 kHz."""


class BadFrameError(TransportError):
    """A binary frame that is not one of ours."""

    code = "bad-frame"


@dataclass(frozen=True, slots=True)
class AudioFrame:
    """A piece of one stream."""

    stream: int
    first_sample: int
    """Position in the stream; for the microphone, on the capture clock."""
    samples: NDArray[np.int16]


def pack(stream: int, first_sample: int, samples: NDArray[np.int16]) -> bytes:
    """Return the bytes of a frame."""
    return HEADER.pack(stream, first_sample) + samples.astype("<i2").tobytes()


def unpack(data: bytes, *, limit: int | None = None) -> AudioFrame:
    """Return the frame in these bytes; raises `BadFrameError` if it is none, or longer than `limit` samples."""
    body = len(data) - HEADER.size
    if body <= 0 or body % 2:
        raise BadFrameError("a binary frame is an 8-byte header and then whole 16-bit samples")
    if limit is not None and body // 2 > limit:
        raise BadFrameError(f"a frame holds at most {limit} samples")
    stream, first = HEADER.unpack_from(data)
    return AudioFrame(stream, first, np.frombuffer(data, "<i2", offset=HEADER.size).astype(np.int16))
