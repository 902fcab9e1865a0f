"""The page `PERSONAS.md`: prose of ours, with every table of keys, acts and moves drawn from the code."""

import re
from collections.abc import Callable
from pathlib import Path

from app.content.values import HARDNESS
from app.content.vocabulary import FOUR_WORDINGS, LINED_IN_PARTS, Act, Move
from app.customer.effects import EFFECTS, IN_WORDS
from docs.persona_fields import fields_table

TEMPLATE = Path(__file__).parent / "templates" / "PERSONAS.md"
_PLACE = re.compile(r"<!-- (\w+): ?([^>]*?) -->")

WHEN: dict[Move, str] = {
    Move.OPENING: "its first line",
    Move.VENT: "tells what happened; also when asked an open question that it cannot or will not answer with a fact",
    Move.RESIST: "is not convinced; must fit anything (beside an act in `replies`, those lines come first)",
    Move.ASK: "asks what will be done, in general; each term has `asks` of its own",
    Move.ANSWER: "answers a plain question; the lines stand in `knows` and `does_not_know`",
    Move.DISCLOSE: "tells a hidden fact; the lines stand beside the fact",
    Move.HINT: "lets slip a part of one; the lines stand in its `hint`",
    Move.OBJECT: "raises an objection; the lines stand beside it",
    Move.PRESSURE: "carries out a pressure event; the lines stand beside the event",
    Move.UNHEARD: "everything is promised, but nobody has said what is wrong: it wants to be heard first",
    Move.CONSENT: 'a few words before a line about something else, when it was asked "shall I?" or "is that fine?"',
    Move.DEFLECT: "likewise when it was asked anything else that no line of its answers",
    Move.SOFTEN: "shows that the trainee did well; never while it is closed",
    Move.ACCEPT: "says yes",
    Move.GOODBYE: "ends a call in which it said yes",
    Move.REBUKE: "answers an insult, a threat or blame",
    Move.WAIT: "the trainee asked for a moment",
    Move.NOT_UNDERSTOOD: "the words fitted nothing",
    Move.SAY_AGAIN: "a lead-in before its last line, said again",
    Move.FINISH: "a lead-in before what was cut off",
    Move.NUDGE: "breaks a silence",
    Move.INTERRUPT: "cuts into a monologue",
    Move.RECONNECTED: "the line dropped and came back",
    Move.PART: "the trainee said goodbye with nothing agreed, and it is not closed",
    Move.HANG_UP: "has had enough, or the trainee says goodbye while it is closed",
    Move.GIVE_UP: "hangs up on the last silence",
    Move.TIME_UP: "leaves because its time is over",
    Move.STOP: "the trainee asked to end the exercise; the lines are the language's, in `languages/xx.yaml`",
}


def persona_page() -> str:
    """Return the page as Markdown."""
    return _PLACE.sub(
        lambda place: _DRAWN[place.group(1)](*place.group(2).split()), TEMPLATE.read_text(encoding="utf-8")
    )


def _acts() -> str:
    rows = [f"| `{act}` | {IN_WORDS[act]} | {_points(act)} |" for act in Act]
    return "\n".join(["| act | the trainee | trust, tension, patience |", "| --- | --- | --- |", *rows])


def _points(act: Act) -> str:
    effect = EFFECTS.get(act)
    return f"{effect.trust:+d}, {effect.tension:+d}, {effect.patience:+d}".replace("+0", "0") if effect else "none"


def _moves() -> str:
    rows = [f"| `{move}`{_mark(move)} | {WHEN[move]} |" for move in Move]
    return "\n".join(["| move | when |", "| --- | --- |", *rows])


def _mark(move: Move) -> str:
    if move in LINED_IN_PARTS:
        return " (not under `lines`)"
    return "*" if move in FOUR_WORDINGS else ""


def _hardness() -> str:
    keys = ("reactivity", "gate", "caution", "drain")
    rows = [
        f"| `{level}` | {' | '.join(str(getattr(each, key)) for key in keys)} |" for level, each in HARDNESS.items()
    ]
    head = f"| ordinarily | {' | '.join(f'`{key}`' for key in keys)} |"
    return "\n".join([head, "| --- " * (len(keys) + 1) + "|", *rows])


_DRAWN: dict[str, Callable[..., str]] = {"fields": fields_table, "acts": _acts, "moves": _moves, "hardness": _hardness}
