"""An author's tools at the command line: begin a persona, check it, rehearse it by typing."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner, Result

from app.cli.commands import cli
from app.content.persona_schema import SCHEMA_FILE, schema_text
from tests.content.authors_file import PROJECT, edited, line_of


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """A command chooses how it logs; the next test logs as usual."""
    yield
    structlog.reset_defaults()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of personas with one that ships in it."""
    (tmp_path / "personas").mkdir()
    shutil.copy(PROJECT / "personas" / "ruth_billing.yaml", tmp_path / "personas")
    return tmp_path / "personas"


def run(folder: Path, *arguments: str, typed: str = "") -> Result:
    """Run `readyroom personas ...` with this folder of personas."""
    return CliRunner().invoke(cli, ["personas", *arguments], input=typed, env={"READYROOM_PERSONAS": str(folder)})


def test_a_new_persona_passes_the_check_at_once(folder: Path) -> None:
    assert run(folder, "new", "my_first").exit_code == 0
    checked = run(folder, "check", str(folder / "my_first.yaml"))
    assert (checked.exit_code, checked.stdout) == (0, f"{folder / 'my_first.yaml'}: good\n")
    assert "\nid: my_first\n" in (folder / "my_first.yaml").read_text(encoding="utf-8")


def test_a_new_persona_can_begin_as_a_copy_of_another(folder: Path) -> None:
    assert run(folder, "new", "ruths_sister", "--from", "ruth_billing").exit_code == 0
    copy, model = ((folder / f"{name}.yaml").read_text(encoding="utf-8") for name in ("ruths_sister", "ruth_billing"))
    assert copy == model.replace("\nid: ruth_billing\n", "\nid: ruths_sister\n", 1)
    assert run(folder, "check").exit_code == 0


def test_the_schema_is_put_beside_a_new_persona(folder: Path) -> None:
    run(folder, "new", "my_first")
    assert (folder / SCHEMA_FILE).read_text(encoding="utf-8") == schema_text() == run(folder, "schema").stdout


