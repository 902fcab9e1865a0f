"""The folder of personas while a server runs: a good edit is taken, a bad one is not, and nothing is read twice."""

import os
import shutil
from pathlib import Path

import pytest

from app.content.shelf import Shelf
from app.content.yaml_language import load_languages
from app.errors import ContentError
from tests.content.authors_file import FRESH, PROJECT


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Two personas and the languages that ship, in folders of the test's own."""
    shutil.copytree(PROJECT / "languages", tmp_path / "languages", ignore=shutil.ignore_patterns("trainees"))
    (tmp_path / "personas").mkdir()
    (tmp_path / "personas" / "dana.yaml").write_text(FRESH.replace("id: new_persona", "id: dana"), encoding="utf-8")
    (tmp_path / "personas" / "erin.yaml").write_text(FRESH.replace("id: new_persona", "id: erin"), encoding="utf-8")
    return Shelf(tmp_path / "personas", tmp_path / "languages")


def write(shelf: Shelf, name: str, old: str, new: str) -> None:
    """Edit a file as an editor does: a new file takes the old one's place."""
    path = shelf.personas / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    fresh = path.with_suffix(".new")
    fresh.write_text(text.replace(old, new, 1), encoding="utf-8")
    fresh.replace(path)


def name_of(shelf: Shelf, persona: str) -> str:
    return shelf.look().file_of(persona).persona.name


def test_a_good_edit_is_taken_at_the_next_look(shelf: Shelf) -> None:
    assert name_of(shelf, "dana") == "Dana Whitfield"
    write(shelf, "dana.yaml", "Dana Whitfield", "Dana Whitaker")
    assert name_of(shelf, "dana") == "Dana Whitaker"


def test_an_edit_of_the_same_size_is_seen(shelf: Shelf) -> None:
    shelf.look()
    path = shelf.personas / "dana.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Dana", "Dora"), encoding="utf-8")
    assert name_of(shelf, "dana") == "Dora Whitfield"


def test_an_edit_is_seen_although_its_time_is_put_back(shelf: Shelf) -> None:
    path = shelf.personas / "dana.yaml"
    shelf.look()
    before = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("Dana", "Dora"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert name_of(shelf, "dana") == "Dora Whitfield"


def test_a_bad_edit_is_told_and_the_last_good_version_stays(shelf: Shelf) -> None:
    good = shelf.look().file_of("dana")
    write(shelf, "dana.yaml", "trust: 35", "trust: plenty")
    library = shelf.look()
    assert library.file_of("dana") is good
    assert [(fault.file, fault.key) for fault in library.faults] == [("dana.yaml", "start.trust")]


def test_a_bad_edit_that_is_mended_serves_again(shelf: Shelf) -> None:
    shelf.look()
    write(shelf, "dana.yaml", "trust: 35", "trust: plenty")
    shelf.look()
    write(shelf, "dana.yaml", "trust: plenty", "trust: 36")
    library = shelf.look()
    assert library.file_of("dana").persona.start.trust == 36
    assert library.faults == ()


def test_a_file_that_was_never_good_is_told_and_hides_no_other(shelf: Shelf) -> None:
    (shelf.personas / "bad.yaml").write_text("schema: persona/v1\n", encoding="utf-8")
    library = shelf.look()
    assert [file.persona.id for file in library.files] == ["dana", "erin"]
    assert {fault.file for fault in library.faults} == {"bad.yaml"}


def test_a_file_that_is_gone_is_gone_and_a_new_one_is_there(shelf: Shelf) -> None:
    shelf.look()
    (shelf.personas / "dana.yaml").rename(shelf.personas / "dana.txt")
    assert [file.persona.id for file in shelf.look().files] == ["erin"]
    (shelf.personas / "dana.txt").rename(shelf.personas / "fay.yaml")
    assert [file.name for file in shelf.look().files] == ["erin.yaml", "fay.yaml"]


def test_nothing_is_read_while_nothing_changes(shelf: Shelf) -> None:
    first = shelf.look()
    assert shelf.look() is first


def test_only_the_file_that_changed_is_read_anew(shelf: Shelf) -> None:
    erin = shelf.look().file_of("erin")
    write(shelf, "dana.yaml", "Dana Whitfield", "Dana Whitaker")
    assert shelf.look().file_of("erin") is erin


def test_the_id_of_another_is_refused_and_the_first_stays(shelf: Shelf) -> None:
    shelf.look()
    write(shelf, "erin.yaml", "id: erin", "id: dana")
    library = shelf.look()
    assert [file.name for file in library.files] == ["dana.yaml"]
    assert "already the id in dana.yaml" in library.faults[0].sentence


def test_a_language_that_is_broken_leaves_its_last_good_version(shelf: Shelf) -> None:
    good = shelf.look().languages.find("en")
    assert good is not None
    english = shelf.languages / "en.yaml"
    english.write_text(english.read_text(encoding="utf-8").replace("schema:", "shema:", 1), encoding="utf-8")
    library = shelf.look()
    assert library.languages.find("en") is good
    assert "en.yaml" in {fault.file for fault in library.faults}
    assert [file.persona.id for file in library.files] == ["dana", "erin"]


def test_what_was_learned_of_a_language_is_read_anew_when_it_changes(shelf: Shelf) -> None:
    shelf.look()
    learned = shelf.languages / "weights" / "en.yaml"
    learned.write_text(learned.read_text("utf-8").replace("unit: ", "unit: 1"), "utf-8")
    before, after = load_languages(PROJECT / "languages").find("en"), shelf.look().languages.find("en")
    assert before is not None
    assert after is not None
    assert before.language.weights is not None
    assert after.language.weights is not None
    assert after.language.weights.unit > before.language.weights.unit


def test_a_persona_whose_language_went_is_not_played(shelf: Shelf) -> None:
    shelf.look()
    (shelf.languages / "en.yaml").rename(shelf.languages / "en.txt")
    library = shelf.look()
    assert {fault.key for fault in library.faults} == {"voice.language"}


def test_a_folder_that_is_gone_is_said(shelf: Shelf) -> None:
    shelf.look()
    shelf.personas.rename(shelf.personas.with_name("elsewhere"))
    with pytest.raises(ContentError, match="no folder"):
        shelf.look()
