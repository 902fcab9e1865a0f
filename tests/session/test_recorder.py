"""The recording: the trainee where the microphone was, the customer where the ear heard it, and nothing unheard."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from itertools import pairwise
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray

from app.core.manners import Manners
from app.core.transcript import CAPTURE_RATE, Side
from app.session.recorder import Recorder
from app.transports import messages
from tests.session.clicks import ClickingVoice, clicks, found
from tests.session.client import Client, speech
from tests.session.kept import MemoryTape
from tests.session.practice import practise, ruth, scripted
from tests.session.restless import Restless, script
from tests.virtual_time import pass_time

RATE = 22_050
FRAME = 0.02


def at_capture(samples: int) -> int:
    """Return samples of the voice as samples of the capture clock."""
    return round(samples * CAPTURE_RATE / RATE)


class Studio:
    """A recorder under way, and what it complained of."""

    def __init__(self, tape: MemoryTape) -> None:
        self.tape = tape
        self.failures = 0
        self.recorder = Recorder(tape, RATE, self._fail)

    def _fail(self) -> None:
        self.failures += 1

    def voice(self, stream: int, sound: NDArray[np.int16]) -> None:
        """Hand over a whole line as it is made."""
        for start in range(0, len(sound), 1_000):
            self.recorder.customer(stream, sound[start : start + 1_000])
        self.recorder.customer_ends(stream)

    def clicks(self) -> list[float]:
        return found(self.tape.channel(Side.CUSTOMER), CAPTURE_RATE)


@asynccontextmanager
async def studio(tape: MemoryTape | None = None) -> AsyncIterator[Studio]:
    made = Studio(tape or MemoryTape())
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(made.recorder.run(), name="recorder")
        yield made
        made.recorder.close()


async def test_a_line_lies_where_it_was_heard() -> None:
    async with studio() as made:
        made.voice(1, clicks(2 * RATE, [0, RATE // 2, RATE + 7]))
        for heard in range(0, 2 * RATE + 1, 2_205):
            made.recorder.heard(1, heard, 48_000 + at_capture(heard))
    assert made.clicks() == pytest.approx([3.0, 3.5, 4.0 + 7 / RATE], abs=0.002)


async def test_a_pause_in_the_middle_moves_only_what_comes_after_it() -> None:
    async with studio() as made:
        made.voice(1, clicks(2 * RATE, [RATE // 4, RATE * 3 // 4, RATE * 5 // 4]))
        made.recorder.heard(1, 0, 16_000)
        made.recorder.heard(1, RATE, 32_000)
        made.recorder.heard(1, RATE, 32_000 + 24_000)
        made.recorder.heard(1, 2 * RATE, 48_000 + 24_000)
    assert made.clicks() == pytest.approx([1.25, 1.75, 2.25 + 1.5], abs=0.002)


async def test_what_was_never_heard_is_never_on_the_tape() -> None:
    async with studio() as made:
        made.voice(1, clicks(2 * RATE, [RATE // 4, RATE * 3 // 4, RATE * 5 // 4]))
        made.recorder.heard(1, 0, 16_000)
        made.recorder.heard(1, RATE, 32_000)
        made.recorder.forget(1)
        made.recorder.heard(1, 2 * RATE, 48_000)
    assert made.clicks() == pytest.approx([1.25, 1.75], abs=0.002)
    assert len(made.tape.channel(Side.CUSTOMER)) <= 32_000


async def test_the_last_sample_of_a_line_is_on_the_tape() -> None:
    async with studio() as made:
        made.voice(1, speech(1.0))  # any sound will do; its samples are counted at the voice's rate
        made.recorder.heard(1, 0, 0)
        made.recorder.heard(1, CAPTURE_RATE, at_capture(CAPTURE_RATE))
    assert len(made.tape.channel(Side.CUSTOMER)) == pytest.approx(at_capture(CAPTURE_RATE), abs=1)


async def test_a_pause_of_a_single_frame_moves_what_comes_after_it_too() -> None:
    async with studio() as made:
        made.voice(1, clicks(2 * RATE, [RATE // 4, RATE * 3 // 4, RATE * 5 // 4]))
        made.recorder.heard(1, 0, 16_000)
        made.recorder.heard(1, RATE, 32_000)
        made.recorder.heard(1, RATE, 32_320)
        made.recorder.heard(1, 2 * RATE, 48_320)
    assert made.clicks() == pytest.approx([1.25, 1.75, 2.27], abs=0.002)


async def test_reports_that_tremble_leave_no_tear_in_a_line() -> None:
    chance = Random(5)
    async with studio() as made:
        made.voice(1, speech(2.0))
        for heard in range(0, 2 * CAPTURE_RATE, 2_205):
            made.recorder.heard(1, heard, 16_000 + at_capture(heard) + chance.randrange(-70, 70))
    writes = [(first, last) for side, first, last in made.tape.writes if side is Side.CUSTOMER]
    assert all(before[1] == after[0] for before, after in pairwise(writes))


async def test_what_the_trainee_said_lies_to_the_sample_where_it_was_said() -> None:
    sound = np.arange(8_000, dtype=np.int16)
    async with studio() as made:
        for start in range(0, 8_000, 320):
            made.recorder.trainee(start, sound[start : start + 320])
    assert made.tape.channel(Side.TRAINEE).tolist() == sound.tolist()


async def test_a_tape_that_failed_is_complained_of_and_written_again_when_it_can_be() -> None:
    tape = MemoryTape(fails_after=2)
    async with studio(tape) as made:
        for frame in range(50):
            made.recorder.trainee(frame * 320, speech(0.02))
            await pass_time(0.02)
        assert made.failures > 0
        assert len(tape.writes) == 2
        tape.fails_after = None
        for frame in range(50, 100):
            made.recorder.trainee(frame * 320, speech(0.02))
            await pass_time(0.02)
    assert tape.writes[-1][2] == 100 * 320


async def test_a_murmur_that_ends_while_the_last_samples_are_written_does_not_hold_up_the_end() -> None:
    tape = _Late()
    async with studio(tape) as made:
        tape.meanwhile = partial(made.recorder.trainee, 10_000, speech(0.01))
        made.recorder.trainee(0, speech(0.01))
    assert tape.writes == [(Side.TRAINEE, 0, 160), (Side.TRAINEE, 10_000, 10_160)]


class _Late(MemoryTape):
    """A tape during whose first write something more comes in."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: Callable[[], None] | None = None

    def write(self, side: Side, first_sample: int, samples: NDArray[np.int16]) -> None:
        super().write(side, first_sample, samples)
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            meanwhile()


