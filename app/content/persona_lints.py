"""What a form cannot say: lines nobody would speak, names that lead nowhere, gates that never open.

The lints walk the data as it was read, broken parts and all, so that every fault is named at once.
"""

import re
from collections.abc import Iterator

from app.content.faults import Path
from app.content.strict_yaml import Value
from app.content.vocabulary import FOUR_WORDINGS, LINED_IN_PARTS, Move

MOST_WORDS = 25
"""Longest line a caller speaks in one breath, in words."""
MOST_SENTENCES = 3
WORDINGS_OFTEN = 4
"""Fewest wordings of what nearly every call speaks."""
SAID = frozenset({"said_amount", "said_time"})
"""Slots that echo what the trainee just said."""

_SLOT = re.compile(r"\{([^{}]*)\}")
_STAGE = re.compile(r"[\[\]()*_<>#~]")
_HELPING = re.compile(
    r"how (can|may) i help|can i help you|happy to help|let me (check|look) (that|into)|"
    r"anything else i can|i can help|assist you|thank(s| you) for (calling|asking|reaching)|great question|as an ai",
    re.IGNORECASE,
)

Finding = tuple[Path, str]
"""Where, and the sentence."""


def lints(data: Value) -> Iterator[Finding]:
    """Yield everything that is wrong with a persona's data beyond its form."""
    root = _mapping(data)
    yield from _bad_lines(root)
    yield from _missing_moves(root)
    yield from _twice(root)
    yield from _dead_ends(root)
    yield from _locked_facts(root)
    yield from _bad_briefs(root)


def _mapping(value: Value) -> dict[str, Value]:
    return value if isinstance(value, dict) else {}


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []


def _bad_lines(root: dict[str, Value]) -> Iterator[Finding]:
    slots = frozenset(_mapping(root.get("slots"))) | SAID
    for path, line in spoken_lines(root):
        yield from ((path, sentence) for sentence in _faults_of(line, slots))
    for path, lines in _line_lists(root):
        if lines and all("{said_" in str(line) for line in lines):
            yield path, "every wording echoes the trainee; at least one must do without `{said_...}`"


def _faults_of(line: str, slots: frozenset[str]) -> Iterator[str]:
    if len(line.split()) > MOST_WORDS:
        yield f"this line has {len(line.split())} words; a caller says at most {MOST_WORDS} at a time"
    if len(re.findall(r"[.?!]+(?=\s|$)", line)) > MOST_SENTENCES:
        yield f"this line has more than {MOST_SENTENCES} sentences"
    if _STAGE.search(_SLOT.sub("", line)):
        yield "this would be spoken: no brackets, stars or stage directions in a line"
    if _HELPING.search(line):
        yield "a customer does not talk like the person who serves; no offers of help, no thanks without cause"
    for slot in _SLOT.findall(line):
        if slot not in slots:
            yield f"`{{{slot}}}` is not a slot; there are {', '.join(sorted(slots))}"


def spoken_lines(root: dict[str, Value]) -> Iterator[tuple[Path, str]]:
    """Yield every line that the persona may speak, and where it stands."""
    for path, lines in _line_lists(root):
        yield from (((*path, index), line) for index, line in enumerate(lines) if isinstance(line, str))


def _line_lists(root: dict[str, Value]) -> Iterator[tuple[Path, list[Value]]]:
    for key in ("hidden_facts", "objections", "knows"):
        for index, each in enumerate(_list(root.get(key))):
            yield (key, index, "lines"), _list(_mapping(each).get("lines"))
    for index, term in enumerate(_terms(root)):
        yield ("accepts", "terms", index, "asks"), _list(term.get("asks"))
    for act, lines in _mapping(root.get("replies")).items():
        yield ("replies", act), _list(lines)
    yield from _stance_lists(root, ("lines",))
    for index, scenario in enumerate(_list(root.get("scenarios"))):
        yield from _stance_lists(_mapping(scenario), ("scenarios", index, "lines"))


def _stance_lists(holder: dict[str, Value], path: Path) -> Iterator[tuple[Path, list[Value]]]:
    for move, by_stance in _mapping(holder.get("lines")).items():
        for stance, lines in _mapping(by_stance).items():
            yield (*path, move, stance), _list(lines)


def _terms(root: dict[str, Value]) -> list[dict[str, Value]]:
    return [_mapping(term) for term in _list(_mapping(root.get("accepts")).get("terms"))]


