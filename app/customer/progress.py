"""What every yes takes, whoever the customer is: work that no single phrase and no single habit can do.

A persona sets its own bar of trust, tension, objections and terms. Beneath it lies this floor, which no persona can
lower: the trainee asked openly and took in what is wrong, more than once, and promised something, all in turns of
their own and in different words; did each in a fair share of its turns; and said something that answers after each
objection that was heard. Whoever only apologises, only understands, only promises, flatters, begs, orders the machine
about, or says one phrase again and again lacks at least one of the three, and is never accepted, at no difficulty.
"""

from itertools import combinations

from app.content.vocabulary import Act
from app.customer.acts import Reading
from app.customer.mind import Credit, Mind
from app.customer.topics import CONCERN

FEWEST_TURNS = 4
"""The trainee's turns before which there is no yes."""
ALIKE = 75
"""Percent of the shorter turn's words that both have, from which a turn is an earlier one over again, or part of it."""
KEPT = 4
"""Most turns kept that did the same work; more would prove nothing in a call of `KEPT * SHARE` turns."""

SHARE = 12
"""Each kind of work takes at least one in so many turns; a habit with a slip in it is still a habit."""

EXPLORED, ACKNOWLEDGED, PROMISED = 1, 2, 4
FEWEST = {EXPLORED: 2, ACKNOWLEDGED: 2, PROMISED: 1}
"""Turns of each kind, because a single one may be a misreading."""
NAMING = frozenset({Act.ACKNOWLEDGE_SPECIFIC, Act.PARAPHRASE})
_NAMING_WITH_WORDS = frozenset({Act.ACKNOWLEDGE_GENERIC, Act.CHECK_UNDERSTANDING})
"""These say what is wrong only where the turn names something that is on the customer's mind."""
_WORK = {
    EXPLORED: frozenset({Act.OPEN_QUESTION, Act.FOLLOW_UP_QUESTION}),
    PROMISED: frozenset({Act.CONCRETE_COMMITMENT, Act.NEXT_STEP, Act.DISCOUNT_CONDITIONAL}),
}
"""What acts alone say; for `ACKNOWLEDGED` see `takes_in`."""
_IN_WORDS = {
    EXPLORED: "too little was asked openly",
    ACKNOWLEDGED: "too little was said of what is wrong",
    PROMISED: "too little was promised",
}
_SPOILING = frozenset({Act.INSULT, Act.THREAT, Act.BLAME_CUSTOMER, Act.REPETITION})
"""A turn with one of these counts for nothing."""
_ANSWERING = frozenset().union(
    *_WORK.values(),
    NAMING,
    {Act.HONEST_NO, Act.BOUNDARY, Act.PITCH_WITH_NEED, Act.DISCLOSURE, Act.CHECK_UNDERSTANDING},
)
"""What can answer an objection; an apology, a greeting or a general "I understand" cannot."""


def takes_in(reading: Reading) -> bool:
    """Say whether a turn names what is wrong: by itself, or as it understands or asks whether it is so."""
    acts = frozenset(reading.acts)
    names_it = any(each.startswith(CONCERN) for each in reading.about)
    return bool(acts & NAMING) or (names_it and bool(acts & _NAMING_WITH_WORDS))


def credited(mind: Mind, reading: Reading, *, has_promised: bool) -> tuple[Credit, ...]:
    """Return the turns that count towards a yes, this one included if it did work in words of its own.

    `has_promised`: it was the first to promise a term of the persona's, by whatever act the persona takes for that.
    """
    acts = frozenset(reading.acts)
    work = sum(kind for kind, done_by in _WORK.items() if acts & done_by)
    if takes_in(reading):
        work |= ACKNOWLEDGED
    if has_promised:
        work |= PROMISED
    if not work or acts & _SPOILING or not _is_new(mind, work, reading.words):
        return mind.credits
    return (*mind.credits, Credit(work, reading.words))


def _is_new(mind: Mind, work: int, words: str) -> bool:
    if sum(each.work == work for each in mind.credits) >= KEPT:
        return False
    said = frozenset(words.split())
    return not any(_alike(said, frozenset(each.words.split())) for each in mind.credits)


def _alike(words: frozenset[str], earlier: frozenset[str]) -> bool:
    return len(words & earlier) * 100 >= min(len(words), len(earlier)) * ALIKE


def answered(mind: Mind, reading: Reading) -> tuple[str, ...]:
    """Return the objections that the trainee has answered, with this turn."""
    acts = frozenset(reading.acts)
    return mind.objected if acts & _ANSWERING and not acts & _SPOILING else mind.answered


def missing_work(mind: Mind) -> str:
    """Return what still stands before any yes, in words; empty: nothing of this floor."""
    for kind, sentence in _IN_WORDS.items():
        if _is_short_of(mind, kind):
            return sentence
    if not _is_spread(mind):
        return "it was all said in the same breath"
    if mind.turns < FEWEST_TURNS:
        return f"no yes before the trainee's turn {FEWEST_TURNS}"
    if not set(mind.objected) <= set(mind.answered):
        return "an objection was not answered"
    return ""


def is_unheard(mind: Mind) -> bool:
    """Say whether too little was taken in for any yes."""
    return _is_short_of(mind, ACKNOWLEDGED)


def _is_short_of(mind: Mind, kind: int) -> bool:
    return sum(bool(each.work & kind) for each in mind.credits) < max(FEWEST[kind], -(-mind.turns // SHARE))


def _is_spread(mind: Mind) -> bool:
    """Say whether each kind of work can be laid to a turn of its own (Hall's condition)."""
    return all(
        sum(any(each.work & kind for kind in kinds) for each in mind.credits) >= size
        for size in (2, 3)
        for kinds in combinations(FEWEST, size)
    )
