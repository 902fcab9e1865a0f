"""A whole persona's text with one thing in it changed, and what is said of that."""

from collections.abc import Iterable
from pathlib import Path

from app.content.persona_check import Checked, check_persona

PROJECT = Path(__file__).parents[2]
FRESH = (PROJECT / "app" / "content" / "new_persona.yaml").read_text(encoding="utf-8")
RUBRICS = ("objection_handling",)


def edited(*changes: tuple[str, str]) -> str:
    """Return the fresh persona with each of these replaced once."""
    text = FRESH
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def line_of(text: str, part: str) -> int:
    """Return the line on which a part first stands, counted from 1."""
    return text[: text.index(part)].count("\n") + 1


def checked(*changes: tuple[str, str], rubrics: Iterable[str] = RUBRICS) -> Checked:
    """Return what is said of the fresh persona with each of these replaced once."""
    return check_persona("fresh.yaml", edited(*changes).encode(), list(rubrics))


def faults(*changes: tuple[str, str]) -> dict[str, str]:
    """Return the faults, sentence by key."""
    return {fault.key: fault.sentence for fault in checked(*changes).faults}


def advice(*changes: tuple[str, str]) -> dict[str, str]:
    """Return the advice, sentence by key; there must be no fault."""
    found = checked(*changes)
    assert found.faults == (), found.faults
    return {each.key: each.sentence for each in found.advice}
