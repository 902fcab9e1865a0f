"""What the customer made of a happening: its mind now, its next move and line, and when it wants to be woken."""

from dataclasses import dataclass

from app.content.vocabulary import Act, Move
from app.customer.mind import Mind


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
    """Id of the fact, objection, term, known thing or pressure event that the line is about; empty: nothing in
    particular."""
    acts: tuple[Act, ...] = ()
    """What the trainee's turn was taken for."""
    wake_at: float | None = None
    """The next moment at which the customer wants to be woken, in seconds since the line was opened; `None`: not at
    all. It replaces every earlier one; one that has passed already is meant for the next time the floor is open."""
    wake_barges: bool = False
    """That waking may cut in on the trainee."""
    hold: float = 0.0
    """Silence kept before the line, in seconds."""
    event: str = ""
    """Id of the pressure event that the line carries out; empty: none."""
