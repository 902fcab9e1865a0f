"""What the server tells is numbered, and the last of it can be told again."""

from app.session.outbox import MEMORY, Outbox
from app.transports.messages import Duck, FloorChanged, Flush, MurmurPlayed, Play


def test_messages_are_numbered_from_one_without_a_gap() -> None:
    outbox = Outbox()
    assert [outbox.number(FloorChanged(floor="open")).seq for _ in range(3)] == [1, 2, 3]


def test_a_client_that_comes_back_is_told_what_it_missed_in_order() -> None:
    outbox = Outbox()
    told = [outbox.number(FloorChanged(floor=str(index))) for index in range(5)]
    assert outbox.since(2) == tuple(told[2:])
    assert outbox.since(5) == ()
    assert outbox.since(0) == tuple(told)


def test_what_was_said_about_sound_that_is_lost_is_not_told_again() -> None:
    outbox = Outbox()
    for message in (Play(stream=1), Duck(reply=1), Flush(reply=1), MurmurPlayed(stream=2, text="Mm.")):
        outbox.number(message)
    last = outbox.number(FloorChanged(floor="open"))
    assert outbox.since(0) == (last,)
    assert last.seq == 5


def test_only_the_last_messages_are_remembered() -> None:
    outbox = Outbox()
    for _ in range(MEMORY + 10):
        last = outbox.number(FloorChanged(floor="open"))
    remembered = outbox.since(0)
    assert len(remembered) == MEMORY
    assert remembered[-1] == last
