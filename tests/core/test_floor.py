"""The table of legal moves, and the page that is drawn from it."""

import itertools

import pytest

from app.core.floor import LEGAL_MOVES, Floor, IllegalMoveError, check_move
from docs.drawings import FLOOR_PAGE, floor_page


@pytest.mark.parametrize(("origin", "target"), list(itertools.product(Floor, Floor)))
def test_only_what_is_in_the_table_moves_the_floor(origin: Floor, target: Floor) -> None:
    if (origin, target) in LEGAL_MOVES:
        check_move(origin, target)
    else:
        with pytest.raises(IllegalMoveError):
            check_move(origin, target)


def test_nothing_leads_out_of_closed_and_everything_leads_into_it() -> None:
    assert not [move for move in LEGAL_MOVES if move[0] is Floor.CLOSED]
    assert {origin for origin, target in LEGAL_MOVES if target is Floor.CLOSED} == set(Floor) - {Floor.CLOSED}


def test_the_page_in_docs_is_up_to_date() -> None:
    assert FLOOR_PAGE.read_text(encoding="utf-8") == floor_page(), "run: make docs"


def test_every_move_is_on_the_page() -> None:
    page = floor_page()
    assert all(f"| `{origin}` | `{target}` | {why} |" in page for (origin, target), why in LEGAL_MOVES.items())
