"""Who plays what in one call, how hard, and with which chance."""

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

from app.content.language_values import Language
from app.content.scenario_values import Scenario
from app.content.staging import staged
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
    language: Language
    """What the persona speaks."""


def hashed(*parts: object) -> int:
    """Return a 64-bit number that depends on the parts alone, on every machine the same."""
    digest = blake2b("\x1f".join(str(part) for part in parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def chance(play: Play, turn: int, purpose: str, percent: int) -> bool:
    """Say whether something that happens in `percent` of all turns happens in this one."""
    return hashed(play.seed, turn, purpose) % 100 < percent


def cast_of(play: Play) -> Persona:
    """Return the persona as the call's scenario has it."""
    return staged(play.persona, play.scenario)


def hardness_of(play: Play) -> Hardness:
    """Return what the call's difficulty changes for this persona."""
    return _hardness(play.persona.hardness, play.difficulty)


@cache
def _hardness(own: tuple[tuple[Difficulty, Hardness], ...], difficulty: Difficulty) -> Hardness:
    """Return the difficulty's numbers, each at least those of every easier one: harder is never easier."""
    order = list(Difficulty)
    levels = [dict(own).get(each, HARDNESS[each]) for each in order[: order.index(difficulty) + 1]]
    return Hardness(
        reactivity=max(each.reactivity for each in levels),
        gate=max(each.gate for each in levels),
        caution=max(each.caution for each in levels),
        drain=max(each.drain for each in levels),
    )


def slots_of(play: Play) -> dict[str, str]:
    """Return the details of this call: the persona's slots, each with one of its values."""
    return {
        slot.name: slot.values[(play.attempt + hashed(play.seed, slot.name)) % len(slot.values)]
        for slot in play.persona.slots
    }
