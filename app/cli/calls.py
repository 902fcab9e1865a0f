"""`readyroom calls`: look into the calls that a server keeps."""

import asyncio
import json as json_text
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.telling import quiet, settings_of

if TYPE_CHECKING:
    from app.practice.trace_call import CallTrace
    from app.practice.traced_steps import TracedStep
    from app.settings import Settings

calls = typer.Typer(help="Look into the calls that are kept.", no_args_is_help=True)


@calls.callback()
def _group() -> None:
    """Look into the calls that are kept."""


@calls.command()
def trace(
    call: Annotated[str, typer.Argument(help="The call's id.")],
    data: Annotated[Path | None, typer.Option(help="Folder of the server's data.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
) -> None:
    """Show why the customer did what it did, and derive it again from what happened; exit code 1 if that differs."""
    quiet()
    found = asyncio.run(_trace(settings_of(data=data), call))
    lines = [json_text.dumps(_as_json(found), ensure_ascii=False)] if json else _as_text(found)
    for line in lines:
        print(line)  # noqa: T201 - its result
    raise typer.Exit(0 if found.is_identical else 1)


async def _trace(settings: "Settings", call: str) -> "CallTrace":
    from app.practice.trace_call import trace_call
    from app.store import Store

    store = await Store.open(settings.data, settings.database_url)
    try:
        return await trace_call(store, call)
    finally:
        await store.close()


def _as_json(found: "CallTrace") -> dict[str, object]:
    from app.practice.traced_steps import traced_steps

    return {
        "call": found.record.call,
        "pins": found.record.pins.model_dump(mode="json"),
        "identical": found.is_identical,
        "obstacle": found.obstacle or None,
        "difference": asdict(found.difference) if found.difference else None,
        "steps": [asdict(step) for step in traced_steps(found)],
    }


def _as_text(found: "CallTrace") -> Iterator[str]:
    from app.practice.traced_steps import summary, traced_steps

    yield summary(found.record)
    for number, step in enumerate(traced_steps(found)):
        yield ""
        yield from _step_as_text(number, step)
    yield ""
    yield _verdict(found)


def _step_as_text(number: int, step: "TracedStep") -> Iterator[str]:
    at = "" if step.at is None else f" at {step.at:.1f} s"
    yield f"{number}. {step.happening}{at}" + (f", turn {step.turn}" if step.turn else "")
    if step.said:
        yield f"   “{step.said}”"
    if step.acts:
        yield f"   taken for: {', '.join(step.acts)}"
    if step.tags:
        yield f"   a model would say: {', '.join(step.tags)}"
    for name, was, now in step.changes:
        yield f"   {name} {was} -> {now}"
    for reason in step.reasons:
        yield f"   - {reason}"
    if step.move:
        words = " (worded by a model)" if step.worded_by == "model" else ""
        yield f"   => {step.move}{' ' + step.about if step.about else ''}{words}{': ' + step.line if step.line else ''}"
    if step.refused:
        yield f"   the model's words were refused: {', '.join(step.refused)}"


def _verdict(found: "CallTrace") -> str:
    if found.obstacle:
        return f"not re-derived: {found.obstacle}"
    if found.difference is None:
        return "re-derived: identical"
    parted = found.difference
    where = f"re-derived: differs at step {parted.step} in {parted.what}"
    return f"{where}: {parted.recorded!r} was recorded, {parted.derived!r} came out"
