"""A language's file: what ships can be read, and what is wrong with one is told with its line and key."""

import shutil
from pathlib import Path

import pytest

from app.content.faults import LanguageFaults
from app.content.library import load_library
from app.content.patterns import ENGLISH, first_of, holds, led_off, parted, plain, without
from app.content.vocabulary import Act
from app.content.yaml_language import Languages, load_languages, read_language
from app.errors import ContentError

PROJECT = Path(__file__).parents[2]
LANGUAGES, PERSONAS = PROJECT / "languages", PROJECT / "personas"
MOST_PHRASES = 15_000
"""Of one language: a turn is read in 1 ms with 9 thousand, and the time grows slower than their number."""


def file_of(name: str = "en") -> str:
    return (LANGUAGES / f"{name}.yaml").read_text(encoding="utf-8")


def faults_of(text: str) -> list[str]:
    with pytest.raises(LanguageFaults) as caught:
        read_language("xx.yaml", text.encode())
    return [str(fault) for fault in caught.value.faults]


def test_the_shipped_languages_have_no_fault() -> None:
    languages = load_languages(LANGUAGES)
    assert languages.faults == ()
    assert [file.language.id for file in languages.files] == ["de", "en"]


@pytest.mark.parametrize("tag", ["en", "en-GB", "EN-us"])
def test_a_language_is_found_by_any_tag_of_it(tag: str) -> None:
    file = load_languages(LANGUAGES).find(tag)
    assert file is not None
    assert (file.name, file.language.name) == ("en.yaml", "English")
    assert load_languages(LANGUAGES).find("fr") is None


@pytest.mark.parametrize("name", ["en", "de"])
def test_a_language_stays_small_enough_to_be_read_in_time(name: str) -> None:
    file = load_languages(LANGUAGES).find(name)
    assert file is not None
    phrases = sum(
        pattern.count("|") + pattern.count("+") + 1 for acts in file.language.acts for pattern in acts.patterns
    )
    assert 500 < phrases < MOST_PHRASES


def test_an_unknown_key_and_a_bad_pattern_are_told_with_line_and_key() -> None:
    text = file_of().replace("stop_words:", "stopp_words:").replace("splits: but", "splits: BUT")
    line = text[: text.index("splits: BUT")].count("\n") + 1
    faults = faults_of(text)
    assert any("stopp_words" in fault and "is `stop_words` meant?" in fault for fault in faults)
    assert any(fault.startswith(f"xx.yaml:{line}:splits:") for fault in faults)


def test_a_set_that_is_not_there_is_told() -> None:
    assert any(
        "`{months}` is not a set of this file" in fault
        for fault in faults_of(file_of().replace("in {number} weeks", "in {months}", 1))
    )


def test_an_empty_phrase_is_told_because_it_would_match_everything() -> None:
    assert any(
        "matches everything" in fault for fault in faults_of(file_of().replace("splits: but|", "splits: but||", 1))
    )


def test_an_act_that_is_none_is_told() -> None:
    assert any("acts" in fault for fault in faults_of(file_of().replace("\n  insult:\n", "\n  insults:\n", 1)))


def test_a_broken_language_hides_no_good_one(tmp_path: Path) -> None:
    shutil.copy(LANGUAGES / "en.yaml", tmp_path)
    (tmp_path / "fr.yaml").write_text("schema: language/v1\nid: fr\n", encoding="utf-8")
    languages = load_languages(tmp_path)
    assert [file.name for file in languages.files] == ["en.yaml"]
    assert {fault.file for fault in languages.faults} == {"fr.yaml"}


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no folder of languages"):
        load_languages(tmp_path / "nowhere")


