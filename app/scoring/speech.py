"""Who spoke when: a call's turns as stretches of speech on the capture clock."""

from collections.abc import Iterable, Iterator

from app.call_record import CallRecord, SpokenTurn
from app.core.transcript import CAPTURE_RATE, Side
from app.core.words import BACKCHANNELS, split

PAUSE = 0.25
"""A gap within a turn that is longer is a pause and no speech, in seconds (practice_and_scoring.md 2.3, M4)."""
OVERLAP = 0.3
"""An onset so long before the customer's last heard sample talks over it, in seconds (2.3, M8)."""
MEANT = 2
"""Fewest words, other than those that only listen, with which an interruption is meant (2.3, M8)."""

Stretch = tuple[int, int]
"""First sample, one past the last sample."""


def floor_turns(record: CallRecord, side: Side) -> tuple[SpokenTurn, ...]:
    """Return a side's turns that said something and took the floor, typed ones too; backchannels are none."""
    return tuple(turn for turn in record.turns if turn.side is side and not turn.is_backchannel and turn.heard.strip())


def turns_not_understood(record: CallRecord) -> tuple[SpokenTurn, ...]:
    """Return the trainee's spoken turns of which the recogniser understood no word."""
    return tuple(
        turn
        for turn in record.turns
        if turn.side is Side.TRAINEE and not turn.is_backchannel and not turn.heard.strip()
    )


def spoken_turns(record: CallRecord, side: Side) -> tuple[SpokenTurn, ...]:
    """Return a side's turns that were spoken aloud."""
    return tuple(turn for turn in floor_turns(record, side) if not turn.is_typed)


def stretches(turn: SpokenTurn, gap: float) -> list[Stretch]:
    """Return the turn's speech, parted where it is silent for longer than `gap` seconds; whole without word times."""
    return joined(((word.start, word.end) for word in turn.words), gap) or [(turn.start, turn.end)]


def joined(parts: Iterable[Stretch], gap: float) -> list[Stretch]:
    """Return these stretches, in order of time, with those made one that are at most `gap` seconds apart."""
    found: list[Stretch] = []
    for start, end in sorted(parts):
        if found and start - found[-1][1] <= gap * CAPTURE_RATE:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def speech_seconds(turns: Iterable[SpokenTurn]) -> float:
    """Return how long somebody really spoke in these turns, pauses left out."""
    return sum(end - start for turn in turns for start, end in stretches(turn, PAUSE)) / CAPTURE_RATE


def call_seconds(record: CallRecord) -> float:
    """Return the time from the first sample of the first turn to the last of the last."""
    starts, ends = [turn.start for turn in record.turns], [turn.end for turn in record.turns]
    return (max(ends) - min(starts)) / CAPTURE_RATE if record.turns else 0.0


def interruptions(record: CallRecord) -> Iterator[tuple[SpokenTurn, SpokenTurn]]:
    """Yield (customer's cut turn, trainee's turn that cut it) for each time that the trainee talked over the customer.

    The customer yielded; the trainee began at least `OVERLAP` before its last heard sample, with `MEANT` words or more.
    Typing interrupts nobody by voice.
    """
    for place, turn in enumerate(record.turns):
        if turn.side is Side.CUSTOMER and turn.cut:
            following = next((each for each in record.turns[place + 1 :] if not each.is_backchannel), None)
            if following is not None and _talks_over(turn, following):
                yield turn, following


def _talks_over(cut: SpokenTurn, turn: SpokenTurn) -> bool:
    is_aloud = turn.side is Side.TRAINEE and not turn.is_typed
    meant = sum(word not in BACKCHANNELS for word in split(turn.heard))
    return is_aloud and cut.end - turn.start >= OVERLAP * CAPTURE_RATE and meant >= MEANT
