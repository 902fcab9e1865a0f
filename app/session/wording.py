"""Who words a line: a model where there is one and the move leaves the words open, else the persona itself."""

from app.content.vocabulary import Move
from app.core.transcript import Side
from app.session.line_in_making import LineInMaking
from app.session.prompting import Told
from app.session.wording_by_model import WordingByModel

OWN_WORDS = frozenset({Move.SAY_AGAIN, Move.STOP})
"""Moves whose words are fixed: what was said before, and the sentence that ends an exercise."""


class Wording:
    """Words the lines of one call."""

    def __init__(self, by_model: WordingByModel | None = None) -> None:
        """`by_model`: None where no model server is configured."""
        self._by_model = by_model

    def begin(self, line: LineInMaking, told: Told) -> None:
        """Begin to word a line. `told`: what was heard of both sides, the turn that is answered last."""
        if self._by_model is None or line.decision.move in OWN_WORDS:
            line.say_own()
            return
        spoken = tuple(text for side, text in told if side is Side.CUSTOMER)
        self._by_model.begin(line, told, spoken)

    def cancel(self, line: LineInMaking) -> None:
        """Tell no more of a line."""
        line.cancel()
        if self._by_model is not None:
            self._by_model.cancel(line.reply)
