"""Rehearsals as pure values: an expert's and a good trainee's own words for a scenario, as text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RehearsedLine:
    """One turn of a rehearsing trainee."""

    says: str
    to: str = ""
    """What it answers: the id of an objection, fact, term, known thing or pressure event, or the name of a move; said
    when that was just heard. Empty: the next thing to say when nothing else fits."""


@dataclass(frozen=True, slots=True)
class Rehearsals:
    """How trainees of two kinds would hold this call. Empty: the scenario cannot be certified."""

    expert: tuple[RehearsedLine, ...] = ()
    good: tuple[RehearsedLine, ...] = ()
    """Competent but unordered: forgets some things, says others late."""
