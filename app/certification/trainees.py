"""The scripted trainees: what each kind says next, given the customer's last decision."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from app.certification.utterances import Utterances, perturbed, utterances_of
from app.content.language_values import Language
from app.content.rehearsal_values import Rehearsals, RehearsedLine
from app.content.scenario_values import Scenario
from app.content.staging import staged
from app.content.values import Persona
from app.content.vocabulary import Act, Move
from app.customer.acts import read_turn
from app.customer.customer import Decision, Play
from app.customer.play import hashed
from app.customer.typed_call import lone_turn

FORGOTTEN = 10
"""Percent of its unprompted lines that a good trainee forgets."""
LATE = 20
"""Percent of its unprompted lines that a good trainee says one turn late."""
MIXED = 55
"""Percent of a mixed trainee's turns that are out of the good trainee's book."""
BARGING = 40
"""Percent of a bad trainee's turns that cut the customer off."""
FEW_VARIANTS = 4
"""Ways of saying one line of those who say the same few over and over."""
MAGIC_WORDS = 90
"""Most words of the one magic phrase."""

_ACKNOWLEDGING = frozenset({Act.ACKNOWLEDGE_SPECIFIC, Act.ACKNOWLEDGE_GENERIC, Act.PARAPHRASE})
_PROMISING = frozenset({Act.CONCRETE_COMMITMENT, Act.NEXT_STEP, Act.DISCOUNT_CONDITIONAL, Act.DISCOUNT_UNCONDITIONAL})
_ASKING = frozenset({Act.OPEN_QUESTION, Act.FOLLOW_UP_QUESTION})


Read = tuple[str, frozenset[Act]]
"""A sentence and what it does."""


class Trainee(StrEnum):
    """Who plays."""

    EXPERT = "expert"
    GOOD = "good"
    MIXED = "mixed"
    BAD = "bad"
    APOLOGY_ONLY = "apology_only"
    ACKNOWLEDGE_ONLY = "acknowledge_only"
    PROMISE_EVERYTHING = "promise_everything"
    FLATTERER = "flatterer"
    SILENT = "silent"
    RAMBLER = "rambler"
    OFF_TOPIC = "off_topic"
    INJECTOR = "injector"
    MAGIC_PHRASE = "magic_phrase"


@dataclass(frozen=True, slots=True)
class Said:
    """One turn of a trainee's."""

    text: str
    barges: bool = False
    """It cuts the customer off."""


Script = Callable[[Decision], Said | None]
"""Answers the customer's last decision; None: silence."""


@dataclass(frozen=True, slots=True)
class Repertoire:
    """What every kind of trainee can say in one scenario; made once, played often."""

    utterances: Utterances
    rehearsals: Rehearsals
    lines: dict[Trainee, tuple[str, ...]]
    """Of those who do one thing only, the scenario's own words for it included."""


def repertoire_of(persona: Persona, scenario: Scenario, language: Language) -> Repertoire:
    """Return what can be said in a scenario. Raises `ContentError` for a language without trainees."""
    utterances = utterances_of(language)
    read = tuple(_read_sentences(staged(persona, scenario), scenario.rehearsals, language))
    lines = {
        Trainee.BAD: utterances.bad,
        Trainee.APOLOGY_ONLY: (*utterances.apologies, *_sentences(read, frozenset({Act.APOLOGY}))),
        Trainee.ACKNOWLEDGE_ONLY: (*_sentences(read, _ACKNOWLEDGING), *utterances.acknowledgements),
        Trainee.PROMISE_EVERYTHING: (*_sentences(read, _PROMISING), *utterances.promises),
        Trainee.FLATTERER: utterances.flattery,
        Trainee.RAMBLER: utterances.rambling,
        Trainee.OFF_TOPIC: utterances.off_topic,
        Trainee.INJECTOR: utterances.injections,
        Trainee.MAGIC_PHRASE: (_magic_phrase(read),),
    }
    return Repertoire(utterances, scenario.rehearsals, lines)


