"""Taking up a number or a day that the trainee just named: "Friday? You said that last week."."""

from app.content.vocabulary import Move
from app.customer.patterns import holds
from app.customer.play import chance
from app.customer.scene import Choice, Scene

TAKEN_UP = 60
"""Percent of the turns that name a number or a day in which the customer says it back before its line."""
MOST_TAKEN_UP = 2
"""Times in one call; more would be a habit."""
MOST_WORDS = 4
"""Longest thing said back, in words."""

_SLOTS = {
    Move.RESIST: "said_amount", Move.ASK: "said_time", Move.SOFTEN: "said_time", Move.ACCEPT: "said_time",
}  # fmt: skip
"""What is said back before each move: a sum in doubt, a time in agreement or before it asks for the next promise."""


def taken_up(scene: Scene, choice: Choice, line: str) -> str:
    """Return what of the trainee's words the customer says back before this line; empty: nothing."""
    said = dict(scene.reading.said).get(_SLOTS.get(choice.move, ""), "")
    goes_on = not choice.about or (choice.move is Move.ASK and bool(scene.reading.terms))
    is_due = goes_on and not choice.is_resumed and len(scene.mind.echoed) < MOST_TAKEN_UP
    if not said or not is_due or not _may_be_said(scene, said, line):
        return ""
    return said if chance(scene.play, scene.mind.turn, "echo", TAKEN_UP) else ""


def echoed(choice: Choice, said: str) -> str:
    """Return it as a sentence: a doubt before what speaks against it, else a plain one."""
    mark = "?" if choice.move is Move.RESIST else "."
    return f"{said[0].upper()}{said[1:]}{mark}"


def _may_be_said(scene: Scene, said: str, line: str) -> bool:
    """Say whether it is short, new, not in the line anyway, and gives nothing away that is still hidden."""
    words = said.split()
    is_short = len(words) <= MOST_WORDS and len(words) + len(line.split()) <= scene.persona.speech.longest
    is_new = said not in scene.mind.echoed and said.lower() not in line.lower()
    hidden = [fact for fact in scene.persona.facts if fact.gives_away and fact.id not in scene.mind.disclosed]
    return is_short and is_new and not any(holds(fact.gives_away, said.lower()) for fact in hidden)
