"""Sentences about the record of a call."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.call_record import CallHeader, CallRecord, EventKind, Pins, SpokenTurn, interruptions, iso, json_schema
from app.core.transcript import Side, Turn, Word
from docs.call_record_page import call_record_page

PINS = Pins(persona="a" * 64, seed=7)
CUT = Turn(
    2, 3, Side.CUSTOMER, 16_000, 30_000, "I want my money back.", "I want", (Word("I", 16_000, 17_000),), cut=True
)


def record() -> CallRecord:
    spoken = SpokenTurn.of(CUT)
    return CallRecord(
        call="01" + "A" * 24,
        trainee="ada",
        persona="mara",
        scenario="third-repair",
        started_at=datetime(2026, 11, 22, 16, 52, tzinfo=UTC),
        pins=PINS,
        turns=(spoken,),
        events=interruptions((spoken,)),
    )


def test_a_record_is_read_back_as_it_was_written() -> None:
    assert CallRecord.model_validate_json(record().model_dump_json()) == record()


def test_a_record_names_its_own_form_first() -> None:
    assert record().model_dump_json().startswith('{"schema":"call/v1",')


def test_a_turn_of_the_transcript_survives_the_record() -> None:
    assert SpokenTurn.of(CUT).turn() == CUT


def test_what_a_client_typed_can_always_be_written() -> None:
    typed = Turn(1, 1, Side.TRAINEE, 0, 0, "so\ud800rry\x00", "so\ud800rry\x00", is_typed=True)
    assert SpokenTurn.model_validate_json(SpokenTurn.of(typed).model_dump_json()).text == "so?rry\x00"


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValidationError):
        CallRecord.model_validate({**record().model_dump(), "mood": "nervous"})


def test_another_version_of_the_form_is_refused() -> None:
    with pytest.raises(ValidationError):
        CallRecord.model_validate({**record().model_dump(), "schema": "call/v2"})


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValidationError):
        CallHeader.model_validate({**record().model_dump(), "started_at": "2026-11-22T16:52:00"})


def test_moments_of_any_zone_are_written_in_utc() -> None:
    in_lagos = datetime(2026, 11, 22, 17, 52, tzinfo=timezone(timedelta(hours=1)))
    assert iso(in_lagos) == "2026-11-22T16:52:00.000000Z"


def test_each_cut_turn_is_an_interruption_at_the_end_of_what_was_heard() -> None:
    (event,) = record().events
    assert (event.kind, event.turn, event.heard_end) == (EventKind.INTERRUPTION, 2, 30_000)


def test_the_schema_allows_nothing_unnamed_anywhere() -> None:
    schema = json_schema()
    parts = [schema, *(part for part in schema["$defs"].values() if "properties" in part)]  # type: ignore[attr-defined]
    assert len(parts) > 7
    assert all(part["additionalProperties"] is False for part in parts)


def test_the_page_about_the_record_is_up_to_date() -> None:
    page = Path(__file__).parents[1] / "docs" / "CALL_RECORD.md"
    assert page.read_text() == call_record_page(), "run `make docs`"