def script_of(trainee: Trainee, play: Play, repertoire: Repertoire) -> Script:
    """Return what a trainee of this kind says in this play."""
    utterances, rehearsals = repertoire.utterances, repertoire.rehearsals
    match trainee:
        case Trainee.EXPERT:
            return _Rehearsed(play, utterances, rehearsals.expert)
        case Trainee.GOOD:
            return _Rehearsed(play, utterances, _unordered(play, rehearsals.good))
        case Trainee.MIXED:
            return _Mixed(play, _Rehearsed(play, utterances, _unordered(play, rehearsals.good)), utterances)
        case Trainee.SILENT:
            return lambda _decision: None
        case _:
            barging = BARGING if trainee is Trainee.BAD else 0
            return _Looped(play, repertoire.lines[trainee], barging)


@dataclass(slots=True)
class _Rehearsed:
    """Says what was rehearsed: the answer to what was just heard, else the next thing on the list."""

    play: Play
    utterances: Utterances
    lines: tuple[RehearsedLine, ...]
    said: list[int] = field(default_factory=list)
    last: str = ""
    closings: int = 0

    def __call__(self, decision: Decision) -> Said:
        if decision.move is Move.NOT_UNDERSTOOD and self.last:
            return Said(self.last)
        self.last = perturbed(self._next(decision), self.play.language, hashed(self.play.seed, len(self.said)))
        return Said(self.last)

    def _next(self, decision: Decision) -> str:
        heard = {decision.about, decision.event, decision.move.value if decision.move else ""} - {""}
        for wanted in (heard, {""}):
            for index, line in enumerate(self.lines):
                if line.to in wanted and index not in self.said:
                    self.said.append(index)
                    return line.says
        self.closings += 1
        return self.utterances.closing[self.closings % len(self.utterances.closing)]


@dataclass(slots=True)
class _Looped:
    """Says the same lines over and over."""

    play: Play
    lines: tuple[str, ...]
    barging: int = 0
    """Percent of the turns that cut the customer off."""
    turns: int = 0

    def __call__(self, _decision: Decision) -> Said:
        self.turns += 1
        seed = self.play.seed
        line = self.lines[(self.turns + hashed(seed, "first")) % len(self.lines)]
        barges = hashed(seed, self.turns, "barge") % 100 < self.barging
        return Said(perturbed(line, self.play.language, hashed(seed, self.turns), FEW_VARIANTS), barges)


@dataclass(slots=True)
class _Mixed:
    """Means well, and falls back on the rules every other turn."""

    play: Play
    better: _Rehearsed
    utterances: Utterances
    turns: int = 0

    def __call__(self, decision: Decision) -> Said:
        self.turns += 1
        if hashed(self.play.seed, self.turns, "mixed") % 100 < MIXED:
            return self.better(decision)
        worse = self.utterances.policy
        line = worse[(self.turns + hashed(self.play.seed, "worse")) % len(worse)]
        return Said(perturbed(line, self.play.language, hashed(self.play.seed, self.turns)))


def _unordered(play: Play, lines: tuple[RehearsedLine, ...]) -> tuple[RehearsedLine, ...]:
    """Forget some unprompted lines, and say others late; the first is always said."""
    kept = [
        line
        for index, line in enumerate(lines)
        if line.to or not index or hashed(play.seed, index, "forgotten") % 100 >= FORGOTTEN
    ]
    for index in range(1, len(kept) - 1):
        if hashed(play.seed, index, "late") % 100 < LATE:
            kept[index], kept[index + 1] = kept[index + 1], kept[index]
    return tuple(kept)


def _sentences(read: tuple[Read, ...], wanted: frozenset[Act]) -> tuple[str, ...]:
    """Return the rehearsed sentences that do these acts and nothing else."""
    return tuple(text for text, acts in read if acts and acts <= wanted)


def _magic_phrase(read: tuple[Read, ...]) -> str:
    """Return everything that works, in one breath: named, promised and asked."""
    chosen = [
        *[text for text, acts in read if acts & _ACKNOWLEDGING][:2],
        *[text for text, acts in read if acts & _PROMISING],
        *[text for text, acts in read if acts & _ASKING][:1],
    ]
    words = " ".join(dict.fromkeys(chosen)).split()
    return " ".join(words[:MAGIC_WORDS])


def _read_sentences(persona: Persona, rehearsals: Rehearsals, language: Language) -> Iterator[Read]:
    for line in (*rehearsals.expert, *rehearsals.good):
        for text in re.split(r"(?<=[.?!])\s+", line.says):
            yield text, frozenset(read_turn(persona, language, lone_turn(text), "").acts)
