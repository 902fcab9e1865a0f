"""Writes the pages that are drawn from the code: `make docs`."""

from collections.abc import Callable
from pathlib import Path

from app.content.persona_schema import SCHEMA_FILE, schema_text
from docs.call_record_page import call_record_page
from docs.drawings import floor_page
from docs.persona_page import persona_page
from docs.protocol_page import protocol_page
from docs.scorecard_page import scorecard_page

PAGES: dict[str, Callable[[], str]] = {
    "CALL_RECORD.md": call_record_page,
    "FLOOR.md": floor_page,
    "PERSONAS.md": persona_page,
    "PROTOCOL.md": protocol_page,
    "SCORECARD.md": scorecard_page,
}

if __name__ == "__main__":
    for name, draw in PAGES.items():
        (Path(__file__).parent / name).write_text(draw(), encoding="utf-8")
    (Path(__file__).parents[1] / "personas" / SCHEMA_FILE).write_text(schema_text(), encoding="utf-8")
