"""Lints of names: ids used twice, and names that lead nowhere."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from app.content.faults import Path
from app.content.persona_data import (
    Finding,
    Part,
    id_of,
    ids,
    mapping,
    named_parts,
    parts,
    sequence,
    spoken_lines,
    terms,
)
from app.content.vocabulary import Move

CHOOSES = {"objections": "objections", "facts": "hidden_facts", "pressure": "pressure"}
"""Keys of a scenario that choose by id, and where what they choose stands; `terms` chooses from `accepts`."""
_KINDS = {"objections": "objection", "facts": "hidden fact", "pressure": "pressure event", "terms": "term"}


def used_twice(root: Part) -> Iterator[Finding]:
    """Find ids that two things share, or that a move has: a rehearsal could not say which is meant."""
    seen: set[str] = set(Move)
    for path, part in named_parts(root):
        name = id_of(part)
        if name in frozenset(Move):
            yield (*path, "id"), f"`{name}` is the name of a move; call this otherwise"
        elif name in seen:
            yield (*path, "id"), f"`{name}` is the id of another one too"
        seen |= {name} if name else set()
    scenarios = Counter[str]()
    for path, part in parts(root, "scenarios"):
        scenarios[id_of(part)] += 1
        if scenarios[id_of(part)] > 1:
            yield (*path, "id"), f"`{id_of(part)}` is the id of another one too"


def known_ids(root: Part) -> dict[str, list[str]]:
    """Return what a scenario can choose from, by the scenario's key."""
    return {key: ids(parts(root, where)) for key, where in CHOOSES.items()} | {"terms": ids(terms(root))}


def lead_nowhere(root: Part) -> Iterator[Finding]:
    """Find names in scenarios and rehearsals that nothing has."""
    known = known_ids(root)
    answers = {id_of(part) for _, part in named_parts(root)} | set(Move)
    for path, scenario in parts(root, "scenarios"):
        for key, names in known.items():
            yield from _chosen((*path, key), sequence(scenario.get(key)), names, _KINDS[key])
        for role, lines in mapping(scenario.get("rehearsals")).items():
            for index, line in enumerate(sequence(lines)):
                to = mapping(line).get("to", "")
                if to and to not in answers:
                    place = (*path, "rehearsals", role, index, "to")
                    yield place, f"`{to}` is neither a move nor an id of this file; write what the line answers"


def _chosen(path: Path, chosen: Sequence[object], names: list[str], kind: str) -> Iterator[Finding]:
    for name in chosen:
        if name not in names:
            yield path, f"there is no {kind} `{name}`; there are {', '.join(names) or 'none'}"
    for name, count in Counter(map(str, chosen)).items():
        if count > 1:
            yield path, f"`{name}` stands here twice"


def unknown_rubrics(root: Part, rubrics: Collection[str]) -> Iterator[Finding]:
    """Find rubrics that are not in the folder of rubrics."""
    for index, name in enumerate(sequence(root.get("rubrics"))):
        if name not in rubrics:
            yield ("rubrics", index), f"there is no rubric `{name}`; there are {', '.join(sorted(rubrics)) or 'none'}"


def never_used(root: Part) -> Iterator[Finding]:
    """Advise on what no scenario plays, and on slots that no line has."""
    scenarios = [part for _, part in parts(root, "scenarios")]
    for key, where in CHOOSES.items():
        lists = [sequence(scenario.get(key)) for scenario in scenarios if key in scenario]
        for path, part in parts(root, where):
            if len(lists) == len(scenarios) and not any(id_of(part) in chosen for chosen in lists):
                yield (*path, "id"), f"no scenario has `{id_of(part)}` among its `{key}`; it never comes up"
    lines = [line for _, line in spoken_lines(root)]
    for slot in mapping(root.get("slots")):
        if not any(f"{{{slot}}}" in line for line in lines):
            yield ("slots", slot), f"no line has `{{{slot}}}`"
