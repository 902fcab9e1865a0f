"""Tables of the fields of a JSON Schema, and the schema itself, as Markdown."""

import json
from collections.abc import Mapping

Schema = Mapping[str, object]


def schema_sections(title: str, schema: Schema) -> str:
    """Return the sections "Fields" and "JSON Schema" of a form; `title` heads the table of the form as a whole."""
    text = json.dumps(schema, indent=2, ensure_ascii=False)
    return f"## Fields\n\n{_fields(title, schema)}\n## JSON Schema\n```json\n{text}\n```\n"


def _fields(title: str, schema: Schema) -> str:
    parts = _mapping(schema["$defs"])
    tables = [_table(title, schema)]
    tables += [_table(f"`{name}`", _mapping(part)) for name, part in parts.items() if "properties" in _mapping(part)]
    return "\n".join(tables)


def _table(title: str, part: Schema) -> str:
    fields = _mapping(part["properties"]).items()
    rows = [f"| `{name}` | {_kind(_mapping(field))} | {_meaning(_mapping(field))} |" for name, field in fields]
    head = f"### {title}\n{part.get('description', '')}\n\n| field | type | meaning |\n| --- | --- | --- |"
    return "\n".join([head, *rows, ""])


def _meaning(field: Schema) -> str:
    return str(field.get("description", "")).replace("\n", " ")


def _kind(field: Schema) -> str:
    """Return a field's type in a few words."""
    if "$ref" in field:
        return f"`{str(field['$ref']).rpartition('/')[2]}`"
    if "anyOf" in field:
        return " or ".join(_kind(_mapping(choice)) for choice in _sequence(field["anyOf"]))
    if "const" in field or "enum" in field:
        return " / ".join(f"`{value}`" for value in _sequence(field.get("enum", [field.get("const")])))
    if field.get("type") == "array":
        return f"list of {_kind(_mapping(field['items']))}"
    if isinstance(field.get("additionalProperties"), Mapping):
        return f"name to {_kind(_mapping(field['additionalProperties']))}"
    return str(field.get("type", "anything"))


def _mapping(value: object) -> Schema:
    assert isinstance(value, Mapping)
    return value


def _sequence(value: object) -> list[object]:
    assert isinstance(value, list)
    return value
