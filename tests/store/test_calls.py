"""Sentences about calls in the store."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.call_record import CallEvent, EndedBy, EventKind, TurnTags
from app.session.ports import Journal, MindStep, Tape
from app.store import CallNotFound, CallOpening, Store
from tests.store.sample_calls import OPENING, PERSONA, RUBRIC, live_call, spoil, turn

NO_SUCH_CALL = "0" * 26


async def test_the_store_gives_what_the_session_asks_for(store: Store) -> None:
    call_id = await store.begin_call(OPENING)
    journal: Journal = store.journal(call_id)
    tape: Tape = store.tape(call_id)
    assert (journal, tape) == (store.journal(call_id), store.tape(call_id))


async def test_a_call_is_live_from_its_first_moment(store: Store) -> None:
    call_id = await store.begin_call(OPENING)
    record = await store.record(call_id)
    assert await store.unfiled_calls() == [call_id]
    assert (record.trainee, record.persona, record.scenario) == ("ada", "mara", "third-repair")
    assert (record.ended_at, record.ended_by, record.turns) == (None, None, ())


async def test_the_texts_that_a_call_is_pinned_to_are_kept_by_their_digest(store: Store) -> None:
    pins = (await store.record(await store.begin_call(OPENING))).pins
    assert await store.content(pins.persona) == PERSONA
    assert [await store.content(rubric) for rubric in pins.rubrics] == [RUBRIC]
    assert await store.content("0" * 64) is None


async def test_a_call_without_a_trainee_never_begins(store: Store) -> None:
    with pytest.raises(ValidationError):
        await store.begin_call(CallOpening("", "mara", "third-repair", PERSONA))
    assert await store.unfiled_calls() == []


async def test_turns_come_back_in_their_order_word_for_word(store: Store) -> None:
    call_id = await live_call(store, turns=4)
    assert [kept.turn() for kept in (await store.record(call_id)).turns] == [turn(number) for number in (1, 2, 3, 4)]


async def test_a_higher_revision_replaces_a_turn(store: Store) -> None:
    journal = store.journal(call_id := await live_call(store))
    await journal.keep_turn(turn(1, revision=2, text="I am sorry to hear that, and"))
    first, _ = (await store.record(call_id)).turns
    assert (first.revision, first.text) == (2, "I am sorry to hear that, and")


async def test_a_late_lower_revision_changes_nothing(store: Store) -> None:
    journal = store.journal(call_id := await live_call(store))
    await journal.keep_turn(turn(1, revision=5, text="the whole of it"))
    await journal.keep_turn(turn(1, revision=4, text="the half"))
    assert (await store.record(call_id)).turns[0].text == "the whole of it"


async def test_the_mind_comes_back_step_by_step(store: Store) -> None:
    journal = store.journal(call_id := await live_call(store))
    await journal.keep_mind(MindStep(0, "SilenceFell", {"trust": 40, "said": ["a", "b\ud800"]}, None, ()))
    await journal.keep_mind(MindStep(1, "TurnTaken", {"trust": 45, "said": ()}, "disclose", ("an apology: +5",)))
    first, second = (await store.record(call_id)).mind
    assert first.values == {"trust": 40, "said": ["a", "b?"]}
    assert (second.turn, second.move, second.reasons) == (1, "disclose", ("an apology: +5",))


async def test_a_step_of_the_mind_says_what_happened_and_whose_words_came_of_it(store: Store) -> None:
    journal = store.journal(call_id := await live_call(store))
    detail = {"kind": "TurnTaken", "text": "Hello.", "at": 12.345, "reaction_seconds": None}
    step = MindStep(1, "TurnTaken", {}, "resist", (), detail, worded_by="model", refused=("gives_in", "praises"))
    await journal.keep_mind(step)
    (kept,) = (await store.record(call_id)).mind
    assert (kept.detail, kept.worded_by, kept.refused) == (detail, "model", ("gives_in", "praises"))


async def test_tags_come_back_in_the_order_in_which_they_were_kept(store: Store) -> None:
    journal = store.journal(call_id := await live_call(store))
    tags = (TurnTags(turn=1, tags=("apology",), by="judge"), TurnTags(turn=3, tags=(), by="judge"))
    for each in tags:
        await journal.keep_tags(each)
    assert (await store.record(call_id)).tags == tags


async def test_the_language_that_a_call_is_pinned_to_is_kept_too(store: Store) -> None:
    pins = (await store.record(await store.begin_call(replace(OPENING, language_text="id: en\n")))).pins
    assert pins.language is not None
    assert await store.content(pins.language) == "id: en\n"
    assert (await store.record(await store.begin_call(OPENING))).pins.language is None


async def test_events_come_back_in_the_order_in_which_they_were_heard(store: Store) -> None:
    journal = store.journal(call_id := await live_call(store))
    await journal.keep_event(CallEvent(kind=EventKind.PRESSURE, name="deadline", turn=2, heard_end=30_000))
    await journal.keep_event(CallEvent(kind=EventKind.FACT, name="invoice", turn=1, heard_end=9_000))
    assert [event.name for event in (await store.record(call_id)).events] == ["invoice", "deadline"]


async def test_an_ended_call_says_when_and_by_whom(store: Store) -> None:
    call_id = await live_call(store)
    moment = datetime(2026, 11, 22, 17, tzinfo=UTC)
    await store.end_call(call_id, "customer", moment)
    record = await store.record(call_id)
    assert (record.ended_by, record.ended_at) == (EndedBy.CUSTOMER, moment)


async def test_a_call_ends_once(store: Store) -> None:
    call_id = await live_call(store)
    await store.end_call(call_id, "customer")
    await store.end_call(call_id, "trainee")
    assert (await store.record(call_id)).ended_by is EndedBy.CUSTOMER


async def test_calls_are_listed_newest_first_and_by_trainee(store: Store) -> None:
    ids = [await live_call(store, turns) for turns in (0, 1, 2)]
    listed = await store.calls()
    assert [(summary.call, summary.turns) for summary in listed] == [(ids[2], 2), (ids[1], 1), (ids[0], 0)]
    assert len(await store.calls("ada", limit=2)) == 2
    assert await store.calls("bob") == []


async def test_whose_call_it_is_can_be_asked_alone(store: Store) -> None:
    assert await store.trainee_of_call(await live_call(store)) == "ada"


async def test_whose_call_it_is_is_known_even_of_a_call_that_cannot_be_read(store: Store, tmp_path: Path) -> None:
    spoil(tmp_path / "data", call_id := await live_call(store), "lobster bisque")
    assert await store.trainee_of_call(call_id) == "ada"


async def test_tries_are_counted_by_trainee_persona_and_scenario(store: Store) -> None:
    for _ in range(2):
        await store.begin_call(OPENING)
    await store.begin_call(replace(OPENING, trainee="bob"))
    await store.begin_call(replace(OPENING, scenario="first-repair"))
    assert await store.count_tries("ada", "mara", "third-repair") == 2
    assert await store.count_tries("ada", "mara", "first-repair") == 1
    assert await store.count_tries("ada", "ruth", "third-repair") == 0


@pytest.mark.parametrize("call_id", [NO_SUCH_CALL, "../secret", "", "..", "a/b"])
async def test_what_is_no_call_is_not_found_and_never_a_path(store: Store, call_id: str) -> None:
    for look in (store.record, store.trainee_of_call, store.finish_recording):
        with pytest.raises(CallNotFound):
            await look(call_id)
    with pytest.raises(CallNotFound):
        await store.end_call(call_id, "trainee")


@pytest.mark.parametrize("call_id", ["../secret", "", "..", "/etc/passwd"])
def test_no_path_is_made_of_what_is_no_id(store: Store, call_id: str) -> None:
    for look in (store.recording_path, store.events_path, store.journal, store.tape, store.is_held):
        with pytest.raises(CallNotFound):
            look(call_id)


async def test_the_event_log_holds_each_line_at_once(store: Store) -> None:
    call_id = await live_call(store)
    store.journal(call_id).log('{"event": 1}')
    store.journal(call_id).log('{"event": 2}\n')
    log = store.events_path(call_id)
    assert log is not None
    assert log.read_text() == '{"event": 1}\n{"event": 2}\n'


async def test_a_log_line_after_the_end_is_dropped_quietly(store: Store) -> None:
    journal = store.journal(call_id := await live_call(store))
    await store.end_call(call_id, "trainee")
    journal.log("{}")
    log = store.events_path(call_id)
    assert log is not None
    assert log.read_text() == ""


async def test_a_call_is_held_until_it_ends(store: Store) -> None:
    call_id = await live_call(store)
    assert store.is_held(call_id)
    await store.end_call(call_id, "trainee")
    assert not store.is_held(call_id)


async def test_two_stores_on_one_folder_see_the_same_calls(store: Store, tmp_path: Path) -> None:
    other = await Store.open(tmp_path / "data")
    mine, theirs = await live_call(store), await live_call(other)
    await other.journal(theirs).keep_turn(turn(3))
    assert set(await store.unfiled_calls()) == {mine, theirs} == set(await other.unfiled_calls())
    assert len((await store.record(theirs)).turns) == 3
    assert store.is_held(theirs)
    await other.close()


async def test_what_was_kept_is_there_after_closing_and_opening(tmp_path: Path) -> None:
    first = await Store.open(tmp_path)
    before = await first.record(call_id := await live_call(first))
    await first.close()
    second = await Store.open(tmp_path)
    assert await second.record(call_id) == before
    await second.close()


async def test_only_the_owner_may_read_anything(store: Store, tmp_path: Path) -> None:
    store.journal(call_id := await live_call(store)).log("{}")
    await store.end_call(call_id, "trainee")
    await store.finish_recording(call_id)
    found = [tmp_path / "data", *(tmp_path / "data").rglob("*")]
    assert {path.stat().st_mode & 0o777 for path in found if path.is_dir()} == {0o700}
    assert {path.stat().st_mode & 0o777 for path in found if path.is_file()} == {0o600}
    assert {path.name for path in found} >= {"readyroom.sqlite3", "events.jsonl", "recording.wav"}


async def test_a_row_says_in_which_form_it_is(store: Store, tmp_path: Path) -> None:
    await live_call(store)
    with sqlite3.connect(tmp_path / "data" / "readyroom.sqlite3") as database:
        assert database.execute("SELECT version FROM call UNION SELECT version FROM turn").fetchall() == [("call/v1",)]
    database.close()
