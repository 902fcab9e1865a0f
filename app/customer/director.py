"""The director: from the mind and what the trainee just did to the customer's next move, by rules in order."""

from collections.abc import Callable

from app.content.values import HiddenFact
from app.content.vocabulary import Act, Move, Stance
from app.customer.play import chance
from app.customer.scene import Choice, Scene
from app.customer.wording import is_unsaid

Rule = Callable[[Scene], Choice | None]

_HOSTILE = (Act.INSULT, Act.THREAT, Act.BLAME_CUSTOMER)
_STALLING = frozenset({Act.FILLER, Act.APOLOGY, Act.GREETING, Act.ACKNOWLEDGE_GENERIC, Act.CLOSED_QUESTION})
_GIVING = frozenset({Act.CONCRETE_COMMITMENT, Act.NEXT_STEP, Act.DISCOUNT_CONDITIONAL, Act.DISCOUNT_UNCONDITIONAL})
MISHEARD_ASKED = 70
"""Percent of the few-word turns that fit nothing at which the customer asks "Sorry, what?"."""
RELIEVED = 4
"""Points of tension that a turn must take away for the customer to show it."""


def next_move(scene: Scene) -> Choice:
    """Return what the customer does after a turn of the trainee's."""
    chosen = next((choice for rule in RULES if (choice := rule(scene))), None)
    assert chosen is not None, "the last rule always chooses"
    return chosen


def has_had_enough(scene: Scene) -> Choice | None:
    """Hang up when tension or patience has reached its limit."""
    limits = scene.persona.limits
    if scene.mind.patience <= limits.patience:
        return Choice(Move.HANG_UP, "patience is gone")
    if scene.mind.tension >= limits.tension:
        return Choice(Move.HANG_UP, f"tension {scene.mind.tension} reached {limits.tension}")
    return None


def _opens(scene: Scene) -> Choice | None:
    return None if scene.mind.line else Choice(Move.OPENING, "the trainee opened the call")


def _rebukes(scene: Scene) -> Choice | None:
    act = next((act for act in _HOSTILE if act in scene.acts), None)
    return Choice(Move.REBUKE, f"{act.value} is answered", act.value) if act else None


def _closes(scene: Scene) -> Choice | None:
    if not scene.mind.accepted:
        return None
    return _answers(scene) or Choice(Move.GOODBYE, "it was agreed; nothing is left to say")


def _repeats(scene: Scene) -> Choice | None:
    return Choice(Move.SAY_AGAIN, "the trainee asked to hear it again") if Act.REPEAT_REQUEST in scene.acts else None


def _mishears(scene: Scene) -> Choice | None:
    if scene.before.last_move == Move.NOT_UNDERSTOOD:
        return None
    if not scene.reading.words:
        return Choice(Move.NOT_UNDERSTOOD, "no word was understood")
    if not scene.reading.fits_nothing or not chance(scene.play, scene.mind.turn, "misheard", MISHEARD_ASKED):
        return None
    return Choice(Move.NOT_UNDERSTOOD, "the words fitted nothing")


def _comes_back(scene: Scene) -> Choice | None:
    if scene.mind.owed is None:
        return None
    move, about = scene.mind.owed
    return Choice(move, "it was cut off before and is still to be said", about, is_resumed=True)


def _accepts(scene: Scene) -> Choice | None:
    wanted, mind = scene.persona.accepts, scene.mind
    if not _is_content(scene) or len(mind.objected) < wanted.objections:
        return None
    return Choice(Move.ACCEPT, f"every term is promised, trust {mind.trust}, tension {mind.tension}")


def _is_content(scene: Scene) -> bool:
    wanted, mind = scene.persona.accepts, scene.mind
    is_calm = mind.tension <= wanted.tension
    return scene.missing_term() is None and is_calm and mind.trust >= wanted.trust + scene.hardness.caution


