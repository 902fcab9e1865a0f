"""Sentences about the size of the code."""

from pathlib import Path

APP = Path(__file__).parent.parent / "app"
LONGEST = 300


def test_no_file_of_the_product_is_longer_than_a_person_likes_to_read() -> None:
    files = [path for path in APP.rglob("*.py") if "migrations" not in path.parts]
    assert len(files) > 100
    too_long = {str(path.relative_to(APP)): lines for path in files if (lines := _lines(path)) > LONGEST}
    assert not too_long


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())
