"""Lints of secrets: a hidden fact told anywhere but in its own lines, and lines that do not tell their own."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.content.faults import Path
from app.content.pattern_lints import is_sound
from app.content.patterns import holds, plain
from app.content.persona_data import Finding, Part, id_of, mapping, parts, sequence, spoken_lines, texts

_TOLD_BEFORE = ("identity", "goals", "speech", "skills", "industry")
"""Keys at the top whose texts a trainee or a model sees from the start."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A hidden fact, as far as its file is whole."""

    id: str
    path: Path
    gives_away: str
    own: tuple[str, ...]


def leaks(root: Part) -> Iterator[Finding]:
    """Find hidden facts outside their own lines, and own lines that the pattern of their fact misses."""
    secrets = list(_secrets(root))
    spoken = [(path, plain(line)) for path, line in spoken_lines(root)]
    shown = [(path, plain(text)) for path, text in _shown(root)]
    for secret in secrets:
        yield from _unmatched(secret)
    yield from _slips(secrets, spoken, "this line")
    yield from _slips(secrets, shown, "this")
    yield from _verbatim(root, secrets)


def _secrets(root: Part) -> Iterator[Secret]:
    for path, fact in parts(root, "hidden_facts"):
        pattern = fact.get("gives_away")
        if isinstance(pattern, str) and is_sound(pattern):
            lines = tuple(line for line in sequence(fact.get("lines")) if isinstance(line, str))
            yield Secret(id_of(fact), path, pattern, lines)


def _shown(root: Part) -> Iterator[tuple[Path, str]]:
    """Yield what is read before the call, by the trainee or by a model."""
    for key in _TOLD_BEFORE:
        yield from texts(root.get(key), (key,))
    for path, scenario in parts(root, "scenarios"):
        yield from texts(scenario.get("title"), (*path, "title"))
        yield from texts(scenario.get("brief"), (*path, "brief"))


def _unmatched(secret: Secret) -> Iterator[Finding]:
    for index, line in enumerate(secret.own):
        if not holds(secret.gives_away, plain(line)):
            yield (
                (*secret.path, "lines", index),
                "`gives_away` misses this line; widen it, or tell the fact here",
            )


def _slips(secrets: list[Secret], said: list[tuple[Path, str]], what: str) -> Iterator[Finding]:
    """Find what is said outside; text by text, because a text is taken apart but once for all secrets."""
    for path, words in said:
        for secret in secrets:
            own = ((*secret.path, "lines"), (*secret.path, "more"))
            if path[: len(own[0])] not in own and holds(secret.gives_away, words):
                yield (
                    path,
                    f"{what} gives `{secret.id}` away by its `gives_away`; say less here, or match less there",
                )


def _verbatim(root: Part, secrets: list[Secret]) -> Iterator[Finding]:
    """Find a fact's own line in a brief, even where its pattern is at fault."""
    known = {secret.id for secret in secrets}
    own = {
        line
        for _, fact in parts(root, "hidden_facts")
        if id_of(fact) not in known
        for line in sequence(fact.get("lines"))
        if isinstance(line, str)
    }
    for path, text in _shown(root):
        if text in own:
            yield path, "this gives a hidden fact away"


def foretold(root: Part) -> Iterator[Finding]:
    """Advise on rehearsals in which the trainee says a hidden fact that was not told yet."""
    secrets = list(_secrets(root))
    for path, scenario in parts(root, "scenarios"):
        for role, lines in mapping(scenario.get("rehearsals")).items():
            for index, line in enumerate(sequence(lines)):
                said = str(line) if isinstance(line, str) else str(mapping(line).get("say", ""))
                for secret in secrets:
                    if not mapping(line).get("to") and holds(secret.gives_away, plain(said)):
                        sentence = f"the trainee says `{secret.id}` before it is told; move this to `to: {secret.id}`"
                        yield (*path, "rehearsals", role, index), sentence
