"""Why the customer did what it did in a call: every step as it was recorded, and derived again from what happened."""

from dataclasses import dataclass, field

from app.call_record import CallRecord, MindRecord
from app.content.vocabulary import Difficulty
from app.content.yaml_language import read_language
from app.content.yaml_persona import read_persona
from app.customer.customer import begin, mind_json
from app.customer.decision import Decision
from app.customer.play import Play
from app.customer.rules import RULES, RULES_VERSION
from app.customer.trace import Difference, Step, happening_of, retraced
from app.errors import ContentError
from app.store import Store


@dataclass(frozen=True, slots=True)
class CallTrace:
    """A call's steps; what was derived again, if it could be."""

    record: CallRecord
    decisions: tuple[Decision, ...] = ()
    """Of every step, as derived now; empty where nothing was derived."""
    start: dict[str, object] = field(default_factory=dict)
    """The mind before the call, as derived; empty where nothing was derived."""
    difference: Difference | None = None
    """The first thing that came out otherwise; None: all came out the same, or nothing was derived."""
    obstacle: str = ""
    """Why nothing could be derived again, in a sentence; empty: it could."""

    @property
    def is_identical(self) -> bool:
        """Whether every step was derived again and came out as it was recorded."""
        return not self.obstacle and self.difference is None


class NotDerivableError(ContentError):
    """A call cannot be derived again."""

    code = "not-derivable"


async def trace_call(store: Store, call_id: str) -> CallTrace:
    """Return the trace of a call, live or over. Raises `CallNotFound`, `StoreUnusable`."""
    record = await store.record(call_id)
    try:
        _refuse_other_rules(record)
        play = await _play(store, record)
        steps = tuple(_step(each) for each in record.mind)
    except ContentError as obstacle:
        return CallTrace(record, obstacle=str(obstacle))
    found = retraced(play, steps)
    return CallTrace(record, found.decisions, mind_json(begin(play)), found.difference)


def _refuse_other_rules(record: CallRecord) -> None:
    pinned = record.pins.engines.get("customer")
    made_by = "another version of the program" if pinned is None else f"{pinned.name} {pinned.version}"
    if pinned is None or (pinned.name, pinned.version) != (RULES, RULES_VERSION):
        raise NotDerivableError(
            f"This call was made by {made_by}; the rules here are {RULES} {RULES_VERSION}. What was recorded is shown; "
            "only the version that made it can derive it again."
        )
    if any(loss.what == "mind" for loss in record.not_saved):
        raise NotDerivableError("Not every step of this call could be saved, so it cannot be derived again.")


async def _play(store: Store, record: CallRecord) -> Play:
    pins = record.pins
    persona = read_persona("the pinned persona", (await _text(store, pins.persona, "persona")).encode())
    language = read_language("the pinned language", (await _text(store, pins.language, "language")).encode())
    scenario = next((each for each in persona.scenarios if each.id == record.scenario), None)
    if scenario is None:
        raise NotDerivableError(f"The pinned persona has no scenario {record.scenario}.")
    return Play(persona, scenario, Difficulty(pins.difficulty), pins.seed, pins.attempt, language)


async def _text(store: Store, digest: str | None, what: str) -> str:
    text = await store.content(digest) if digest is not None else None
    if text is None:
        raise NotDerivableError(f"The text of the {what} that this call was made with is not kept.")
    return text


def _step(record: MindRecord) -> Step:
    return Step(happening_of(dict(record.detail)), dict(record.values), record.move, record.reasons)
