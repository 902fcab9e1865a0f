"""From a move to the persona's own line: which wording, with which details."""

import re

from app.content.values import Persona
from app.content.vocabulary import Move, Stance
from app.customer.play import hashed, slots_of
from app.customer.scene import Choice, Scene

_SLOT = re.compile(r"\{(\w+)\}")
_ECHO = "{said_"
_STANDING_IN = (None, Stance.GUARDED, Stance.CLOSED, Stance.OPEN)

Pool = tuple[tuple[str, str], ...]
"""Wordings to choose from: (key, line with open slots)."""


def worded(scene: Scene, choice: Choice) -> tuple[tuple[str, ...], str]:
    """Return the keys of the wordings used, and the line as it is to be spoken."""
    if choice.move is Move.SAY_AGAIN:
        return _led(scene, Move.SAY_AGAIN, scene.before.last_line)
    key, template = _pick(scene, choice, _pool(scene, choice))
    line = _filled(scene, template)
    if not choice.is_resumed:
        return (key,), line
    keys, led = _led(scene, Move.FINISH, line)
    return (*keys, key), led


def is_unsaid(scene: Scene, choice: Choice) -> bool:
    """Say whether a wording is left that this call has not used."""
    return bool(_unused(scene, _pool(scene, choice)))


def _led(scene: Scene, move: Move, line: str) -> tuple[tuple[str, ...], str]:
    """Return a line behind one of the lead-ins of that move."""
    choice = Choice(move, "")
    key, lead = _pick(scene, choice, _pool(scene, choice))
    return (key,), f"{lead} {line}"


def _pick(scene: Scene, choice: Choice, pool: Pool) -> tuple[str, str]:
    play = scene.play
    first = (play.attempt + hashed(play.persona.id, play.scenario.id, choice.move, choice.about)) % len(pool)
    turned = pool[first:] + pool[:first]
    unused = _unused(scene, turned)
    echoing = [each for each in unused if _ECHO in each[1]]
    return (echoing or unused or _least_used(scene, turned))[0]


def _unused(scene: Scene, pool: Pool) -> Pool:
    return tuple(each for each in _fitting(scene, pool) if each[0] not in scene.mind.said)


def _fitting(scene: Scene, pool: Pool) -> Pool:
    """Leave out the wordings that echo what the trainee did not say."""
    said = dict(scene.reading.said)
    return tuple(
        each for each in pool if all(slot in said for slot in _SLOT.findall(each[1]) if slot.startswith("said_"))
    )


def _least_used(scene: Scene, pool: Pool) -> Pool:
    return tuple(sorted(_fitting(scene, pool), key=lambda each: scene.mind.said.count(each[0])))


def _pool(scene: Scene, choice: Choice) -> Pool:
    own = _own_lines(scene.persona, choice)
    if own:
        return tuple((f"{choice.move}.{choice.about}.{index}", line) for index, line in enumerate(own))
    lines = _stance_lines(scene.persona, choice.move, scene.stance)
    for standing_in in _STANDING_IN:
        lines = lines or _stance_lines(scene.persona, choice.move, standing_in)
    assert lines, f"a checked persona has lines for {choice.move}"
    return lines


def _own_lines(persona: Persona, choice: Choice) -> tuple[str, ...]:
    """Return the wordings that stand beside what the move is about."""
    of_move: dict[Move, list[tuple[str, tuple[str, ...]]]] = {
        Move.DISCLOSE: [(fact.id, fact.lines) for fact in persona.facts],
        Move.OBJECT: [(objection.id, objection.lines) for objection in persona.objections],
        Move.ANSWER: [(known.id, known.lines) for known in persona.knows],
        Move.ASK: [(term.id, term.asks) for term in persona.accepts.terms],
        Move.RESIST: [(reply.act, reply.lines) for reply in persona.replies],
    }
    return next((lines for about, lines in of_move.get(choice.move, ()) if about == choice.about), ())


def _stance_lines(persona: Persona, move: Move, stance: Stance | None) -> Pool:
    return tuple(
        (f"{move}.{wordings.stance or 'any'}.{index}", line)
        for wordings in persona.wordings
        if wordings.move is move and wordings.stance in (stance, None)
        for index, line in enumerate(wordings.lines)
    )


def _filled(scene: Scene, template: str) -> str:
    details = slots_of(scene.play) | dict(scene.reading.said)
    line = _SLOT.sub(lambda slot: details[slot.group(1)], template)
    return re.sub(r"(^|[.?!] )([a-z])", lambda first: first.group(1) + first.group(2).upper(), line)
