"""Who plays what in one call, how hard, and with which chance."""

from dataclasses import dataclass
from hashlib import blake2b

from app.content.scenario_values import Scenario
from app.content.values import HARDNESS, Hardness, Persona
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


def hashed(*parts: object) -> int:
    """Return a 64-bit number that depends on the parts alone, on every machine the same."""
    digest = blake2b("\x1f".join(str(part) for part in parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def chance(play: Play, turn: int, purpose: str, percent: int) -> bool:
    """Say whether something that happens in `percent` of all turns happens in this one."""
    return hashed(play.seed, turn, purpose) % 100 < percent


def hardness_of(play: Play) -> Hardness:
    """Return what the call's difficulty changes for this persona."""
    return dict(play.persona.hardness).get(play.difficulty, HARDNESS[play.difficulty])


def slots_of(play: Play) -> dict[str, str]:
    """Return the details of this call: the persona's slots, each with one of its values."""
    return {
        slot.name: slot.values[(play.attempt + hashed(play.seed, slot.name)) % len(slot.values)]
        for slot in play.persona.slots
    }
