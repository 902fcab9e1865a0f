"""What an author sees of a call that is rehearsed by typing: the lines, the mind's three bars, and the reasons."""

import json
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from app.customer.customer import Mind
    from app.customer.typed_call import Answer, TypedCall

BAR = 20
"""Characters of a bar that is full."""
_VALUES = (("trust", "green"), ("tension", "red"), ("patience", "cyan"))
_INDENT = " " * 5


class Screen:
    """Writes to a terminal, or plainly to a file."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def note(self, sentence: str) -> None:
        """Show a sentence of the program's own."""
        self._console.print(Text(sentence, "dim"))

    def answers(self, call: "TypedCall", answers: "list[Answer]") -> None:
        """Show what the trainee's words were taken for, why the mind moved, and what the customer says."""
        for answer in answers:
            self._reasons(answer)
            if answer.decision.move:
                spoken = Text.assemble((f"{call.play.persona.name}: ", "bold"), answer.decision.line)
                self._console.print(spoken)
        if any(answer.decision.move for answer in answers):
            self.bars(answers[0].before, call.mind)

    def _reasons(self, answer: "Answer") -> None:
        decision = answer.decision
        if decision.acts:
            self._aside(f"heard as: {', '.join(decision.acts)}")
        for reason in decision.reasons:
            self._aside(reason)
        if answer.unheard:
            self._aside(f"it cut in; unheard: {answer.unheard}", "yellow")
        if decision.hold:
            self._aside(f"{decision.hold:g} s of silence", "yellow")

    def bars(self, before: "Mind", mind: "Mind") -> None:
        """Show trust, tension and patience, how they moved, and the stance."""
        from app.customer.mind import stance_of

        table = Table.grid(padding=(0, 1))
        for name, colour in _VALUES:
            value, change = getattr(mind, name), getattr(mind, name) - getattr(before, name)
            filled = round(value * BAR / 100)
            bar = Text("█" * filled, colour) + Text("░" * (BAR - filled), "dim")
            table.add_row(_INDENT[1:], name, bar, str(value), f"({change:+d})" if change else "")
        self._console.print(table)
        self._aside(str(stance_of(mind)))

    def whole_mind(self, mind: "Mind") -> None:
        """Show everything in its mind that is not empty."""
        from app.customer.customer import mind_json

        for name, value in mind_json(mind).items():
            if value not in ((), "", None):
                self._aside(f"{name}: {json.dumps(value, ensure_ascii=False)}")

    def hints(self, call: "TypedCall", answers: "list[Answer]", said: int) -> None:
        """Show what stands before a yes, and an expert's words for this moment."""
        from app.practice.typing_hints import expert_says, missing

        for sentence in missing(call.play, call.mind):
            self._aside(f"- {sentence}", "magenta")
        spoken = next((answer.decision for answer in reversed(answers) if answer.decision.move), None)
        if spoken and (words := expert_says(call.play, spoken, said)):
            self._aside(f"an expert might say: {words}", "magenta")

    def _aside(self, sentence: str, style: str = "dim") -> None:
        self._console.print(Text(_INDENT + sentence, style))
