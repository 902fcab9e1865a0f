"""Engines are chosen by name and by what is installed, and people are told what they are."""

from pathlib import Path

import pytest

from app.engines.catalogue import choose, describe
from app.engines.equipment import Equipment, suited
from app.engines.model_servers import ModelServer
from app.engines.parts import Part
from app.errors import EngineError
from app.models.installed import NEEDED
from app.models.known import Kind

HERE = ModelServer("http://127.0.0.1:11434/v1", None, "llama")
THERE = ModelServer("https://models.example/v1", "sk-secret", "large")


def equipped(models: Path, *names: str, kind: Kind = Kind.WHISPER, **given: object) -> Equipment:
    """Return equipment with these models installed: their files are there, and empty."""
    for name in names:
        (models / kind / name).mkdir(parents=True)
        for group in NEEDED[kind]:
            (models / kind / name / group[0]).touch()
    return Equipment(models, **given)  # type: ignore[arg-type]


def part(role: str, equipment: Equipment, recogniser: str = "auto", voice: str = "auto") -> Part:
    """Return what is told of one part."""
    return next(each for each in describe(choose("scripted", recogniser, voice, equipment)) if each.role == role)


def test_the_names_choose_the_engines() -> None:
    engines = choose("scripted", "scripted", "espeak")
    assert (engines.activity.name, engines.recogniser.name, engines.voice.name) == ("scripted", "scripted", "espeak")


@pytest.mark.parametrize(
    ("names", "known"),
    [
        (("loud", "scripted", "scripted"), "scripted, silero"),
        (("scripted", "whisky", "scripted"), "auto, pocketsphinx, scripted, whisper"),
        (("scripted", "scripted", "pip"), "auto, espeak, piper, scripted"),
    ],
)
def test_an_unknown_name_is_answered_with_the_known_ones(names: tuple[str, str, str], known: str) -> None:
    with pytest.raises(EngineError, match=known):
        choose(*names)


def test_on_a_bare_machine_every_part_is_described_and_each_better_one_has_its_command() -> None:
    parts = describe(choose("silero", "auto", "auto"))
    assert [each.role for each in parts] == ["speech detector", "recogniser", "voice", "words", "judge"]
    assert [each.name for each in parts] == ["silero-v6", "pocketsphinx", "espeak", "own lines", "none"]
    assert all(each.runs != each.name and each.version for each in parts)
    assert [(each.better is None, each.command is None) for each in parts] == [(True, True)] + [(False, False)] * 4
    assert parts[1].command == "readyroom models pull base.en"


def test_auto_takes_whisper_and_piper_when_their_models_are_there(tmp_path: Path) -> None:
    equipped(tmp_path, "en_US-amy-medium", kind=Kind.PIPER)
    engines = choose("scripted", "auto", "auto", equipped(tmp_path, "base.en"))
    assert (engines.recogniser.name, engines.voice.name) == ("whisper", "piper")
    assert [each.better for each in describe(engines)[1:3]] == [None, None]


@pytest.mark.parametrize(("cores", "taken"), [(1, "tiny.en"), (2, "base.en"), (4, "base.en"), (8, "small.en")])
def test_of_several_models_the_one_that_suits_the_machine_is_taken(tmp_path: Path, cores: int, taken: str) -> None:
    equipment = equipped(tmp_path, "tiny.en", "base.en", "small.en", "my-own", cores=cores)
    assert taken in part("recogniser", equipment).runs
    assert set(suited(cores)) == {"tiny.en", "base.en", "small.en", "small", "large-v3-turbo"}


def test_a_model_of_ones_own_is_taken_where_there_is_no_other(tmp_path: Path) -> None:
    assert "my-own" in part("recogniser", equipped(tmp_path, "my-own")).runs


def test_a_model_that_is_too_small_for_the_machine_is_told_with_the_better_one(tmp_path: Path) -> None:
    told = part("recogniser", equipped(tmp_path, "tiny.en", cores=4))
    assert told.command == "readyroom models pull base.en"


def test_a_folder_that_is_not_whole_is_never_taken(tmp_path: Path) -> None:
    equipment = equipped(tmp_path, "base.en")
    (tmp_path / "whisper" / "base.en" / "model.bin").unlink()
    assert part("recogniser", equipment).name == "pocketsphinx"
    with pytest.raises(EngineError, match=r"lacks model\.bin.*models pull base\.en"):
        choose("scripted", "whisper", "espeak", Equipment(tmp_path, whisper_model="base.en"))


def test_another_language_takes_no_model_that_knows_english_alone(tmp_path: Path) -> None:
    equipment = equipped(tmp_path, "base.en", "small", language="de")
    engines = choose("scripted", "whisper", "espeak", equipment)
    assert (engines.recogniser.hears("de-DE"), engines.recogniser.hears("en")) == (True, False)
    assert "small" in describe(engines)[1].runs
    with pytest.raises(EngineError, match="English alone"):
        choose("scripted", "auto", "espeak", Equipment(tmp_path, whisper_model="base.en", language="de"))


@pytest.mark.parametrize(
    ("recogniser", "voice", "named", "command"),
    [
        ("whisper", "espeak", None, "readyroom models pull base.en"),
        ("auto", "espeak", "small.en", "readyroom models pull small.en"),
        ("scripted", "piper", None, "readyroom models pull en_US-libritts_r-medium"),
    ],
)
def test_what_is_named_and_not_installed_stops_the_start_with_the_command(
    tmp_path: Path, recogniser: str, voice: str, named: str | None, command: str
) -> None:
    with pytest.raises(EngineError, match=command):
        choose("scripted", recogniser, voice, Equipment(tmp_path, whisper_model=named))


def test_who_chose_a_lesser_part_is_told_that_the_better_one_is_there(tmp_path: Path) -> None:
    equipped(tmp_path, "en_US-amy-medium", kind=Kind.PIPER)
    equipment = equipped(tmp_path, "base.en")
    assert part("recogniser", equipment, "pocketsphinx").command == "READYROOM_RECOGNISER=auto"
    assert part("voice", equipment, voice="espeak").command == "READYROOM_VOICE=auto"


def test_models_are_told_by_name_without_address_or_key() -> None:
    engines = choose("scripted", "scripted", "scripted", Equipment(words=(HERE,), judge=(THERE,)))
    words, judge = describe(engines)[3:]
    assert (words.name, words.is_elsewhere, words.better) == ("llama", False, None)
    assert (judge.name, judge.is_elsewhere) == ("large", True)
    assert "secret" not in repr((engines, THERE))
    assert "models.example" not in repr(describe(engines))


def test_without_a_judge_the_model_that_words_the_lines_reads_the_turns_and_that_is_told() -> None:
    words, judge = describe(choose("scripted", "scripted", "scripted", Equipment(words=(THERE,))))[3:]
    assert (words.name, judge.name, judge.is_elsewhere) == ("large", "large", True)
    assert judge.command is not None
