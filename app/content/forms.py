"""What every part of a persona's form shares: strictness, and the kinds of texts, numbers and lists."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from app.content.vocabulary import Act

LETTERS = "a-zß-öø-ÿ"
"""Of a plain word, as a character class."""
_ID = r"^[a-z][a-z0-9_]{0,47}$"
_ID_OR_NONE = r"^([a-z][a-z0-9_]{0,47})?$"
_PATTERN = rf"^[{LETTERS}0-9*|+!. ]{{1,300}}$"
LOOKS: dict[str, str] = dict.fromkeys(
    (_ID, _ID_OR_NONE), "an id of at most 48 small letters, digits and `_`, a letter first, such as `field_service`"
) | {_PATTERN: "plain words, at most 300 characters: small letters, digits, spaces and `* | + ! .`, no punctuation"}
"""What a text must be, by the expression that it does not match."""
Id = Annotated[str, Field(pattern=_ID)]
IdOrNone = Annotated[str, Field(pattern=_ID_OR_NONE)]
"""Empty: none."""
Text = Annotated[str, Field(min_length=1, max_length=600)]
Line = Annotated[str, Field(min_length=1, max_length=240)]
Lines = Annotated[tuple[Line, ...], Field(min_length=3, max_length=40)]
OptionalLines = Annotated[tuple[Line, ...], Field(max_length=40)]
FourLines = Annotated[tuple[Line, ...], Field(min_length=4, max_length=40)]
Phrases = Annotated[tuple[Annotated[str, Field(min_length=1, max_length=60)], ...], Field(max_length=40)]
Pattern = Annotated[str, Field(pattern=_PATTERN)]
Points = Annotated[int, Field(ge=0, le=100, strict=True)]
Acts = Annotated[tuple[Act, ...], Field(max_length=len(Act))]
Seconds = Annotated[float, Field(ge=0, le=120)]


class Form(BaseModel):
    """A part of the file; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)
