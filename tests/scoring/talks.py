"""Calls that the sentences about scoring are told with, written as a script of who says what when."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Self

from app.call_record import (
    CallEvent,
    CallRecord,
    EnginePin,
    EventKind,
    MindRecord,
    NotSaved,
    Pins,
    SpokenTurn,
    SpokenWord,
)
from app.content.rubric_values import Rubric
from app.content.yaml_rubric import RubricFile, load_rubrics
from app.core.transcript import Side
from app.scorecard_record import CheckResult, CriterionResult, Scorecard
from app.scoring.score import score

RATE = 16_000
RUBRICS = Path(__file__).parents[2] / "rubrics"


@cache
def objection_handling() -> RubricFile:
    """Return the rubric that ships."""
    return load_rubrics(RUBRICS).files[0]


@dataclass
class Talk:
    """A call that is being written down; times are seconds."""

    now: float = 0.0
    turns: list[SpokenTurn] = field(default_factory=list)
    events: list[CallEvent] = field(default_factory=list)
    mind: list[MindRecord] = field(default_factory=list)
    not_saved: list[NotSaved] = field(default_factory=list)

    def customer(self, text: str, seconds: float = 3.0, *, pause: float = 0.5, heard: str | None = None) -> Self:
        """The customer says a line; `heard`: it was cut, and this is what was heard of it."""
        self.now += pause
        self._take(Side.CUSTOMER, text, seconds, cut=heard is not None, heard=text if heard is None else heard)
        return self

    def objects(self, name: str, text: str, seconds: float = 3.0) -> Self:
        """The customer raises an objection, which is heard."""
        self.customer(text, seconds)
        self.events.append(self._event(EventKind.OBJECTION, name))
        return self

    def discloses(self, name: str, text: str) -> Self:
        """The customer tells a hidden fact, which is heard."""
        self.customer(text)
        self.events.append(self._event(EventKind.FACT, name))
        return self

    def trainee(self, text: str, seconds: float = 6.0, *, pause: float = 1.0) -> Self:
        """The trainee speaks after a pause; a negative one talks over the customer."""
        self.now += pause
        self._take(Side.TRAINEE, text, seconds)
        return self

    def types(self, text: str) -> Self:
        """The trainee types."""
        self.now += 2.0
        self._take(Side.TRAINEE, text, 0.0, is_typed=True)
        return self

    def murmurs(self, side: Side = Side.TRAINEE) -> Self:
        """Somebody listens aloud."""
        self._take(side, "mm-hm", 0.3, is_backchannel=True)
        return self

    def waits(self, seconds: float) -> Self:
        """Nobody speaks."""
        self.now += seconds
        return self

    def record(self) -> CallRecord:
        """Return the call, over."""
        return CallRecord(
            call="01" + "A" * 24,
            trainee="ada",
            persona="martin_price",
            scenario="renewal",
            started_at=datetime(2026, 11, 22, 16, 52, tzinfo=UTC),
            ended_at=datetime(2026, 11, 22, 16, 58, tzinfo=UTC),
            pins=Pins(
                persona="a" * 64, seed=7, engines={"recogniser": EnginePin(name="pocketsphinx", version="5.1.1")}
            ),
            turns=tuple(self.turns),
            events=tuple(self.events),
            mind=tuple(self.mind),
            not_saved=tuple(self.not_saved),
        )

    def scored(self, rubric: Rubric | None = None) -> Scorecard:
        """Return the call's scorecard, by the rubric that ships if none is named."""
        return score(self.record(), rubric or objection_handling().rubric, "b" * 64)

    def _take(self, side: Side, text: str, seconds: float, *, heard: str | None = None, **claims: bool) -> None:
        start, end = round(self.now * RATE), round((self.now + seconds) * RATE)
        spoken = text if heard is None else heard
        words = () if claims.get("is_typed") else _words(spoken, start, end)
        self.turns.append(
            SpokenTurn(
                number=len(self.turns) + 1, revision=1, side=side, start=start, end=end, text=text, heard=spoken,
                words=words, **claims,
            )
        )  # fmt: skip
        self.now += seconds

    def _event(self, kind: EventKind, name: str) -> CallEvent:
        return CallEvent(kind=kind, name=name, turn=len(self.turns), heard_end=self.turns[-1].end)


def _words(text: str, start: int, end: int) -> tuple[SpokenWord, ...]:
    """Return the words spread evenly over the time, without gaps."""
    tokens = text.split()
    edges = [start + (end - start) * place // max(1, len(tokens)) for place in range(len(tokens) + 1)]
    return tuple(SpokenWord(text=each, start=edges[at], end=edges[at + 1]) for at, each in enumerate(tokens))


def good_talk() -> Talk:
    """Return a call in which every rule finds what it looks for."""
    opening = "Good morning Martin, this is Ada from Northwind, thank you for taking time to talk about your contract."
    return (
        Talk()
        .trainee(opening, 8)
        .objects("too_dear", "Frankly your quote is eighteen percent dearer than last year.", 8)
        .trainee(
            "I can see why an eighteen percent rise worries you. What has changed on your side since last year?", 8
        )
        .discloses("budget_cut", "They cut my budget in March and I have to show savings somewhere.")
        .waits(20)
        .objects("competitor", "And another supplier offered me a cheaper rate.", 8)
        .trainee(
            "That makes sense, another supplier with a cheaper rate is hard to ignore. How does their service compare?",
            8,
        )
        .customer("They answer the phone a bit slower.", 8)
        .waits(20)
        .trainee("If you sign for two years I can give you five percent off. Does that work for you?", 7)
        .customer("That could work for us.", 8)
        .waits(10)
        .trainee(
            "I will send you the new contract by noon tomorrow and call you on Friday to go through it together.", 8
        )
        .customer("Fine.", 2)
    )


def criterion(card: Scorecard, name: str) -> CriterionResult:
    """Return one criterion of a scorecard."""
    return next(each for each in card.criteria if each.id == name)


def check(card: Scorecard, name: str) -> CheckResult:
    """Return one check of a scorecard, caps included."""
    checks = [check for each in card.criteria for check in each.checks] + [cap.check for cap in card.caps]
    return next(each for each in checks if each.id == name)
