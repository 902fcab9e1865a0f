"""Calls, turns and sounds that the sentences about the store are told with."""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.call_record import EnginePin
from app.core.transcript import Side, Turn, Word
from app.store import CallOpening, Store

PERSONA = "name: Mara\nbrief: The printer is broken for the third time.\n"
RUBRIC = "name: de-escalation\n"
OPENING = CallOpening(
    trainee="ada",
    persona="mara",
    scenario="third-repair",
    persona_text=PERSONA,
    rubric_texts=(RUBRIC,),
    engines={"recogniser": EnginePin(name="pocketsphinx", version="5.1.1")},
    seed=7,
)


def turn(number: int, revision: int = 1, text: str = "I am sorry to hear that.") -> Turn:
    """Return a turn of one second: odd numbers are the trainee's."""
    start = 16_000 * (number - 1)
    side = Side.TRAINEE if number % 2 else Side.CUSTOMER
    words = tuple(Word(word, start + 100 * place, start + 100 * place + 80) for place, word in enumerate(text.split()))
    return Turn(number, revision, side, start, start + 16_000, text, text, words)


def sound(side: Side, first_sample: int, count: int = 3_200) -> NDArray[np.int16]:
    """Return samples that tell where they belong: never zero, and different on the two sides."""
    positions = np.arange(first_sample, first_sample + count, dtype=np.int64)
    return (positions * (31 if side is Side.TRAINEE else 17) % 20_000 + 1).astype(np.int16)


async def live_call(store: Store, turns: int = 2) -> str:
    """Return the id of a live call of so many turns, a second of sound to each."""
    call_id = await store.begin_call(OPENING)
    for number in range(1, turns + 1):
        said = turn(number)
        await store.journal(call_id).keep_turn(said)
        store.tape(call_id).write(said.side, said.start, sound(said.side, said.start, 16_000))
    return call_id


def spoil(data: Path, call_id: str, said: str, table: str = "turn") -> None:
    """Make what is kept of a call unreadable: what was said stands where a number ought to."""
    column = "id" if table == "call" else "call_id"
    with closing(sqlite3.connect(data / "readyroom.sqlite3")) as other, other:
        other.execute(
            f"UPDATE {table} SET body = json_object('number', :said, 'schema', :said) WHERE {column} = :call",
            {"said": said, "call": call_id},
        )
