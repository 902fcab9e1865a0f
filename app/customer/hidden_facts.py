"""What the customer hides: told whole through its gate, a part let slip before, nothing without a good question."""

from app.content.values import HiddenFact
from app.content.vocabulary import Act, Move
from app.customer.questions import Asked
from app.customer.scene import Choice, Scene
from app.customer.wording import times_said

MOST_MORE = 2
"""Times that it tells more of one fact."""


def discloses(scene: Scene) -> Choice | None:
    """Tell what was asked for well, if there is trust enough."""
    fact = next((fact for fact in _asked_for(scene) if scene.mind.trust >= scene.gate(fact.trust)), None)
    if fact is None:
        return None
    why = f"asked well, and trust {scene.mind.trust} is at least {scene.gate(fact.trust)}"
    return Choice(Move.DISCLOSE, why, fact.id)


def hints(scene: Scene) -> Choice | None:
    """Let slip a part of what it would tell someone it trusts more, once, and of one thing at a time."""
    if scene.before.last_move == Move.HINT:
        return None
    for fact in _asked_for(scene):
        is_left = fact.hint is not None and fact.id not in scene.mind.hinted
        if fact.hint is not None and is_left and scene.mind.trust >= scene.gate(fact.hint.trust):
            why = f"asked well, and trust {scene.mind.trust} is not yet {scene.gate(fact.trust)}"
            return Choice(Move.HINT, why, fact.id)
    return None


def tells_more(scene: Scene) -> Choice | None:
    """Answer who asks further about a fact that was just told, where nothing else is the answer."""
    before, reading = scene.before, scene.reading
    fact = next((each for each in scene.persona.facts if each.id == before.last_about and each.more), None)
    if fact is None or fact.id not in scene.mind.disclosed or reading.asking is not Asked.MATTER or reading.asked:
        return None
    if Act.CHECK_UNDERSTANDING in scene.acts:
        return None
    told = times_said(scene, Move.ANSWER, fact.id)
    is_further = not told or (told < MOST_MORE and Act.FOLLOW_UP_QUESTION in scene.acts)
    return Choice(Move.ANSWER, "asked further about what it just told", fact.id) if is_further else None


def _asks_for_a_story(scene: Scene) -> bool:
    """Say whether a secret could answer this; a plain question is one only where it follows a hint."""
    if Act.OPEN_QUESTION in scene.acts or scene.before.last_move == Move.HINT:
        return True
    return scene.acts.isdisjoint({Act.CLOSED_QUESTION, Act.FOLLOW_UP_QUESTION})


def _asked_for(scene: Scene) -> tuple[HiddenFact, ...]:
    """Return the hidden facts that this turn asks for well, and that only trust could still hold back."""
    asks_on = bool(scene.reading.asked) and scene.before.last_move == Move.DISCLOSE
    if asks_on or not _asks_for_a_story(scene):
        return ()
    heard = {*scene.mind.objected, *scene.mind.disclosed}
    facts = [fact for fact in scene.persona.facts if not scene.is_spoken_of(fact.id)]
    facts.sort(key=lambda fact: fact.id != scene.before.last_about)
    meant = [fact for fact in facts if fact.words and scene.mentions(fact.words)]
    return tuple(
        fact for fact in meant or facts if not scene.acts.isdisjoint(fact.acts) and heard.issuperset(fact.heard)
    )
