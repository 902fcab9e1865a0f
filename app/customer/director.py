"""The director: from the mind and what the trainee just did to the customer's next move, by rules in order."""

from collections.abc import Callable

from app.content.pressure_values import PressureKind
from app.content.vocabulary import Act, Move, Stance
from app.customer.agreement import agrees, is_content
from app.customer.hidden_facts import discloses, hints, tells_more
from app.customer.leaving import has_had_enough, leaves, parts, stops
from app.customer.play import chance
from app.customer.pressure import due_event, event_of, is_out_of_time
from app.customer.progress import NAMING, is_unheard
from app.customer.questions import Asked
from app.customer.scene import Choice, Scene
from app.customer.wording import is_unsaid, times_said

Rule = Callable[[Scene], Choice | None]

_HOSTILE = (Act.INSULT, Act.THREAT, Act.BLAME_CUSTOMER)
_STALLING = frozenset({Act.FILLER, Act.APOLOGY, Act.GREETING, Act.ACKNOWLEDGE_GENERIC, Act.CLOSED_QUESTION})
_GIVING = frozenset({Act.CONCRETE_COMMITMENT, Act.NEXT_STEP, Act.DISCOUNT_CONDITIONAL, Act.DISCOUNT_UNCONDITIONAL})
_LISTENING = NAMING | {
    Act.OPEN_QUESTION, Act.FOLLOW_UP_QUESTION, Act.CHECK_UNDERSTANDING, Act.ACKNOWLEDGE_GENERIC, Act.APOLOGY,
}  # fmt: skip
"""Who does one of these is not told to listen."""
MISHEARD_ASKED = 70
"""Percent of the few-word turns that fit nothing at which the customer asks "Sorry, what?"."""
MOST_UNHEARD = 2
"""Times in one call; who has said it twice leaves it at that."""
RELIEVED = 4
"""Points of tension that a turn must take away for the customer to show it."""


def next_move(scene: Scene) -> Choice:
    """Return what the customer does after a turn of the trainee's."""
    chosen = next((choice for rule in RULES if (choice := rule(scene))), None)
    assert chosen is not None, "the last rule always chooses"
    return chosen


def cut_in(scene: Scene) -> Choice:
    """Return what the customer does in the middle of a turn that has become too long."""
    return stops(scene) or has_had_enough(scene) or _interrupts(scene)


def after_silence(scene: Scene, count: int) -> Choice:
    """Return what the customer does when nobody spoke, for the first time in a row, the second ..."""
    if scene.mind.accepted:
        return Choice(Move.GOODBYE, "it was agreed, and nobody spoke")
    if is_out_of_time(scene.play, scene.mind):
        return Choice(Move.TIME_UP, "the time it had is over")
    if count >= scene.persona.limits.silences:
        return Choice(Move.GIVE_UP, f"{count} silences in a row")
    return has_had_enough(scene) or _presses_on(scene) or Choice(Move.NUDGE, "nobody spoke")


def is_free(scene: Scene) -> bool:
    """Say whether the customer may cut in on a turn on purpose: it neither ends the call nor agrees in it."""
    return stops(scene) is None and has_had_enough(scene) is None and agrees(scene) is None


def _provoked(scene: Scene) -> Choice | None:
    """Let an event that is set for such an act answer an insult, a threat or blame in place of a rebuke."""
    event = None if scene.acts.isdisjoint(_HOSTILE) else due_event(scene.play, scene.mind, scene.acts)
    is_meant = event is not None and not scene.acts.isdisjoint(event.at.acts)
    return Choice(Move.PRESSURE, "the trainee's words are its moment", event.id) if event and is_meant else None


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
    """Say the last line again; not one that was cut off, which comes back by its own rule, through its own gate."""
    is_asked = Act.REPEAT_REQUEST in scene.acts and scene.mind.owed is None
    return Choice(Move.SAY_AGAIN, "the trainee asked to hear it again") if is_asked else None


def _mishears(scene: Scene) -> Choice | None:
    if scene.before.last_move == Move.NOT_UNDERSTOOD:
        return None
    if not scene.reading.words:
        return Choice(Move.NOT_UNDERSTOOD, "no word was understood")
    if not scene.reading.fits_nothing or not chance(scene.play, scene.mind.turn, "misheard", MISHEARD_ASKED):
        return None
    return Choice(Move.NOT_UNDERSTOOD, "the words fitted nothing")


def _comes_back(scene: Scene) -> Choice | None:
    if scene.mind.owed is None or not _may_come_back(scene, *scene.mind.owed):
        return None
    move, about = scene.mind.owed
    return Choice(move, "it was cut off before and is still to be said", about, is_resumed=True)


