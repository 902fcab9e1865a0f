"""Advice on rehearsals and briefs: what certification will miss, and what takes too long to read."""

from collections.abc import Iterator

from app.content.faults import Path
from app.content.pattern_lints import is_sound
from app.content.patterns import holds, plain
from app.content.persona_data import Finding, Part, id_of, mapping, named_parts, parts, sequence, terms, texts
from app.content.strict_yaml import Value

FEWEST_TURNS = 8
"""Turns in order of a rehearsing trainee: most calls take as many."""
LONGEST_BRIEF = 200
"""Words of a brief: about a minute's reading."""


def thin_rehearsals(root: Part) -> Iterator[Finding]:
    """Advise on rehearsals that are missing, short, or leave something unanswered."""
    for path, scenario in parts(root, "scenarios"):
        rehearsals = mapping(scenario.get("rehearsals"))
        for role in ("expert", "good"):
            lines = sequence(rehearsals.get(role))
            place = (*path, "rehearsals", role)
            free = [line for line in lines if not mapping(line).get("to")]
            if not lines:
                yield place, f"no rehearsal of a trainee who is {role}: this scenario cannot be certified"
            elif len(free) < FEWEST_TURNS:
                yield (
                    place,
                    f"{len(free)} turns in order are few, a call runs out of words; write {FEWEST_TURNS}",
                )
        yield from _unpromised(root, scenario, path)
        yield from _beside_the_point(root, scenario, path)


def _unpromised(root: Part, scenario: Part, path: Path) -> Iterator[Finding]:
    """Find terms whose words the expert never says."""
    lines = sequence(mapping(scenario.get("rehearsals")).get("expert"))
    said = [plain(_words(line)) for line in lines]
    chosen = sequence(scenario.get("terms", [id_of(term) for _, term in terms(root)]))
    for _, term in terms(root):
        words = term.get("words")
        if not lines or id_of(term) not in chosen or not isinstance(words, str) or not is_sound(words):
            continue
        if not any(holds(words, each) for each in said):
            sentence = f"nothing the expert says has the words of `{id_of(term)}`, so that it is never promised"
            yield (*path, "rehearsals", "expert"), sentence


def _beside_the_point(root: Part, scenario: Part, path: Path) -> Iterator[Finding]:
    """Find answers to what this scenario leaves out."""
    sources = {"hidden_facts": "facts", "objections": "objections", "pressure": "pressure", "accepts": "terms"}
    for place, part in named_parts(root):
        key = sources.get(str(place[0]), "")
        if key not in scenario or id_of(part) in sequence(scenario[key]):
            continue
        for role, lines in mapping(scenario.get("rehearsals")).items():
            for index, line in enumerate(sequence(lines)):
                if mapping(line).get("to") == id_of(part):
                    sentence = f"`{id_of(part)}` does not come up in this scenario; this is never said"
                    yield (*path, "rehearsals", role, index, "to"), sentence


def _words(line: Value) -> str:
    return line if isinstance(line, str) else str(mapping(line).get("say", ""))


def long_briefs(root: Part) -> Iterator[Finding]:
    """Advise on briefs that take longer to read than a call can wait."""
    for path, scenario in parts(root, "scenarios"):
        brief = {key: value for key, value in mapping(scenario.get("brief")).items() if key != "documents"}
        words = sum(len(text.split()) for _, text in texts(brief, ()))
        if words > LONGEST_BRIEF:
            sentence = f"this brief has {words} words; a minute's reading is {LONGEST_BRIEF}; details go into documents"
            yield (*path, "brief"), sentence
