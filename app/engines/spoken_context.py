"""What stands around a written word and decides how it is said: `3` is an ordinal before `May`."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Context:
    """The neighbours of a word."""

    before: tuple[str, ...] = ()
    """The one or two words before it, the nearest first."""
    follows: str = ""
    """The word after it; empty if punctuation parts them."""
    is_dotted: bool = False
    """A full stop follows."""
    day_first: bool = False
    """`3/4/2026` is the third of April."""

    @property
    def previous(self) -> str:
        """The word before, empty at the beginning."""
        return self.before[0] if self.before else ""

    def within(self) -> "Context":
        """Return the context of a part of the word, which has no neighbours of its own."""
        return replace(self, before=(), follows="", is_dotted=False)
