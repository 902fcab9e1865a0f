"""Lints of word patterns: what can never match, and what would match everything."""

from collections.abc import Iterator

from app.content.patterns import plain
from app.content.persona_data import Finding, Part, patterns

_GAPS = ("..", "...")
_RUN_TOGETHER = frozenset(
    "arent cant couldnt didnt doesnt dont hadnt hasnt havent isnt shouldnt wasnt werent wont wouldnt im ive youre "
    "youve theyre theyve weve thats whats".split()
)


def dead_patterns(root: Part) -> Iterator[Finding]:
    """Find patterns that nobody's words can match, or that any words do."""
    for path, pattern in patterns(root):
        yield from ((path, sentence) for sentence in _faults_of(pattern))


def is_sound(pattern: str) -> bool:
    """Say whether a pattern can be used to search with."""
    return not any(_faults_of(pattern))


def _faults_of(pattern: str) -> Iterator[str]:
    groups = [group.strip() for group in pattern.split("+")]
    if any(not phrase.strip() for group in groups for phrase in group.removeprefix("!").split("|")):
        yield "an empty group or alternative matches anything; remove the `|` or `+` that nothing stands beside"
        return
    if all(group.startswith("!") for group in groups):
        yield "this says only what must not occur, so that nearly everything matches; add what must"
    for phrase in (each for group in groups for each in group.removeprefix("!").split("|")):
        yield from _faults_of_phrase(phrase.split())


def _faults_of_phrase(words: list[str]) -> Iterator[str]:
    if words[0] in _GAPS or words[-1] in _GAPS:
        yield f"`{' '.join(words)}`: a gap stands between two words, not at an end"
    for word in words:
        stem = word.removesuffix("*")
        if word in _GAPS:
            continue
        if not stem or "*" in stem or "!" in stem or (spoken := plain(stem)) == "":
            yield f"`{word}` can never match: `*` ends a stem, and `!` begins a group"
        elif spoken != stem:
            yield f"`{word}` can never match: in plain words that is `{spoken}`"
        elif stem in _RUN_TOGETHER:
            yield f"`{word}` can never match: short forms are written out in plain words, such as `do not`, `i am`"
