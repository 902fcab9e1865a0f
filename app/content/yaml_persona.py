"""From the bytes of a persona's file to a persona, or to everything that is wrong with it."""

from app.content.author_files import Kind
from app.content.faults import PersonaFaults
from app.content.persona_form import Form, PersonaForm, persona_of
from app.content.persona_lints import lints
from app.content.values import Persona

_KNOWN_KEYS = {field.alias or name for form in Form.__subclasses__() for name, field in form.model_fields.items()}
PERSONA = Kind(PersonaForm, lints, _KNOWN_KEYS, PersonaFaults)


def read_persona(file: str, raw: bytes) -> Persona:
    """Return the persona in these bytes; `file` is the name under which faults are reported.

    Raises `PersonaFaults` with every fault at once, in the order of their lines.
    """
    return persona_of(PERSONA.checked(file, raw))
