"""From the customer's instructions to what a model is asked."""

from collections.abc import Sequence
from dataclasses import replace

from app.core.transcript import Side
from app.customer.customer import Decision
from app.customer.instructions import instructions
from app.customer.play import Play, hashed
from app.engines.language import Message, Prompt, Speaker

Told = Sequence[tuple[Side, str]]

TOKENS_PER_WORD, TOKENS_BESIDE = 2, 24
"""Room for a line in tokens: English has about 1.3 to a word, German about 1.8; then quotation marks and the like."""
GO_ON = (
    "[You have said the words above already. Go on from exactly there and finish that line in other words than last "
    "time; do not begin it again. Only what is spoken.]"
)

_SPEAKERS = {Side.TRAINEE: Speaker.USER, Side.CUSTOMER: Speaker.ASSISTANT}


def line_prompt(play: Play, decision: Decision, told: Told) -> Prompt:
    """Return what to ask for the line of a decision; the same call always asks the same."""
    given = instructions(play, decision, told)
    said = (Message(_SPEAKERS[side], text) for side, text in given.told)
    return Prompt(
        messages=(Message(Speaker.SYSTEM, given.system), *said),
        most_tokens=given.most_words * TOKENS_PER_WORD + TOKENS_BESIDE,
        seed=hashed(play.seed, play.attempt, decision.mind.line, "words") % 2**31,
    )


def rest_prompt(prompt: Prompt, so_far: str) -> Prompt:
    """Return what to ask for the rest of a line of which this much was let through."""
    messages = (*prompt.messages, Message(Speaker.ASSISTANT, so_far), Message(Speaker.USER, GO_ON))
    return replace(prompt, messages=messages, seed=None if prompt.seed is None else (prompt.seed + 1) % 2**31)
