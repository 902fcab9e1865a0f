"""The simulated customer: what happened in, its next move and line out. Pure: no clock, no dice, no model."""

from collections.abc import Callable
from dataclasses import replace

from app.content.language_values import Language
from app.content.pressure_values import PressureKind
from app.content.values import Persona
from app.content.vocabulary import Difficulty, Move
from app.core.transcript import Side
from app.customer.acts import Reading, read_turn
from app.customer.agreement import why_not_yet
from app.customer.context import in_context
from app.customer.decision import Decision
from app.customer.director import after_silence, cut_in, is_free, next_move
from app.customer.dynamics import drained, moved
from app.customer.echo import echoed, taken_up
from app.customer.happenings import (
    CallOpened,
    Happening,
    LineCut,
    LineHeard,
    LineReturned,
    MonologueRan,
    SilenceFell,
    TimePassed,
    TurnTaken,
)
from app.customer.heard import BUSINESS, settled
from app.customer.lead_in import led_in
from app.customer.leaving import has_had_enough
from app.customer.mind import Mind, Pending, fresh_mind, mind_json, mind_of
from app.customer.play import Play, cast_of, hardness_of
from app.customer.pressure import due_event, event_of, is_out_of_time, wakes
from app.customer.scene import Choice, Scene
from app.customer.wording import worded

__all__ = [
    "CallOpened", "Decision", "Difficulty", "Happening", "LineCut", "LineHeard", "LineReturned", "Mind", "MonologueRan",
    "Move", "Play", "Reader", "SilenceFell", "TimePassed", "TurnTaken", "begin", "mind_json", "mind_of", "react",
]  # fmt: skip

Reader = Callable[[Persona, Language, TurnTaken | MonologueRan, str], Reading]
"""From a turn and the customer's last line to what the turn came to; see `read_turn`."""

_UNREAD = Reading("", (), (), (), (), fits_nothing=False)
_LAST = frozenset({Move.PART, Move.HANG_UP, Move.GIVE_UP, Move.TIME_UP, Move.GOODBYE, Move.STOP})


def begin(play: Play) -> Mind:
    """Return the customer's mind before the call."""
    return fresh_mind(cast_of(play))


def react(play: Play, mind: Mind, happening: Happening, read: Reader = read_turn) -> Decision:
    """Return the customer's answer to what happened. The same arguments always give the same decision.

    `read`: `read_turn`, or something that remembers what it returned for the same arguments.
    """
    match happening:
        case LineHeard() | LineCut():
            return _unspoken(play, *settled(play, mind, happening))
        case TimePassed():
            return _woken(play, mind, happening, read)
        case TurnTaken() | MonologueRan():
            return _turn(play, _at(mind, happening.at), happening, read)
        case CallOpened() | SilenceFell() | LineReturned():
            return _unasked(play, _at(mind, happening.at), happening)


def _unasked(play: Play, mind: Mind, happening: CallOpened | SilenceFell | LineReturned) -> Decision:
    """Speak, or not, where the trainee said nothing."""
    match happening:
        case CallOpened():
            if play.scenario.opens is Side.TRAINEE:
                return _unspoken(play, mind, ("the trainee speaks first",))
            return _decided(_scene(play, mind, mind), Choice(Move.OPENING, "the line is open"))
        case SilenceFell(count=count):
            after, reasons = drained(mind, 4, "nobody spoke")
            scene = _scene(play, mind, after)
            return _decided(scene, after_silence(scene, count), reasons)
        case LineReturned():
            after, reasons = drained(mind, 1, "the line dropped")
            return _decided(_scene(play, mind, after), Choice(Move.RECONNECTED, "the line came back"), reasons)


def _at(mind: Mind, seconds: float) -> Mind:
    """Return the mind at a moment; time does not run backwards."""
    moment = round(seconds * 1000)
    return replace(mind, moment=moment) if moment > mind.moment else mind


def _turn(play: Play, mind: Mind, happening: TurnTaken | MonologueRan, read: Reader) -> Decision:
    scene, reasons = _read(play, mind, happening, read)
    choice = cut_in(scene) if isinstance(happening, MonologueRan) else next_move(scene)
    if missing := why_not_yet(scene):
        reasons = (*reasons, f"no yes yet: {missing}")
    return _decided(scene, choice, reasons)


