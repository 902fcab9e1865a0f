"""A call needs a recogniser that hears the persona's language and a voice that speaks it; else it is not begun."""

from app.content.language_values import Language
from app.content.values import Persona
from app.engines.catalogue import Engines
from app.errors import ContentError


class LanguageNotHeardError(ContentError):
    """The recogniser does not know the persona's language."""

    code = "language-not-heard"


class LanguageNotSpokenError(ContentError):
    """The voice does not know the persona's language."""

    code = "language-not-spoken"


def refuse_foreign_language(persona: Persona, language: Language, engines: Engines) -> None:
    """Raise `LanguageNotHeardError` or `LanguageNotSpokenError` if no call can be held in the persona's language."""
    tag, name = persona.voice.language, language.name
    if not engines.recogniser.hears(tag):
        raise LanguageNotHeardError(
            f"{persona.name} speaks {name}, and the recogniser of this server ({engines.recogniser.name}) does not "
            "know that language. A faster-whisper model of many languages may: `readyroom models list` names them. "
            f"Meanwhile the persona can be rehearsed by typing: `readyroom personas chat {persona.id}`."
        )
    if not engines.voice.speaks(tag):
        raise LanguageNotSpokenError(
            f"{persona.name} speaks {name}, and the voice of this server ({engines.voice.name}) does not know that "
            "language. A Piper voice of that language does: `readyroom models list` names them. "
            f"Meanwhile the persona can be rehearsed by typing: `readyroom personas chat {persona.id}`."
        )
