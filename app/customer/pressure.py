"""Pressure events: when the customer makes a moment hard on purpose, which one, and until when it stays.

An event changes no number of the mind: threatening to leave, naming a competitor's quote or attacking the trainee are
lines, and what counts is what the trainee makes of them. Only a time limit has a consequence of its own: when it is
over and nothing is agreed, the customer leaves. Each event happens at most once, one at a time, never in the turn in
which the customer accepts or hangs up, and has happened when its line was heard.
"""

from app.content.pressure_values import PressureEvent, PressureKind
from app.content.vocabulary import Act, Move
from app.customer.mind import Mind, has_agreed
from app.customer.play import Play, cast_of

WORD = 400
"""Milliseconds that a word of the customer's takes, for guessing when its line is over."""
LET_BEGIN = 5_000
"""Milliseconds after the customer's line that the trainee has before the customer cuts in on purpose."""


def due_event(play: Play, mind: Mind, acts: frozenset[Act] | None = None) -> PressureEvent | None:
    """Return the event whose moment this is; `None`: none, or another one was just carried out.

    `acts`: what the trainee just did; `None`: nothing, nobody spoke.
    """
    if mind.last_move == Move.PRESSURE or not mind.turns or has_agreed(mind):
        return None
    events = cast_of(play).pressure
    return next((each for each in events if _is_left(play, mind, each) and _is_due(each, mind, acts)), None)


def is_out_of_time(play: Play, mind: Mind) -> bool:
    """Say whether the time that the customer had is over, and nothing is agreed."""
    leaves = leaves_at(play, mind)
    return leaves is not None and mind.moment >= leaves


def leaves_at(play: Play, mind: Mind) -> int | None:
    """Return when the customer leaves, in milliseconds since the line was opened; `None`: something is agreed."""
    if has_agreed(mind):
        return None
    longest = play.persona.limits.minutes * 60_000
    return longest if mind.leaves_at is None else min(longest, mind.leaves_at)


def limited_from(mind: Mind, event: PressureEvent) -> int:
    """Return when the customer leaves after a time limit was heard, in milliseconds since the line was opened."""
    return _line_over(mind) + round(event.seconds * 1000)


def wakes(play: Play, mind: Mind, now: int) -> tuple[float | None, bool]:
    """Return when the customer wants to be woken next, in seconds since the line was opened, and whether it cuts in."""
    leaves, cuts_in = leaves_at(play, mind), _cuts_in_at(play, mind, now)
    if leaves is not None and (cuts_in is None or leaves <= cuts_in):
        return leaves / 1000, False
    return (None, False) if cuts_in is None else (cuts_in / 1000, True)


def event_of(play: Play, name: str) -> PressureEvent | None:
    """Return the event of that id; `None`: there is none."""
    return next((each for each in cast_of(play).pressure if each.id == name), None)


def _is_left(play: Play, mind: Mind, event: PressureEvent) -> bool:
    """Say whether an event may still happen in this call."""
    return (
        play.difficulty in event.difficulties
        and event.intensity <= play.persona.intensity
        and event.id not in mind.happened
        and mind.owed != (Move.PRESSURE, event.id)
        and not any(line.move is Move.PRESSURE and line.about == event.id for line in mind.pending)
    )


def _is_due(event: PressureEvent, mind: Mind, acts: frozenset[Act] | None) -> bool:
    """Say whether any of an event's conditions holds; the trainee's first turn is spared unless it is meant."""
    when = event.at
    if mind.turns == 1 and acts is not None:
        return when.turn == 1
    return (
        (when.seconds is not None and mind.moment >= when.seconds * 1000)
        or (when.turn is not None and mind.turns >= when.turn)
        or (when.tension is not None and mind.tension >= when.tension)
        or (when.patience is not None and mind.patience <= when.patience)
        or not (acts or frozenset()).isdisjoint(when.acts)
    )


def _cuts_in_at(play: Play, mind: Mind, now: int) -> int | None:
    """Return the first moment at which an interruption may cut in on the trainee's next turn; `None`: none may."""
    if mind.last_move == Move.PRESSURE or has_agreed(mind):
        return None
    begun = max(now, _line_over(mind)) + LET_BEGIN
    moments = [
        max(begun, moment)
        for each in cast_of(play).pressure
        if each.kind is PressureKind.INTERRUPT
        and _is_left(play, mind, each)
        and (moment := _may_cut_in(each, mind)) is not None
    ]
    return min(moments, default=None)


def _may_cut_in(event: PressureEvent, mind: Mind) -> int | None:
    """Return from when on an interruption may come in the trainee's next turn; `None`: not in that one."""
    when, coming = event.at, mind.turns + 1
    if when.turn is not None and coming >= when.turn:
        return 0
    return round(when.seconds * 1000) if when.seconds is not None and mind.turns else None


def _line_over(mind: Mind) -> int:
    return mind.moment + len(mind.last_line.split()) * WORD