def _discloses(scene: Scene) -> Choice | None:
    facts = scene.persona.facts
    meant = [fact for fact in facts if fact.words and scene.mentions(fact.words) and not scene.is_spoken_of(fact.id)]
    fact = next((fact for fact in meant or facts if _is_open(scene, fact)), None)
    if fact is None:
        return None
    why = f"asked well, and trust {scene.mind.trust} is at least {scene.gate(fact.trust)}"
    return Choice(Move.DISCLOSE, why, fact.id)


def _is_open(scene: Scene, fact: HiddenFact) -> bool:
    """Say whether the gate of a fact is open in this turn."""
    heard = {*scene.mind.objected, *scene.mind.disclosed}
    is_asked = bool(scene.acts & set(fact.acts)) and not scene.is_spoken_of(fact.id)
    return is_asked and scene.mind.trust >= scene.gate(fact.trust) and heard >= set(fact.heard)


def _answers(scene: Scene) -> Choice | None:
    for known in scene.reading.asked:
        choice = Choice(Move.ANSWER, "the trainee asked what it knows", known)
        if is_unsaid(scene, choice):
            return choice
    return None


def _tells(scene: Scene) -> Choice | None:
    choice = Choice(Move.VENT, "the trainee asked an open question")
    return choice if Act.OPEN_QUESTION in scene.acts and is_unsaid(scene, choice) else None


def _objects(scene: Scene) -> Choice | None:
    objection = scene.next_objection()
    if objection is None:
        return None
    if scene.acts & set(objection.acts) and scene.before.last_move != Move.OBJECT:
        return Choice(Move.OBJECT, "the next objection was called for", objection.id)
    if _is_content(scene):
        return Choice(Move.OBJECT, "one more thing stands before a yes", objection.id)
    return None


def _waits(scene: Scene) -> Choice | None:
    is_stalling = Act.FILLER in scene.acts and scene.acts <= _STALLING
    return Choice(Move.WAIT, "the trainee asked for a moment") if is_stalling else None


def _asks_at_once(scene: Scene) -> Choice | None:
    return _asks(scene) if scene.acts & _GIVING else None


def _softens(scene: Scene) -> Choice | None:
    relief = scene.before.tension - scene.mind.tension
    if scene.stance is Stance.CLOSED or relief < RELIEVED or scene.before.last_move == Move.SOFTEN:
        return None
    return Choice(Move.SOFTEN, f"tension fell by {relief}")


def _asks(scene: Scene) -> Choice | None:
    term = scene.missing_term()
    if term is None or (scene.stance is Stance.CLOSED and not scene.mind.acknowledged):
        return None
    choice = Choice(Move.ASK, f"'{term.id}' is not promised yet", term.id)
    return choice if is_unsaid(scene, choice) else None


def _raises_freely(scene: Scene) -> Choice | None:
    objection = scene.next_objection()
    if objection is None or objection.acts or scene.before.last_move == Move.OBJECT:
        return None
    return Choice(Move.OBJECT, "nothing else was called for", objection.id)


def _replies(scene: Scene) -> Choice | None:
    for reply in scene.persona.replies:
        choice = Choice(Move.RESIST, f"answers {reply.act.value}", reply.act.value)
        if reply.act in scene.acts and is_unsaid(scene, choice):
            return choice
    return None


def _vents(scene: Scene) -> Choice | None:
    choice = Choice(Move.VENT, "nothing the trainee did called for more")
    is_due = scene.before.last_move != Move.VENT and chance(scene.play, scene.mind.turn, "vent", 50)
    return choice if is_due and is_unsaid(scene, choice) else None


def _resists(_scene: Scene) -> Choice:
    return Choice(Move.RESIST, "nothing the trainee did called for more")


RULES: tuple[Rule, ...] = (
    has_had_enough,
    _rebukes,
    _opens,
    _closes,
    _repeats,
    _mishears,
    _comes_back,
    _accepts,
    _discloses,
    _answers,
    _objects,
    _tells,
    _waits,
    _asks_at_once,
    _softens,
    _replies,
    _asks,
    _raises_freely,
    _vents,
    _resists,
)
