"""docs/PERSONAS.md leaves no field, act or move unexplained."""

from pathlib import Path

from app.content.persona_form import Form
from app.content.vocabulary import Act, Move, Stance

TEXT = (Path(__file__).parents[2] / "docs" / "PERSONAS.md").read_text(encoding="utf-8")


def test_every_field_is_explained() -> None:
    names = {field.alias or name for form in Form.__subclasses__() for name, field in form.model_fields.items()}
    assert [name for name in sorted(names) if f"`{name}`" not in TEXT] == []


def test_every_act_move_and_stance_is_named() -> None:
    words = [*Act, *Move, *Stance]
    assert [word for word in words if f"`{word}`" not in TEXT] == []