def _read(play: Play, mind: Mind, happening: TurnTaken | MonologueRan, read: Reader) -> tuple[Scene, tuple[str, ...]]:
    """Return the moment after a turn, and how the mind moved; a turn that moved it already moves it no further."""
    persona = cast_of(play)
    reading = in_context(persona, play.language, mind, read(persona, play.language, happening, mind.last_line))
    if happening.turn <= mind.turn:
        return Scene(play, persona, mind, mind, reading), ("this turn was counted before",)
    after, reasons = moved(persona, hardness_of(play), mind, reading)
    return Scene(play, persona, mind, replace(after, turn=happening.turn), reading), reasons


def _woken(play: Play, mind: Mind, happening: TimePassed, read: Reader) -> Decision:
    """Leave, or speak up, or cut in; or, when it is not the moment after all, do nothing and keep the mind as it is."""
    now = _at(mind, happening.at)
    reasons: tuple[str, ...] = ()
    if happening.turn:
        words = len(happening.text.split())
        turn = TurnTaken(happening.turn, happening.text, happening.seconds, words, False, None, happening.at)
        scene, reasons = _read(play, now, turn, read)
        event = due_event(play, scene.mind, scene.acts) if is_free(scene) else None
    else:
        scene = _scene(play, now, now)
        if is_out_of_time(play, now):
            return _decided(scene, Choice(Move.TIME_UP, "the time it had is over"))
        event = due_event(play, now) if has_had_enough(scene) is None else None
    if event is None or event.kind is not PressureKind.INTERRUPT:
        wake_at, barges = wakes(play, mind, now.moment)
        return Decision(mind, None, "", (), ends_call=False, wake_at=wake_at, wake_barges=barges)
    return _decided(scene, Choice(Move.PRESSURE, "its moment has come", event.id), reasons)


def _scene(play: Play, before: Mind, mind: Mind) -> Scene:
    return Scene(play, cast_of(play), before, mind, _UNREAD)


def _unspoken(play: Play, mind: Mind, reasons: tuple[str, ...]) -> Decision:
    wake_at, barges = wakes(play, mind, mind.moment)
    return Decision(mind, None, "", reasons, ends_call=False, wake_at=wake_at, wake_barges=barges)


def _decided(scene: Scene, choice: Choice, reasons: tuple[str, ...] = ()) -> Decision:
    keys, line = worded(scene, choice)
    if said := taken_up(scene, choice, line):
        line = f"{echoed(choice, said)} {line}"
    else:
        lead, line = led_in(scene, choice, line)
        keys = (*lead, *keys)
    after = _spoken(scene, choice, keys, line, (said,) if said else ())
    why = f"{choice.move}{' ' + choice.about if choice.about else ''}: {choice.why}"
    ends = choice.move in _LAST
    wake_at, barges = (None, False) if ends else wakes(scene.play, after, after.moment)
    event = event_of(scene.play, choice.about) if choice.move is Move.PRESSURE else None
    is_silent = event is not None and event.kind is PressureKind.SILENCE and not choice.is_resumed
    return Decision(
        after,
        choice.move,
        line,
        (*reasons, why),
        ends,
        choice.about,
        scene.reading.acts,
        wake_at,
        barges,
        hold=event.seconds if event and is_silent else 0.0,
        event=event.id if event else "",
    )


def _spoken(scene: Scene, choice: Choice, keys: tuple[str, ...], line: str, echo: tuple[str, ...]) -> Mind:
    """Return the mind with this line on its way to the ear."""
    mind, before = scene.mind, scene.before
    number = mind.line + 1
    is_repeat = choice.move is Move.SAY_AGAIN
    pending = Pending(number, choice.move, choice.about, len(line.split()))
    return replace(
        mind,
        line=number,
        said=mind.said + keys,
        echoed=mind.echoed + echo,
        last_move=choice.move.value,
        last_about=before.last_about if is_repeat else choice.about,
        last_line=before.last_line if is_repeat else line,
        pending=(*mind.pending, pending) if choice.move in BUSINESS else mind.pending,
        owed=None if (choice.move, choice.about) == mind.owed else mind.owed,
    )
