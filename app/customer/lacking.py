"""What stands between a customer's mind and its yes."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.content.staging import staged
from app.customer.mind import Mind, earned
from app.customer.play import Play, hardness_of
from app.customer.progress import missing_work


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that a yes still wants."""

    what: str
    """In a few words that are the same in every call."""
    detail: str = ""
    """How it stands in this one."""

    def __str__(self) -> str:
        return f"{self.what}: {self.detail}" if self.detail else self.what


def lacking(play: Play, mind: Mind) -> Iterator[Lack]:
    """Yield all that stands between this mind and a yes; nothing, once it is content."""
    persona = staged(play.persona, play.scenario)
    accepts = persona.accepts
    if mind.trust < (trust := accepts.trust + hardness_of(play).caution):
        yield Lack("too little trust", f"{mind.trust}, a yes wants {trust}")
    if mind.tension > accepts.tension:
        yield Lack("too much tension", f"{mind.tension}, a yes wants {accepts.tension} or less")
    if len(mind.objected) < accepts.objections:
        left = [each.id for each in persona.objections if each.id not in mind.objected]
        heard = f"{len(mind.objected)} of {accepts.objections}; to come: {', '.join(left)}"
        yield Lack("too few objections heard", heard)
    for term in accepts.terms:
        if term.id not in earned(mind):
            words = f", words: {term.words}" if term.words else ""
            yield Lack(f"not promised: {term.id}", f"{' or '.join(term.acts)}{words}")
    if floor := missing_work(mind):
        yield Lack(f"beneath every yes: {floor}")
