"""Looks a whole installation over: what works, what does not, what would be better, and what to do about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.engines.catalogue import Engines, describe
from app.engines.model_question import answers
from app.practice.start_parts import MODELS, Parts, PartState


class Verdict(StrEnum):
    """How something is."""

    GOOD = "good"
    COULD_BE_BETTER = "could be better"
    BROKEN = "broken"
    """It does not work; the exit code says so."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    about: str
    verdict: Verdict
    sentence: str
    """How it is, for whoever practises: no command, no path, no address."""
    advice: str | None = None
    """What would be better, in the same way."""
    command: str | None = None
    """What the operator does about it; for the operator alone."""


def findings_of_parts(engines: Engines, parts: Parts) -> tuple[Finding, ...]:
    """Return what there is to say of each part as it is now."""
    return tuple(_findings_of_parts(engines, parts))


def _findings_of_parts(engines: Engines, parts: Parts) -> Iterator[Finding]:
    for part in describe(engines):
        state = parts.state(part.role)
        sent = " The words of a call are sent there as text; sound is not." if part.is_elsewhere else ""
        runs = f"{part.name}, {part.runs}" if part.role in MODELS and part.runs[0].islower() else part.runs
        if state is PartState.FAILED:
            yield Finding(part.role, Verdict.BROKEN, f"{runs}. It cannot be used.", None, part.command)
        elif state is PartState.NOT_ANSWERING:
            sentence = f"{runs}. It does not answer at the moment; calls go on without it."
            yield Finding(part.role, Verdict.COULD_BE_BETTER, sentence + sent)
        else:
            starting = " It is starting." if state is PartState.STARTING else ""
            verdict = Verdict.COULD_BE_BETTER if part.better else Verdict.GOOD
            yield Finding(part.role, verdict, f"{runs}.{starting}{sent}", part.better, part.command)


async def try_parts(engines: Engines) -> tuple[Finding, ...]:
    """Start every part, ask every model, and let go of them again; seconds. Nothing may be using them."""
    parts = Parts()
    try:
        await parts.start(engines)
        found = list(findings_of_parts(engines, parts))
        for index, finding in enumerate(found):
            if finding.verdict is Verdict.BROKEN and parts.failures.get(finding.about):
                reason = str(parts.failures[finding.about])
                found[index] = Finding(finding.about, Verdict.BROKEN, finding.sentence, reason, finding.command)
            elif finding.about in MODELS and parts.state(finding.about) is PartState.NOT_ANSWERING:
                found[index] = await _silent(finding, engines)
        return tuple(found)
    finally:
        await _let_go(engines)


async def _silent(finding: Finding, engines: Engines) -> Finding:
    """Return the finding on a model that gave no answer, after asking once more: the first time it may have loaded."""
    model = engines.words if finding.about == MODELS[0] else engines.judge
    assert model is not None, "what is silent is there"
    failure = await answers(model)
    if failure is None:
        sentence = "It answers, but the first answer was late: the server loads the model when it is first asked."
        return Finding(finding.about, Verdict.COULD_BE_BETTER, sentence)
    setting = "MODEL" if finding.about == MODELS[0] else "JUDGE"
    return Finding(
        finding.about,
        Verdict.BROKEN,
        finding.sentence,
        f"{model.name}: {failure.value.replace('_', ' ')}.",
        f"Look whether the server runs, and at READYROOM_{setting}_URL, _NAME and _KEY",
    )


async def _let_go(engines: Engines) -> None:
    await engines.recogniser.close()
    await engines.voice.close()
    for model in (engines.words, engines.judge):
        if model is not None:
            await model.close()
