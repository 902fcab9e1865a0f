"""The form of how a persona sounds and takes turns, and what is made of it."""

from typing import Annotated

from pydantic import Field

from app.content.forms import Form, Line, Seconds
from app.content.voice_values import Background, BackgroundSound, EspeakChoice, PiperChoice, Voice


class EspeakForm(Form):
    """How eSpeak NG speaks, the voice that is always there."""

    variant: Annotated[str, Field(pattern=r"^[A-Za-z0-9_+-]{1,32}$")] = "m1"
    """eSpeak NG's name of a timbre: m1 to m8, f1 to f5."""
    accent: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,32}$")] = "en-us"
    """eSpeak NG's name of an accent or a language: en-us, en-gb, en-gb-scotland, de."""
    pitch: Annotated[int, Field(ge=0, le=99, strict=True)] = 50
    """0 (low) to 99 (high)."""


class PiperForm(Form):
    """One voice of Piper's."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    """The voice's own name, such as en_US-libritts_r-medium."""
    speaker: Annotated[int, Field(ge=0, le=9999, strict=True)] | None = None
    """Which of the voice's speakers; leave it out for a voice that has one."""


class BackgroundForm(Form):
    """What is heard behind the persona for the whole call."""

    sound: BackgroundSound
    """office or street."""
    level: Annotated[float, Field(ge=-70, le=-30)] = -45.0
    """Loudness in dBFS: -60 is barely there, -35 is loud."""


class VoiceForm(Form):
    """How the persona sounds, engine by engine."""

    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    """Tag of the language it speaks; there must be a languages/xx.yaml for it."""
    espeak: EspeakForm = EspeakForm()
    """How eSpeak NG speaks for it."""
    piper: Annotated[tuple[PiperForm, ...], Field(max_length=8)] = ()
    """Piper's voices in order of preference; the first that is installed speaks."""
    pace: Annotated[float, Field(ge=0.7, le=1.5)] = 1.0
    """Speaking rate relative to the voice's ordinary one."""
    telephone: bool = False
    """true: heard as over a telephone line."""
    background: BackgroundForm | None = None
    """What is heard behind it; leave it out for silence."""


class MannersForm(Form):
    """The timing of its turns."""

    patience: Annotated[float, Field(ge=0.6, le=1.6)] = 1.0
    """Below 1 it jumps into pauses early, above 1 it waits."""
    min_hold: Annotated[float, Field(ge=0.1, le=1.0)] = 0.25
    """Shortest silence that may end the trainee's turn, in seconds."""
    max_hold: Annotated[float, Field(ge=0.5, le=6.0)] = 2.5
    """Silence that ends any turn, in seconds."""
    nudge_after: Annotated[float, Field(ge=2, le=60)] = 7.0
    """Silence until it speaks up, in seconds."""
    monologue_limit: Annotated[float, Field(ge=8, le=300)] = 30.0
    """Length of a turn at which it cuts in, in seconds."""
    pause_after: Annotated[float, Field(ge=0.05, le=1.0)] = 0.15
    """Speech over its own line until it pauses, in seconds."""
    yield_after: Annotated[float, Field(ge=0.2, le=5.0)] = 1.0
    """Speech over its own line until it gives way, in seconds."""
    deaf_start: Annotated[float, Field(ge=0, le=5)] = 0.0
    """First seconds in which only words interrupt it, not length."""
    reconnect_grace: Seconds = 20.0
    """How long it holds a dropped line, in seconds."""
    murmur_after: Annotated[float, Field(ge=2, le=120)] = 8.0
    """Length of a turn from which it listens aloud, in seconds."""
    murmurs: Annotated[tuple[Line, ...], Field(max_length=8)] = ("Mm-hm.", "Okay.")
    """How listening aloud sounds; [] for silence."""


def voice_of(form: VoiceForm) -> Voice:
    """Return the pure value of a checked form."""
    behind = form.background
    return Voice(
        language=form.language,
        espeak=EspeakChoice(**form.espeak.model_dump()),
        piper=tuple(PiperChoice(each.name, each.speaker) for each in form.piper),
        pace=form.pace,
        telephone=form.telephone,
        background=Background(behind.sound, behind.level) if behind else None,
    )
