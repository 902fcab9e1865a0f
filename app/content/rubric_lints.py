"""What a rubric's form cannot say: names used twice, bands turned inside out, levels that nothing leads to."""

from collections.abc import Iterator

from app.content.faults import Path
from app.content.strict_yaml import Value

Finding = tuple[Path, str]
"""Where, and the sentence."""


def rubric_lints(data: Value) -> Iterator[Finding]:
    """Yield everything that is wrong with a rubric's data beyond its form."""
    root = _mapping(data)
    yield from _twice(root)
    for index, measured in enumerate(_list(root.get("measured"))):
        yield from _bad_band(("measured", index, "band"), _mapping(_mapping(measured).get("band")))
    for index, skill in enumerate(_list(root.get("skills"))):
        yield from _unreachable(("skills", index, "checks"), _list(_mapping(skill).get("checks")))
    if root.get("measured") and root.get("measured_share") == 0:
        yield ("measured_share",), "the measured criteria would count for nothing; give them a share, or leave them out"


def _twice(root: dict[str, Value]) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, name in _ids(root):
        if name in seen:
            yield path, f"`{name}` is the id of another one too"
        seen.add(name)


def _ids(root: dict[str, Value]) -> Iterator[tuple[Path, str]]:
    for key in ("measured", "skills", "caps"):
        for index, part in enumerate(_list(root.get(key))):
            yield (key, index, "id"), str(_mapping(part).get("id"))
            for place, check in enumerate(_list(_mapping(part).get("checks"))):
                yield (key, index, "checks", place, "id"), str(_mapping(check).get("id"))


def _bad_band(path: Path, band: dict[str, Value]) -> Iterator[Finding]:
    good, amber = _list(band.get("good")), _list(band.get("amber"))
    edges = [amber[:1], good[:1], good[1:], amber[1:]]
    known = [edge[0] for edge in edges if edge and isinstance(edge[0], int | float)]
    if known != sorted(known):
        yield path, "the amber band must lie around the good one: amber from <= good from <= good to <= amber to"
    for side, place in (("from", 0), ("to", 1)):
        values = [each[place] for each in (good, amber) if len(each) > place]
        if len(values) > 1 and (values[0] is None) != (values[1] is None):
            yield path, f"good and amber must both have a `{side}`, or neither"
    if good and all(edge is None for edge in good):
        yield path, "a band without an edge finds everything good"


def _unreachable(path: Path, checks: list[Value]) -> Iterator[Finding]:
    levels = {level for check in checks if isinstance(level := _mapping(check).get("level"), int)}
    for level in sorted(levels):
        if level > 1 and level - 1 not in levels:
            yield path, f"a check leads to level {level}, but none to level {level - 1}"


def _mapping(value: Value) -> dict[str, Value]:
    return value if isinstance(value, dict) else {}


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []
