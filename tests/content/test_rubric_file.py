"""Sentences about rubric files."""

from pathlib import Path

import pytest

from app.content.faults import RubricFaults
from app.content.rubric_form import RubricPart
from app.content.rubric_values import CheckedCriterion, Measure, MeasuredCriterion, Rule
from app.content.yaml_rubric import load_rubrics, read_rubric
from app.errors import ContentError

ROOT = Path(__file__).parents[2]
SHIPPED = (ROOT / "rubrics" / "objection_handling.yaml").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "RUBRICS.md").read_text(encoding="utf-8")


def faults(text: str) -> list[str]:
    """What is said of a file."""
    with pytest.raises(RubricFaults) as broken:
        read_rubric("mine.yaml", text.encode())
    return [str(fault) for fault in broken.value.faults]


def changed(old: str, new: str) -> list[str]:
    """What is said of the shipped rubric when one thing in it is changed."""
    assert SHIPPED.count(old) == 1
    return faults(SHIPPED.replace(old, new))


def line_of(text: str) -> int:
    """The line on which it stands."""
    return SHIPPED[: SHIPPED.index(text)].count("\n") + 1


def test_the_rubric_that_ships_measures_everything_that_can_be_measured() -> None:
    rubric = read_rubric("objection_handling.yaml", SHIPPED.encode())
    measured = {each.measure for each in rubric.criteria if isinstance(each, MeasuredCriterion)}
    assert measured == set(Measure)


def test_the_rubric_that_ships_uses_every_rule() -> None:
    rubric = read_rubric("objection_handling.yaml", SHIPPED.encode())
    skills = [each for each in rubric.criteria if isinstance(each, CheckedCriterion)]
    rules = {check.rule for skill in skills for check in skill.checks} | {cap.check.rule for cap in rubric.caps}
    assert rules == {*Rule, None}


def test_a_folder_of_rubrics_is_read_and_pinned() -> None:
    rubrics = load_rubrics(ROOT / "rubrics")
    assert [file.rubric.id for file in rubrics.files] == ["objection_handling"]
    assert rubrics.files[0].text == SHIPPED
    assert rubrics.faults == ()


def test_a_broken_rubric_hides_no_good_one(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("schema: rubric/v1\n")
    (tmp_path / "b.yaml").write_text(SHIPPED)
    (tmp_path / "c.yaml").write_text(SHIPPED)
    rubrics = load_rubrics(tmp_path)
    assert [file.name for file in rubrics.files] == ["b.yaml"]
    assert {fault.file for fault in rubrics.faults} == {"a.yaml", "c.yaml"}


def test_a_folder_that_is_not_there_is_said() -> None:
    with pytest.raises(ContentError):
        load_rubrics(ROOT / "no such folder")


@pytest.mark.parametrize("text", ["", "- a\n- list\n", "schema: rubric/v2\n", "schema: [\n"])
def test_what_is_no_rubric_is_refused(text: str) -> None:
    assert faults(text)


def test_an_unknown_key_is_named_with_its_line_and_a_guess() -> None:
    line = line_of("measured_share")
    said = changed("measured_share: 0.2", "measured_shares: 0.2")
    assert said == [f"mine.yaml:{line}:measured_shares: this key is not known here; is `measured_share` meant?"]


def test_a_rule_that_does_not_exist_is_named_with_those_that_do() -> None:
    [said] = changed("rule: no_insult", "rule: be_nice")
    assert ":caps[1].rule: this must be one of " in said
    assert "no_insult" in said


def test_every_fault_is_told_at_once() -> None:
    text = SHIPPED.replace("rule: no_insult", "rule: be_nice").replace("measured_share: 0.2", "measured_share: 0.9")
    assert len(faults(text)) == 2


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("good: [130, 170]", "good: [170, 130]", "the amber band must lie around the good one"),
        ("good: [130, 170]", "good: [null, 170]", "good and amber must both have a `from`, or neither"),
        ("{good: [null, 1], amber: [null, 3]}", "{good: [null, null], amber: [null, null]}", "without an edge"),
        ("id: explore", "id: respond", "`respond` is the id of another one too"),
        ("level: 2, rule: asked_openly", "level: 1, rule: asked_openly", "none to level 2"),
        ("measured_share: 0.2", "measured_share: 0", "would count for nothing"),
    ],
)
def test_what_a_form_cannot_say_is_still_found(old: str, new: str, sentence: str) -> None:
    assert any(sentence in said for said in changed(old, new))


def test_the_page_explains_every_key_measure_and_rule() -> None:
    keys = {field.alias or name for part in RubricPart.__subclasses__() for name, field in part.model_fields.items()}
    names = sorted(keys | {*Measure} | {*Rule})
    assert [name for name in names if f"`{name}`" not in PAGE] == []
