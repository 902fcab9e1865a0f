"""How well the rules name acts: on the half they were tuned on, on the half whose readers write no rules, and as heard.

The aim is a mean F1 of 0.80 on the held-out half; `python -m benchmarks.acts` prints the whole table. Nothing here
prints an utterance.
"""

from hashlib import sha256

import pytest

from tests.customer.labelled import LABELLED, SPOKEN_ACTS, figures, interval, macro_f1, named, read_half, read_heard

HELD_OUT, DEVELOPMENT, GERMAN = (LABELLED / name for name in ("held_out.yaml", "development.yaml", "german.yaml"))
FEWEST = 10
"""Utterances of each act in each English half."""
MOST_LOST = 0.25
"""Of the mean, from typed to heard."""


@pytest.mark.parametrize("path", [HELD_OUT, DEVELOPMENT], ids=lambda path: path.stem)
def test_each_half_holds_enough_of_every_act(path: object) -> None:
    half = read_half(HELD_OUT if path == HELD_OUT else DEVELOPMENT)
    assert len(half.utterances) >= 600
    labels = [act for each in half.utterances for act in each.acts]
    assert {act for act in SPOKEN_ACTS if labels.count(act) < FEWEST} == set()


def test_the_held_out_half_is_the_one_that_was_frozen() -> None:
    frozen = (LABELLED / "README.md").read_text(encoding="utf-8")
    assert sha256(HELD_OUT.read_bytes()).hexdigest() in frozen


def test_the_halves_share_no_utterance() -> None:
    texts = [{each.text.lower() for each in read_half(path).utterances} for path in (HELD_OUT, DEVELOPMENT)]
    assert not texts[0] & texts[1]


@pytest.mark.parametrize(
    ("name", "language", "floor"), [("development", "en", 0.95), ("held_out", "en", 0.80), ("german", "de", 0.90)]
)
def test_acts_are_named_well_enough(name: str, language: str, floor: float) -> None:
    pairs = named(read_half(LABELLED / f"{name}.yaml"), language)
    low, high = interval(pairs)
    found = macro_f1(pairs)
    totals = {act.value: round(each.f1, 2) for act, each in figures(pairs).items()}
    assert found >= floor, f"mean F1 {found:.3f} ({low:.3f} to {high:.3f}): {totals}"


@pytest.mark.parametrize("voice", ["slt", "rms"])
def test_little_is_lost_when_a_recogniser_hears_it(voice: str) -> None:
    half, heard = read_half(HELD_OUT), read_heard()[voice]
    typed = {each.id: each.text for each in half.utterances if each.id in heard}
    assert len(typed) >= 100
    lost = macro_f1(named(half, texts=typed)) - macro_f1(named(half, texts=heard))
    assert lost <= MOST_LOST, f"lost {lost:.3f}"