def _may_come_back(scene: Scene, move: Move, about: str) -> bool:
    """Say whether what was cut off may be said now: a fact only while its gate is open, pressure not before a yes."""
    fact = next((each for each in scene.persona.facts if each.id == about), None)
    match move:
        case Move.DISCLOSE:
            return fact is not None and scene.mind.trust >= scene.gate(fact.trust)
        case Move.HINT:
            return fact is not None and fact.hint is not None and scene.mind.trust >= scene.gate(fact.hint.trust)
        case Move.PRESSURE:
            return event_of(scene.play, about) is not None and agrees(scene) is None
        case _:
            return True


def _presses(scene: Scene) -> Choice | None:
    """Carry out an event, after an answer to what was asked if it knows one."""
    if scene.reading.asked and scene.before.last_move != Move.ANSWER:
        return None
    event = due_event(scene.play, scene.mind, scene.acts)
    return Choice(Move.PRESSURE, "its moment has come", event.id) if event else None


def _presses_on(scene: Scene) -> Choice | None:
    """Carry out an event in a silence; one that is itself a silence waits for the trainee's next turn."""
    event = due_event(scene.play, scene.mind)
    if event is None or event.kind is PressureKind.SILENCE:
        return None
    return Choice(Move.PRESSURE, "its moment has come, and nobody spoke", event.id)


def _interrupts(scene: Scene) -> Choice:
    event = due_event(scene.play, scene.mind, scene.acts)
    if event is not None and event.kind is PressureKind.INTERRUPT and is_free(scene):
        return Choice(Move.PRESSURE, "the trainee talked too long, and its moment has come", event.id)
    return Choice(Move.INTERRUPT, "the trainee talked too long")


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
    if is_content(scene):
        return Choice(Move.OBJECT, "one more thing stands before a yes", objection.id)
    return None


def _waits(scene: Scene) -> Choice | None:
    is_stalling = Act.FILLER in scene.acts and scene.acts <= _STALLING
    return Choice(Move.WAIT, "the trainee asked for a moment") if is_stalling else None


def _asks_at_once(scene: Scene) -> Choice | None:
    return _asks(scene) if scene.acts & _GIVING else None


def _softens(scene: Scene) -> Choice | None:
    relief = scene.before.tension - scene.mind.tension
    is_asked = scene.reading.asking is Asked.MATTER
    if is_asked or scene.stance is Stance.CLOSED or relief < RELIEVED or scene.before.last_move == Move.SOFTEN:
        return None
    return Choice(Move.SOFTEN, f"tension fell by {relief}")


def _wants_to_be_heard(scene: Scene) -> Choice | None:
    """Say that promises are not all, where everything is promised and too little was taken in for a yes."""
    is_listening = not scene.acts.isdisjoint(_LISTENING)
    wants_it = scene.missing_term() is not None or is_unheard(scene.mind)
    if scene.unspoken_term() is not None or is_listening or not wants_it or scene.before.last_move == Move.UNHEARD:
        return None
    choice = Choice(Move.UNHEARD, "everything is promised, and too little was taken in")
    return choice if times_said(scene, Move.UNHEARD) < MOST_UNHEARD else None


def _asks(scene: Scene) -> Choice | None:
    term = scene.unspoken_term()
    if term is None or (scene.stance is Stance.CLOSED and not scene.mind.acknowledged):
        return None
    choice = Choice(Move.ASK, f"'{term.id}' is not promised yet", term.id)
    return choice if is_unsaid(scene, choice) else None


def _asks_after_resisting(scene: Scene) -> Choice | None:
    """Say what is still missing rather than resist twice running."""
    return _asks(scene) if scene.before.last_move == Move.RESIST else None


def _raises_freely(scene: Scene) -> Choice | None:
    objection = scene.next_objection()
    if objection is None or objection.acts or scene.before.last_move == Move.OBJECT:
        return None
    return Choice(Move.OBJECT, "nothing else was called for", objection.id)


def _insists(scene: Scene) -> Choice | None:
    """Come back in other words to an objection that nothing was said to, where nothing else is asked for."""
    left = next((each for each in scene.mind.objected if each not in scene.mind.answered), None)
    if left is None or scene.missing_term() is not None or scene.before.last_move == Move.OBJECT:
        return None
    choice = Choice(Move.OBJECT, "it was raised, and nothing was said to it", left)
    return choice if is_unsaid(scene, choice) else None


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
    stops,
    has_had_enough,
    _provoked,
    _rebukes,
    _opens,
    _closes,
    leaves,
    _repeats,
    _mishears,
    _comes_back,
    agrees,
    parts,
    tells_more,
    _presses,
    discloses,
    _answers,
    hints,
    _objects,
    _tells,
    _waits,
    _wants_to_be_heard,
    _asks_at_once,
    _softens,
    _asks_after_resisting,
    _replies,
    _asks,
    _insists,
    _raises_freely,
    _vents,
    _resists,
)
"""In this order; the first that chooses is the move."""
