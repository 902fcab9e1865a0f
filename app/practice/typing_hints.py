"""What an author who rehearses may want to know: what is still missing, and what an expert would say now."""

from collections.abc import Iterator

from app.content.staging import staged
from app.content.vocabulary import Move
from app.customer.customer import Decision, Mind, Play
from app.customer.mind import earned
from app.customer.play import hardness_of
from app.customer.progress import missing_work


def missing(play: Play, mind: Mind) -> Iterator[str]:
    """Yield, one sentence each, what stands between this mind and a yes, and which facts are still hidden."""
    persona, hardness = staged(play.persona, play.scenario), hardness_of(play)
    accepts = persona.accepts
    if mind.trust < (trust := accepts.trust + hardness.caution):
        yield f"trust {mind.trust}, a yes wants {trust}"
    if mind.tension > accepts.tension:
        yield f"tension {mind.tension}, a yes wants {accepts.tension} or less"
    if len(mind.objected) < accepts.objections:
        left = [each.id for each in persona.objections if each.id not in mind.objected]
        yield f"objections heard {len(mind.objected)} of {accepts.objections}; to come: {', '.join(left)}"
    for term in accepts.terms:
        if term.id not in earned(mind):
            yield f"not promised: {term.id} ({' or '.join(term.acts)}{', words: ' + term.words if term.words else ''})"
    if floor := missing_work(mind):
        yield f"beneath every yes: {floor}"
    for fact in persona.facts:
        if fact.id not in mind.disclosed:
            after = f" after {', '.join(fact.heard)}" if fact.heard else ""
            yield f"hidden: {fact.id} opens at trust {fact.trust + hardness.gate}{after} on {' or '.join(fact.acts)}"


def expert_says(play: Play, decision: Decision, said: int) -> str:
    """Return the rehearsed words of an expert for this moment; empty: there are none left.

    `said`: how many of the turns in order were taken already.
    """
    lines = play.scenario.rehearsals.expert
    heard = {decision.move} if decision.move is Move.HINT else {decision.about, decision.event, decision.move}
    answer = next((line for line in lines if line.to and line.to in heard), None)
    if answer is not None:
        return answer.says
    in_order = [line.says for line in lines if not line.to]
    return in_order[said] if said < len(in_order) else ""
