"""The conversation's own alarms: at most one of each kind, the earliest is its deadline."""

from enum import StrEnum


class Alarm(StrEnum):
    """What the conversation may be waiting for."""

    ENDPOINT = "endpoint"
    NUDGE = "nudge"
    MONOLOGUE = "monologue"
    CUT_IN = "cut_in"
    PAUSE = "pause"
    YIELD = "yield"
    AWAY = "away"


class Deadlines:
    """Alarms by kind, in seconds of call time."""

    def __init__(self) -> None:
        self._due: dict[Alarm, float] = {}

    @property
    def earliest(self) -> float | None:
        """When the next alarm is due; None when nothing is awaited."""
        return min(self._due.values(), default=None)

    def set(self, alarm: Alarm, due: float) -> None:
        """Set an alarm, replacing one of its kind."""
        self._due[alarm] = due

    def clear(self, *alarms: Alarm) -> None:
        """Forget alarms; unset ones are no harm."""
        for alarm in alarms:
            self._due.pop(alarm, None)

    def clear_all(self) -> None:
        """Forget every alarm."""
        self._due.clear()

    def take_due(self, now: float) -> list[Alarm]:
        """Remove and return the alarms that are due, earliest first."""
        due = sorted((at, alarm) for alarm, at in self._due.items() if at <= now)
        for _, alarm in due:
            del self._due[alarm]
        return [alarm for _, alarm in due]
