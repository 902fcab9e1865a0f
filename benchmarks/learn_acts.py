"""Learn how words weigh for acts, and write it into a language's file: `python -m benchmarks.learn_acts`.

A logistic regression for each act over what `app.customer.weighing` finds in a turn, from the development sets only.
What a sum decides is chosen on turns whose whole story was left out while learning. Takes minutes. The same
sets give the same file on the same machine.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.content.vocabulary import Act
from app.customer.topics import concerns_in
from app.customer.utterance import utterance_of
from app.customer.weighing import features_of
from tests.customer.labelled import LABELLED, PROJECT, SPOKEN_ACTS, customer_with, read_half, shipped

Matrix = NDArray[np.float32]

LANGUAGE = PROJECT / "languages" / "en.yaml"
SETS = ("development", "development_2", "development_3", "development_4", "misread")
FOLDS = 4
FEWEST = 2
"""Turns in which a feature occurs, below which it is dropped."""
ROUNDS, STEP, PENALTY = 70, 0.1, 3e-4
"""Of the descent (Adam); the penalty is on the squared weights."""
RARE_ACT = 3.0
"""How much a turn that is an act counts, one that is not counting 1: every act is rare."""
LENGTH = 3.0
"""Of every turn's features together, so that a long turn weighs no more than a short one."""
MARGIN = 300
"""Added, in thousandths, for every act: the patterns name many of its turns already."""
LATE = (Act.BOUNDARY, Act.HONEST_NO, Act.PITCH_WITHOUT_NEED, Act.AGENDA, Act.CLOSED_QUESTION, Act.CONCRETE_COMMITMENT)
LATER = 600
"""Added for acts that weights alone name too readily, measured on stories left out."""
HARMFUL = (Act.INSULT, Act.THREAT, Act.BLAME_CUSTOMER)
CAUTION = 2_000
"""Added before something harmful is named by weight alone: a rebuke undeserved is the worst mistake."""
ONLY_BY_PATTERN = (Act.APOLOGY, Act.OPEN_QUESTION, Act.FOLLOW_UP_QUESTION, Act.GREETING)
"""Weights add nothing to what the patterns find of these."""
NEVER = 99_000
TRUSTED = (
    *HARMFUL, Act.DISCOUNT_CONDITIONAL, Act.POLICY_QUOTE, Act.APOLOGY, Act.OPEN_QUESTION, Act.GREETING, Act.FILLER,
    Act.DISCLOSURE, Act.PITCH_WITH_NEED,
)  # fmt: skip
"""Acts of which the patterns are nearly always right: weights hardly ever deny them."""
HALF_TRUSTED = (Act.ACKNOWLEDGE_SPECIFIC,)
TRUST, HALF_TRUST, DOUBT = 6_000, 2_500, 1_500
"""Thousandths of log odds below the best threshold at which a trusted, and any other act of the patterns, is denied."""
MOST = 800
"""Features that may weigh for one act. With all 17 000 the mean F1 on stories left out is 0.005 higher, the file ten
times larger."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One labelled turn as it is learned from."""

    story: tuple[str, str]
    features: frozenset[str]
    acts: frozenset[Act]


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights of known features (rows) for acts (columns), with the rarity of each feature."""

    places: dict[str, int]
    rarity: Matrix
    weights: Matrix
    bias: Matrix

    def sums(self, turns: Sequence[Turn]) -> Matrix:
        """Return the log odds of each act in each turn."""
        return _scaled(_table(turns, self.places), self.rarity) @ self.weights + self.bias


def main() -> None:
    """Learn from every development set, and write the weights."""
    turns = [turn for name in SETS if (LABELLED / f"{name}.yaml").exists() for turn in _turns(name)]
    named = _thresholds(_left_out(turns), _labels(turns))
    learned = _learned(turns)
    text = LANGUAGE.read_text(encoding="utf-8").partition("\n# Learned:")[0].rstrip("\n")
    LANGUAGE.write_text(f"{text}\n\n{_written(learned, named)}", encoding="utf-8")
    print(f"{len(turns)} turns, {len(learned.places)} features; {LANGUAGE.stat().st_size} bytes")


def _turns(name: str) -> list[Turn]:
    half = read_half(Path(LABELLED / f"{name}.yaml"))
    file = shipped().languages.find("en")
    assert file is not None
    found = []
    for each in half.utterances:
        utterance = utterance_of(file.language, each.text, each.customer)
        concerns = concerns_in(customer_with(half.concerns[each.context]), utterance.words)
        found.append(Turn((name, each.context), features_of(utterance, concerns), each.acts))
    return found


def _left_out(turns: Sequence[Turn]) -> Matrix:
    """Return the sums of each turn by weights learned from other stories."""
    stories = sorted({turn.story for turn in turns})
    fold = np.array([stories.index(turn.story) % FOLDS for turn in turns])
    sums = np.zeros((len(turns), len(SPOKEN_ACTS)), np.float32)
    for left_out in range(FOLDS):
        learned = _learned([turn for turn, each in zip(turns, fold, strict=True) if each != left_out])
        sums[fold == left_out] = learned.sums(
            [turn for turn, each in zip(turns, fold, strict=True) if each == left_out]
        )
    return sums


def _learned(turns: Sequence[Turn]) -> Learned:
    """Learn from all features, then anew from those that weigh most for some act."""
    often = Counter(feature for turn in turns for feature in turn.features)
    first = _fitted(turns, sorted(name for name, n in often.items() if n >= FEWEST), None)
    table = _table(turns, first.places)
    loud = np.abs(first.weights) * (table.sum(axis=0)[:, None] * first.rarity[:, None] ** 2) ** 0.25
    heard = loud >= np.sort(loud, axis=0)[-min(MOST, len(loud))]
    names = np.array(list(first.places))[heard.any(axis=1)]
    return _fitted(turns, list(map(str, names)), heard[heard.any(axis=1)].astype(np.float32))


def _fitted(turns: Sequence[Turn], names: Sequence[str], heard: Matrix | None) -> Learned:
    """Return what is learned from features of these names; `heard`: 1 where a feature may weigh for an act."""
    places = {name: place for place, name in enumerate(names)}
    table = _table(turns, places)
    rarity = np.log((1 + len(turns)) / (1 + table.sum(axis=0))).astype(np.float32)
    weights, bias = _descended(_scaled(table, rarity), _labels(turns), heard)
    return Learned(places, rarity, weights, bias)


def _descended(table: Matrix, labels: Matrix, heard: Matrix | None) -> tuple[Matrix, Matrix]:
    weights = np.zeros((table.shape[1] + 1, labels.shape[1]), np.float32)
    weights[-1] = -2.0
    mask = np.vstack([heard, np.ones((1, labels.shape[1]), np.float32)]) if heard is not None else np.ones_like(weights)
    table = np.hstack([table, np.ones((len(table), 1), np.float32)])
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    counted = np.where(labels > 0, RARE_ACT, 1.0).astype(np.float32) / len(table)
    for number in range(1, ROUNDS + 1):
        odds = 1 / (1 + np.exp(-(table @ weights)))
        slope = table.T @ ((odds - labels) * counted)
        slope[:-1] += PENALTY * weights[:-1]
        slope *= mask
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope * slope
        step = STEP * (0.3 if number > 0.7 * ROUNDS else 1.0) * np.sqrt(1 - 0.99**number) / (1 - 0.9**number)
        weights -= (step * first / (np.sqrt(second) + 1e-8)).astype(np.float32) * mask
    return weights[:-1], weights[-1]


def _table(turns: Sequence[Turn], places: dict[str, int]) -> Matrix:
    table = np.zeros((len(turns), len(places)), np.float32)
    for row, turn in enumerate(turns):
        table[row, [places[name] for name in turn.features if name in places]] = 1
    return table


def _scaled(table: Matrix, rarity: Matrix) -> Matrix:
    scaled = table * rarity
    lengths = np.maximum(np.linalg.norm(scaled, axis=1, keepdims=True), 1e-6)
    normed: Matrix = (scaled / lengths * LENGTH).astype(np.float32)
    return normed


def _labels(turns: Sequence[Turn]) -> Matrix:
    return np.array([[act in turn.acts for act in SPOKEN_ACTS] for turn in turns], np.float32)


def _thresholds(sums: Matrix, labels: Matrix) -> list[float]:
    """Return for each act the sum from which naming it gives the best F1, drawn half-way to the mean of all acts."""
    tried = np.arange(-3.0, 1.5, 0.1)
    best = [max(tried, key=lambda least: _f1(labels[:, act], sums[:, act] > least)) for act in range(len(SPOKEN_ACTS))]
    return [float(each + np.mean(best)) / 2 for each in best]


def _f1(labels: Matrix, named: NDArray[np.bool_]) -> float:
    return float(2 * (labels * named).sum() / max(labels.sum() + named.sum(), 1.0))


def _decisive(act: Act, best: int) -> tuple[int, int]:
    """Return the sums from which an act of the patterns is kept, and from which the act is named without them."""
    kept = best - (TRUST if act in TRUSTED else HALF_TRUST if act in HALF_TRUSTED else DOUBT)
    if act in ONLY_BY_PATTERN:
        return kept, NEVER
    return kept, best + MARGIN + (CAUTION if act in HARMFUL else LATER if act in LATE else 0)


def _written(learned: Learned, named: Sequence[float]) -> str:
    lines = [
        "# Learned: `python -m benchmarks.learn_acts` writes what follows; do not mend it by hand.",
        "weights:",
        "  acts:",
    ]
    for act, bias, least in zip(SPOKEN_ACTS, learned.bias, named, strict=True):
        kept, at = _decisive(act, round(1_000 * least))
        lines.append(f"    {act.value}: [{round(1_000 * float(bias))}, {kept}, {at}]")
    lines.append("  features: |")
    for name, place in learned.places.items():
        added = [(act, round(1_000 * LENGTH * float(each))) for act, each in enumerate(learned.weights[place])]
        written = " ".join(f"{act}:{weight}" for act, weight in added if weight)
        if written:
            lines.append(f"    {name} = {round(100 * float(learned.rarity[place]))} {written}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
