"""A call's trace as it is shown, step by step: what happened, what it was taken for and moved, what was answered."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.call_record import CallRecord, MindRecord
from app.customer.decision import Decision
from app.practice.trace_call import CallTrace

VALUES = ("trust", "tension", "patience")


@dataclass(frozen=True, slots=True)
class TracedStep:
    """One step of the customer's mind."""

    turn: int
    happening: str
    at: float | None
    """Seconds since the line was opened; None: not recorded (the fate of a line is known when it is)."""
    said: str
    """What the trainee said, or what was heard of the customer's line; empty: nothing."""
    acts: tuple[str, ...]
    """What the rules took it for; empty too where nothing could be derived."""
    tags: tuple[str, ...]
    """What a model took it for, beside the call."""
    before: dict[str, int]
    """Trust, tension and patience; empty where unknown."""
    after: dict[str, int]
    reasons: tuple[str, ...]
    move: str | None
    about: str
    line: str
    """The persona's own line for the move; empty where nothing could be derived."""
    worded_by: str
    refused: tuple[str, ...]

    @property
    def changes(self) -> tuple[tuple[str, int, int], ...]:
        """What moved: its name, and its points before and after."""
        known = ((name, self.before.get(name, now), now) for name, now in self.after.items())
        return tuple((name, was, now) for name, was, now in known if was != now)


def traced_steps(trace: CallTrace) -> Iterator[TracedStep]:
    """Yield the steps of a trace in order."""
    tags = {each.turn: each.tags for each in trace.record.tags}
    before = _values(trace.start)
    for index, step in enumerate(trace.record.mind):
        decision = trace.decisions[index] if index < len(trace.decisions) else None
        yield _traced(step, decision, before, tags.get(step.turn, ()) if step.detail.get("text") else ())
        before = _values(dict(step.values))


def summary(record: CallRecord) -> str:
    """Return what the call was, in a line."""
    pins = record.pins
    ended = record.ended_by.value if record.ended_by else "nobody yet"
    who = f"{record.persona}/{record.scenario}, {pins.difficulty}, seed {pins.seed}, attempt {pins.attempt}"
    return f"{record.call}: {who}; {len(record.turns)} turns, ended by {ended}"


def _traced(step: MindRecord, decision: Decision | None, before: dict[str, int], tags: tuple[str, ...]) -> TracedStep:
    at = step.detail.get("at")
    said = step.detail.get("text") or step.detail.get("heard") or step.detail.get("words") or ""
    return TracedStep(
        turn=step.turn,
        happening=step.happening,
        at=at if isinstance(at, float) else None,
        said=str(said),
        acts=tuple(act.value for act in decision.acts) if decision else (),
        tags=tags,
        before=before,
        after=_values(dict(step.values)),
        reasons=step.reasons,
        move=step.move,
        about=decision.about if decision else "",
        line=decision.line if decision else "",
        worded_by=step.worded_by,
        refused=step.refused,
    )


def _values(mind: dict[str, object]) -> dict[str, int]:
    return {name: value for name in VALUES if isinstance(value := mind.get(name), int)}
