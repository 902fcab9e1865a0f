"""What the miniature voice does for each phoneme: how long, at which formants, with how much voice and noise."""

from dataclasses import dataclass

_VOWELS = {
    "i": (280, 2250, 2900), "ɪ": (400, 1950, 2550), "e": (400, 2050, 2600), "ɛ": (540, 1800, 2500),
    "æ": (690, 1650, 2450), "a": (730, 1350, 2450), "ɑ": (730, 1090, 2440), "ɒ": (650, 950, 2400),
    "ɔ": (570, 840, 2410), "o": (450, 850, 2400), "ʊ": (440, 1020, 2240), "u": (310, 870, 2240),
    "ʌ": (620, 1190, 2390), "ə": (500, 1450, 2450), "ɐ": (600, 1350, 2450), "ɚ": (480, 1300, 1700),
    "ɜ": (490, 1350, 1690), "ɝ": (490, 1350, 1690), "ᵻ": (400, 1700, 2450), "y": (280, 1900, 2300),
    "ø": (400, 1550, 2300), "œ": (540, 1500, 2300),
}  # fmt: skip
"""Frequencies of the first three formants in Hz: textbook values for a man, rounded by hand."""
_SONORANTS = {
    "m": (250, 1000, 2200), "n": (250, 1450, 2300), "ŋ": (250, 1900, 2500), "l": (360, 1150, 2700),
    "ɹ": (380, 1200, 1650), "r": (420, 1300, 2000), "w": (320, 700, 2200), "j": (280, 2150, 2900),
    "ɾ": (350, 1600, 2500), "ɫ": (400, 900, 2500),
}  # fmt: skip
_HISSES = {"s": (0.0, 0.30), "ʃ": (0.08, 0.24), "ʒ": (0.06, 0.14), "z": (0.0, 0.18), "f": (0.16, 0.04),
           "v": (0.08, 0.03), "θ": (0.12, 0.08), "ð": (0.06, 0.02), "h": (0.14, 0.0), "x": (0.2, 0.0),
           "ç": (0.1, 0.1)}  # fmt: skip
"""Dull and bright noise, full scale 1."""
_STOPS = {"p": (0.22, 0.0), "t": (0.06, 0.26), "k": (0.24, 0.08), "ʔ": (0.03, 0.0), "b": (0.12, 0.0),
          "d": (0.06, 0.1), "ɡ": (0.14, 0.03), "g": (0.14, 0.03)}  # fmt: skip
_VOICED = frozenset("zʒvðbdɡg")
_PAUSES = {" ": 2, ",": 14, ";": 16, ":": 16, ".": 20, "?": 20, "!": 20, "^": 6, "$": 6}
"""Frames of silence."""
_NEUTRAL = (500, 1500, 2500)


@dataclass(frozen=True, slots=True)
class PhonemeSound:
    """One phoneme."""

    frames: int
    """How long, in frames of 256 samples, at length scale 1; 0 for stress marks and pads."""
    formants: tuple[int, int, int] = _NEUTRAL
    """In Hz."""
    voice: float = 0.0
    dull: float = 0.0
    bright: float = 0.0


def sound_of(phoneme: str) -> PhonemeSound:
    """Return what the voice does for a phoneme; nothing, in no time, for one that it does not know."""
    if phoneme in _VOWELS:
        return PhonemeSound(9, _VOWELS[phoneme], voice=1.0)
    if phoneme in _SONORANTS:
        return PhonemeSound(6, _SONORANTS[phoneme], voice=0.6)
    if phoneme in _HISSES or phoneme in _STOPS:
        dull, bright = {**_HISSES, **_STOPS}[phoneme]
        frames = 7 if phoneme in _HISSES else 5
        return PhonemeSound(frames, voice=0.3 * (phoneme in _VOICED), dull=dull, bright=bright)
    return PhonemeSound(_PAUSES.get(phoneme, 0))
