"""Looks at the authors' files and at the database."""

from collections.abc import Iterator
from pathlib import Path

from app.content.library import load_library
from app.content.yaml_rubric import load_rubrics
from app.errors import ContentError
from app.practice.examine import Finding, Verdict
from app.store.look import look_at_database
from app.store.unusable import StoreUnusable


def examine_content(personas: Path, languages: Path, rubrics: Path) -> tuple[Finding, ...]:
    """Return what there is to say of personas, languages and rubrics. Blocking."""
    return (*_personas(personas, languages), *_scoring(rubrics))


def examine_database(data: Path, url: str | None) -> Finding:
    """Return what there is to say of the database. Blocking."""
    try:
        return Finding("database", Verdict.GOOD, look_at_database(data, url))
    except StoreUnusable as fault:
        return Finding("database", Verdict.BROKEN, str(fault))


def _personas(personas: Path, languages: Path) -> Iterator[Finding]:
    try:
        library = load_library(personas, languages)
    except ContentError as fault:
        yield Finding("customers", Verdict.BROKEN, "There are no customers.", None, str(fault))
        return
    spoken = ", ".join(file.language.id for file in library.languages.files) or "none"
    verdict = Verdict.GOOD if library.files else Verdict.BROKEN
    yield Finding("customers", verdict, f"Customers that can be played: {len(library.files)}. Languages: {spoken}.")
    for broken in library.faults:
        yield Finding(
            "customers", Verdict.BROKEN, "A customer or a language has a mistake in its file.", None, str(broken)
        )


def _scoring(rubrics: Path) -> Iterator[Finding]:
    try:
        found = load_rubrics(rubrics)
    except ContentError as fault:
        yield Finding("scoring", Verdict.BROKEN, "There are no rubrics.", None, str(fault))
        return
    if found.files:
        yield Finding("scoring", Verdict.GOOD, f"Rubrics that calls are scored by: {len(found.files)}.")
    else:
        yield Finding("scoring", Verdict.COULD_BE_BETTER, "There is no rubric: calls are kept and not scored.")
    for broken in found.faults:
        yield Finding("scoring", Verdict.BROKEN, "A rubric has a mistake in its file.", None, str(broken))
