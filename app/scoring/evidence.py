"""Quotes: the trainee's own words, cut out of a turn with their times, and verified to stand there."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.call_record import CallRecord, SpokenTurn
from app.core.transcript import Side
from app.customer.patterns import plain
from app.scorecard_record import Evidence

SHORT = 16
"""A clause of so many words is quoted whole; of a longer one, what decided it."""
MARGIN = 3
"""Words quoted on both sides of what decided."""
OPENING = 12
"""Words quoted of a turn's beginning."""

_TOKEN = re.compile(r"\S+")
_ENDS_CLAUSE = re.compile(r"[.?!;][\"')]*$")


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one turn, counted in tokens between blanks."""

    turn: SpokenTurn
    first: int
    last: int
    """One past the last token."""


def find(turn: SpokenTurn, decides: Callable[[str], bool]) -> Said | None:
    """Return the first words of a turn that decide; `decides` is asked with plain words (see `plain`)."""
    return next(found(turn, decides), None)


def found(turn: SpokenTurn, decides: Callable[[str], bool]) -> Iterator[Said]:
    """Yield what decides in each clause of a turn, in order."""
    tokens = _TOKEN.findall(turn.heard)
    for first, last in _clauses(tokens):
        if decides(plain(" ".join(tokens[first:last]))):
            yield _narrowed(turn, tokens, (first, last), decides)


def reach(turn: SpokenTurn, decides: Callable[[str], bool]) -> int | None:
    """Return how many tokens of a turn it takes until a clause decides; None if none does."""
    tokens = _TOKEN.findall(turn.heard)
    for first, last in _clauses(tokens):
        for place in range(first + 1, last + 1):
            if decides(plain(" ".join(tokens[first:place]))):
                return place
    return None


def opening(turn: SpokenTurn) -> Said:
    """Return the first words of a turn."""
    return Said(turn, 0, min(OPENING, len(_TOKEN.findall(turn.heard))))


def quoted(said: Said) -> Evidence:
    """Return the words as evidence, exactly as they stand in the turn."""
    places = [match.span() for match in _TOKEN.finditer(said.turn.heard)][said.first : said.last]
    start, end = _times(said)
    return Evidence(turn=said.turn.number, quote=said.turn.heard[places[0][0] : places[-1][1]], start=start, end=end)


def is_verified(record: CallRecord, evidence: Evidence) -> bool:
    """Say whether a quote stands word for word in one of the trainee's own turns, within that turn's time."""
    return any(
        turn.number == evidence.turn
        and turn.side is Side.TRAINEE
        and evidence.quote in turn.heard
        and turn.start <= evidence.start <= evidence.end <= turn.end
        for turn in record.turns
    )


def _clauses(tokens: list[str]) -> Iterator[tuple[int, int]]:
    first = 0
    for place, token in enumerate(tokens, 1):
        if _ENDS_CLAUSE.search(token) or place == len(tokens):
            yield first, place
            first = place


def _narrowed(turn: SpokenTurn, tokens: list[str], clause: tuple[int, int], decides: Callable[[str], bool]) -> Said:
    """Return the clause, or of a long one (a recogniser writes no stops) the part that decides by itself."""
    first, last = clause
    if last - first <= SHORT:
        return Said(turn, first, last)
    while last - first > 1 and decides(plain(" ".join(tokens[first : last - 1]))):
        last -= 1
    while last - first > 1 and decides(plain(" ".join(tokens[first + 1 : last]))):
        first += 1
    return Said(turn, max(clause[0], first - MARGIN), min(clause[1], last + MARGIN))


def _times(said: Said) -> tuple[int, int]:
    """Return the samples of the words; of the whole turn where word times are missing or do not fit the text."""
    words, turn = said.turn.words, said.turn
    ours = [_bare(token) for token in _TOKEN.findall(turn.heard)]
    blocks = SequenceMatcher(None, ours, [_bare(word.text) for word in words], autojunk=False).get_matching_blocks()
    place = {block.a + step: block.b + step for block in blocks for step in range(block.size)}
    if said.first not in place or said.last - 1 not in place:
        return turn.start, turn.end
    start, end = words[place[said.first]].start, words[place[said.last - 1]].end
    return max(start, turn.start), min(end, turn.end)


def _bare(word: str) -> str:
    return re.sub(r"\W", "", word.lower())
