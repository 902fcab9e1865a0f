"""Which phonemes belong to which written word: eSpeak NG gives phonemes of a clause, and runs small words together."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from app.engines.speakable import SpeakableWord

MARKS = frozenset(".,;:?!")
_LONG = 60
"""Phonemes (about 4 s) from which a comma ends what is synthesised at once: the rest follows while this is heard."""
_LONGEST_RUN = 4
"""Words that eSpeak NG runs together at most (three were seen: “out of the”)."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A written word and its phonemes."""

    written: str
    first: int
    """Index of its first phoneme in the unit."""
    last: int
    """One past its last phoneme."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What is synthesised at once: a sentence, or a long part of one."""

    phonemes: tuple[str, ...]
    words: tuple[PlacedWord, ...]
    """The words that end in it."""
    mark: str
    """The punctuation mark that ends it; empty where none does."""


def units(
    words: Sequence[SpeakableWord],
    sentences: Sequence[Sequence[str]],
    alone: Callable[[str], str],
    known: Container[str],
) -> tuple[Unit, ...]:
    """Cut the phonemes of `words`, given by sentences, into units.

    `alone` gives the phonemes of a single word, asked only where words were run together; phonemes that are not
    `known` to the voice are left out. Every word is placed, in order, whatever the phonemizer made of it; nothing is
    returned where it made nothing.
    """
    phonemes = [phoneme for sentence in sentences for phoneme in sentence if phoneme in known]
    if not _groups(phonemes):
        return ()
    ends = _unit_ends(sentences, known)
    spans = _word_spans(words, phonemes, alone)
    made = []
    for begin, end in pairwise((0, *ends)):
        inside = [
            PlacedWord(word.written, max(first, begin) - begin, last - begin)
            for word, (first, last) in zip(words, spans, strict=True)
            if begin < last <= end
        ]
        part = tuple(phonemes[begin:end])
        made.append(Unit(part, tuple(inside), _mark_of(part)))
    return tuple(made)


def _unit_ends(sentences: Sequence[Sequence[str]], known: Container[str]) -> list[int]:
    """Return one past the last phoneme of every unit."""
    ends, count = [], 0
    for sentence in sentences:
        since = count
        for phoneme in filter(known.__contains__, sentence):
            count += 1
            if phoneme in MARKS and count - since >= _LONG:
                ends.append(count)
                since = count
        if count > since:
            ends.append(count)
    return ends


def _mark_of(phonemes: Sequence[str]) -> str:
    last = next((phoneme for phoneme in reversed(phonemes) if phoneme != " "), "")
    return last if last in MARKS else ""


def _word_spans(words: Sequence[SpeakableWord], phonemes: Sequence[str], alone: Callable[[str], str]) -> list[Span]:
    """Return for each word the phonemes that say it."""
    said = [piece.strip("".join(MARKS)) for word in words for piece in word.spoken.split()]
    pieces = _fitted(said, _groups(phonemes), phonemes, alone)
    spans, taken = [], 0
    for word in words:
        own = pieces[taken : taken + len(word.spoken.split())]
        taken += len(own)
        spans.append((own[0][0], own[-1][1]))
    return spans


def _fitted(
    said: Sequence[str], groups: Sequence[Span], phonemes: Sequence[str], alone: Callable[[str], str]
) -> list[Span]:
    """Return the phonemes of each spoken word: a group each, unless eSpeak NG ran words together or split one."""
    if len(said) == len(groups):
        return list(groups)
    sounds = tuple(alone(word) for word in said)
    heard = tuple("".join(phonemes[first:last]) for first, last in groups)
    if len(said) > len(groups):
        return _shared_out(groups, said, _cheapest(sounds, heard))
    bounds = list(accumulate(_cheapest(heard, sounds), initial=0))
    return [(groups[first][0], groups[last - 1][1]) for first, last in pairwise(bounds)]


def _groups(phonemes: Sequence[str]) -> list[Span]:
    """Return the stretches of phonemes between spaces and marks."""
    bounds = [-1, *(at for at, phoneme in enumerate(phonemes) if phoneme == " " or phoneme in MARKS), len(phonemes)]
    return [(before + 1, after) for before, after in pairwise(bounds) if after > before + 1]


def _shared_out(groups: Sequence[Span], said: Sequence[str], counts: Sequence[int]) -> list[Span]:
    """Return the phonemes of each spoken word; those of a group are shared by the letters of its words."""
    spans: list[Span] = []
    for (first, last), count in zip(groups, counts, strict=True):
        letters = [len(word) or 1 for word in said[len(spans) : len(spans) + count]]
        bounds = [first + (last - first) * sum(letters[:index]) // (sum(letters) or 1) for index in range(count + 1)]
        spans += [(begin, max(begin + 1, end)) for begin, end in pairwise(bounds)]
    return spans


def _cheapest(parts: tuple[str, ...], wholes: tuple[str, ...]) -> list[int]:
    """Return how many of the more numerous `parts` make up each whole, so that the sounds differ least.

    Dynamic programming over the parts taken; every whole takes one part at least.
    """
    spare = len(parts) - len(wholes)
    longest_run = max(_LONGEST_RUN, -(-len(parts) // len(wholes)))
    best: dict[int, tuple[int, list[int]]] = {0: (0, [])}
    for done, whole in enumerate(wholes, 1):
        reached: dict[int, tuple[int, list[int]]] = {}
        for taken, (cost, counts) in best.items():
            for until in range(taken + 1, min(taken + longest_run, spare + done) + 1):
                total = cost + _distance("".join(parts[taken:until]), whole)
                if until not in reached or total < reached[until][0]:
                    reached[until] = (total, [*counts, until - taken])
        best = reached
    return best[len(parts)][1]


@lru_cache(maxsize=4096)
def _distance(one: str, other: str) -> int:
    """Return how many phonemes have to be changed, added or left out (Levenshtein)."""
    previous = list(range(len(other) + 1))
    for row, left in enumerate(one, 1):
        current = [row]
        for column, right in enumerate(other, 1):
            current.append(min(previous[column] + 1, current[-1] + 1, previous[column - 1] + (left != right)))
        previous = current
    return previous[-1]
