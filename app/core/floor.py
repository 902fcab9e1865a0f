"""Who has the floor, and every legal way for it to change hands. Nothing outside this table may move it."""

from enum import StrEnum


class Floor(StrEnum):
    """The states of the right to speak."""

    OPEN = "open"
    """Nobody speaks; either may begin."""
    TRAINEE = "trainee"
    """The trainee speaks."""
    PAUSED = "paused"
    """The trainee fell silent; the turn may or may not be over."""
    THINKING = "thinking"
    """The customer is about to speak."""
    CUSTOMER = "customer"
    """The customer is being heard."""
    CONTESTED = "contested"
    """Both speak; undecided."""
    AWAY = "away"
    """The line dropped; the call waits for the trainee to come back."""
    CLOSED = "closed"
    """The call is over."""


LEGAL_MOVES: dict[tuple[Floor, Floor], str] = {
    (Floor.OPEN, Floor.TRAINEE): "speech",
    (Floor.OPEN, Floor.THINKING): "opening, long silence (nudge), or something due",
    (Floor.TRAINEE, Floor.PAUSED): "silence",
    (Floor.TRAINEE, Floor.CUSTOMER): "the customer cuts in and is heard",
    (Floor.PAUSED, Floor.TRAINEE): "speech resumes",
    (Floor.PAUSED, Floor.THINKING): "endpoint and text",
    (Floor.PAUSED, Floor.OPEN): "nothing intelligible",
    (Floor.THINKING, Floor.TRAINEE): "speech: the turn is taken back",
    (Floor.THINKING, Floor.CUSTOMER): "first sound",
    (Floor.THINKING, Floor.OPEN): "nothing to say",
    (Floor.CUSTOMER, Floor.OPEN): "all heard",
    (Floor.CUSTOMER, Floor.CONTESTED): "speech",
    (Floor.CONTESTED, Floor.CUSTOMER): "short, or a backchannel",
    (Floor.CONTESTED, Floor.TRAINEE): "words, or too long (barge-in); or all heard meanwhile",
    (Floor.AWAY, Floor.PAUSED): "back, with a turn to answer",
    (Floor.AWAY, Floor.THINKING): "back",
    **{(floor, Floor.AWAY): "line dropped" for floor in Floor if floor not in (Floor.AWAY, Floor.CLOSED)},
    **{(floor, Floor.CLOSED): "hung up, or failure" for floor in Floor if floor is not Floor.CLOSED},
}
"""(from, to) -> why. `docs/FLOOR.md` is drawn from this table."""


class IllegalMoveError(AssertionError):
    """The floor was moved in a way the table does not know: our own fault."""


def check_move(origin: Floor, target: Floor) -> None:
    """Raise `IllegalMoveError` unless the table allows the move."""
    if (origin, target) not in LEGAL_MOVES:
        raise IllegalMoveError(f"the floor cannot go from {origin} to {target}")
