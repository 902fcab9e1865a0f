"""The conversation's alarms."""

from app.core.deadlines import Alarm, Deadlines


def test_nothing_is_awaited_at_first() -> None:
    assert Deadlines().earliest is None
    assert Deadlines().take_due(1e9) == []


def test_the_earliest_alarm_is_the_deadline() -> None:
    deadlines = Deadlines()
    deadlines.set(Alarm.NUDGE, 7.0)
    deadlines.set(Alarm.ENDPOINT, 1.5)
    assert deadlines.earliest == 1.5


def test_setting_an_alarm_again_replaces_it() -> None:
    deadlines = Deadlines()
    deadlines.set(Alarm.NUDGE, 1.0)
    deadlines.set(Alarm.NUDGE, 9.0)
    assert deadlines.earliest == 9.0


def test_due_alarms_are_taken_earliest_first_and_only_once() -> None:
    deadlines = Deadlines()
    deadlines.set(Alarm.YIELD, 2.0)
    deadlines.set(Alarm.PAUSE, 1.0)
    deadlines.set(Alarm.NUDGE, 3.0)
    assert deadlines.take_due(2.0) == [Alarm.PAUSE, Alarm.YIELD]
    assert deadlines.take_due(2.0) == []
    assert deadlines.earliest == 3.0


def test_alarms_can_be_forgotten_one_by_one_or_all_at_once() -> None:
    deadlines = Deadlines()
    deadlines.set(Alarm.YIELD, 2.0)
    deadlines.set(Alarm.AWAY, 3.0)
    deadlines.clear(Alarm.YIELD, Alarm.PAUSE)
    assert deadlines.earliest == 3.0
    deadlines.clear_all()
    assert deadlines.earliest is None
