"""A few words that put a question aside before a line about something else: "Couldn't tell you. My fitter's come out
twice for nothing." Whoever asks is heard, even where the customer has no answer, or other business."""

from app.content.pressure_values import PressureKind
from app.content.vocabulary import Act, Move
from app.customer.pressure import event_of
from app.customer.questions import Asked
from app.customer.scene import Choice, Scene
from app.customer.wording import times_said, unsaid_of

MOST_DEFLECTED = 2
"""Times in one call; who puts aside every question sounds as though nobody were there."""
_CONSENTING = frozenset({Move.ASK, Move.VENT, Move.SOFTEN, Move.GOODBYE})
"""Moves before which leave may be given; before an objection it would be a yes and a no in one breath."""
_DEFLECTING = frozenset({Move.ASK, Move.VENT, Move.RESIST, Move.OBJECT, Move.UNHEARD, Move.PRESSURE})
"""Moves with which a customer goes over a question to its own business."""


def led_in(scene: Scene, choice: Choice, line: str) -> tuple[tuple[str, ...], str]:
    """Return the key of the words used and the line behind them; no key, and the line alone, where none are due."""
    move = None if _is_answer(scene, choice) else _lead_in(scene, choice)
    found = unsaid_of(scene, move) if move else None
    if found is None:
        return (), line
    key, words = found
    is_short = len(words.split()) + len(line.split()) <= scene.persona.speech.longest
    return ((key,), f"{words} {line}") if is_short else ((), line)


def _lead_in(scene: Scene, choice: Choice) -> Move | None:
    if scene.reading.asking is Asked.LEAVE and choice.move in _CONSENTING:
        return Move.CONSENT
    event = event_of(scene.play, choice.about) if choice.move is Move.PRESSURE else None
    is_abrupt = event is not None and event.kind is not PressureKind.TIME_LIMIT
    is_asked = scene.reading.asking is not Asked.NOTHING
    is_due = is_asked and not is_abrupt and times_said(scene, Move.DEFLECT) < MOST_DEFLECTED
    return Move.DEFLECT if is_due and choice.move in _DEFLECTING else None


def _is_answer(scene: Scene, choice: Choice) -> bool:
    """Say whether the line answers something of the turn anyway, or comes back to what was cut off."""
    is_told = choice.move is Move.VENT and Act.OPEN_QUESTION in scene.acts
    return choice.is_resumed or is_told or (choice.move is Move.RESIST and bool(choice.about))
