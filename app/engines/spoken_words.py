"""What one written word is called aloud: the rules for words, addresses and composed forms."""

import re
import unicodedata
from collections.abc import Callable

from app.engines import spoken_numbers as say
from app.engines.spoken_context import Context
from app.engines.spoken_figures import FIGURE_RULES, say_half_of_day
from app.engines.spoken_lexicon import ABBREVIATIONS, CURRENCIES, SCALE_WORDS, SOUNDS, SYMBOLS, TITLES, UNITS

_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?(?P<rest>[\w.+-]*@?[\w-]+(?:\.[a-z]{2,})+(?:[/:?#]\S*)?)", re.IGNORECASE
)
_ADDRESS_SIGN = re.compile(
    r"https?://|www\.|\w@\w|\.(?:com|org|net|edu|gov|io|uk|eu|de|fr|info|app|dev)(?:$|[/:?#.])", re.IGNORECASE
)
_DOTTED_LETTERS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_RUNS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[^\w\s]")
_RANGE = re.compile(r"(?P<low>[$£€]?\d[\d.,:]*\w?)[-–](?P<high>[$£€]?\d[\d.,:]*\S*)")
_LONGEST = 200
"""Characters from which a word is no address and not worth taking apart."""
_SPELT = 3
"""Digits from which a number inside a word is read digit by digit."""


def owns_full_stop(word: str, follows: str) -> bool:
    """Return whether a full stop between `word` and `follows` belongs to `word` and ends nothing."""
    name = word.lower()
    if name == "no":
        return follows[:1].isdigit()
    if name in TITLES or name == "st":
        return True
    is_short = name in ABBREVIATIONS or bool(_DOTTED_LETTERS.fullmatch(word))
    return is_short and not follows[:1].isupper()


def pronounce(word: str, context: Context) -> str:
    """Return what is said for `word`, which has no punctuation around it; empty if it has nothing to say."""
    for rule in _RULES:
        said = rule(word, context)
        if said is not None:
            return _letters_only(said)
    return _letters_only(_composed(word, context))


def _letters_only(text: str) -> str:
    kept = "".join(character if _is_speakable(character) else " " for character in unicodedata.normalize("NFC", text))
    words = (word.strip("'") for word in kept.replace(",", " , ").split())
    return re.sub(r"( ,)+", ",", " ".join(filter(None, words))).strip(", ")


def _is_speakable(character: str) -> bool:
    return character in "', " or (character.isalpha() and unicodedata.name(character, "").startswith("LATIN"))


def _address(word: str, _: Context) -> str | None:
    found = _ADDRESS.fullmatch(word) if len(word) < _LONGEST and _ADDRESS_SIGN.search(word) else None
    if found is None:
        return None
    path = found["rest"].partition("?")[0].rstrip("/")
    for sign, name in ((".", "dot"), ("@", "at"), ("/", "slash"), ("-", "dash"), ("_", "underscore")):
        path = path.replace(sign, f" {name} ")
    return " ".join(say.digits(run) if run.isdecimal() else run for run in _RUNS.findall(path))


def _sound(word: str, _: Context) -> str | None:
    plain = word.replace("-", "").lower()
    return next((said for pattern, said in SOUNDS if re.fullmatch(pattern, plain)), None)


def _abbreviation(word: str, context: Context) -> str | None:
    name = word.lower()
    if name == "st" and context.is_dotted:
        return "saint" if context.follows[:1].isupper() else "street"
    if name == "no" and context.is_dotted and context.follows[:1].isdigit():
        return "number"
    if name in {"am", "pm", "a.m", "p.m"} and (context.previous[-1:].isdigit() or "." in name):
        return say_half_of_day(name)
    if name in TITLES and (context.is_dotted or word[:1].isupper() or name == "mr"):
        return TITLES[name]
    said = ABBREVIATIONS.get(name) if context.is_dotted or "." in name else None
    return said if said is None or said.islower() or word[:1].isupper() else None


def _after_a_number(word: str, context: Context) -> str | None:
    """Say the unit of the number before (`5 km`), or the currency that came before it (`$4 million`)."""
    previous = context.previous
    if word.lower() in SCALE_WORDS and previous[:1] in CURRENCIES:
        return f"{word} {CURRENCIES[previous[0]][1]}"
    if previous[-1:].isdigit() and previous[:1].isdigit() and word in UNITS:
        return UNITS[word][0 if previous == "1" else 1]
    return None


def _dotted_letters(word: str, _: Context) -> str | None:
    return " ".join(word.upper().split(".")) if _DOTTED_LETTERS.fullmatch(word) else None


def _range(word: str, context: Context) -> str | None:
    found = _RANGE.fullmatch(word)
    if found is None:
        return None
    return f"{pronounce(found['low'], context)} to {pronounce(found['high'], context)}"


def _composed(word: str, context: Context) -> str:
    """Say a word with hyphens, slashes or signs inside part by part."""
    for sign in "/-":
        if sign in word.strip(sign) and len(word) < _LONGEST:
            first, _, second = word.strip(sign).partition(sign)
            joint = _slash(first, second) if sign == "/" else " "
            return f"{pronounce(first, context.within())} {joint} {pronounce(second, context.within())}"
    runs = _RUNS.findall(word)
    return " ".join(_run(run, before) for run, before in zip(runs, ["", *runs], strict=False))


def _slash(first: str, second: str) -> str:
    if first == "24" or {first.lower(), second.lower()} & {"and", "or"}:
        return ""
    if first[-1:].isdigit():
        return "per" if second[:1].isalpha() else "slash"
    return "" if first.isupper() else "or"


def _run(run: str, before: str) -> str:
    if run.isdecimal():
        return say.digits(run) if len(run) >= _SPELT and before else say.cardinal(run)
    return "point" if run == "." and before.isdecimal() else SYMBOLS.get(run, run if run[0].isalpha() else "")


_RULES: tuple[Callable[[str, Context], str | None], ...] = (
    _address,
    _sound,
    _abbreviation,
    _after_a_number,
    *FIGURE_RULES,
    _range,
    _dotted_letters,
)
