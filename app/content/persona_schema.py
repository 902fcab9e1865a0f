"""The JSON Schema of a persona's file, so that an editor completes, explains and checks it while its author types."""

import json

from app.content.persona_form import PersonaForm

SCHEMA_FILE = "persona.schema.json"
"""Its name beside the personas; the first line of each points there."""
FIRST_LINE = f"# yaml-language-server: $schema={SCHEMA_FILE}"
Schema = dict[str, object]


def persona_schema() -> Schema:
    """Return the JSON Schema of `persona/v1`, drawn from the form that reads the files."""
    drawn = PersonaForm.model_json_schema()
    defined = drawn.get("$defs", {})
    head: Schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A persona of Readyroom"}
    described = _spelled_out(drawn, defined)
    assert isinstance(described, dict)
    return head | {key: value for key, value in described.items() if key != "title"}


def schema_text() -> str:
    """Return the schema as the file that is kept beside the personas."""
    return json.dumps(persona_schema(), indent=1, ensure_ascii=False) + "\n"


def _spelled_out(part: object, defined: Schema) -> object:
    """Return the schema with each closed set of keys spelled out, which is what editors complete from.

    Titles that only repeat a name are left out.
    """
    if isinstance(part, list):
        return [_spelled_out(each, defined) for each in part]
    if not isinstance(part, dict):
        return part
    found = {key: _spelled_out(each, defined) for key, each in part.items() if key != "title" or isinstance(each, dict)}
    keys = _closed_keys(found.get("propertyNames"), defined)
    if keys and "additionalProperties" in found:
        del found["propertyNames"]
        found["properties"] = dict.fromkeys(keys, found["additionalProperties"])
        found["additionalProperties"] = False
    return found


def _closed_keys(names: object, defined: Schema) -> list[str]:
    """Return the keys that a mapping may have; empty: any that look right."""
    if not isinstance(names, dict):
        return []
    if "$ref" in names:
        return _closed_keys(defined[str(names["$ref"]).rpartition("/")[2]], defined)
    if "anyOf" in names:
        return [key for each in names["anyOf"] for key in _closed_keys(each, defined)]
    return [str(key) for key in names.get("enum", [names["const"]] if "const" in names else [])]
