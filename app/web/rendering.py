"""Renders the pages from their templates; every value is text and is escaped as such."""

import re
from datetime import UTC, datetime
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.engines.catalogue import describe
from app.web.built import BuiltPage, Entry

SITE = "src/site.css"
PREFIX = re.compile(r"(?<![a-z0-9])(co|de|non|pre|re|self)_")
"""What is no word by itself, and keeps a hyphen: `de_escalation` is de-escalation."""
COLUMNS = re.compile(r"\S {2,}\S|^ {2,}\S", re.MULTILINE)
"""Spaces in a row set words below one another."""

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(
    request: Request, template: str, context: dict[str, object], *, status: int = 200, script: str | None = None
) -> HTMLResponse:
    """Return a page. `context`: what its template asks for; `script`: the entry that it loads, None for none.

    A page whose script is not built is a page that says how to build it.
    """
    built: BuiltPage = request.app.state.built
    wanted = [SITE] if script is None else [SITE, script]
    entries = [entry for entry in map(built.entry, wanted) if entry is not None]
    if script is not None and len(entries) < len(wanted):
        template, status = "unbuilt.html", 503
    is_all_here = not any(part.is_elsewhere for part in describe(request.app.state.engines))
    return HTMLResponse(_rendered(template, {"trainee": None, "is_all_here": is_all_here} | context, entries), status)


def _rendered(template: str, context: dict[str, object], entries: list[Entry]) -> str:
    loads = {
        "styles": [style for entry in entries for style in entry.styles],
        "scripts": [entry.script for entry in entries if entry.script],
        "preloads": [module for entry in entries for module in entry.preloads],
    }
    return _templates.get_template(template).render(**context, **loads)


def _day_and_time(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%-d %B %Y, %H:%M} UTC"


def in_words(name: str) -> str:
    """Return an id of a persona's file as words: `de_escalation` is "de-escalation"."""
    return PREFIX.sub(r"\1-", name).replace("_", " ")


def _is_table(text: str) -> bool:
    """Say whether a text is set in columns, which hold only where no line is broken and every letter is as wide."""
    return COLUMNS.search(text) is not None


_templates.filters["day_and_time"] = _day_and_time
_templates.filters["in_words"] = in_words
_templates.tests["table"] = _is_table
