"""What scripted trainees say besides a scenario's rehearsals, and how any text is said a little differently."""

import re
from dataclasses import dataclass
from pathlib import Path

from app.content.language_values import Language
from app.content.strict_yaml import read_yaml
from app.customer.play import hashed
from app.errors import ContentError

DROPPED = 8
"""Percent of the little words that a trainee or a recogniser swallows."""
SWAPPED = 35
"""Percent of the words with a synonym that are said by it."""
HESITATED = 12
"""Percent of the pauses that hold a filler."""
UNPUNCTUATED = 50
"""Percent of the turns that come without capitals and punctuation, as a recogniser gives them."""
VARIANTS = 12
"""Ways of saying one text; the seed of a call chooses among them."""

_FOLDER = Path(__file__).resolve().parents[2] / "languages" / "trainees"
_LITTLE = 3
"""Most letters of a little word."""


@dataclass(frozen=True, slots=True)
class Utterances:
    """What the trainees of one language say who do not follow a rehearsal."""

    bad: tuple[str, ...]
    policy: tuple[str, ...]
    """Quotes rules and talks past the customer; the worse half of a mixed trainee."""
    apologies: tuple[str, ...]
    acknowledgements: tuple[str, ...]
    promises: tuple[str, ...]
    flattery: tuple[str, ...]
    rambling: tuple[str, ...]
    off_topic: tuple[str, ...]
    injections: tuple[str, ...]
    closing: tuple[str, ...]
    """Said when a rehearsal has nothing left to say."""


def utterances_of(language: Language) -> Utterances:
    """Return what is said in a language. Raises `ContentError` when nobody wrote that file."""
    path = _FOLDER / f"{language.id}.yaml"
    if not path.is_file():
        raise ContentError(f"Nobody can be certified in “{language.id}” yet: there is no {path.name} in {_FOLDER}.")
    data = read_yaml(path.read_bytes()).data
    assert isinstance(data, dict), "these files are ours, and tested"
    return Utterances(**{key: tuple(map(str, lines)) for key, lines in data.items() if isinstance(lines, list)})


def perturbed(text: str, language: Language, seed: int, variants: int = VARIANTS) -> str:
    """Return the text as another mouth would say it; the same seed gives the same words."""
    key = (language.id, text, seed % variants)
    if key not in _PERTURBED:
        _PERTURBED[key] = _perturbed(text, language, seed % variants)
    return _PERTURBED[key]


_PERTURBED: dict[tuple[str, str, int], str] = {}
"""What was perturbed before: the same lines are played thousands of times."""


def _perturbed(text: str, language: Language, variant: int) -> str:
    words = [each for index, word in enumerate(text.split()) for each in _said(word, (index, variant), language)]
    said = " ".join(words) or text
    return _plain(said) if hashed(text, variant, "plain") % 100 < UNPUNCTUATED else said


def _said(word: str, place: tuple[int, int], language: Language) -> tuple[str, ...]:
    """Return one word as it is said at this place of this variant: itself, another, none, or a filler after it."""
    draw = hashed(word, *place) % 100
    bare = word.strip(".,!?;:").lower()
    others = next((each.others for each in language.synonyms if each.word == bare), ())
    if others and draw < SWAPPED:
        return (word.lower().replace(bare, others[hashed(word, *place, "which") % len(others)]),)
    if len(bare) <= _LITTLE and bare in language.stop_words and draw < DROPPED:
        return ()
    if word.endswith((",", ".")) and language.fillers and draw < HESITATED:
        return (word, language.fillers[hashed(word, *place, "filler") % len(language.fillers)])
    return (word,)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[.,!?;:]+(?=\s|$)", " ", text).lower().split())