def test_a_persona_whose_language_nobody_has_described_is_a_fault(tmp_path: Path) -> None:
    text = (PERSONAS / "ruth_billing.yaml").read_text(encoding="utf-8").replace("language: en", "language: fi", 1)
    (tmp_path / "ruth_billing.yaml").write_text(text, encoding="utf-8")
    library = load_library(tmp_path, LANGUAGES)
    assert library.files == ()
    fault = next(fault for fault in library.faults if fault.key == "voice.language")
    assert "languages/fi.yaml is missing or broken" in fault.sentence
    assert "language: fi" in text.splitlines()[fault.line - 1]


def test_every_persona_speaks_a_language_of_the_library() -> None:
    library = load_library(PERSONAS, LANGUAGES)
    spoken = {file.persona.voice.language: library.language_of(file.persona).id for file in library.files}
    assert spoken["en"] == "en"


def test_each_language_knows_every_act_of_the_closed_set_that_is_no_rule_of_its_own() -> None:
    for file in load_languages(LANGUAGES).files:
        known = {words.act for words in file.language.acts}
        assert {Act.INSULT, Act.BOUNDARY, Act.DISCLOSURE, Act.AGENDA, Act.CHECK_UNDERSTANDING, Act.FILLER} <= known


def test_the_score_and_the_customer_write_contractions_out_alike() -> None:
    file = load_languages(LANGUAGES).find("en")
    assert file is not None
    assert set(ENGLISH) <= set(file.language.contractions)


def test_plain_words_keep_the_letters_of_other_languages() -> None:
    assert plain("Über 1,200 Bücher – groß, öffentlich & schön!", ()) == "über 1200 bücher groß öffentlich schön"


@pytest.mark.parametrize(
    ("pattern", "words", "does"),
    [
        ("can/could you", "could you", True),
        ("by this? friday", "by friday", True),
        ("by this? friday", "by this friday", True),
        ("if ... then", "if one two three four five six seven then", True),
        ("^ so you", "and so you", False),
        ("free $", "it is free", True),
        ("free $", "free of charge", False),
        ("free+~are you free", "are you free on monday", False),
        ("free+~are you free", "are you free it is free", True),
        ("free+!monday", "free on monday", False),
        ("prüf*", "ich prüfe das", True),
    ],
)
def test_a_language_may_say_more_in_a_pattern(pattern: str, words: str, does: bool) -> None:
    assert holds(pattern, words) is does


def test_plain_words_can_be_cut_and_shortened_by_a_group() -> None:
    assert parted("but|however", "i see but it is late however fine") == ["i see", "it is late", "fine"]
    assert led_off("and|well|um", "um well and then what") == "then what"
    assert without("you know|like", "it is you know like late") == "it is late"
    assert (
        first_of("by/on {day}|on monday|monday".replace("{day}", "friday"), "see you on monday or monday")
        == "on monday"
    )


LEARNED = (
    "weights:\n  unit: 1\n  acts:\n    apology: [-1, 2, 3]\n    agenda: [0, 0, 0]\n  features: |\n    so sorry 120 Ab\n"
)


def with_points(folder: Path, points: str) -> Languages:
    shutil.copy(LANGUAGES / "de.yaml", folder)
    (folder / "weights").mkdir()
    (folder / "weights" / "de.yaml").write_text(points, encoding="utf-8")
    return load_languages(folder)


def test_what_was_learned_goes_on_where_the_language_ends_and_is_pinned_with_it(tmp_path: Path) -> None:
    file = with_points(tmp_path, LEARNED).find("de")
    assert file is not None
    assert file.language.weights is not None
    assert file.language.weights.acts[Act.APOLOGY].by_rule == 3
    assert file.language.weights.by_feature["so sorry"].marks == "Ab"
    assert read_language("the pinned text", file.text.encode()) == file.language


def test_points_that_do_not_fit_their_acts_are_a_fault_of_the_language(tmp_path: Path) -> None:
    languages = with_points(tmp_path, LEARNED.replace("120 Ab", "120 Abc"))
    assert languages.find("de") is None
    assert "`so sorry 120 Abc` needs a mark for each of 2 acts" in str(languages.faults[0])
