"""What the language models did in the calls of one server: numbers by kind, and not a word."""

from collections import Counter
from dataclasses import dataclass, field, fields


@dataclass(slots=True)
class WordingCounts:
    """How the customer's lines were worded."""

    requests: int = 0
    """Asked of the model, speculative ones and second tries included."""
    by_model: int = 0
    """Lines of which the model worded at least the beginning."""
    by_persona: int = 0
    """Lines that the model was to word and for which the persona's own stood in."""
    resampled: int = 0
    """Lines whose rest was asked for a second time."""
    cut: int = 0
    """Lines that the model, or the guard, broke off; one that stops in mid-sentence goes on with the persona's own."""
    refused: Counter[str] = field(default_factory=Counter)
    """Pieces that the guard did not let through, by kind (`app.customer.guard.Forbidden`)."""
    failed: Counter[str] = field(default_factory=Counter)
    """Failures by kind: those of `ModelFailure`, `late` (no first piece in time) and `broken` (our own fault)."""


@dataclass(slots=True)
class TagCounts:
    """How the trainee's turns were tagged beside the call."""

    requests: int = 0
    tagged: int = 0
    dropped: int = 0
    """Turns left out because earlier ones were still being tagged."""
    unreadable: int = 0
    """Answers that held no list of known acts."""
    failed: Counter[str] = field(default_factory=Counter)
    """Failures by kind: those of `ModelFailure`, `late` and `broken`."""


@dataclass(slots=True)
class ModelCounts:
    """Both, for one server."""

    words: WordingCounts = field(default_factory=WordingCounts)
    tags: TagCounts = field(default_factory=TagCounts)

    def as_json(self) -> dict[str, object]:
        """Return the numbers by name, each with its kinds where it has some."""
        return {"words": _plain(self.words), "tags": _plain(self.tags)}


def _plain(counts: WordingCounts | TagCounts) -> dict[str, object]:
    """Return the numbers by name; `dataclasses.asdict` would count the pairs of a `Counter` instead of keeping them."""
    values = ((each.name, getattr(counts, each.name)) for each in fields(counts))
    return {
        name: {str(kind): times for kind, times in value.items()} if isinstance(value, Counter) else value
        for name, value in values
    }
