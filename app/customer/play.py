"""Who plays what in one call, how hard, and with which chance."""

from dataclasses import dataclass
from hashlib import blake2b

from app.content.values import Persona, Scenario
from app.content.vocabulary import Difficulty


@dataclass(frozen=True, slots=True)
class Play:
    """What is fixed for one call."""

    persona: Persona
    scenario: Scenario
    difficulty: Difficulty
    seed: int
    attempt: int
    """How often this trainee has met this scenario, counted from 1; turns the wordings."""


@dataclass(frozen=True, slots=True)
class Hardness:
    """What a difficulty changes."""

    reactivity: int
    """Percent of the persona's."""
    gate: int
    """Points of trust that a hidden fact asks beyond its own."""
    caution: int
    """Points of trust that acceptance asks beyond the persona's own."""
    drain: int
    """Points of patience that each turn costs."""


HARDNESS = {
    Difficulty.EASY: Hardness(reactivity=75, gate=-5, caution=0, drain=1),
    Difficulty.NORMAL: Hardness(reactivity=100, gate=0, caution=0, drain=1),
    Difficulty.HARD: Hardness(reactivity=130, gate=8, caution=2, drain=2),
}


def hashed(*parts: object) -> int:
    """Return a 64-bit number that depends on the parts alone, on every machine the same."""
    digest = blake2b("\x1f".join(str(part) for part in parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def chance(play: Play, turn: int, purpose: str, percent: int) -> bool:
    """Say whether something that happens in `percent` of all turns happens in this one."""
    return hashed(play.seed, turn, purpose) % 100 < percent


def slots_of(play: Play) -> dict[str, str]:
    """Return the details of this call: the persona's slots, each with one of its values."""
    return {
        slot.name: slot.values[(play.attempt + hashed(play.seed, slot.name)) % len(slot.values)]
        for slot in play.persona.slots
    }
