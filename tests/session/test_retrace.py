"""Whatever happens in a call and whoever words it, the customer's mind comes out again from what was recorded."""

import json
from random import Random

import pytest

from app.customer.trace import Step, happening_of, retraced
from app.engines.language import ModelError, ModelFailure
from app.engines.scripted import Answer, ScriptedLanguageModel
from app.session.ports import MindStep
from tests.session.practice import practise, ruth, scripted
from tests.session.restless import Restless, script
from tests.virtual_time import pass_time

ANSWERS: tuple[Answer, ...] = (
    "No, that is not good enough for me. I have been waiting for six weeks.",
    "I have heard that before. As an AI language model I cannot say more.",
    "Of course! How can I help you today?",
    "",
    ("And why should I believe you this time? ", lambda: pass_time(9.0)),
    (lambda: pass_time(9.0), "Too late."),
    ("So what happens now, then? I want ", ModelError("dropped", ModelFailure.DROPPED)),
    ModelError("limited", ModelFailure.LIMITED),
)


def as_recorded(step: MindStep) -> Step:
    """Return a step as it comes back from the store."""
    kept = json.loads(json.dumps({"values": dict(step.values), "detail": dict(step.detail)}))
    return Step(happening_of(kept["detail"]), kept["values"], step.move, step.reasons)


@pytest.mark.parametrize("drops", [False, True], ids=["on a good line", "on a line that drops"])
@pytest.mark.parametrize("seed", range(4))
async def test_a_call_worded_by_an_unreliable_model_is_derived_again_bit_for_bit(seed: int, drops: bool) -> None:
    chance = Random(seed)
    words = ScriptedLanguageModel([chance.choice(ANSWERS) for _ in range(200)])
    play = ruth(seed=seed)
    async with practise(play, scripted(script(chance), words=words), jitter=Random(seed)) as practice:
        await Restless(practice, chance, drops=drops).live(120.0)
    steps = practice.journal.minds
    assert len(steps) > 4
    assert {step.happening for step in steps} >= {"CallOpened", "TurnTaken"}
    assert retraced(play, map(as_recorded, steps)).difference is None
