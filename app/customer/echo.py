"""Taking up a number or a day that the trainee just named: "Friday? You said that last week."."""

from app.content.vocabulary import Move
from app.customer.patterns import holds
from app.customer.play import chance
from app.customer.scene import Choice, Scene

TAKEN_UP = 40
"""Percent of the turns that name a number or a day in which the customer says it back before its line."""
MOST_TAKEN_UP = 2
"""Times in one call; more would be a habit."""
MOST_WORDS = 4
"""Longest thing said back, in words."""

_DOUBTING = frozenset({Move.RESIST, Move.OBJECT})
_GOING_ON = frozenset({Move.ASK, Move.SOFTEN, Move.ACCEPT})


def taken_up(scene: Scene, choice: Choice, line: str) -> str:
    """Return what of the trainee's words the customer says back before this line; empty: nothing."""
    if choice.is_resumed or choice.move not in _DOUBTING | _GOING_ON or len(scene.mind.echoed) >= MOST_TAKEN_UP:
        return ""
    named = [words for slot, words in scene.reading.said if slot != "said_time" or choice.move in _GOING_ON]
    said = next((words for words in named if _may_be_said(scene, words, line)), "")
    return said if said and chance(scene.play, scene.mind.turn, "echo", TAKEN_UP) else ""


def echoed(choice: Choice, said: str) -> str:
    """Return it as a sentence: a doubt before what speaks against it, else a plain one."""
    mark = "?" if choice.move in _DOUBTING else "."
    return f"{said[0].upper()}{said[1:]}{mark}"


def _may_be_said(scene: Scene, said: str, line: str) -> bool:
    """Say whether it is short, new, not in the line anyway, and gives nothing away that is still hidden."""
    words = said.split()
    is_short = len(words) <= MOST_WORDS and len(words) + len(line.split()) <= scene.persona.speech.longest
    is_new = said not in scene.mind.echoed and said.lower() not in line.lower()
    hidden = [fact for fact in scene.persona.facts if fact.gives_away and fact.id not in scene.mind.disclosed]
    return is_short and is_new and not any(holds(fact.gives_away, said.lower()) for fact in hidden)
