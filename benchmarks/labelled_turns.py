"""The labelled turns of the development sets as they are learned from: as written, and as they may be heard."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.content.vocabulary import Act
from app.customer.spoken import spoken_acts
from app.customer.topics import concerns_in
from app.customer.utterance import utterance_of
from app.customer.weighing import SHORT, features_of
from tests.customer.labelled import LABELLED, customer_with, read_half, shipped

TUNED_ON = ("development", "development_2", "development_3", "development_4", "misread")
"""Sets after which rules were written: what the rules name in them says nothing about how far to believe rules."""
LATER = tuple(f"development_{number}" for number in range(5, 29))
DROPPED = 0.08
"""Of the words of a turn as heard."""
SEED = 3
_MARKS = re.compile(r"[^\w' £$€%-]+")


@dataclass(frozen=True, slots=True)
class LabelledTurn:
    """One labelled turn as it is learned from."""

    source: str
    """The set, which is the writer."""
    written: frozenset[str]
    """Features of the turn as written."""
    heard: frozenset[str]
    """And as heard: small letters, no marks, some words lost."""
    is_short: bool
    by_rule: frozenset[Act]
    """What the rules alone name."""
    acts: frozenset[Act]
    """What a coach names."""


def labelled_turns(source: str) -> Iterator[LabelledTurn]:
    """Yield every turn of a set, always the same way."""
    half = read_half(LABELLED / f"{source}.yaml")
    file = shipped().languages.find("en")
    assert file is not None
    language, drawn = replace(file.language, weights=None), random.Random(f"{SEED} {source}")
    for each in half.utterances:
        customer = customer_with(half.concerns[each.context])
        written = utterance_of(language, each.text, each.customer)
        heard = utterance_of(language, _heard(each.text, drawn), each.customer)
        features = [features_of(one, concerns_in(customer, one.words)) for one in (written, heard)]
        is_short = len(written.words.split()) <= SHORT
        yield LabelledTurn(source, *features, is_short, frozenset(spoken_acts(customer, written)), each.acts)


def _heard(text: str, drawn: random.Random) -> str:
    words = _MARKS.sub(" ", text.lower()).split()
    return " ".join(word for word in words if drawn.random() >= DROPPED) or text
