"""Learn how words speak for acts, and write it beside the language: `python -m benchmarks.learn_acts`.

For each act a logistic regression (liblinear) over what `app.customer.weighing` finds in a turn, from the development
sets only. How far the rules are believed, and the sum from which an act is named, are chosen on turns of writers whose
words were left out while learning, and of sets that no rule was written after. The same sets give the same file on the
same machine. Takes some minutes; `--check` prints how well acts are named on the writers left out, and writes nothing.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, vstack
from sklearn.linear_model import LogisticRegression

from app.content.vocabulary import Act
from app.customer.weighing import MOST_POINTS, mark_of
from benchmarks.labelled_turns import LATER, TUNED_ON, LabelledTurn, labelled_turns
from tests.customer.labelled import PROJECT, SPOKEN_ACTS

Matrix = NDArray[np.float64]
Truths = NDArray[np.bool_]

WRITTEN = PROJECT / "languages" / "weights" / "en.yaml"
FOLDS = 7
FEWEST = 3
"""Turns in which a feature occurs, below which it is dropped."""
CONFIDENCE = 2.0
"""The inverse of how strongly large weights are held down (liblinear's C)."""
RARE_ACT = 3.0
"""How much a turn that is an act counts, one that is not counting 1: every act is rare."""
LENGTH = 5.0
"""Of every turn's features together, so that a long turn weighs no more than a short one."""
HARMFUL = (Act.INSULT, Act.THREAT, Act.BLAME_CUSTOMER)
CAUTION = 0.5
"""The beta of F by which the sum is chosen that names something harmful: a rebuke undeserved is the worst mistake."""
KINDNESS = 1.3
"""And anything else: what was done well and goes unheard discourages more than what is heard too readily."""
BELIEFS, BARS = np.arange(0.0, 4.1, 0.25), np.arange(-2.0, 3.5, 0.1)
BELIEFS_SHORT = np.arange(0.0, 8.1, 0.5)
"""What is tried, in log odds: points for a rule, and the sum from which an act is named."""


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights of known features (rows) for acts (columns), with the rarity of each feature."""

    places: dict[str, int]
    rarity: Matrix
    weights: Matrix
    bias: Matrix

    def sums(self, turns: Sequence[frozenset[str]]) -> Matrix:
        """Return the log odds of each act in each turn, by words alone."""
        return np.asarray(_scaled(turns, self.places, self.rarity) @ self.weights + self.bias)


def main() -> None:
    """Learn from every development set, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say how well writers left out are read")
    only_check = parser.parse_args().check
    turns = [turn for source in (*TUNED_ON, *LATER) for turn in labelled_turns(source)]
    judged = np.array([turn.source in LATER for turn in turns])
    sums, later = _left_out(turns)[judged], [turn for turn in turns if turn.source in LATER]
    chosen = [_chosen(act, _Column.of(later, sums, place)) for place, act in enumerate(SPOKEN_ACTS)]
    found = [each.f1 for each in chosen]
    print(f"{len(turns)} turns; mean F1 of writers left out {np.mean(found):.3f}")
    print(", ".join(f"{act.value} {each:.2f}" for act, each in zip(SPOKEN_ACTS, found, strict=True)))
    if only_check:
        return
    learned = _learned(turns)
    WRITTEN.parent.mkdir(exist_ok=True)
    WRITTEN.write_text("\n".join(_lines(learned, chosen)) + "\n", encoding="utf-8")
    print(f"{len(learned.places)} features; {WRITTEN.stat().st_size} bytes")


def _left_out(turns: Sequence[LabelledTurn]) -> Matrix:
    """Return the sums of each turn by weights learned from other writers."""
    sources = sorted({turn.source for turn in turns})
    fold = np.array([sources.index(turn.source) % FOLDS for turn in turns])
    sums = np.zeros((len(turns), len(SPOKEN_ACTS)))
    for left_out in range(FOLDS):
        learned = _learned([turn for turn, each in zip(turns, fold, strict=True) if each != left_out])
        read = [turn.written for turn, each in zip(turns, fold, strict=True) if each == left_out]
        sums[fold == left_out] = learned.sums(read)
    return sums


def _learned(turns: Sequence[LabelledTurn]) -> Learned:
    often = Counter(feature for turn in turns for feature in turn.written)
    places = {name: place for place, name in enumerate(sorted(each for each, n in often.items() if n >= FEWEST))}
    rarity = np.array([np.log((1 + len(turns)) / (1 + often[name])) for name in places])
    copies = [[turn.written for turn in turns], [turn.heard for turn in turns]]
    table = vstack([_scaled(each, places, rarity) for each in copies]).tocsr()
    labels = np.tile(_truths([turn.acts for turn in turns]), (len(copies), 1))
    fits = [_fitted(table, labels[:, act]) for act in range(len(SPOKEN_ACTS))]
    return Learned(
        places, rarity, np.array([fit.coef_[0] for fit in fits]).T, np.array([fit.intercept_[0] for fit in fits])
    )


def _fitted(table: csr_matrix, labels: Truths) -> LogisticRegression:
    fit = LogisticRegression(
        C=CONFIDENCE, solver="liblinear", class_weight={False: 1.0, True: RARE_ACT}, random_state=0
    )
    return fit.fit(table, labels)


def _scaled(turns: Sequence[frozenset[str]], places: dict[str, int], rarity: Matrix) -> csr_matrix:
    known = [sorted(places[name] for name in turn if name in places) for turn in turns]
    columns = np.array([place for each in known for place in each], np.int64)
    starts = np.cumsum([0, *map(len, known)])
    table = csr_matrix((rarity[columns], columns, starts), shape=(len(turns), len(places)))
    lengths = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    return (diags(LENGTH / np.maximum(lengths, 1e-6)) @ table).tocsr()


def _truths(sets: Sequence[frozenset[Act]]) -> Truths:
    return np.array([[act in acts for act in SPOKEN_ACTS] for acts in sets])


@dataclass(frozen=True, slots=True)
class _Column:
    """One act in every turn of writers left out."""

    sums: Matrix
    """By words alone."""
    labels: Truths
    by_rule: Truths
    is_short: Truths

    @classmethod
    def of(cls, turns: Sequence[LabelledTurn], sums: Matrix, place: int) -> "_Column":
        act = SPOKEN_ACTS[place]
        truths = ([act in turn.acts for turn in turns], [act in turn.by_rule for turn in turns])
        return cls(sums[:, place], *map(np.array, truths), np.array([turn.is_short for turn in turns]))

    def f(self, beta: float, belief_short: float, belief: float, bar: float) -> float:
        """Return F-beta (van Rijsbergen, Information Retrieval, 1979): below 1, precision counts more than recall."""
        named = self.sums + self.by_rule * np.where(self.is_short, belief_short, belief) > bar
        right = float((self.labels & named).sum())
        return round((1 + beta**2) * right / max(beta**2 * self.labels.sum() + named.sum(), 1.0), 4)


@dataclass(frozen=True, slots=True)
class _Choice:
    """How far the rules are believed of one act, in short turns and in longer ones, and the sum that names it."""

    belief_short: float
    belief: float
    bar: float
    f1: float


def _chosen(act: Act, column: _Column) -> _Choice:
    beta = CAUTION if act in HARMFUL else KINDNESS
    belief, bar = max(product(BELIEFS, BARS), key=lambda pair: column.f(beta, pair[0], *pair))
    short = max(BELIEFS_SHORT, key=lambda each: column.f(beta, each, belief, bar))
    return _Choice(short, belief, bar, column.f(1.0, short, belief, bar))


def _lines(learned: Learned, chosen: Sequence[_Choice]) -> Iterator[str]:
    """Yield the end of the language's file."""
    unit = float(np.abs(learned.weights).max()) * LENGTH / MOST_POINTS
    yield "# Written by `python -m benchmarks.learn_acts`, never by hand; it goes on where ../en.yaml ends. A capital"
    yield "# speaks for an act, a small letter against it, the more the later in the alphabet, in the order of `acts`."
    yield "weights:"
    yield f"  unit: {round(1e6 * unit)}"
    yield "  acts:"
    for act, bias, each in zip(SPOKEN_ACTS, learned.bias, chosen, strict=True):
        sums = (float(bias) - each.bar, each.belief_short, each.belief)
        yield f"    {act.value}: [{', '.join(str(round(1_000 * one)) for one in sums)}]"
    yield "  features: |"
    for name, place in learned.places.items():
        marks = "".join(mark_of(LENGTH * float(each) / unit) for each in learned.weights[place])
        if marks.strip("."):
            yield f"    {name} {round(100 * float(learned.rarity[place]))} {marks}"


if __name__ == "__main__":
    main()
