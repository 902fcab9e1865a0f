"""The trainee's words as data: quoted within a fence that no words can close, and without anything a model obeys.

What a person says on a telephone has letters, figures and a little punctuation. Nothing else gets through: no quote,
bracket, colon of a role, line break or special token of a chat format. So a fence of double quotes, and notes in square
brackets, can come from this program alone.
"""

import re
import unicodedata

MOST_CHARACTERS = 700
"""Of one turn; about a minute of talk. Of a longer one the end is told, which is what the customer answers."""
_ROLE_COLON = re.compile(r":(?!(?<=\d:)\d)")
_SPOKEN_SIGNS = frozenset(".,;:?!'-%£$€&+/")
_PLAIN_SIGNS = str.maketrans(dict.fromkeys('`´“”„«»‘’"', "'") | dict.fromkeys("–—", "-"))


def fenced(words: str) -> str:
    """Return the trainee's words in double quotes; they hold none themselves."""
    return f'"{defused(words)}"'


def defused(words: str) -> str:
    """Return words as one line of letters, figures and spoken punctuation, and no longer than a turn is told."""
    plain = unicodedata.normalize("NFKC", words).translate(_PLAIN_SIGNS)
    kept = "".join(character if _is_spoken(character) else " " for character in plain)
    line = " ".join(_ROLE_COLON.sub(",", kept).split())
    if len(line) <= MOST_CHARACTERS:
        return line
    return line[-MOST_CHARACTERS:].partition(" ")[2] or line[-MOST_CHARACTERS:]


def _is_spoken(character: str) -> bool:
    return character.isalnum() or character in _SPOKEN_SIGNS or unicodedata.category(character) in {"Mn", "Mc"}
