"""docs/PERSONAS.md leaves no field, act or move unexplained, and says what the code says."""

from app.content.forms import Form
from app.content.vocabulary import Act, Move, Stance
from docs.persona_page import persona_page
from tests.content.authors_file import PROJECT

TEXT = (PROJECT / "docs" / "PERSONAS.md").read_text(encoding="utf-8")


def test_the_page_is_what_the_code_draws() -> None:
    assert persona_page() == TEXT, "run `make docs`"


def test_every_field_is_explained() -> None:
    names = {field.alias or name for form in Form.__subclasses__() for name, field in form.model_fields.items()}
    assert [name for name in sorted(names) if f"`{name}`" not in TEXT] == []


def test_every_act_move_and_stance_is_named() -> None:
    words = [*Act, *Move, *Stance]
    assert [word for word in words if f"`{word}`" not in TEXT] == []


def test_nothing_is_left_to_be_drawn() -> None:
    assert "<!--" not in TEXT
