"""The labelled utterances, and how well the rules name their acts: figures per act, their mean, its interval."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import yaml

from app.content.library import Library, load_library
from app.content.values import Accepts, Persona
from app.content.vocabulary import Act
from app.customer.acts import read_turn
from app.customer.happenings import TurnTaken

PROJECT = Path(__file__).parents[2]
LABELLED = Path(__file__).parent / "labelled_acts"
HEARD = LABELLED / "spoken_transcripts.yaml"
"""What a recogniser made of held-out utterances that a synthetic voice said."""
UNLABELLED = frozenset(
    {Act.INTERRUPTION, Act.MONOLOGUE, Act.LONG_SILENCE, Act.REPETITION, Act.REPEAT_REQUEST, Act.PLAIN_ANSWER}
)
"""Measured, or kept beside the closed set."""
SPOKEN_ACTS = tuple(act for act in Act if act not in UNLABELLED)
RESAMPLED = 1_000
SEED = 5


@dataclass(frozen=True, slots=True)
class Labelled:
    """One utterance, what it answers, and the acts a coach names in it."""

    id: str
    context: str
    customer: str
    text: str
    acts: frozenset[Act]


@dataclass(frozen=True, slots=True)
class Half:
    """One file of labelled utterances."""

    concerns: Mapping[str, tuple[str, ...]]
    utterances: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """How often one act was rightly and wrongly named."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the namings that are right; 0 where there is none."""
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        """Share of the act's utterances in which it was named; 0 where there is none."""
        return self.right / (self.right + self.missed) if self.right else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0


Pair = tuple[frozenset[Act], frozenset[Act]]
"""What a coach named, and what the rules named."""


@cache
def shipped() -> Library:
    """Return the personas and languages that ship."""
    return load_library(PROJECT / "personas", PROJECT / "languages")


def read_half(path: Path) -> Half:
    """Return the labelled utterances of a file."""
    data = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    concerns = {str(each["id"]): tuple(map(str, each["concerns"])) for each in data["contexts"]}
    return Half(concerns, tuple(_labelled(each) for each in data["utterances"]))


def _labelled(entry: Mapping[str, str]) -> Labelled:
    acts = frozenset(map(Act, entry["acts"]))
    return Labelled(entry["id"], entry["context"], entry["customer"], entry["text"], acts)


def named(half: Half, language: str = "en", texts: Mapping[str, str] | None = None) -> list[Pair]:
    """Return the acts of each utterance as labelled and as read; `texts`: what was heard instead, by id."""
    heard = texts if texts is not None else {each.id: each.text for each in half.utterances}
    customers = {context: customer_with(concerns) for context, concerns in half.concerns.items()}
    return [
        (each.acts, read_acts(customers[each.context], language, heard[each.id], each.customer))
        for each in half.utterances
        if each.id in heard
    ]


def read_acts(persona: Persona, language: str, text: str, last_line: str) -> frozenset[Act]:
    """Return the acts, of those that are labelled, that the rules name."""
    file = shipped().languages.find(language)
    assert file is not None
    words = len(text.split())
    turn = TurnTaken(1, text, words / 2.5, words, barged_in=False, reaction_seconds=0.8)
    return frozenset(read_turn(persona, file.language, turn, last_line).acts) - UNLABELLED


@cache
def customer_with(concerns: tuple[str, ...]) -> Persona:
    """Return a customer of whom nothing is known but what is on its mind."""
    someone = shipped().files[0].persona
    accepts = Accepts(50, 50, 0, ())
    return replace(someone, concerns=concerns, accepts=accepts, facts=(), objections=(), knows=(), replies=())


def figures(pairs: Sequence[Pair]) -> dict[Act, Figures]:
    """Return the figures of every labelled act."""
    return {act: _figures(act, pairs) for act in SPOKEN_ACTS}


def _figures(act: Act, pairs: Sequence[Pair]) -> Figures:
    seen = Counter((act in labelled, act in read) for labelled, read in pairs)
    return Figures(right=seen[True, True], wrong=seen[False, True], missed=seen[True, False])


def macro_f1(pairs: Sequence[Pair]) -> float:
    """Return the mean of all F1."""
    return float(np.mean([each.f1 for each in figures(pairs).values()]))


def interval(pairs: Sequence[Pair], percent: float = 95.0) -> tuple[float, float]:
    """Return the bootstrap interval of the mean F1, over utterances drawn anew, always the same draws."""
    labelled, read = (_table([pair[side] for pair in pairs]) for side in (0, 1))
    drawn = np.random.default_rng(SEED).integers(0, len(pairs), (RESAMPLED, len(pairs)))
    right = (labelled & read)[drawn].sum(axis=1)
    named_so = labelled[drawn].sum(axis=1) + read[drawn].sum(axis=1)
    means = (2 * right / np.maximum(named_so, 1)).mean(axis=1)
    low, high = np.percentile(means, [(100 - percent) / 2, (100 + percent) / 2])
    return float(low), float(high)


def _table(sets: Sequence[frozenset[Act]]) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    return np.array([[act in acts for act in SPOKEN_ACTS] for acts in sets])


def confusions(pairs: Sequence[Pair]) -> list[tuple[str, str, int]]:
    """Return how often one act was missed while another was wrongly named, the most frequent first; "none": no act."""
    seen: Counter[tuple[str, str]] = Counter()
    for labelled, read in pairs:
        for act in labelled - read or ({None} if read - labelled else set()):
            for other in read - labelled or {None}:
                seen[act.value if act else "none", other.value if other else "none"] += 1
    return [(act, other, count) for (act, other), count in seen.most_common()]


def read_heard() -> dict[str, dict[str, str]]:
    """Return what was heard of the spoken utterances, by voice and id."""
    if not HEARD.exists():
        return {}
    data = yaml.load(HEARD.read_bytes(), Loader=yaml.CSafeLoader)
    return {str(voice): {str(key): str(text) for key, text in texts.items()} for voice, texts in data.items()}
