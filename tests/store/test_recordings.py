"""Sentences about recordings."""

import random
import tracemalloc
import wave
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from app.call_record import Recording
from app.core.transcript import Side
from app.session.ports import KeepingError
from app.store import CallTape, Store
from app.store.losses import Losses
from app.store.recordings import BLOCK, Recordings
from app.store.tape import FARTHEST_LEAP
from tests.store.sample_calls import OPENING, live_call, sound

CALL = "0" * 26
HOUR = 3600 * 16_000


@pytest.fixture
def recordings(tmp_path: Path) -> Recordings:
    made = Recordings(tmp_path)
    made.begin(CALL)
    return made


@pytest.fixture
def tape(recordings: Recordings) -> CallTape:
    return CallTape(recordings.folder(CALL), Losses())


def channels(recordings: Recordings) -> NDArray[np.int16]:
    """Finish the recording and return it, shape (n, 2)."""
    recordings.finish(CALL)
    file = recordings.path(CALL)
    assert file is not None
    with wave.open(str(file), "rb") as wav:
        assert (wav.getframerate(), wav.getnchannels(), wav.getsampwidth()) == (16_000, 2, 2)
        return np.frombuffer(wav.readframes(wav.getnframes()), dtype="<i2").reshape(-1, 2)


def test_the_trainee_is_left_and_the_customer_right(recordings: Recordings, tape: CallTape) -> None:
    tape.write(Side.TRAINEE, 0, np.full(320, 11, dtype=np.int16))
    tape.write(Side.CUSTOMER, 0, np.full(320, -22, dtype=np.int16))
    both = channels(recordings)
    assert both.shape == (320, 2)
    assert (both == (11, -22)).all()


def test_what_nobody_said_is_silence_and_both_sides_are_equally_long(recordings: Recordings, tape: CallTape) -> None:
    tape.write(Side.TRAINEE, 1_000, np.full(10, 5, dtype=np.int16))
    tape.write(Side.CUSTOMER, 3_000, np.full(10, 6, dtype=np.int16))
    both = channels(recordings)
    assert both.shape == (3_010, 2)
    assert np.flatnonzero(both[:, 0]).tolist() == list(range(1_000, 1_010))
    assert np.flatnonzero(both[:, 1]).tolist() == list(range(3_000, 3_010))


@pytest.mark.parametrize("seed", range(5))
def test_samples_may_come_in_any_order_and_twice(recordings: Recordings, tape: CallTape, seed: int) -> None:
    length = 2 * BLOCK + 777
    pieces = [(side, first) for side in Side for first in range(0, length - 3_200, 3_200)] * 2
    random.Random(seed).shuffle(pieces)
    for side, first in pieces:
        tape.write(side, first, sound(side, first))
    both = channels(recordings)
    assert (both[:, 0] == sound(Side.TRAINEE, 0, len(both))).all()
    assert (both[:, 1] == sound(Side.CUSTOMER, 0, len(both))).all()


def test_a_call_of_which_nothing_was_recorded_has_no_recording(recordings: Recordings) -> None:
    recordings.finish(CALL)
    assert (recordings.path(CALL), recordings.about(CALL)) == (None, None)
    assert list(recordings.folder(CALL).iterdir()) == []


def test_one_side_alone_is_neither_finished_nor_removed(recordings: Recordings, tape: CallTape) -> None:
    tape.write(Side.CUSTOMER, 0, sound(Side.CUSTOMER, 0))
    (recordings.folder(CALL) / "trainee.pcm").unlink()
    with pytest.raises(KeepingError):
        recordings.finish(CALL)
    assert [file.name for file in recordings.folder(CALL).iterdir()] == ["customer.pcm"]


def test_finishing_twice_is_harmless(recordings: Recordings, tape: CallTape) -> None:
    tape.write(Side.TRAINEE, 0, sound(Side.TRAINEE, 0))
    first = channels(recordings)
    assert (channels(recordings) == first).all()
    assert sorted(file.name for file in recordings.folder(CALL).iterdir()) == ["recording.wav"]


