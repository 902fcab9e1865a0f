"""One call held as text on an imagined clock, and what came of it."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.certification.remembered import is_told
from app.certification.trainees import Script
from app.content.staging import staged
from app.content.values import HiddenFact
from app.content.vocabulary import Move
from app.customer.acts import read_turn
from app.customer.customer import Decision, Mind, Play, Reader
from app.customer.lacking import lacking
from app.customer.typed_call import Answer, TypedCall
from app.customer.wording import is_lead_in

MOST_TURNS = 40
TOO_SHORT = 4
"""A line of up to so many words may well come again."""


class Ending(StrEnum):
    """How a call ended."""

    RESOLVED = "resolved"
    PARTED = "parted"
    """The trainee said goodbye with nothing agreed."""
    HUNG_UP = "hung_up"
    GAVE_UP = "gave_up"
    """On silence."""
    TIME_UP = "time_up"
    STOPPED = "stopped"
    UNRESOLVED = "unresolved"
    """Still talking after `MOST_TURNS`."""


_ENDINGS = {
    Move.PART: Ending.PARTED,
    Move.HANG_UP: Ending.HUNG_UP,
    Move.GIVE_UP: Ending.GAVE_UP,
    Move.TIME_UP: Ending.TIME_UP,
    Move.STOP: Ending.STOPPED,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one call."""

    ending: Ending
    turns: int
    """Of the trainee's."""
    leaks: tuple[str, ...]
    """Ids of facts that a line gave away before their gate was open."""
    path: tuple[tuple[int, int], ...]
    """Trust and tension after each of the customer's moves."""
    moves: tuple[str, ...]
    """Every move with what it was about."""
    templates: tuple[tuple[str, str], ...]
    """Keys of the wordings of lines of more than `TOO_SHORT` words that were heard, each with such a line."""
    said: tuple[str, ...]
    """Every line of both sides."""
    lacks: tuple[str, ...]
    """What a yes still wanted at the end; of a resolved call nothing."""


def held(play: Play, script: Script, read: Reader = read_turn) -> Outcome:
    """Hold a call to its end; `read`: see `react`."""
    call, notes = TypedCall(play, read), _Notes(play)
    notes.take(call.open())
    while not call.is_over and notes.turns < MOST_TURNS:
        notes.turns += 1
        said = script(notes.decision)
        notes.said.append(f"trainee: {said.text}" if said else "(silence)")
        answers = call.wait() if said is None else call.say(said.text, barges=said.barges)
        notes.take(answers)
        unheard = next((answer.unheard for answer in answers if answer.unheard), "")
        if unheard and not call.is_over:
            notes.take(call.say(unheard, barges=True))
    return notes.outcome(call)


@dataclass(slots=True)
class _Notes:
    """What is written down while a call is held."""

    play: Play
    decision: Decision = field(init=False)
    """The last that came with a line, or the first."""
    turns: int = 0
    facts: tuple[HiddenFact, ...] = field(init=False)
    leaks: list[str] = field(default_factory=list)
    path: list[tuple[int, int]] = field(default_factory=list)
    moves: list[str] = field(default_factory=list)
    templates: list[tuple[str, str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.facts = staged(self.play.persona, self.play.scenario).facts

    def take(self, answers: list[Answer]) -> None:
        """Write down each line of the customer's."""
        for answer in answers:
            if answer.decision.move is not None or not self.moves:
                self.decision = answer.decision
            if answer.decision.move is not None:
                self._note(answer.decision, answer.before)

    def outcome(self, call: TypedCall) -> Outcome:
        """Return what came of the call."""
        ended = _ENDINGS.get(self.decision.move, Ending.UNRESOLVED) if self.decision.move else Ending.UNRESOLVED
        ending = Ending.RESOLVED if ended is Ending.UNRESOLVED and call.mind.accepted else ended
        is_won = ending is Ending.RESOLVED
        return Outcome(
            ending=ending,
            turns=self.turns,
            leaks=tuple(self.leaks),
            path=tuple(self.path),
            moves=tuple(self.moves),
            templates=tuple(self.templates),
            said=tuple(self.said),
            lacks=() if is_won else tuple(each.what for each in lacking(self.play, call.mind)),
        )

    def _note(self, decision: Decision, before: Mind) -> None:
        self.path.append((decision.mind.trust, decision.mind.tension))
        self.moves.append(f"{decision.move} {decision.about}")
        self.said.append(f"{decision.move}: {decision.line}")
        if len(decision.line.split()) > TOO_SHORT:
            spoken = decision.mind.said[len(before.said) :]
            self.templates.extend((key, decision.line) for key in spoken if not is_lead_in(key))
        told = {*before.disclosed, decision.about if decision.move is Move.DISCLOSE else ""}
        self.leaks.extend(
            fact.id
            for fact in self.facts
            if fact.id not in told
            and fact.gives_away
            and is_told(fact.gives_away, decision.line, self.play.language.contractions)
        )
