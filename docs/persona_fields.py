"""Tables of the parts of a persona's form: each key, what it may hold, and what it means."""

from collections.abc import Mapping
from typing import Any

from app.content.persona_form import PersonaForm

Field = Mapping[str, Any]
_PLAIN = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "null": ""}
_LISTED = 12
"""Most values of a closed set that a table names; longer ones have a table of their own."""


def fields_table(form: str, *keys: str) -> str:
    """Return the table of a form by its name; `keys`: only these; the keys that must be there are marked."""
    schema = PersonaForm.model_json_schema()
    part = schema if form == "PersonaForm" else schema["$defs"][form]
    part = next((each for each in part.get("anyOf", ()) if "properties" in each), part)
    needed = part.get("required", ())
    rows = []
    for name, field in part["properties"].items():
        if not keys or name in keys:
            mark = " (needed)" if name in needed else ""
            rows.append(f"| `{name}`{mark} | {_kind(field)}{_default(field)} | {_meaning(schema, field)} |")
    return "\n".join(["| key | holds | meaning |", "| --- | --- | --- |", *rows])


def _meaning(schema: Field, field: Field) -> str:
    said = field.get("description") or schema["$defs"].get(_name(field), {}).get("description", "")
    return " ".join(str(said).split()).replace("|", "\\|")


def _name(field: Field) -> str:
    return str(field.get("$ref", "")).rpartition("/")[2]


def _kind(field: Field) -> str:
    """Return what a key may hold, in a few words."""
    if "$ref" in field:
        return _named(_name(field))
    if "anyOf" in field:
        return " or ".join(kind for each in field["anyOf"] if (kind := _kind(each)))
    if "const" in field or "enum" in field:
        return ", ".join(f"`{value}`" for value in field.get("enum", [field.get("const")]))
    match field.get("type"):
        case "array":
            members = _kind(field.get("items", {})).replace("mapping", "mappings").replace("text", "texts")
            return f"list of {members}{_length(field)}"
        case "object":
            return "mapping"
        case other:
            return f"{_PLAIN[str(other)]}{_range(field)}"


def _named(name: str) -> str:
    values = PersonaForm.model_json_schema()["$defs"][name].get("enum", [])
    if values and len(values) <= _LISTED:
        return ", ".join(f"`{value}`" for value in values)
    return name.lower() if values else "mapping"


def _length(field: Field) -> str:
    least = field.get("minItems", 0)
    return f", {least} or more" if least else ""


def _range(field: Field) -> str:
    return f" {field['minimum']:g} to {field['maximum']:g}" if "minimum" in field and "maximum" in field else ""


def _default(field: Field) -> str:
    default = field.get("default")
    is_plain = isinstance(default, int | float | str) and default != ""
    return f"; `{str(default).lower() if isinstance(default, bool) else default}`" if is_plain else ""
