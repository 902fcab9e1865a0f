"""Lints of gates: hidden facts that can never be told, and hints that come too late."""

from collections.abc import Iterator

from app.content.faults import Path
from app.content.persona_data import Finding, Part, id_of, ids, mapping, number, parts, sequence, terms
from app.content.values import HARDNESS
from app.content.vocabulary import Act, Difficulty

HARMFUL = frozenset(
    {
        Act.INSULT, Act.THREAT, Act.BLAME_CUSTOMER, Act.INTERRUPTION, Act.MONOLOGUE, Act.LONG_SILENCE, Act.REPETITION,
        Act.REPEAT_REQUEST, Act.FILLER,
    }
)  # fmt: skip
"""What no trainee who means well does, so that nothing may be won by it alone."""
HIGHEST = 100


def closed_gates(root: Part) -> Iterator[Finding]:
    """Find gates and terms that nothing a good trainee does can open."""
    before = set(ids(parts(root, "objections")))
    for path, fact in parts(root, "hidden_facts"):
        needs = mapping(fact.get("needs"))
        for name in sequence(needs.get("heard")):
            if name not in before:
                yield (
                    (*path, "needs", "heard"),
                    f"this never opens: `{name}` is no objection and no earlier fact",
                )
        before.add(id_of(fact))
        yield from _harmful((*path, "needs", "acts"), needs)
        yield from _out_of_reach(root, path, needs)
        yield from _late_hint(path, fact)
    for path, term in terms(root):
        yield from _harmful((*path, "acts"), term)


def _harmful(path: Path, holder: Part) -> Iterator[Finding]:
    acts = sequence(holder.get("acts"))
    if acts and all(act in HARMFUL for act in acts):
        yield (
            path,
            "nobody who means well does any of these; name what a good trainee does, such as open_question",
        )


def _out_of_reach(root: Part, path: Path, needs: Part) -> Iterator[Finding]:
    trust = number(needs.get("trust"), 0)
    for difficulty in Difficulty:
        gate = hardness_number(root, difficulty, "gate")
        if trust + gate > HIGHEST:
            sentence = f"this never opens when {difficulty}: {trust:g} + {gate:g} is more than {HIGHEST}; ask less"
            yield (*path, "needs", "trust"), sentence


def hardness_number(root: Part, difficulty: Difficulty, key: str) -> float:
    """Return a number of what a difficulty changes for this persona."""
    own = mapping(mapping(root.get("difficulty")).get(difficulty))
    ordinary: dict[str, int] = {
        "gate": HARDNESS[difficulty].gate,
        "caution": HARDNESS[difficulty].caution,
        "drain": HARDNESS[difficulty].drain,
    }
    return number(own.get(key), ordinary[key])


def _late_hint(path: Path, fact: Part) -> Iterator[Finding]:
    hint = mapping(fact.get("hint"))
    trust, hinted = _trust(fact.get("needs")), _trust(hint)
    if trust is not None and hinted is not None and hinted >= trust:
        sentence = f"the hint would come no earlier than the fact: write less than {trust:g}"
        yield (*path, "hint", "trust"), sentence


def _trust(holder: object) -> float | None:
    """Return the trust it asks; `None`: it says none."""
    trust = mapping(holder).get("trust")
    return number(trust, 0) if isinstance(trust, int | float) else None


def left_behind(root: Part) -> Iterator[Finding]:
    """Find scenarios whose facts wait for something that is never heard in them."""
    facts = {id_of(fact): fact for _, fact in parts(root, "hidden_facts")}
    objections = ids(parts(root, "objections"))
    for path, scenario in parts(root, "scenarios"):
        chosen = [str(each) for each in sequence(scenario.get("facts", list(facts)))]
        heard = {*chosen, *map(str, sequence(scenario.get("objections", [*objections])))}
        for name in chosen:
            wanted = sequence(mapping(facts.get(name, {}).get("needs")).get("heard"))
            missing = [each for each in wanted if each not in heard and each in {*facts, *objections}]
            if missing:
                where = "facts" if "facts" in scenario else "objections"
                sentence = f"`{name}` never opens here: it waits for `{missing[0]}`, which this scenario leaves out"
                yield (*path, where), sentence
