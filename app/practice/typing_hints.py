"""What an author who rehearses may want to know: what is still missing, and what an expert would say now."""

from collections.abc import Iterator

from app.content.staging import staged
from app.content.vocabulary import Move
from app.customer.customer import Decision, Mind, Play
from app.customer.lacking import lacking
from app.customer.play import hardness_of


def missing(play: Play, mind: Mind) -> Iterator[str]:
    """Yield, one sentence each, what stands between this mind and a yes, and which facts are still hidden."""
    yield from map(str, lacking(play, mind))
    persona, hardness = staged(play.persona, play.scenario), hardness_of(play)
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
