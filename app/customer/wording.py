"""From a move to the persona's own line: which wording, with which details."""

import re
from functools import lru_cache

from app.content.values import Persona
from app.content.vocabulary import A_FEW_WORDS, Move, Stance
from app.customer.play import hashed, slots_of
from app.customer.scene import Choice, Scene

_SLOT = re.compile(r"\{(\w+)\}")
_ECHO = "{said_"
_BEGINNING = re.compile(r"(?:^|[.?!] )[a-z]")
_STANDING_IN = (None, Stance.GUARDED, Stance.CLOSED)
"""Whose wordings may stand in for another stance's, in this order; those of an open customer only if there is nothing
else, because they would promise too much."""
IN_A_ROW, OFTEN = 10, 3
"""Of so many calls in a row, at most so many may hear one wording that every one of them must choose."""

Pool = tuple[tuple[str, str], ...]
"""Wordings to choose from: (key, line with open slots)."""


def worded(scene: Scene, choice: Choice) -> tuple[tuple[str, ...], str]:
    """Return the keys of the wordings used, and the line as it is to be spoken."""
    if choice.move is Move.SAY_AGAIN:
        return _led(scene, Move.SAY_AGAIN, scene.before.last_line)
    key, template = _pick(scene, choice)
    line = _filled(scene, template)
    if not choice.is_resumed:
        return (key,), line
    keys, led = _led(scene, Move.FINISH, line)
    return (*keys, key), led


def is_unsaid(scene: Scene, choice: Choice) -> bool:
    """Say whether a wording is left that this call has not used."""
    return bool(_unused(scene, _fitting(scene, _pools(scene, choice)[0])))


def times_said(scene: Scene, move: Move, about: str = "") -> int:
    """Return how many wordings of a move this call has heard; `about`: only those that stand beside this."""
    key = f"{move}.{about}." if about else f"{move}."
    return sum(each.startswith(key) for each in scene.mind.said)


def is_lead_in(key: str) -> bool:
    """Say whether a wording of this key only leads in another line, in a few words that may well come again."""
    return key.split(".", maxsplit=1)[0] in A_FEW_WORDS


def unsaid_of(scene: Scene, move: Move) -> tuple[str, str] | None:
    """Return the key and the words of a wording that this call has not used; `None`: none is left."""
    choice = Choice(move, "")
    pools = (_unused(scene, _turned(scene, choice, pool)) for pool in _pools(scene, choice))
    return next((pool[0] for pool in pools if pool), None)


def _led(scene: Scene, move: Move, line: str) -> tuple[tuple[str, ...], str]:
    """Return a line behind one of the lead-ins of that move."""
    key, lead = _pick(scene, Choice(move, ""))
    return (key,), f"{lead} {line}"


def _pick(scene: Scene, choice: Choice) -> tuple[str, str]:
    """Return the first wording not yet used in this call, in this call's order; when all were, the least used one."""
    pools = [pool for each in _pools(scene, choice) if (pool := _turned(scene, choice, _fitting(scene, each)))]
    for pool in pools:
        if unused := _unused(scene, pool):
            return _echoing(pool, unused) or unused[0]
    return min(pools[0], key=lambda each: scene.mind.said.count(each[0]))


def _turned(scene: Scene, choice: Choice, pool: Pool) -> Pool:
    """Return the pool from this attempt's wording on; each attempt in a row begins one further.

    So ten calls in a row begin with each of four wordings at most three times, whatever their seeds are.
    """
    play = scene.play
    first = (play.attempt + hashed(play.persona.id, play.scenario.id, choice.move, choice.about)) % (len(pool) or 1)
    return pool[first:] + pool[:first]


def _echoing(pool: Pool, unused: Pool) -> tuple[str, str] | None:
    """Return a wording that takes up what the trainee just said, if one is due soon enough to be drawn forward.

    One of `n` wordings may be drawn forward from as many places as keep it within three of ten calls in a row.
    """
    size = len(pool)
    reach = max(
        (reach for reach in range(1, 4) if reach * (IN_A_ROW // size) + min(reach, IN_A_ROW % size) <= OFTEN), default=1
    )
    return next((each for each in pool[:reach] if each in unused and _ECHO in each[1]), None)


def _unused(scene: Scene, pool: Pool) -> Pool:
    said = frozenset(scene.mind.said)
    return tuple(each for each in pool if each[0] not in said)


def _fitting(scene: Scene, pool: Pool) -> Pool:
    """Leave out the wordings that echo what the trainee did not say."""
    said = dict(scene.reading.said)
    return tuple(
        each
        for each in pool
        if _ECHO not in each[1] or all(slot in said for slot in _SLOT.findall(each[1]) if slot.startswith("said_"))
    )


def _pools(scene: Scene, choice: Choice) -> tuple[Pool, ...]:
    """Return the wordings of a move, and after them what may stand in for them, the likeliest first."""
    if choice.move is Move.STOP:
        return (tuple((f"stop.{index}", line) for index, line in enumerate(scene.play.language.stopped)),)
    return _personas_pools(scene.persona, choice.move, choice.about, scene.stance)


@lru_cache(maxsize=4_000)
def _personas_pools(persona: Persona, move: Move, about: str, stance: Stance) -> tuple[Pool, ...]:
    """Return the pools of a persona's own wordings: made once, chosen from in every call."""
    if own := _own_lines(persona, move, about):
        return (tuple((f"{move}.{about}.{index}", line) for index, line in enumerate(own)),)
    stances = dict.fromkeys((stance, *_STANDING_IN))
    pools = tuple(pool for each in stances if (pool := _stance_lines(persona, move, each)))
    pools = pools or (_stance_lines(persona, move, Stance.OPEN),)
    assert pools[0], f"a checked persona has lines for {move}"
    return pools


def _own_lines(persona: Persona, move: Move, about: str) -> tuple[str, ...]:
    """Return the wordings that stand beside what the move is about."""
    of_move: dict[Move, list[tuple[str, tuple[str, ...]]]] = {
        Move.DISCLOSE: [(fact.id, fact.lines) for fact in persona.facts],
        Move.HINT: [(fact.id, fact.hint.lines) for fact in persona.facts if fact.hint],
        Move.PRESSURE: [(event.id, event.lines) for event in persona.pressure],
        Move.OBJECT: [(objection.id, objection.lines) for objection in persona.objections],
        Move.ANSWER: [
            *((known.id, known.lines) for known in persona.knows),
            *((fact.id, fact.more) for fact in persona.facts),
        ],
        Move.ASK: [(term.id, term.asks) for term in persona.accepts.terms],
        Move.RESIST: [(reply.act, reply.lines) for reply in persona.replies],
    }
    return next((lines for each, lines in of_move.get(move, ()) if each == about), ())


def _stance_lines(persona: Persona, move: Move, stance: Stance | None) -> Pool:
    return tuple(
        (f"{move}.{wordings.stance or 'any'}.{index}", line)
        for wordings in persona.wordings
        if wordings.move is move and wordings.stance in (stance, None)
        for index, line in enumerate(wordings.lines)
    )


def _filled(scene: Scene, template: str) -> str:
    if "{" in template:
        details = slots_of(scene.play) | dict(scene.reading.said)
        template = _SLOT.sub(lambda slot: details[slot.group(1)], template)
    return _BEGINNING.sub(lambda first: first.group().upper(), template)