def test_samples_that_come_after_the_end_are_refused(recordings: Recordings, tape: CallTape) -> None:
    tape.write(Side.TRAINEE, 0, sound(Side.TRAINEE, 0))
    recordings.finish(CALL)
    with pytest.raises(KeepingError):
        tape.write(Side.TRAINEE, 3_200, sound(Side.TRAINEE, 3_200))
    assert recordings.about(CALL) == Recording(samples=3_200, complete=True)


@pytest.mark.parametrize("first_sample", [-1, FARTHEST_LEAP + 3_201, 2**32, 2**63, 10**30])
def test_an_impossible_position_is_refused(recordings: Recordings, tape: CallTape, first_sample: int) -> None:
    tape.write(Side.CUSTOMER, 0, sound(Side.CUSTOMER, 0))
    with pytest.raises(KeepingError, match="impossible"):
        tape.write(Side.TRAINEE, first_sample, sound(Side.TRAINEE, 0))
    assert recordings.about(CALL) == Recording(samples=3_200, complete=False)


def test_four_hours_of_silence_are_possible(recordings: Recordings, tape: CallTape) -> None:
    tape.write(Side.TRAINEE, FARTHEST_LEAP, sound(Side.TRAINEE, 0))
    about = recordings.about(CALL)
    assert about is not None
    assert about.samples == 4 * HOUR + 3_200


def test_a_recording_can_never_outgrow_its_file(recordings: Recordings, tape: CallTape) -> None:
    for hours in (4, 8, 12, 16):
        tape.write(Side.TRAINEE, hours * HOUR - 3_200, sound(Side.TRAINEE, 0))
    with pytest.raises(KeepingError):
        tape.write(Side.TRAINEE, 19 * HOUR, sound(Side.TRAINEE, 0))


def test_a_long_call_is_finished_without_being_loaded(recordings: Recordings, tape: CallTape) -> None:
    tape.write(Side.TRAINEE, HOUR // 3 - 3_200, sound(Side.TRAINEE, 0))
    tracemalloc.start()
    recordings.finish(CALL)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4_000_000 < 4 * HOUR // 3
    assert recordings.about(CALL) == Recording(samples=HOUR // 3, complete=True)


def test_half_a_sample_at_the_end_is_dropped(recordings: Recordings, tape: CallTape) -> None:
    tape.write(Side.TRAINEE, 0, sound(Side.TRAINEE, 0))
    raw = recordings.folder(CALL) / "trainee.pcm"
    raw.write_bytes(raw.read_bytes() + b"x")
    assert (channels(recordings)[:, 0] == sound(Side.TRAINEE, 0)).all()


async def test_the_record_tells_how_long_the_recording_is(store: Store) -> None:
    call_id = await live_call(store)
    assert (await store.record(call_id)).recording == Recording(samples=32_000, complete=False)
    await store.end_call(call_id, "trainee")
    await store.finish_recording(call_id)
    assert (await store.record(call_id)).recording == Recording(samples=32_000, complete=True)


async def test_a_recording_with_a_gap_is_not_complete(store: Store) -> None:
    call_id = await live_call(store)
    with pytest.raises(KeepingError):
        store.tape(call_id).write(Side.TRAINEE, -1, sound(Side.TRAINEE, 0))
    await store.end_call(call_id, "trainee")
    await store.finish_recording(call_id)
    record = await store.record(call_id)
    assert record.recording == Recording(samples=32_000, complete=False)
    assert [loss.what for loss in record.not_saved] == ["recording"]


async def test_a_call_whose_folder_is_gone_has_no_recording(store: Store, tmp_path: Path) -> None:
    call_id = await store.begin_call(OPENING)
    for file in (tmp_path / "data" / "calls" / call_id).iterdir():
        file.unlink()
    (tmp_path / "data" / "calls" / call_id).rmdir()
    await store.end_call(call_id, "trainee")
    await store.finish_recording(call_id)
    assert (await store.record(call_id)).recording is None
