"""`readyroom personas chat`: a call rehearsed by typing, with the customer's mind beside it."""

import secrets
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from app.cli.chat_screen import Screen
from app.cli.telling import quiet, settings_of
from app.content.vocabulary import Difficulty

if TYPE_CHECKING:
    from app.content.library import Library
    from app.customer.typed_call import Answer, TypedCall

TRIES = 20
"""Without a number of its own, a rehearsal is one of so many tries, by its seed: another one has other wordings."""
HELP = "Type what you would say. /wait: say nothing · /undo: take that back · /mind: all of its mind · /quit"


def chat(
    persona: Annotated[
        str, typer.Argument(help="PERSONA or FILE.yaml; /SCENARIO after it for another than the first.")
    ],
    difficulty: Annotated[Difficulty, typer.Option(help="How hard the customer is.")] = Difficulty.NORMAL,
    seed: Annotated[int | None, typer.Option(help="All chance in the call follows from it.", min=0)] = None,
    attempt: Annotated[int | None, typer.Option(help="Which try it is; each has other wordings.", min=1)] = None,
    hints: Annotated[bool, typer.Option("--hints", help="Tell what is missing, and what an expert would say.")] = False,
) -> None:
    """Rehearse a call by typing, or from a file piped in; its mind stands beside it. Nothing is kept."""
    from app.customer.customer import Play
    from app.customer.typed_call import TypedCall

    quiet()
    library, name = found_in(persona)
    who, scenario = library.find(name)
    chosen = secrets.randbelow(2**31) if seed is None else seed
    play = Play(who, scenario, difficulty, chosen, attempt or 1 + chosen % TRIES, library.language_of(who))
    console = Console(highlight=False)
    console.print(Text(f"{who.name}, {who.age}, {who.role}. {scenario.title}. {difficulty}, seed {chosen}.", "bold"))
    console.print(Text(scenario.brief.goal))
    console.print(Text(HELP, "dim"))
    _Chat(TypedCall(play), Screen(console), hints=hints).hold(_typed(console))


def found_in(persona: str) -> "tuple[Library, str]":
    """Return the library and the name in it of what was asked for, by id or by file."""
    from app.content.library import composed, load_library, read_persona_file
    from app.content.yaml_language import load_languages

    settings = settings_of()
    file, dot, rest = persona.partition(".yaml")
    if not dot:
        return load_library(settings.personas, settings.languages), persona
    languages = load_languages(settings.languages)
    read = read_persona_file(Path(f"{file}.yaml"), languages)
    return composed([read], languages), read.persona.id + rest


class _Chat:
    """One rehearsal: what is typed goes to the customer or is a command, and what came of it is shown."""

    def __init__(self, call: "TypedCall", screen: Screen, *, hints: bool) -> None:
        self._call = call
        self._screen = screen
        self._hints = hints
        self._taken: list[int] = []
        """1 for each line said, 0 for each silence."""
        self._commands: dict[str, Callable[[], None]] = {
            "/mind": lambda: screen.whole_mind(call.mind),
            "/undo": self._undo,
            "/wait": lambda: self._step(0, call.wait),
        }

    def hold(self, typed: Iterable[str]) -> None:
        """Hold the call until nothing more is typed."""
        self._screen.answers(self._call, self._call.open())
        for line in typed:
            if line == "/quit":
                return
            if line.startswith("/"):
                self._commands.get(line, lambda: self._screen.note(HELP))()
            elif line:
                self._step(1, partial(self._call.say, line))

    def _undo(self) -> None:
        is_back = self._call.undo()
        del self._taken[-1:]
        self._screen.note("Taken back." if is_back else "There is nothing to take back.")
        self._screen.bars(self._call.mind, self._call.mind)

    def _step(self, said: int, step: "Callable[[], list[Answer]]") -> None:
        if self._call.is_over:
            self._screen.note("Nobody is there any more. /undo takes your last line back.")
            return
        answers = step()
        self._taken.append(said)
        self._screen.answers(self._call, answers)
        if self._call.is_over:
            self._screen.note(f"The call is over after {self._call.clock:.0f} s of imagined time. /undo or /quit")
        elif self._hints:
            self._screen.hints(self._call, answers, sum(self._taken))


def _typed(console: Console) -> Iterator[str]:
    """Yield what is typed, line by line; from a file each line is shown as if it had been."""
    if not sys.stdin.isatty():
        for line in sys.stdin:
            console.print(Text(f"you> {line.strip()}"))
            yield line.strip()
        return
    while True:
        try:
            yield console.input("you> ").strip()
        except (EOFError, KeyboardInterrupt):
            return
