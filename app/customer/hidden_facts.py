"""What the customer hides: told whole through its gate, a part let slip before, nothing without a good question."""

from app.content.values import HiddenFact
from app.content.vocabulary import Move
from app.customer.scene import Choice, Scene


def discloses(scene: Scene) -> Choice | None:
    """Tell what was asked for well, if there is trust enough."""
    fact = next((fact for fact in _asked_for(scene) if scene.mind.trust >= scene.gate(fact.trust)), None)
    if fact is None:
        return None
    why = f"asked well, and trust {scene.mind.trust} is at least {scene.gate(fact.trust)}"
    return Choice(Move.DISCLOSE, why, fact.id)


def hints(scene: Scene) -> Choice | None:
    """Let slip a part of what it would tell someone it trusts more, once."""
    for fact in _asked_for(scene):
        is_left = fact.hint is not None and fact.id not in scene.mind.hinted
        if fact.hint is not None and is_left and scene.mind.trust >= scene.gate(fact.hint.trust):
            why = f"asked well, and trust {scene.mind.trust} is not yet {scene.gate(fact.trust)}"
            return Choice(Move.HINT, why, fact.id)
    return None


def _asked_for(scene: Scene) -> tuple[HiddenFact, ...]:
    """Return the hidden facts that this turn asks for well, and that only trust could still hold back."""
    heard = {*scene.mind.objected, *scene.mind.disclosed}
    facts = [fact for fact in scene.persona.facts if not scene.is_spoken_of(fact.id)]
    meant = [fact for fact in facts if fact.words and scene.mentions(fact.words)]
    return tuple(
        fact for fact in meant or facts if not scene.acts.isdisjoint(fact.acts) and heard.issuperset(fact.heard)
    )
