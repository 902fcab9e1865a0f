"""Is a piece something that a voice can speak, in the persona's language, and nothing but the customer's own words?"""

import re
import unicodedata
from collections.abc import Sequence

from app.content.guard_values import GuardWords
from app.content.language_values import Language
from app.customer.patterns import holds, plain

SIGNS = frozenset("°%‰§&+")
"""Signs beside letters, digits, punctuation and currencies that a voice can read."""
FEWEST_FOREIGN = 2
"""Foreign words below which a reply may have borrowed one."""
ALL_STRANGE = 6
"""Words among which some are of the language's commonest, or it is another language. Measured on the shipped lines."""
FEWEST_STRANGE = 3
"""Words of which one is foreign and none the language's own: another language, and no name."""
_ADDRESS = re.compile(r"https?:|www\.|\b\S+@\S+\.\w|\b\w+\.(?:com|org|net|io)\b", re.IGNORECASE)
_MARKUP = re.compile(r"[{}<>|`#~^\\=]|\]\(|__|&\w+;|\*\*|^\s*(?:[-*•]|\d+\))\s", re.MULTILINE)
_BRACKETED = re.compile(r"[*_()\[\]（）【】]")
_LABEL = re.compile(r"(?:^|\n)\W*([^\W\d_][\w .'’-]{0,30}?)\W*:")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_UNHEARD = ("Cc", "Cf", "Co", "Cs", "Cn")


def is_unspeakable(piece: str) -> bool:
    """Say whether a voice would read out markup, an address or a picture, or has nothing to say."""
    if not any(character.isalnum() for character in piece):
        return True
    if _MARKUP.search(piece) or _ADDRESS.search(piece):
        return True
    return any(_is_strange(character) for character in piece)


def _is_strange(character: str) -> bool:
    if character.isascii():
        return (ord(character) < ord(" ") and character not in "\n\t") or character == "\x7f"
    kind = unicodedata.category(character)
    return kind in _UNHEARD or (kind in {"So", "Sk", "Sm"} and character not in SIGNS)


def narrates(words: GuardWords, name: str, reply: str, sentences: Sequence[str]) -> bool:
    """Say whether a reply tells what the customer does, or who is speaking, as a script would."""
    if _BRACKETED.search(reply):
        return True
    people = (*words.labels, name.lower(), *name.lower().split())
    if any(label.group(1).lower() in people for label in _LABEL.finditer(reply)):
        return True
    who = "|".join(f"{each} {done.strip()}" for each in ("^", *plain(name).split()[:1]) for done in _directions(words))
    return any(holds(who, sentence) for sentence in sentences)


def _directions(words: GuardWords) -> list[str]:
    return words.directions.split("|")


def is_other_language(language: Language, reply: str) -> bool:
    """Say whether a reply is in another script or language than the persona's.

    Words with a capital may be names and have no vote. More foreign words than the language's own outvote it, and so
    does a longer reply in which none of the language's common words occurs.
    """
    words = _LETTERS.findall(reply)
    if any(_is_other_script(letter, language.guard.script) for word in words for letter in word):
        return True
    voting = [word.lower().replace("’", "'") for word in words[:1] + [each for each in words[1:] if each.islower()]]
    own = sum(_is_own(language, word) for word in voting)
    foreign = sum(_is_foreign(language.guard, word) for word in voting)
    if not own:
        return len(voting) >= ALL_STRANGE or (foreign > 0 and len(voting) >= FEWEST_STRANGE)
    return foreign >= FEWEST_FOREIGN and foreign > own


def _is_other_script(letter: str, script: str) -> bool:
    return not letter.isascii() and letter.isalpha() and not unicodedata.name(letter, "").startswith(script)


def _is_own(language: Language, word: str) -> bool:
    common = language.guard.common
    return any(each in known for each in (word, word.partition("'")[0]) for known in (language.stop_words, common))


def _is_foreign(words: GuardWords, word: str) -> bool:
    if word in words.foreign:
        return True
    return any(not letter.isascii() and letter.isalpha() and letter not in words.letters for letter in word)
