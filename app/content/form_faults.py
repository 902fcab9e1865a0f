"""What pydantic finds wrong with an author's data, as (path, sentence) in the words of an author."""

from collections.abc import Callable, Collection
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from app.content.faults import Fault, Path, key_of
from app.content.forms import LOOKS
from app.content.strict_yaml import Document

F = TypeVar("F", bound=BaseModel)


def validated(form: type[F], document: Document, keys: Collection[str]) -> tuple[F | None, list[tuple[Path, str]]]:
    """Return the checked form, or everything that is wrong; `keys`: all that the form knows, for "is X meant?"."""
    try:
        return form.model_validate(document.data), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
        return None, [(_place(each["loc"]), _sentence(each, keys)) for each in errors if not _is_echo(each, errors)]


def located(file: str, document: Document, found: list[tuple[Path, str]]) -> tuple[Fault, ...]:
    """Return the faults of a document's form and these beside them, in the order of their lines, none twice."""
    faults = [Fault(file, line, key_of(path), sentence) for line, path, sentence in document.faults]
    faults += [Fault(file, document.line_of(path), key_of(path), sentence) for path, sentence in found]
    return tuple(sorted(dict.fromkeys(faults), key=lambda fault: (fault.line, fault.key)))


def _is_echo(error: ErrorDetails, errors: list[ErrorDetails]) -> bool:
    """Say whether a list is too short only because one of its members is at fault."""
    place = error["loc"]
    return error["type"] == "too_short" and any(other["loc"][:-1] == place for other in errors)


def _place(location: Path) -> Path:
    """Return the path of a fault; pydantic marks a bad key of a mapping with `[key]`."""
    return location[: location.index("[key]")] if "[key]" in location else location


def _sentence(error: ErrorDetails, keys: Collection[str]) -> str:
    details: dict[str, Any] = error.get("ctx", {})
    key = str(error["loc"][-1]) if error["loc"] else ""
    if error["type"] == "extra_forbidden":
        near = get_close_matches(key, keys, n=1)
        return "this key is not known here" + (f"; is `{near[0]}` meant?" if near else "")
    say = _SENTENCES.get(error["type"])
    return say(details, key) if say else error["msg"][0].lower() + error["msg"][1:]


_SENTENCES: dict[str, Callable[[dict[str, Any], str], str]] = {
    "missing": lambda _details, key: f"`{key}` is missing",
    "enum": lambda details, _key: f"this must be one of {details['expected']}",
    "literal_error": lambda details, _key: f"this must be {details['expected']}",
    "string_too_long": lambda details, _key: f"this text may have at most {details['max_length']} characters",
    "string_too_short": lambda _details, _key: "this must not be empty",
    "bool_type": lambda _details, _key: "this must be true or false",
    "bool_parsing": lambda _details, _key: "this must be true or false",
    "int_from_float": lambda _details, _key: "this must be a whole number",
    "float_parsing": lambda _details, _key: "this must be a number",
    "string_type": lambda _details, _key: "this must be text",
    "string_pattern_mismatch": lambda details, _key: (
        f"this must be {LOOKS.get(details['pattern']) or 'like `' + details['pattern'] + '`'}"
    ),
    "int_type": lambda _details, _key: "this must be a whole number",
    "float_type": lambda _details, _key: "this must be a number",
    "tuple_type": lambda _details, _key: "this must be a list",
    "dict_type": lambda _details, _key: "this must be a mapping",
    "model_type": lambda _details, _key: "this must be a mapping",
    "too_short": lambda details, _key: (
        f"there must be at least {details['min_length']} here, not {details['actual_length']}"
    ),
    "too_long": lambda details, _key: f"there must be at most {details['max_length']} here",
    "greater_than_equal": lambda details, _key: f"this must be at least {details['ge']}",
    "less_than_equal": lambda details, _key: f"this must be at most {details['le']}",
}
