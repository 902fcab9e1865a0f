"""How much the words of a turn weigh for each act: learned from labelled turns, where no list of phrases reaches.

A sum for each act, over what `features_of` finds in a turn. The weights are whole numbers, so that the same words come
to the same sum everywhere. `python -m benchmarks.learn_acts` learns them from the development sets; the held-out half
is not among these.
"""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from math import isqrt

from app.content.language_values import Language, Weights
from app.content.vocabulary import Act
from app.customer.utterance import Clause, Utterance

STEM = 6
"""Letters by which a word is known."""
_SHAPES = ("ing", "ed", "ly")
_SIZES = (3, 6, 12, 25)
"""Words of a turn below which it is very short, short, middling, long."""


def features_of(utterance: Utterance, concerns: int) -> frozenset[str]:
    """Return what a turn is weighed by: words, pairs, sentence shapes, and whether it takes up the customer's words."""
    shared = utterance.shares(utterance.words)
    length = sum(len(utterance.words.split()) >= size for size in _SIZES)
    whole = [f"length {length}", f"shared {min(shared, 2)}", f"concerns {min(concerns, 2)}"]
    whole.append(f"touches {int(shared > 0)}{int(concerns > 0)} {int(utterance.is_asked)}")
    return frozenset(whole).union(*(_in_clause(utterance.language, clause) for clause in utterance.clauses))


def scores_of(weights: Weights, features: frozenset[str]) -> dict[Act, int]:
    """Return the log odds of each act, in thousandths."""
    known = [weights.by_feature[each] for each in features if each in weights.by_feature]
    length = isqrt(sum(each.rarity * each.rarity for each in known)) or 1
    sums = dict.fromkeys(weights.acts, 0)
    for each in known:
        for act, weight in each.by_act:
            sums[act] += each.rarity * weight
    return {act: weights.acts[act].bias + total // length for act, total in sums.items()}


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
