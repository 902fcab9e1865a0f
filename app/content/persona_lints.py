"""What a form cannot say: lines nobody would speak, names that lead nowhere, gates that never open.

The lints walk the data as it was read, broken parts and all, so that every fault is named at once. A *fault* refuses
the file; *advice* is told to an author who asks, and refuses nothing.
"""

from collections.abc import Callable, Iterator

from app.content.ending_lints import uneasy_bar, unreachable
from app.content.gate_lints import closed_gates, left_behind
from app.content.leak_lints import foretold, leaks
from app.content.line_lints import SLOT, bad_lines, few_shades, heard_again, missing_wordings, said_twice
from app.content.name_lints import lead_nowhere, never_used, used_twice
from app.content.pattern_lints import dead_patterns
from app.content.persona_data import Finding, Part, mapping, parts, texts
from app.content.pressure_lints import idle_pressure, misplaced_pressure
from app.content.rehearsal_lints import long_briefs, thin_rehearsals
from app.content.strict_yaml import Value

Lint = Callable[[Part], Iterator[Finding]]


def _slots_in_briefs(root: Part) -> Iterator[Finding]:
    for path, scenario in parts(root, "scenarios"):
        for place, text in texts(scenario.get("brief"), (*path, "brief")):
            if SLOT.search(text):
                yield place, "a brief is read before the call: no slots here"


FAULTS: tuple[Lint, ...] = (
    bad_lines,
    missing_wordings,
    said_twice,
    used_twice,
    lead_nowhere,
    dead_patterns,
    closed_gates,
    left_behind,
    leaks,
    unreachable,
    misplaced_pressure,
    _slots_in_briefs,
)
ADVICE: tuple[Lint, ...] = (
    heard_again,
    few_shades,
    foretold,
    uneasy_bar,
    idle_pressure,
    never_used,
    thin_rehearsals,
    long_briefs,
)


def lints(data: Value) -> Iterator[Finding]:
    """Yield everything that is wrong with a persona's data beyond its form."""
    for lint in FAULTS:
        yield from lint(mapping(data))


def advice(data: Value) -> Iterator[Finding]:
    """Yield what would make a persona better, and is no fault."""
    for lint in ADVICE:
        yield from lint(mapping(data))
