"""The page about the floor, drawn from the code so that it cannot say anything else."""

import ast
import inspect
from pathlib import Path

from app.core.floor import LEGAL_MOVES, Floor

FLOOR_PAGE = Path(__file__).with_name("FLOOR.md")

_APART = (Floor.AWAY, Floor.CLOSED)
_CONNECTED = [floor for floor in Floor if floor not in _APART]

_PAGE = """# Who has the floor

Drawn from `LEGAL_MOVES` in `app/core/floor.py` by `make docs`; a test fails when this page is out of date. The floor is
the right to speak. It moves only along these lines; anything else raises, because it would be our own fault.

{diagram}

## The floors

{floors}

## The legal moves

{moves}
"""


def floor_page() -> str:
    """Return the text of `docs/FLOOR.md`."""
    return _PAGE.format(diagram=_diagram(), floors=_floors(), moves=_moves())


def _diagram() -> str:
    """Return a Mermaid state diagram; what is legal from every connected floor is drawn once, from their frame."""
    shared = {target: why for target in _APART if (why := _why_from_everywhere(target)) is not None}
    inner = [
        f"        {_line(*move, why)}"
        for move, why in LEGAL_MOVES.items()
        if move[0] in _CONNECTED and shared.get(move[1]) != why
    ]
    outer = [f"    {_line(move[0], move[1], why)}" for move, why in LEGAL_MOVES.items() if move[0] not in _CONNECTED]
    frames = [f"    connected --> {target}: {_label(why)}" for target, why in shared.items()]
    head = ["```mermaid", "stateDiagram-v2", "    [*] --> connected", "    state connected {", "        [*] --> open"]
    return "\n".join([*head, *inner, "    }", *frames, *outer, "    closed --> [*]", "```"])


def _why_from_everywhere(target: Floor) -> str | None:
    """Return the reason shared by all moves from connected floors to a target; None if there is no such reason."""
    reasons = {LEGAL_MOVES.get((floor, target)) for floor in _CONNECTED}
    return reasons.pop() if len(reasons) == 1 else None


def _line(origin: str, target: str, why: str) -> str:
    return f"{origin} --> {target}: {_label(why)}"


def _label(why: str) -> str:
    """Return a reason without the signs that end a label in Mermaid."""
    return why.replace(":", ",").replace(";", ",")


def _floors() -> str:
    """Return a table of the floors, explained by the strings beneath them in the code."""
    body = ast.parse(inspect.getsource(Floor)).body[0]
    assert isinstance(body, ast.ClassDef)
    texts = [ast.literal_eval(each.value) for each in body.body[1:] if isinstance(each, ast.Expr)]
    rows = [f"| `{floor}` | {text} |" for floor, text in zip(Floor, texts, strict=True)]
    return "\n".join(["| floor | meaning |", "| --- | --- |", *rows])


def _moves() -> str:
    rows = [f"| `{origin}` | `{target}` | {why} |" for (origin, target), why in LEGAL_MOVES.items()]
    return "\n".join(["| from | to | when |", "| --- | --- | --- |", *rows])
