"""What a customer did and why, in words for people: no id of a persona's file, no name of a rule."""

import re
from collections.abc import Iterable

from app.content.pressure_values import PressureKind
from app.content.vocabulary import Act, Move
from app.customer.effects import IN_WORDS
from app.customer.guard import Forbidden

DID: dict[Move, str] = {
    Move.OPENING: "opened the call",
    Move.VENT: "told you what happened",
    Move.RESIST: "did not go along with that",
    Move.ASK: "asked for what is still missing",
    Move.ANSWER: "answered your question",
    Move.DISCLOSE: "told you what had been held back",
    Move.HINT: "let something slip",
    Move.OBJECT: "raised an objection",
    Move.PRESSURE: "put you under pressure",
    Move.UNHEARD: "wanted to be heard first",
    Move.CONSENT: "let you go on",
    Move.DEFLECT: "put your question aside",
    Move.SOFTEN: "softened",
    Move.ACCEPT: "agreed",
    Move.GOODBYE: "said goodbye",
    Move.REBUKE: "did not let that pass",
    Move.WAIT: "agreed to wait",
    Move.NOT_UNDERSTOOD: "said that it could not be understood",
    Move.SAY_AGAIN: "said the last line again",
    Move.FINISH: "came back to what was cut off",
    Move.NUDGE: "broke the silence",
    Move.INTERRUPT: "cut in",
    Move.RECONNECTED: "picked up again",
    Move.PART: "said goodbye with nothing agreed",
    Move.HANG_UP: "hung up",
    Move.GIVE_UP: "hung up",
    Move.TIME_UP: "left",
    Move.STOP: "ended the exercise",
}
PRESSED: dict[PressureKind, str] = {
    PressureKind.INTERRUPT: "cut in on purpose",
    PressureKind.THREATEN_TO_LEAVE: "threatened to leave",
    PressureKind.TIME_LIMIT: "set a time limit",
    PressureKind.SILENCE: "kept silent on purpose",
    PressureKind.COMPETITOR_QUOTE: "named a competitor's offer",
    PressureKind.PERSONAL_ATTACK: "attacked you in person",
}
REFUSED: dict[Forbidden, str] = {
    Forbidden.UNSPEAKABLE: "it could not be spoken",
    Forbidden.NARRATES: "it told a story instead of speaking",
    Forbidden.WRONG_LANGUAGE: "it was in another language",
    Forbidden.NAMES_ITSELF_A_MACHINE: "it called itself a machine",
    Forbidden.LEAKS: "it gave away what was still held back",
    Forbidden.GIVES_IN: "it gave in",
    Forbidden.BREAKS_ROLE: "it fell out of the role",
    Forbidden.OFFERS_HELP: "it offered help",
    Forbidden.PRAISES: "it praised you",
    Forbidden.THANKS: "it thanked you without cause",
    Forbidden.HANGS_UP_UNASKED: "it took leave too early",
    Forbidden.REPEATS_ITSELF: "it repeated itself",
    Forbidden.TOO_LONG: "it was too long",
}
"""Why the words that a model offered were not used."""
_FATE = re.compile(r"^(hint|disclose|object|pressure|accept) ?(\w*) was (heard|cut off and is still to be said)$")
_SAID = {
    Move.HINT: "what it let slip",
    Move.DISCLOSE: "what it told you",
    Move.OBJECT: "the objection",
    Move.PRESSURE: "what was to put you under pressure",
    Move.ACCEPT: "the yes",
}
_SHIFT = re.compile(r"^(trust|tension|patience) ([+-]\d+): (.+)$")
_LEAVES = re.compile(r"^it leaves at (\d+) s unless")
_UNNAMED = frozenset({Move.HINT, Move.SAY_AGAIN})
"""A hint is named by what it hints at, and whoever has not found that out may still want to."""
_QUOTED = re.compile(r"'(\w+)'")
_ID = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b")
_ADDRESSED = (
    ("the trainee speaks", "you speak"),
    ("the trainee's", "your"),
    ("the trainee", "you"),
    ("asked well, and", "you asked well, and"),
    ("its moment has come", "it was set to happen about now"),
    ("your words are its moment", "you gave the occasion for it"),
    ("the call takes time", "each turn takes some"),
)
"""How the rules speak of the trainee, and how one speaks to them."""


def words_of(name: str) -> str:
    """Return a name of a persona's file as words: `card_declined` is "card declined"."""
    return name.replace("_", " ").strip()


def act_in_words(name: str) -> str:
    """Return what somebody did by doing an act: "you apologised"; the name itself for an act of another version."""
    return IN_WORDS[Act(name)] if name in set(Act) else words_of(name)


def did_in_words(move: str, about: str, kind: PressureKind | None) -> str:
    """Return what the customer did, after its name: "raised an objection (takes too long)".

    `about`: what it was about, by its name in the persona's file or by its act; `kind`: of a pressure event, if known.
    """
    known = Move(move) if move in set(Move) else None
    did = PRESSED[kind] if kind else DID[known] if known else words_of(move)
    is_named = about and about not in set(Act) and known not in _UNNAMED
    return f"{did} ({words_of(about)})" if is_named else did


def why_in_words(move: str, about: str, reason: str) -> str:
    """Return why it did so, from the reason that the rules gave for the move."""
    if move in {Move.RESIST, Move.REBUKE} and about in set(Act):
        return act_in_words(about)
    for opening in (f"{move} {about}: ", f"{move}: "):
        if reason.startswith(opening):
            return reason_in_words(reason.removeprefix(opening))
    return reason_in_words(reason)


def reasons_in_words(reasons: Iterable[str]) -> tuple[str, ...]:
    """Return the reasons of one step, what has the same cause as one: "you apologised: tension −3, patience −2"."""
    causes: dict[str, list[str]] = {}
    for reason in reasons:
        shift = _SHIFT.match(reason)
        shifts = causes.setdefault(reason_in_words(shift[3] if shift else reason), [])
        shifts += [f"{shift[1]} {shift[2].replace('-', '−')}"] if shift else []
    return tuple(f"{cause}: {', '.join(shifts)}" if shifts else cause for cause, shifts in causes.items())


def reason_in_words(reason: str) -> str:
    """Return one reason of the rules without ids, said to the trainee."""
    if fate := _FATE.match(reason):
        what, about, end = fate.groups()
        name = f" ({words_of(about)})" if about and Move(what) not in _UNNAMED else ""
        return f"{_SAID[Move(what)]}{name} was {end}"
    if leaves := _LEAVES.match(reason):
        minutes, seconds = divmod(int(leaves[1]), 60)
        return f"this call ends {minutes}:{seconds:02} after its beginning, unless something is agreed"
    for said, told in _ADDRESSED:
        reason = reason.replace(said, told)
    quoted = _QUOTED.sub(lambda found: f"“{words_of(found[1])}”", reason)
    return _ID.sub(lambda found: words_of(found[0]), quoted)


def refused_in_words(kind: str) -> str:
    """Return why words that a model offered were not used."""
    return REFUSED[Forbidden(kind)] if kind in set(Forbidden) else words_of(kind)
