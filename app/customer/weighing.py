"""How much the words of a turn speak for each act: points, where no list of phrases reaches.

A sum for each act, over what `features_of` finds in a turn and over what the rules named. The points are whole numbers,
so that the same words come to the same sum everywhere. `python -m benchmarks.learn_acts` learns them from the
development sets; the held-out half is not among these.
"""

from collections.abc import Collection, Iterator
from functools import cache
from itertools import pairwise
from math import isqrt
from operator import mul
from string import ascii_lowercase

from app.content.language_values import Language, Weights
from app.content.vocabulary import Act
from app.customer.utterance import Clause, Utterance

SHORT = 8
"""Most words of a turn in which the rules are believed by another measure."""
STEM = 6
"""Letters by which a word is known."""
_SHAPES = ("ing", "ed", "ly")
_SIZES = (3, 6, 12, 25)
"""Words of a turn below which it is very short, short, middling, long."""
_LETTERS, _NOTHING = ascii_lowercase, "."
_POINTS = {
    _NOTHING: 0,
    **{letter.upper(): steps * steps for steps, letter in enumerate(_LETTERS, 1)},
    **{letter: -steps * steps for steps, letter in enumerate(_LETTERS, 1)},
}
"""What a mark stands for: squares, so that one letter tells small points and large ones apart."""
MOST_POINTS = len(_LETTERS) ** 2


def features_of(utterance: Utterance, concerns: int) -> frozenset[str]:
    """Return what a turn is weighed by: words, pairs, sentence shapes, and whether it takes up the customer's words."""
    shared = utterance.shares(utterance.words)
    length = sum(len(utterance.words.split()) >= size for size in _SIZES)
    whole = [f"length {length}", f"shared {min(shared, 2)}", f"concerns {min(concerns, 2)}"]
    whole.append(f"touches {int(shared > 0)}{int(concerns > 0)} {int(utterance.is_asked)}")
    return frozenset(whole).union(*(_in_clause(utterance.language, clause) for clause in utterance.clauses))


def sums_of(weights: Weights, utterance: Utterance, concerns: int, named: Collection[Act]) -> dict[Act, int]:
    """Return the sum of each act, in thousandths of log odds; `named`: the acts that the rules name."""
    points = _points_of(weights, features_of(utterance, concerns))
    is_short = len(utterance.words.split()) <= SHORT
    sums = {}
    for (act, weight), spoken in zip(weights.acts.items(), points, strict=True):
        by_rule = weight.by_rule_short if is_short else weight.by_rule
        sums[act] = weight.start + spoken + (by_rule if act in named else 0)
    return sums


def _points_of(weights: Weights, features: frozenset[str]) -> list[int]:
    """Return what the words of a turn say for each act."""
    known = [weights.by_feature[each] for each in features if each in weights.by_feature]
    if not known:
        return [0] * len(weights.acts)
    rarities = [each.rarity for each in known]
    length = isqrt(sum(map(mul, rarities, rarities)))
    columns = zip(*(each.marks for each in known), strict=True)
    points = [sum(map(mul, rarities, map(_POINTS.__getitem__, column))) for column in columns]
    return [total * weights.unit // (1_000 * length) for total in points]


def mark_of(points: float) -> str:
    """Return the mark whose points are nearest in steps: a capital speaks for an act, a small letter against it."""
    steps = min(round(abs(points) ** 0.5), len(_LETTERS))
    if steps == 0:
        return _NOTHING
    return _LETTERS[steps - 1].upper() if points > 0 else _LETTERS[steps - 1]


def _in_clause(language: Language, clause: Clause) -> Iterator[str]:
    words = ["^", *clause.words.split(), "?" if clause.is_asking else "$"]
    small = _small(language.stop_words)
    stems = [word if word in small else word[:STEM] for word in words]
    shapes = [word if word in small else _shape(language, word) for word in words]
    yield f"first {stems[1]}"
    yield from stems[1:]
    for one, two in pairwise(stems):
        yield f"{one} {two}"
    for one, _, three in zip(stems, stems[1:], stems[2:], strict=False):
        yield f"{one} _ {three}"
    for one, two in pairwise(shapes):
        yield f"<{one} {two}"
    for one, two, three in zip(shapes, shapes[1:], shapes[2:], strict=False):
        yield f"<{one} {two} {three}"


def _shape(language: Language, word: str) -> str:
    """Return only what kind of word it looks like; of a clause's beginning and end, which."""
    if word in "^$?":
        return word
    if word[0].isdigit() or word in language.figures.numbers:
        return "#"
    return next((f"~{ending}" for ending in _SHAPES if word.endswith(ending)), "~")


@cache
def _small(stop_words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stop_words)