def _missing_moves(root: dict[str, Value]) -> Iterator[Finding]:
    for path, move, pools in _pools(root):
        if move in LINED_IN_PARTS:
            yield path, "these lines stand beside each fact, objection or known thing, not here"
        elif move in FOUR_WORDINGS and pools and min(pools) < WORDINGS_OFTEN:
            yield path, f"`{move}` needs at least {WORDINGS_OFTEN} wordings, because nearly every call speaks one"
    present = frozenset(_mapping(root.get("lines")))
    for move in Move:
        if move not in LINED_IN_PARTS and move not in present:
            yield ("lines",), f"there are no wordings for `{move}`"


def _pools(root: dict[str, Value]) -> Iterator[tuple[Path, Move, list[int]]]:
    """Yield each move's place, and how many wordings each of its stances can choose from."""
    holders: list[tuple[Path, Value]] = [(("lines",), root.get("lines"))]
    for index, scenario in enumerate(_list(root.get("scenarios"))):
        holders.append((("scenarios", index, "lines"), _mapping(scenario).get("lines")))
    for path, lines in holders:
        for name, by_stance in _mapping(lines).items():
            stances = _mapping(by_stance)
            shared = len(_list(stances.get("any")))
            pools = [shared + len(_list(each)) for stance, each in stances.items() if stance != "any"]
            if name in frozenset(Move):
                yield (*path, name), Move(name), pools or [shared]


def _twice(root: dict[str, Value]) -> Iterator[Finding]:
    seen: dict[str, Path] = {}
    for path, name in _ids(root):
        kind = str(path[0])
        if f"{kind}/{name}" in seen:
            yield path, f"`{name}` is the id of another one too"
        seen[f"{kind}/{name}"] = path
    first: dict[str, Path] = {}
    for path, line in spoken_lines(root):
        if line in first and path[:1] == first[line][:1] == ("lines",):
            yield path, "this line stands here twice; a call would repeat it"
        first.setdefault(line, path)


def _ids(root: dict[str, Value]) -> Iterator[tuple[Path, str]]:
    for key in ("hidden_facts", "objections", "knows", "scenarios"):
        for index, each in enumerate(_list(root.get(key))):
            yield (key, index, "id"), str(_mapping(each).get("id"))
    for index, term in enumerate(_terms(root)):
        yield ("accepts", "terms", index, "id"), str(term.get("id"))


def _dead_ends(root: dict[str, Value]) -> Iterator[Finding]:
    ids = [str(_mapping(each).get("id")) for each in _list(root.get("objections"))]
    wanted = _mapping(root.get("accepts")).get("objections")
    if isinstance(wanted, int) and wanted > len(ids):
        yield (
            ("accepts", "objections"),
            f"nobody could ever agree: {wanted} objections are wanted, there are {len(ids)}",
        )
    for index, scenario in enumerate(_list(root.get("scenarios"))):
        chosen = _mapping(scenario).get("objections")
        path = ("scenarios", index, "objections")
        for name in _list(chosen):
            if name not in ids:
                yield path, f"there is no objection `{name}`; there are {', '.join(ids)}"
        if isinstance(chosen, list) and isinstance(wanted, int) and len(chosen) < wanted <= len(ids):
            yield path, f"nobody could ever agree: `accepts` wants {wanted} objections, here are {len(chosen)}"


def _locked_facts(root: dict[str, Value]) -> Iterator[Finding]:
    before = {str(_mapping(each).get("id")) for each in _list(root.get("objections"))}
    facts = [_mapping(each) for each in _list(root.get("hidden_facts"))]
    for index, fact in enumerate(facts):
        for name in _list(_mapping(fact.get("needs")).get("heard")):
            if name not in before:
                path = ("hidden_facts", index, "needs", "heard")
                yield path, f"this never opens: `{name}` is neither an objection nor an earlier fact"
        before.add(str(fact.get("id")))


def _bad_briefs(root: dict[str, Value]) -> Iterator[Finding]:
    hidden = {str(line) for path, line in spoken_lines(root) if path[0] == "hidden_facts"}
    for index, scenario in enumerate(_list(root.get("scenarios"))):
        for key, value in _mapping(_mapping(scenario).get("brief")).items():
            texts = value if isinstance(value, list) else [value]
            path = ("scenarios", index, "brief", key)
            for text in texts:
                if _SLOT.search(str(text)):
                    yield path, "a brief is read before the call: no slots here"
                if str(text) in hidden:
                    yield path, "this gives a hidden fact away"
