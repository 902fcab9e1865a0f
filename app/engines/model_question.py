"""Does a model answer? Asked with one short question that holds nobody's words, and seen from how it served."""

from contextlib import aclosing
from typing import Protocol, runtime_checkable

from app.engines.language import LanguageModel, Message, ModelError, ModelFailure, Prompt, Speaker
from app.engines.model_counts import ServerHealth

QUESTION = Prompt((Message(Speaker.USER, "Answer with the word yes."),), most_tokens=8, temperature=0.0)


@runtime_checkable
class TellsHealth(Protocol):
    """A model that knows how its servers have served."""

    def health(self) -> tuple[ServerHealth, ...]:
        """Return it, one for each server."""
        ...


async def answers(model: LanguageModel) -> ModelFailure | None:
    """Ask, within the model's own time-outs; return in which way it failed, `None` if it answered."""
    try:
        async with aclosing(model.words(QUESTION)) as pieces:
            async for _ in pieces:
                pass
    except ModelError as error:
        return error.failure
    return None


def is_answering(model: LanguageModel, *, asked_in_vain: bool) -> bool:
    """Say whether a model answers, as far as is known; `asked_in_vain`: at the start it did not."""
    if not isinstance(model, TellsHealth):
        return not asked_in_vain
    servers = model.health()
    has_answered = any(each.counts.answered for each in servers)
    return any(not each.is_resting for each in servers) and (has_answered or not asked_in_vain)
