"""The form of a language's file (`language/v1`): which keys there are, what each may hold, and what is made of them."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from app.content import language_values as values
from app.content.forms import LETTERS
from app.content.guard_values import GuardWords
from app.content.language_weights import WeightsForm, weights_of
from app.content.vocabulary import Act

SET = re.compile(r"\{([a-z_]+)\}")


def _on_one_line(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


def _apart(value: object) -> object:
    return value.split() if isinstance(value, str) else value


Words = Annotated[
    str,
    BeforeValidator(_on_one_line),
    Field(pattern=rf"^[{LETTERS}0-9*|+!~.^$/?{{}}_ ]*$", min_length=1, max_length=14000),
]
"""A word pattern, with `{name}` for a set of this file."""
Group = Annotated[
    str,
    BeforeValidator(_on_one_line),
    Field(pattern=rf"^[{LETTERS}0-9*|.^$/?{{}}_ ]*$", min_length=1, max_length=14000),
]
"""A word pattern of a single group."""
Word = Annotated[str, Field(pattern=rf"^[{LETTERS}0-9]+( [{LETTERS}0-9]+)*$", max_length=40)]
Stem = Annotated[str, Field(pattern=rf"^[{LETTERS}0-9]+\*?$", max_length=40)]
Short = Annotated[str, Field(pattern=rf"^[{LETTERS}' ]+$", max_length=40)]
Many = Annotated[tuple[Words, ...], Field(min_length=1)]
Sayings = Annotated[
    tuple[Annotated[str, Field(pattern=r"^[^A-Z\n]{1,60}$")], ...], BeforeValidator(_apart), Field(min_length=1)
]
"""A list in lower case, of any language; or a text of single words."""
Line = Annotated[str, Field(min_length=1, max_length=240)]


class LanguagePart(BaseModel):
    """A part of the file; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PartsForm(LanguagePart):
    you: Group
    lead_in: Group
    offer: Words
    promise: Words
    deed: Group
    done: Words
    pleasantry: Group
    when: Words
    felt: Words
    weighed: Words
    regret: Words
    discount: Words
    condition: Words
    value: Words
    need: Words
    plain_answer: Words
    farewell: Words
    echo: Words
    own: Words
    theirs: Words
    contrast: Words


class QuestionsForm(LanguagePart):
    open: Group
    inviting: Group
    closed: Group
    not_open: Group
    serving: Group
    tag: Group
    pointing: Group
    choice: Group
    further: Group
    requests: Group
    leave: Group


class FiguresForm(LanguagePart):
    numbers: Annotated[tuple[Word, ...], Field(min_length=10)]
    joints: tuple[Word, ...] = ()
    units: Annotated[tuple[Word, ...], Field(min_length=1)]
    times: Group
    denied: Group
    capitals: tuple[Word, ...] = ()
    spellings: dict[Word, Short] = Field(default_factory=dict)


class GuardForm(LanguagePart):
    offers_help: Many
    thanks: Many
    praises: Many
    breaks_role: Many
    names_itself_a_machine: Many
    gives_in: Many
    conditions: Group
    hangs_up: Many
    directions: Group
    labels: Sayings
    foreign: Sayings
    common: Sayings = ()
    script: Annotated[str, Field(pattern=r"^[A-Z]{2,40}$")] = "LATIN"
    letters: Annotated[str, Field(max_length=60)] = ""


class StopForm(LanguagePart):
    words: Words
    lines: Annotated[tuple[Line, ...], Field(min_length=1, max_length=20)]


class LanguageForm(LanguagePart):
    """A whole file."""

    schema_: Annotated[Literal["language/v1"], Field(alias="schema")]
    id: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    name: Annotated[str, Field(min_length=1, max_length=40)]
    contractions: dict[Short, Short] = Field(default_factory=dict)
    sets: dict[Annotated[str, Field(pattern=r"^[a-z_]+$")], Annotated[tuple[Stem, ...], Field(min_length=1)]] = Field(
        default_factory=dict
    )
    acts: dict[Act, Annotated[tuple[Words, ...], Field(min_length=1)]]
    parts: PartsForm
    questions: QuestionsForm
    figures: FiguresForm
    titles: tuple[Word, ...] = ()
    splits: Group
    fillers: Annotated[tuple[Word, ...], Field(min_length=1)]
    synonyms: dict[Word, Annotated[tuple[Word, ...], Field(min_length=1)]] = Field(default_factory=dict)
    stop: StopForm
    stop_words: Annotated[tuple[Word, ...], Field(min_length=20)]
    guard: GuardForm
    weights: WeightsForm | None = None


def language_of(form: LanguageForm) -> values.Language:
    """Return the pure value of a checked form, its sets written out."""
    sets = {name: "/".join(words) for name, words in form.sets.items()}
    return values.Language(
        id=form.id,
        name=form.name,
        contractions=tuple(form.contractions.items()),
        acts=tuple(values.ActWords(act, tuple(_out(each, sets) for each in words)) for act, words in form.acts.items()),
        parts=values.Parts(**{name: _out(words, sets) for name, words in form.parts.model_dump().items()}),
        questions=values.Questions(**{name: _out(words, sets) for name, words in form.questions.model_dump().items()}),
        figures=_figures(form.figures, sets),
        titles=form.titles,
        splits=_out(form.splits, sets),
        fillers=form.fillers,
        synonyms=tuple(values.Synonym(word, others) for word, others in form.synonyms.items()),
        stop=_out(form.stop.words, sets),
        stopped=form.stop.lines,
        stop_words=form.stop_words,
        guard=_guard(form.guard, sets),
        weights=weights_of(form.weights),
    )


def _figures(form: FiguresForm, sets: Mapping[str, str]) -> values.Figures:
    spellings = tuple(form.spellings.items())
    return values.Figures(**(form.model_dump() | {"times": _out(form.times, sets), "spellings": spellings}))


def _guard(form: GuardForm, sets: Mapping[str, str]) -> GuardWords:
    return GuardWords(
        offers_help=_all_out(form.offers_help, sets),
        thanks=_all_out(form.thanks, sets),
        praises=_all_out(form.praises, sets),
        breaks_role=_all_out(form.breaks_role, sets),
        names_itself_a_machine=_all_out(form.names_itself_a_machine, sets),
        gives_in=_all_out(form.gives_in, sets),
        conditions=_out(form.conditions, sets),
        hangs_up=_all_out(form.hangs_up, sets),
        directions=_out(form.directions, sets),
        labels=form.labels,
        foreign=form.foreign,
        common=form.common,
        script=form.script,
        letters=form.letters,
    )


def _all_out(patterns: tuple[str, ...], sets: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(_out(pattern, sets) for pattern in patterns)


def _out(pattern: str, sets: Mapping[str, str]) -> str:
    return SET.sub(lambda name: sets.get(name.group(1), ""), pattern)
