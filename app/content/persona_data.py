"""A persona's data as it was read, broken parts and all: where its lines, patterns and ids stand.

The lints walk this and not the checked form, so that every fault of a file is named at once.
"""

from collections.abc import Iterator, Mapping

from app.content.faults import Path
from app.content.strict_yaml import Value

Finding = tuple[Path, str]
"""Where, and the sentence."""
Part = Mapping[str, Value]

NAMED = ("hidden_facts", "objections", "pressure", "knows", "does_not_know")
"""Lists whose members have an id and lines of their own; the terms of `accepts` are the sixth."""


def mapping(value: object) -> Part:
    """Return the value, or an empty mapping for what is none."""
    return value if isinstance(value, dict) else {}


def sequence(value: object) -> list[Value]:
    """Return the value, or an empty list for what is none."""
    return value if isinstance(value, list) else []


def number(value: object, otherwise: float) -> float:
    """Return the value, or what stands for it where there is no number."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else otherwise


def parts(root: Part, key: str) -> list[tuple[Path, Part]]:
    """Return the mappings of a list at the top, each with its place."""
    return [((key, index), mapping(each)) for index, each in enumerate(sequence(root.get(key)))]


def terms(root: Part) -> list[tuple[Path, Part]]:
    """Return the terms of acceptance, each with its place."""
    listed = sequence(mapping(root.get("accepts")).get("terms"))
    return [(("accepts", "terms", index), mapping(each)) for index, each in enumerate(listed)]


def named_parts(root: Part) -> list[tuple[Path, Part]]:
    """Return everything that has an id and can be spoken of: facts, objections, events, known things, terms."""
    return [each for key in NAMED for each in parts(root, key)] + terms(root)


def id_of(part: Part) -> str:
    """Return its id; empty: none."""
    return str(part.get("id") or "")


def ids(members: list[tuple[Path, Part]]) -> list[str]:
    """Return the ids of these, in order."""
    return [id_of(part) for _, part in members]


def line_lists(root: Part) -> Iterator[tuple[Path, list[Value]]]:
    """Yield every list of wordings, and where it stands."""
    for path, part in named_parts(root):
        key = "asks" if path[0] == "accepts" else "lines"
        yield (*path, key), sequence(part.get(key))
        if "more" in part:
            yield (*path, "more"), sequence(part["more"])
        if "hint" in part:
            yield (*path, "hint", "lines"), sequence(mapping(part["hint"]).get("lines"))
    for act, lines in mapping(root.get("replies")).items():
        yield ("replies", act), sequence(lines)
    yield from _by_stance(root, ("lines",))
    for path, scenario in parts(root, "scenarios"):
        yield from _by_stance(scenario, (*path, "lines"))


def spoken_lines(root: Part) -> Iterator[tuple[Path, str]]:
    """Yield every line that the persona may speak, and where it stands."""
    for path, lines in line_lists(root):
        yield from (((*path, index), line) for index, line in enumerate(lines) if isinstance(line, str))


def _by_stance(holder: Part, path: Path) -> Iterator[tuple[Path, list[Value]]]:
    for move, by_stance in mapping(holder.get("lines")).items():
        for stance, lines in mapping(by_stance).items():
            yield (*path, move, stance), sequence(lines)


def patterns(root: Part) -> Iterator[tuple[Path, str]]:
    """Yield every word pattern, and where it stands."""
    found: list[tuple[Path, Value]] = [
        (("concerns", index), each) for index, each in enumerate(sequence(root.get("concerns")))
    ]
    for path, part in named_parts(root):
        found += [((*path, key), part[key]) for key in ("words", "gives_away") if key in part]
        if "words" in (needs := mapping(part.get("needs"))):
            found.append(((*path, "needs", "words"), needs["words"]))
    yield from ((path, pattern) for path, pattern in found if isinstance(pattern, str))


def texts(value: Value, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield every text in a value, however deep, and where it stands."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from texts(each, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from texts(each, (*path, index))
