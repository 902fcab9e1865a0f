"""Barge-in, end to end: the transcript of a cut line is what the trainee's loudspeaker really played."""

from random import Random

import numpy as np
from numpy.typing import NDArray

from app.core.manners import Manners
from app.core.transcript import Side
from app.transports import messages
from tests.session.client import Client
from tests.session.practice import Practice, practise, ruth, scripted

WORD = 4_410
"""Samples of one scripted word, a tone; between pieces there is silence."""
INTERRUPTIONS = 50


def words_in(sound: NDArray[np.int16]) -> int:
    """Return how many whole words a sound holds: the tone in it, without the silences between pieces."""
    loud = np.flatnonzero(sound)
    pauses = np.diff(loud, prepend=0)
    silent = int(pauses[pauses > 50].sum())
    return (len(sound) - silent + 2) // WORD


def finals(client: Client) -> dict[int, str]:
    """Return the last words the client was shown of each line."""
    return {told.line: told.text for told in client.told(messages.Caption) if told.side == "customer" and told.final}


async def interrupt(practice: Practice, chance: Random) -> None:
    """Cut off the next line after a random stretch of it; the trainee then lets the customer answer."""
    client = practice.client
    await client.until_next_line()
    await client.live(chance.uniform(0.0, 1.8))
    if client.floor == "customer":
        client.say(1.3)


async def test_fifty_interruptions_cut_each_line_at_the_word_that_was_really_heard() -> None:
    chance = Random(2026)
    play = ruth(stays=True, manners=Manners(nudge_after=0.5, murmurs=()))
    engines = scripted(["wait I have to stop you there"] * 400)
    async with practise(play, engines, jitter=Random(7)) as practice:
        client = practice.client
        while len(client.played) < INTERRUPTIONS:
            await interrupt(practice, chance)
        await client.live(5.0)
    shown = finals(client)
    off = {reply: len(shown[reply].split()) - words_in(sound) for reply, sound in client.played.items()}
    assert len(off) >= INTERRUPTIONS
    assert all(abs(words) <= 1 for words in off.values()), off
    # A line stopped in the quiet after its last word was heard whole, so it is kept, but not as cut.
    kept = iter(practice.journal.of(Side.CUSTOMER))
    stopped = [next(turn for turn in kept if turn.heard == shown[reply]) for reply in sorted(client.played)]
    assert sum(turn.cut for turn in stopped) >= len(off) - 5
    assert not client.after_flush, "a frame of a line came after its flush was answered"


async def test_a_line_that_was_cut_is_begun_by_the_words_that_were_heard() -> None:
    play = ruth(stays=True, manners=Manners(nudge_after=0.5, murmurs=()))
    async with practise(play, scripted(["wait please wait"] * 20)) as practice:
        for _ in range(5):
            await interrupt(practice, Random(3))
        await practice.client.live(5.0)
    for turn in practice.journal.of(Side.CUSTOMER):
        assert turn.text.split()[: len(turn.heard.split())] == turn.heard.split()


async def test_listening_aloud_does_not_stop_the_customer() -> None:
    async with practise(ruth(stays=True), scripted(["mm-hm"])) as practice:
        client = practice.client
        await client.until(lambda: bool(client.started_at))
        await client.live(0.5)
        client.say(0.4)
        await client.until(lambda: client.floor == "open")
    kinds = [message.type for message in client.messages if message.type in {"duck", "pause", "resume", "flush"}]
    assert kinds == ["duck", "pause", "resume"]
    assert not practice.journal.of(Side.CUSTOMER)[0].cut
    assert [turn.is_backchannel for turn in practice.journal.of(Side.TRAINEE)] == [True]


async def test_a_client_that_never_answers_a_flush_is_credited_with_its_last_report() -> None:
    async with practise(ruth(stays=True), scripted(["wait stop"] * 3)) as practice:
        client = practice.client
        await client.until(lambda: bool(client.started_at))
        await client.live(0.7)
        client.is_muted = True
        reported = max(report.samples for report in client.reports)
        client.say(1.3)
        await client.live(4.0)
    line = practice.journal.of(Side.CUSTOMER)[0]
    assert line.cut
    assert len(line.heard.split()) == reported // WORD
