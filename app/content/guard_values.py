"""What a customer must never say, as pure values of one language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GuardWords:
    """The words by which the guard knows a forbidden line; patterns are those of `app.customer.patterns`.

    A pattern is judged within one sentence; `^` and `$` are the sentence's beginning and end.
    """

    offers_help: tuple[str, ...]
    """Serves, as only the trainee should: "how can I help"."""
    thanks: tuple[str, ...]
    praises: tuple[str, ...]
    breaks_role: tuple[str, ...]
    """Speaks as the company, or does the trainee's work: "our policy", "let me check that for you"."""
    names_itself_a_machine: tuple[str, ...]
    gives_in: tuple[str, ...]
    """Says yes to what is on the table; also in one word: "^ deal $"."""
    conditions: str
    """A single group of words that make a yes conditional: "if"."""
    hangs_up: tuple[str, ...]
    """Takes leave."""
    directions: str
    """Stage directions: "sighs"; one group. Looked for where a sentence begins and behind the customer's name."""
    labels: tuple[str, ...]
    """Who speaks, as a script has it before a colon, in lower case: "customer"."""
    foreign: tuple[str, ...]
    """Common words of other languages that are no words, names or parts of names in this one; lower case."""
    common: tuple[str, ...] = ()
    """Common words of this language, in lower case; a longer line without them or a stop word is foreign."""
    script: str = "LATIN"
    """What the Unicode names of this language's letters begin with."""
    letters: str = ""
    """Letters beyond a to z that are ordinary in this language, in lower case."""
