"""Nonsense of many kinds: valid messages and frames, mutated by a seeded hand."""

import json
import random
import struct
from typing import Any

NUMBERS: tuple[object, ...] = (
    0,
    1,
    -1,
    2**31,
    2**32,
    2**40,
    2**53,
    2**63,
    10**40,
    0.5,
    1e308,
    True,
    None,
    "1",
    [],
    {},
    "\x00",
)
TEXTS: tuple[object, ...] = (
    "",
    " ",
    "a" * 2_000,
    "😀" * 50,
    "\x00",
    "null",
    "</script>",
    "'; --",
    "I am sorry.",
    "\u202e",
    "mm-hm",
)
KINDS = ("hello", "heard", "flushed", "say", "talk", "hang_up", "started", "ended", "play", "", "HEARD")
VALID: tuple[dict[str, Any], ...] = (
    {"type": "heard", "reply": 1, "samples": 441, "at": 320},
    {"type": "flushed", "reply": 1, "samples": 441, "at": 320},
    {"type": "say", "text": "I am sorry that this happened."},
    {"type": "talk", "state": "held"},
    {"type": "talk", "state": "released"},
    {"type": "talk", "state": "open"},
    {"type": "hello", "ticket": "x", "resume": {"call": "x", "last_seq": 1}},
)


class Fuzzer:
    """Makes frames, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._seq = 1
        self._position = 0

    def choice(self, ways: tuple[str, ...]) -> str:
        """Return one of several ways to go on."""
        return self._chance.choice(ways)

    def frame(self) -> str | bytes:
        """Return the next frame: text or binary, valid, nearly valid or noise."""
        return self._chance.choice((self._valid, self._twisted, self._bent, self._sound, self._noise))()

    def _message(self) -> dict[str, Any]:
        self._seq += 1
        message = dict(self._chance.choice(VALID), seq=self._seq)
        for key in ("reply", "samples", "at"):
            if key in message:
                message[key] = self._chance.choice((0, 1, 2, 3, 441, 4_410, 88_200, self._chance.randrange(2**32)))
        return message

    def _valid(self) -> str:
        return json.dumps(self._message())

    def _twisted(self) -> str:
        """A message with a key that is wrong, missing, or one too many."""
        message = self._message()
        key = self._chance.choice([*message, "extra"])
        if self._chance.random() < 0.3:
            message.pop(key, None)
        elif key == "type":
            message[key] = self._chance.choice(KINDS)
        else:
            message[key] = self._chance.choice(NUMBERS + TEXTS)
        return json.dumps(message, ensure_ascii=self._chance.random() < 0.5)

    def _bent(self) -> str:
        """A message cut off, doubled, or with characters changed."""
        text = json.dumps(self._message())
        at, other = self._chance.randrange(len(text)), chr(self._chance.randrange(1, 0xD800))
        return self._chance.choice((text[:at], text[at:], text + text, text[:at] + other + text[at + 1 :], "[" * at))

    def _sound(self) -> bytes:
        """A frame of the microphone's, at its place or elsewhere."""
        samples = self._chance.choice((0, 1, 64, 128, 320, 3_200, 3_201))
        first = self._chance.choice((self._position, self._position, 0, 2**32 - 1, self._chance.randrange(2**32)))
        self._position = (self._position + samples) % 2**32
        stream = self._chance.choice((0, 0, 0, 1, 2**31 + 1))
        return struct.pack("<II", stream, first) + self._chance.randbytes(2 * samples)

    def _noise(self) -> bytes:
        return self._chance.randbytes(self._chance.choice((0, 1, 7, 8, 9, 11, 600)))
