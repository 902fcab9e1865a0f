"""When the customer says yes: every term promised, trust and calm enough, objections heard, and the floor under all."""

from dataclasses import replace

from app.content.vocabulary import Act, Move
from app.customer.progress import missing_work
from app.customer.questions import Asked
from app.customer.scene import Choice, Scene

_GIVING = frozenset({Act.CONCRETE_COMMITMENT, Act.NEXT_STEP, Act.DISCOUNT_CONDITIONAL, Act.HONEST_NO, Act.DISCLOSURE})
"""Beside a question these are what is agreed to."""


def agrees(scene: Scene) -> Choice | None:
    """Say yes once all of it is there."""
    mind = scene.mind
    if not _would_agree(scene) or _is_only_asked(scene):
        return None
    return Choice(Move.ACCEPT, f"every term is promised, trust {mind.trust}, tension {mind.tension}")


def is_content(scene: Scene) -> bool:
    """Say whether what the persona asks of promises, trust and calm is there, whatever else is missing."""
    wanted, mind = scene.persona.accepts, scene.mind
    is_calm = mind.tension <= wanted.tension
    return scene.missing_term() is None and is_calm and mind.trust >= wanted.trust + scene.hardness.caution


def why_not_yet(scene: Scene) -> str:
    """Return what stands before a yes although every term is promised; empty: nothing, or terms are missing."""
    return "" if scene.missing_term() or scene.mind.accepted else missing_work(scene.mind)


def _would_agree(scene: Scene) -> bool:
    is_heard = len(scene.mind.objected) >= scene.persona.accepts.objections
    return is_content(scene) and is_heard and not missing_work(scene.mind)


def _is_only_asked(scene: Scene) -> bool:
    """Say whether a turn asks something, to which a yes would be no answer; it is not held back twice."""
    is_question = scene.reading.asking is Asked.MATTER and scene.acts.isdisjoint(_GIVING)
    return is_question and not _would_agree(replace(scene, mind=scene.before))
