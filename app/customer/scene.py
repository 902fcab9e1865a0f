"""All that the director looks at when it chooses the next move, and what it answers with."""

from dataclasses import dataclass

from app.content.values import Hardness, Objection, Persona, Term
from app.content.vocabulary import Act, Move, Stance
from app.customer.acts import Reading
from app.customer.mind import Mind, earned, stance_of
from app.customer.patterns import holds
from app.customer.play import Play, hardness_of


@dataclass(frozen=True, slots=True)
class Choice:
    """A move, what it is about, and why it was chosen."""

    move: Move
    why: str
    about: str = ""
    """Id of the fact, objection, term or known thing, or the act that is answered; empty: nothing in particular."""
    is_resumed: bool = False
    """It comes back to something that was cut off."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment of a call in which the customer must do something."""

    play: Play
    persona: Persona
    """As the scenario has it."""
    before: Mind
    mind: Mind
    """After the trainee's turn moved it."""
    reading: Reading

    @property
    def acts(self) -> frozenset[Act]:
        """What the trainee did."""
        return frozenset(self.reading.acts)

    @property
    def stance(self) -> Stance:
        """How far the customer lets the trainee in."""
        return stance_of(self.mind)

    @property
    def hardness(self) -> Hardness:
        """What the call's difficulty changes."""
        return hardness_of(self.play)

    def mentions(self, words: str) -> bool:
        """Say whether the trainee's turn satisfies a word pattern."""
        return holds(words, self.reading.words)

    def is_spoken_of(self, about: str) -> bool:
        """Say whether a line about this was heard, or is on its way to the ear."""
        mind = self.mind
        return about in mind.disclosed or about in mind.objected or any(each.about == about for each in mind.pending)

    def next_objection(self) -> Objection | None:
        """Return the first objection not yet raised; `None`: all were."""
        return next((each for each in self.persona.objections if not self.is_spoken_of(each.id)), None)

    def missing_term(self) -> Term | None:
        """Return the first term not yet promised; `None`: all were."""
        return next((term for term in self.persona.accepts.terms if term.id not in earned(self.mind)), None)

    def unspoken_term(self) -> Term | None:
        """Return the first term that was never promised, not even too early; `None`: there is none."""
        promised = dict(self.mind.terms)
        return next((term for term in self.persona.accepts.terms if term.id not in promised), None)

    def gate(self, trust: int) -> int:
        """Return the trust that a fact asks at this call's difficulty."""
        return trust + self.hardness.gate
