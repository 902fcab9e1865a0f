"""From the bytes of a persona's file to a persona, or to everything that is wrong with it."""

from app.content.faults import Fault, PersonaFaults
from app.content.form_faults import located, validated
from app.content.persona_form import Form, PersonaForm, persona_of
from app.content.persona_lints import lints
from app.content.strict_yaml import read_yaml
from app.content.values import Persona

_KNOWN_KEYS = {field.alias or name for form in Form.__subclasses__() for name, field in form.model_fields.items()}


def read_persona(file: str, raw: bytes) -> Persona:
    """Return the persona in these bytes; `file` is the name under which faults are reported.

    Raises `PersonaFaults` with every fault at once, in the order of their lines.
    """
    document = read_yaml(raw)
    if document.data is None:
        raise PersonaFaults(located(file, document, []) or (Fault(file, 1, "", "the file is empty"),))
    form, found = validated(PersonaForm, document, _KNOWN_KEYS)
    faults = located(file, document, [*found, *lints(document.data)])
    if faults or form is None:
        raise PersonaFaults(faults)
    return persona_of(form)
