"""A folder of personas: found by name, pinned by hash, and never hidden by a broken neighbour."""

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from app.content.library import UnknownPersonaError, load_library
from app.errors import ContentError

SHIPPED = Path(__file__).parents[2] / "personas"
LANGUAGES = Path(__file__).parents[2] / "languages"


def test_a_persona_is_found_with_its_first_scenario() -> None:
    persona, scenario = load_library(SHIPPED, LANGUAGES).find("ruth_billing")
    assert (persona.name, scenario.id) == ("Ruth Okafor", "charged_twice")


def test_a_scenario_is_found_by_its_name() -> None:
    persona, scenario = load_library(SHIPPED, LANGUAGES).find("martin_price/you_call_back")
    assert (persona.id, scenario.id) == ("martin_price", "you_call_back")


@pytest.mark.parametrize("name", ["nobody", "ruth_billing/nowhere", "", "../etc/passwd"])
def test_an_unknown_name_is_answered_with_the_possible_ones(name: str) -> None:
    with pytest.raises(UnknownPersonaError) as caught:
        load_library(SHIPPED, LANGUAGES).find(name)
    assert "martin_price/you_call_back" in str(caught.value)
    assert "ruth_billing/charged_twice" in str(caught.value)


def test_text_and_hash_pin_the_file(tmp_path: Path) -> None:
    shutil.copy(SHIPPED / "ruth_billing.yaml", tmp_path)
    file = load_library(tmp_path, LANGUAGES).file_of("ruth_billing")
    raw = (SHIPPED / "ruth_billing.yaml").read_bytes()
    assert file.text == raw.decode()
    assert file.sha256 == sha256(raw).hexdigest()


def test_a_broken_file_is_listed_and_hides_no_good_one(tmp_path: Path) -> None:
    shutil.copy(SHIPPED / "ruth_billing.yaml", tmp_path)
    (tmp_path / "broken.yaml").write_text("schema: persona/v1\nid: [\n")
    library = load_library(tmp_path, LANGUAGES)
    assert library.names == ("ruth_billing/charged_twice", "ruth_billing/back_from_hold")
    assert {fault.file for fault in library.faults} == {"broken.yaml"}
    with pytest.raises(UnknownPersonaError, match=r"broken\.yaml:"):
        library.find("broken")


def test_two_files_with_one_id_are_not_both_taken(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        shutil.copy(SHIPPED / "ruth_billing.yaml", tmp_path / name)
    library = load_library(tmp_path, LANGUAGES)
    assert [file.name for file in library.files] == ["a.yaml"]
    assert "already the id in a.yaml" in str(library.faults[0])


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no folder"):
        load_library(tmp_path / "nowhere", LANGUAGES)
