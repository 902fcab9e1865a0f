"""The page about the protocol says what the code does."""

from pathlib import Path
from typing import get_args

from app.transports.close_codes import CloseCode
from app.transports.messages import ClientMessage, ServerMessage
from docs.protocol_page import MEANINGS, protocol_page


def test_the_page_about_the_protocol_is_up_to_date() -> None:
    page = Path(__file__).parents[1] / "docs" / "PROTOCOL.md"
    assert page.read_text(encoding="utf-8") == protocol_page(), "run `make docs`"


def test_every_message_and_every_key_of_one_is_explained() -> None:
    for model in (*get_args(ClientMessage), *get_args(ServerMessage)):
        assert model.__doc__
        for name, field in model.model_fields.items():
            assert field.description or name == "type", f"{model.__name__}.{name}"


def test_every_close_code_says_what_to_do() -> None:
    assert set(MEANINGS) == set(CloseCode)