def test_a_new_persona_never_overwrites_one(folder: Path) -> None:
    before = (folder / "ruth_billing.yaml").read_bytes()
    refused = run(folder, "new", "ruth_billing")
    assert refused.exit_code == 2
    assert (folder / "ruth_billing.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ["Ruth", "../ruth", "", "ruth billing", "9ruth"])
def test_a_name_that_is_no_id_is_refused(folder: Path, name: str) -> None:
    assert run(folder, "new", name).exit_code == 2
    assert [path.name for path in folder.iterdir()] == ["ruth_billing.yaml"]


def test_an_unknown_model_to_copy_is_answered_with_those_there_are(folder: Path) -> None:
    refused = run(folder, "new", "mine", "--from", "nobody")
    assert refused.exit_code == 2
    assert "ruth_billing" in refused.stderr


def test_every_fault_of_every_file_is_told_with_file_line_and_key(folder: Path) -> None:
    text = edited(("trust: 35", "trust: plenty"), ("industry: delivery", "industri: delivery"))
    for name in ("a", "b"):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    checked = run(folder, "check")
    assert checked.exit_code == 1
    for name in ("a", "b"):
        for key, part in (("start.trust", "trust: plenty"), ("industri", "industri:")):
            assert f"fault: {folder / name}.yaml:{line_of(text, part)}:{key}: " in checked.stdout
    assert f"{folder / 'ruth_billing.yaml'}: good" in checked.stdout


def test_what_is_found_can_be_read_by_a_program(folder: Path) -> None:
    (folder / "mine.yaml").write_text(edited(("  policy_quote: [", "  insult: [")), encoding="utf-8")
    checked = run(folder, "check", "--json", str(folder / "mine.yaml"))
    [found] = json.loads(checked.stdout)
    assert checked.exit_code == 0
    assert (found["usable"], found["faults"]) == (True, [])
    assert {each["key"] for each in found["advice"]} == {"replies", "id"}


def test_two_files_with_one_id_are_told(folder: Path) -> None:
    shutil.copy(folder / "ruth_billing.yaml", folder / "twin.yaml")
    checked = run(folder, "check")
    assert checked.exit_code == 1
    assert f"fault: {folder / 'twin.yaml'}:1:id: `ruth_billing` is already the id in" in checked.stdout


def test_a_rubric_that_does_not_exist_is_a_fault(folder: Path) -> None:
    (folder / "mine.yaml").write_text(edited(("# rubrics: [objection_handling]", "rubrics: [none]")), encoding="utf-8")
    assert "there is no rubric `none`" in run(folder, "check", str(folder / "mine.yaml")).stdout


def test_a_persona_in_a_language_without_a_file_is_a_fault(folder: Path) -> None:
    (folder / "mine.yaml").write_text(edited(("language: en", "language: tlh")), encoding="utf-8")
    checked = run(folder, "check", str(folder / "mine.yaml"))
    assert (checked.exit_code, ":voice.language: " in checked.stdout) == (1, True)


def test_a_file_that_is_not_there_is_a_fault(folder: Path) -> None:
    checked = run(folder, "check", str(folder / "nobody.yaml"))
    assert checked.exit_code == 1
    assert "this file cannot be read: No such file or directory" in checked.stdout


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert run(tmp_path, "check").exit_code == 1


GREETED = "Hello Mrs Okafor, this is Sam. I can see we charged you twice. What happened when you called before?"


def test_a_call_is_rehearsed_from_words_piped_in_with_the_mind_beside_it(folder: Path) -> None:
    chatted = run(folder, "chat", "ruth_billing", "--seed", "7", typed=f"{GREETED}\n/quit\n")
    assert chatted.exit_code == 0, chatted.output
    assert "Ruth Okafor: " in chatted.stdout
    assert "heard as: " in chatted.stdout
    assert "open_question" in chatted.stdout
    assert "tension -" in chatted.stdout


def test_the_same_words_and_seed_give_the_same_call(folder: Path) -> None:
    typed = f"{GREETED}\n/wait\nI will refund it today.\n"
    first, second = (run(folder, "chat", "ruth_billing", "--seed", "7", typed=typed).stdout for _ in range(2))
    assert first == second


def test_a_file_that_is_not_in_the_folder_can_be_rehearsed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(edited(), encoding="utf-8")
    chatted = run(folder, "chat", f"{tmp_path / 'mine.yaml'}/you_call_her", typed="/quit\n")
    assert "You call her back" in chatted.stdout


def test_hints_tell_what_is_missing_and_what_an_expert_would_say(folder: Path) -> None:
    chatted = run(folder, "chat", "ruth_billing", "--seed", "7", "--hints", typed=f"{GREETED}\n").stdout
    assert "not promised: refund_with_a_date" in chatted
    assert "an expert might say: " in chatted


def test_a_step_taken_back_leaves_the_mind_as_it_was(folder: Path) -> None:
    def minds(typed: str) -> list[str]:
        shown = run(folder, "chat", "ruth_billing", "--seed", "7", typed=f"{typed}/mind\n").stdout.splitlines()
        return [line for line in shown if line.startswith(("     trust:", "     tension:", "     patience:"))]

    assert minds(f"{GREETED}\n/undo\n") == minds("") == ["     trust: 30", "     tension: 70", "     patience: 70"]
    assert minds(f"{GREETED}\n") != minds("")


def test_a_call_that_is_over_can_still_be_taken_back(folder: Path) -> None:
    rude = "You are an idiot.\n" * 3
    chatted = run(folder, "chat", "ruth_billing", "--seed", "7", typed=f"{rude}Hello?\n/undo\n").stdout
    assert "The call is over after" in chatted
    assert chatted.index("Nobody is there any more.") < chatted.index("Taken back.")


def test_a_persona_that_does_not_exist_is_answered_with_those_that_do(folder: Path) -> None:
    refused = run(folder, "chat", "nobody")
    assert "ruth_billing/charged_twice" in str(refused.exception)
