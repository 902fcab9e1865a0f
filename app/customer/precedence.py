"""Which of several acts stands when the same words could be each of them."""

from collections.abc import Mapping

from app.content.vocabulary import Act

_ASKING = frozenset({Act.OPEN_QUESTION, Act.CLOSED_QUESTION, Act.FOLLOW_UP_QUESTION})
_PITCHING = frozenset({Act.PITCH_WITH_NEED, Act.PITCH_WITHOUT_NEED})
_TAKING_IN = frozenset({Act.ACKNOWLEDGE_SPECIFIC, Act.ACKNOWLEDGE_GENERIC, Act.PARAPHRASE})
_GIVING = frozenset({Act.DISCOUNT_CONDITIONAL, Act.DISCOUNT_UNCONDITIONAL})
_GOING_ON = frozenset({Act.NEXT_STEP, Act.CONCRETE_COMMITMENT})
_PLANNING = _GOING_ON | {Act.AGENDA}

_IN_CLAUSE: Mapping[Act, frozenset[Act]] = {
    Act.BOUNDARY: _ASKING | _PITCHING | _TAKING_IN | _GOING_ON | {Act.INSULT, Act.HONEST_NO, Act.BLAME_CUSTOMER},
    Act.THREAT: _ASKING | _PITCHING | _TAKING_IN | _GIVING | _PLANNING | {Act.DISCLOSURE, Act.HONEST_NO},
    Act.INSULT: _ASKING | _PITCHING | _TAKING_IN | _PLANNING | {Act.DISCLOSURE, Act.HONEST_NO, Act.GREETING},
    Act.BLAME_CUSTOMER: _PITCHING
    | _TAKING_IN
    | _PLANNING
    | {Act.OPEN_QUESTION, Act.FOLLOW_UP_QUESTION, Act.DISCLOSURE, Act.HONEST_NO, Act.GREETING},
    Act.CHECK_UNDERSTANDING: _ASKING | _PITCHING | _PLANNING | _GIVING | {Act.DISCLOSURE, Act.ACKNOWLEDGE_GENERIC},
    Act.POLICY_QUOTE: _PITCHING | _TAKING_IN | _GIVING | {Act.HONEST_NO, Act.NEXT_STEP, Act.DISCLOSURE},
    Act.DISCOUNT_CONDITIONAL: _ASKING | _PITCHING | _GOING_ON | {Act.DISCLOSURE, Act.HONEST_NO},
    Act.DISCOUNT_UNCONDITIONAL: _ASKING | _PITCHING | {Act.NEXT_STEP, Act.DISCLOSURE},
    Act.AGENDA: _ASKING | _PITCHING | _GOING_ON | {Act.PARAPHRASE, Act.FILLER},
    Act.HONEST_NO: _PITCHING | {Act.PARAPHRASE, Act.ACKNOWLEDGE_SPECIFIC, Act.DISCLOSURE},
    Act.DISCLOSURE: _ASKING | _PITCHING | {Act.PARAPHRASE, Act.ACKNOWLEDGE_SPECIFIC, Act.NEXT_STEP},
    Act.CONCRETE_COMMITMENT: _PITCHING | {Act.PARAPHRASE, Act.FILLER},
    Act.PITCH_WITH_NEED: _ASKING | _TAKING_IN | {Act.NEXT_STEP},
    Act.PITCH_WITHOUT_NEED: _ASKING,
    Act.NEXT_STEP: _PITCHING | {Act.FILLER},
    Act.REPEAT_REQUEST: _ASKING | {Act.APOLOGY, Act.HONEST_NO, Act.CHECK_UNDERSTANDING},
    Act.OPEN_QUESTION: frozenset({Act.CLOSED_QUESTION}),
}
"""Within one clause an act that says more makes these others mere sound."""

_IN_TURN: Mapping[Act, frozenset[Act]] = {
    Act.INSULT: _TAKING_IN | _PITCHING,
    Act.CONCRETE_COMMITMENT: frozenset({Act.FILLER}),
    Act.ACKNOWLEDGE_SPECIFIC: frozenset({Act.ACKNOWLEDGE_GENERIC}),
    Act.OPEN_QUESTION: frozenset({Act.CLOSED_QUESTION}),
    Act.DISCOUNT_CONDITIONAL: frozenset({Act.DISCOUNT_UNCONDITIONAL, Act.PITCH_WITHOUT_NEED}),
    Act.PITCH_WITH_NEED: frozenset({Act.PITCH_WITHOUT_NEED}),
    Act.REPEAT_REQUEST: frozenset({Act.APOLOGY, Act.HONEST_NO}),
    Act.GREETING: frozenset({Act.FOLLOW_UP_QUESTION}),
    Act.NEXT_STEP: frozenset({Act.FILLER}),
}
"""Within one turn."""


def kept_in_clause(acts: set[Act]) -> frozenset[Act]:
    """Return the acts of one clause that stand beside each other."""
    return _kept(acts, _IN_CLAUSE)


def kept_in_turn(acts: set[Act]) -> set[Act]:
    """Return the acts of one turn that stand beside each other."""
    return set(_kept(acts, _IN_TURN))


def _kept(acts: set[Act], silenced_by: Mapping[Act, frozenset[Act]]) -> frozenset[Act]:
    """Go from the weightiest act down: one that is silenced silences no other."""
    kept: set[Act] = set()
    for act in sorted(acts, key=_ORDER.__getitem__):
        if not any(act in silenced_by.get(other, ()) for other in kept):
            kept.add(act)
    return frozenset(kept)


_ORDER = {act: place for place, act in enumerate([*_IN_CLAUSE, *(act for act in Act if act not in _IN_CLAUSE)])}
