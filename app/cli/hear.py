"""`readyroom personas hear`: what the customer would take some words for."""

from typing import Annotated

import typer

from app.cli.chat import found_in
from app.cli.telling import quiet


def hear(
    persona: Annotated[
        str, typer.Argument(help="PERSONA or FILE.yaml; /SCENARIO after it for another than the first.")
    ],
    words: Annotated[list[str], typer.Argument(help="What a trainee might say; each in quotation marks.")],
    after: Annotated[str, typer.Option(help="What the customer said just before.")] = "",
) -> None:
    """Tell which acts words are taken for, which terms they promise and what they are about."""
    from app.content.staging import staged
    from app.customer.acts import read_turn
    from app.customer.typed_call import lone_turn

    quiet()
    library, name = found_in(persona)
    who, scenario = library.find(name)
    for text in words:
        reading = read_turn(staged(who, scenario), library.language_of(who), lone_turn(text), after)
        acts = ", ".join(reading.acts) or ("nothing: asked again, most likely" if reading.fits_nothing else "nothing")
        print(f"{text}\n  heard as: {acts}")  # noqa: T201 - its result
        for label, ids in (("promises", reading.terms), ("asks for", reading.asked), ("is about", reading.about)):
            if ids:
                print(f"  {label}: {', '.join(ids)}")  # noqa: T201 - its result
