"""The simulated customer: what happened in, its next move and line out. Pure: no clock, no dice, no model."""

from dataclasses import dataclass, replace

from app.content.staging import staged
from app.content.values import Persona
from app.content.vocabulary import Act, Difficulty, Move
from app.core.transcript import Side
from app.customer.acts import Reading, read_turn
from app.customer.context import in_context
from app.customer.director import has_had_enough, next_move
from app.customer.happenings import (
    CallOpened,
    Happening,
    LineCut,
    LineHeard,
    LineReturned,
    MonologueRan,
    SilenceFell,
    TurnTaken,
)
from app.customer.mind import Mind, Pending, drained, fresh_mind, mind_json, moved
from app.customer.play import Play, hardness_of
from app.customer.scene import Choice, Scene
from app.customer.wording import worded

__all__ = [
    "CallOpened", "Decision", "Difficulty", "Happening", "LineCut", "LineHeard", "LineReturned", "Mind", "MonologueRan",
    "Move", "Play", "SilenceFell", "TurnTaken", "begin", "mind_json", "react",
]  # fmt: skip

SUBSTANTIAL = 70
"""Percent of a cut line's words that must have been heard for its business to count as said."""
_UNREAD = Reading("", (), (), (), (), fits_nothing=False)
_BUSINESS = frozenset({Move.DISCLOSE, Move.OBJECT, Move.ACCEPT})
_LAST = frozenset({Move.HANG_UP, Move.GIVE_UP, Move.GOODBYE})


@dataclass(frozen=True, slots=True)
class Decision:
    """What the customer made of a happening."""

    mind: Mind
    """To hand to the next `react`; its `line` is the number of the line made here."""
    move: Move | None
    """`None`: nothing is to be said."""
    line: str
    """The own line; empty without a move."""
    reasons: tuple[str, ...]
    """Each change of the mind and the choice of the move, in words."""
    ends_call: bool
    """The customer hangs up once this line is spoken."""
    about: str = ""
    """Id of the fact, objection, term or known thing that the line is about; empty: nothing in particular."""
    acts: tuple[Act, ...] = ()
    """What the trainee's turn was taken for."""


def begin(play: Play) -> Mind:
    """Return the customer's mind before the call."""
    return fresh_mind(staged(play.persona, play.scenario))


def react(play: Play, mind: Mind, happening: Happening) -> Decision:
    """Return the customer's answer to what happened. The same arguments always give the same decision."""
    match happening:
        case TurnTaken() | MonologueRan():
            return _turn(play, mind, happening)
        case LineHeard() | LineCut():
            return _settled(mind, happening)
        case CallOpened():
            if play.scenario.opens is Side.TRAINEE:
                return Decision(mind, None, "", ("the trainee speaks first",), ends_call=False)
            return _decided(_scene(play, mind, mind), Choice(Move.OPENING, "the line is open"))
        case SilenceFell(count=count):
            return _silence(play, mind, count)
        case LineReturned():
            after, reasons = drained(mind, 1, "the line dropped")
            return _decided(_scene(play, mind, after), Choice(Move.RECONNECTED, "the line came back"), reasons)


def _turn(play: Play, mind: Mind, happening: TurnTaken | MonologueRan) -> Decision:
    persona = staged(play.persona, play.scenario)
    reading = in_context(persona, mind, read_turn(persona, happening))
    after, reasons = _moved_once(play, persona, mind, reading, happening.turn)
    scene = Scene(play, persona, mind, after, reading)
    cuts_in = Choice(Move.INTERRUPT, "the trainee talked too long") if isinstance(happening, MonologueRan) else None
    return _decided(scene, has_had_enough(scene) or cuts_in or next_move(scene), reasons)


def _moved_once(play: Play, persona: Persona, mind: Mind, reading: Reading, turn: int) -> tuple[Mind, tuple[str, ...]]:
    """Move the mind by a turn, unless the same turn moved it already (the customer cut into it)."""
    if turn <= mind.turn:
        return mind, ("this turn was counted before",)
    after, reasons = moved(persona, hardness_of(play), mind, reading)
    return replace(after, turn=turn), reasons


def _silence(play: Play, mind: Mind, count: int) -> Decision:
    after, reasons = drained(mind, 4, "nobody spoke")
    scene = _scene(play, mind, after)
    if mind.accepted:
        return _decided(scene, Choice(Move.GOODBYE, "it was agreed, and nobody spoke"), reasons)
    if count >= scene.persona.limits.silences:
        return _decided(scene, Choice(Move.GIVE_UP, f"{count} silences in a row"), reasons)
    return _decided(scene, has_had_enough(scene) or Choice(Move.NUDGE, "nobody spoke"), reasons)


def _scene(play: Play, before: Mind, mind: Mind) -> Scene:
    return Scene(play, staged(play.persona, play.scenario), before, mind, _UNREAD)


def _decided(scene: Scene, choice: Choice, reasons: tuple[str, ...] = ()) -> Decision:
    keys, line = worded(scene, choice)
    mind = scene.mind
    owed = None if choice.is_resumed else mind.owed
    number = mind.line + 1
    is_repeat = choice.move is Move.SAY_AGAIN
    pending = Pending(number, choice.move, choice.about, len(line.split()))
    after = replace(
        mind,
        line=number,
        said=mind.said + keys,
        last_move=choice.move.value,
        last_about=scene.before.last_about if is_repeat else choice.about,
        last_line=scene.before.last_line if is_repeat else line,
        pending=(*mind.pending, pending) if choice.move in _BUSINESS else mind.pending,
        owed=owed,
    )
    why = f"{choice.move}{' ' + choice.about if choice.about else ''}: {choice.why}"
    return Decision(after, choice.move, line, (*reasons, why), choice.move in _LAST, choice.about, scene.reading.acts)


def _settled(mind: Mind, happening: LineHeard | LineCut) -> Decision:
    """Count the business of a line as said if enough of it was heard; else it is owed."""
    spoken = next((each for each in mind.pending if each.line == happening.line), None)
    if spoken is None:
        return Decision(mind, None, "", (), ends_call=False)
    mind = replace(mind, pending=tuple(each for each in mind.pending if each.line != spoken.line))
    is_cut = isinstance(happening, LineCut) and len(happening.heard.split()) * 100 < spoken.words * SUBSTANTIAL
    if is_cut:
        why = f"{spoken.move} {spoken.about} was cut off and is still to be said".replace("  ", " ")
        owed = None if spoken.move is Move.ACCEPT else (spoken.move, spoken.about)
        return Decision(replace(mind, owed=owed), None, "", (why,), ends_call=False)
    return Decision(
        _counted(mind, spoken), None, "", (f"{spoken.move} {spoken.about} was heard".replace("  ", " "),), False
    )


def _counted(mind: Mind, spoken: Pending) -> Mind:
    if spoken.move is Move.DISCLOSE:
        return replace(mind, disclosed=(*mind.disclosed, spoken.about))
    if spoken.move is Move.OBJECT:
        return replace(mind, objected=(*mind.objected, spoken.about))
    return replace(mind, accepted=True)
