"""The JSON Schema by which an editor helps an author: drawn from the form, kept beside the personas, true of each."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from app.content.persona_schema import FIRST_LINE, SCHEMA_FILE, persona_schema, schema_text
from app.content.strict_yaml import read_yaml
from tests.content.authors_file import PROJECT, edited

PERSONAS = sorted((PROJECT / "personas").glob("*.yaml"))
FRESH = PROJECT / "app" / "content" / "new_persona.yaml"
VALIDATOR = Draft202012Validator(persona_schema())


def faults(text: str) -> list[str]:
    """The places at which the schema refuses a text."""
    return [".".join(map(str, fault.absolute_path)) for fault in VALIDATOR.iter_errors(read_yaml(text.encode()).data)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(persona_schema())


def test_the_file_beside_the_personas_is_what_the_form_says() -> None:
    assert (PROJECT / "personas" / SCHEMA_FILE).read_text(encoding="utf-8") == schema_text(), "run `make docs`"


@pytest.mark.parametrize("path", [*PERSONAS, FRESH], ids=lambda path: path.stem)
def test_a_shipped_file_points_to_the_schema_and_satisfies_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[0] == FIRST_LINE
    assert faults(text) == []


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("industry: delivery", "industri: delivery", ""),
        ("    accepts: {trust: 56", "    acepts: {trust: 56", "scenarios.1"),
        ("    guarded: [", "    guardedly: [", "lines.consent"),
        ("kind: time_limit", "kind: time_limits", "pressure.0.kind"),
        ("start: {trust: 35", "start: {trust: plenty", "start.trust"),
        ("{to: a_call, say:", "{to: a_call, says:", "scenarios.0.rehearsals.expert.14"),
        ("  policy_quote: [", "  policy_quotes: [", "replies"),
    ],
)
def test_what_the_form_refuses_an_editor_marks_too(old: str, new: str, where: str) -> None:
    assert where in faults(edited((old, new)))


def test_a_missing_key_is_marked() -> None:
    assert "hidden_facts.0" in faults(edited(('    gives_away: "wedding"\n', "")))


def test_every_key_is_explained_to_the_one_who_hovers_over_it() -> None:
    schema: dict[str, Any] = json.loads(schema_text())
    unexplained = [
        f"{name}.{key}"
        for name, part in {"persona": schema, **schema["$defs"]}.items()
        for key, field in _own_fields(part).items()
        if not field.get("description") and not _meant(schema, field).get("description")
    ]
    assert unexplained == []


def _meant(schema: dict[str, Any], field: dict[str, Any]) -> dict[str, Any]:
    return dict(schema["$defs"].get(field.get("$ref", "").rpartition("/")[2], {}))


def _own_fields(part: dict[str, Any]) -> dict[str, Any]:
    whole = next((each for each in part.get("anyOf", []) if "properties" in each), part)
    return dict(whole.get("properties", {}))


def test_the_moves_under_lines_are_offered_to_complete_from() -> None:
    lines: Any = persona_schema()["properties"]
    assert {"opening", "hang_up", "time_up"} <= set(lines["lines"]["properties"])