class _Clocked(MemoryTape):
    """A tape that knows how far the call had come at each write."""

    def __init__(self) -> None:
        super().__init__()
        self.client: Client | None = None
        self.positions: list[int] = []

    def write(self, side: Side, first_sample: int, samples: NDArray[np.int16]) -> None:
        super().write(side, first_sample, samples)
        if side is Side.TRAINEE and self.client is not None:
            self.positions.append(self.client.now)


async def test_in_a_call_nothing_waits_longer_than_200_ms_for_the_tape() -> None:
    tape = _Clocked()
    async with practise(ruth(), scripted(), tape=tape) as practice:
        tape.client = practice.client
        await practice.client.live(10.0)
    lasts = [last for side, _, last in tape.writes if side is Side.TRAINEE]
    assert len(tape.positions) >= 50
    assert all(after - before <= 0.2 * CAPTURE_RATE for before, after in pairwise(tape.positions))
    assert all(now - last <= 0.2 * CAPTURE_RATE for now, last in zip(tape.positions, lasts, strict=False))


async def test_a_failing_tape_is_told_once_and_the_call_goes_on() -> None:
    async with practise(ruth(), scripted(["Hello, this is Sam."]), tape=MemoryTape(fails_after=3)) as practice:
        client = practice.client
        await client.until(lambda: client.floor == "open" and bool(client.started_at))
        client.say(1.0)
        await client.until(lambda: len(client.started_at) == 2)
        await client.live(5.0)
    told = [message.code for message in client.told(messages.ErrorTold)]
    assert told == ["not-kept"]
    assert len(practice.journal.turns) >= 3


async def test_ten_minutes_over_an_uneven_network_drift_by_less_than_a_frame() -> None:
    texts = ["What happened then?"] * 200
    play = ruth(stays=True, manners=Manners(nudge_after=4.0, murmurs=()))
    engines = scripted(texts, voice=ClickingVoice())
    async with practise(play, engines, tape=MemoryTape(), jitter=Random(11)) as practice:
        client = practice.client
        await client.until(lambda: bool(client.messages))
        while client.now < 600 * CAPTURE_RATE:
            client.say(0.9)
            await client.live(6.0)
    assert practice.tape is not None
    heard = found(client.loudspeaker, RATE)
    taped = found(practice.tape.channel(Side.CUSTOMER), CAPTURE_RATE)
    assert len(taped) > 500
    assert 0 <= len(heard) - len(taped) <= 1, "only what was not reported yet may be missing"
    drifts = [abs(one - other) for one, other in zip(heard, taped, strict=False)]
    assert max(drifts) < FRAME
    microphone = practice.tape.channel(Side.TRAINEE)
    assert microphone.tolist() == np.concatenate(client.sent)[: len(microphone)].tolist()


@pytest.mark.parametrize("seed", range(3))
async def test_the_tape_of_a_restless_call_is_what_the_trainee_heard(seed: int) -> None:
    chance = Random(seed)
    play = ruth(seed=seed, stays=True, manners=Manners(murmurs=()))
    engines = scripted(script(chance), voice=ClickingVoice())
    async with practise(play, engines, tape=MemoryTape(), jitter=Random(seed)) as practice:
        await Restless(practice, chance).live(60.0)
    assert practice.tape is not None
    heard = found(practice.client.loudspeaker, RATE)
    taped = found(practice.tape.channel(Side.CUSTOMER), CAPTURE_RATE)
    assert 0 <= len(heard) - len(taped) <= 1, "only what was not reported when the call ended may be missing"
    assert max(abs(one - other) for one, other in zip(heard, taped, strict=False)) < FRAME
