"""Sentences about pulling a model: whole or not at all, and never twice the same bytes."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.engines.piper_patch import with_alignments
from app.engines.piper_voices import installed_voices, load_voice
from app.models.fetching import DiskFullError, DownloadError, WrongFileError
from app.models.hub import HubError
from app.models.installed import find_installed, installed_models, verify
from app.models.known import Kind, KnownModel
from app.models.pull import Place, PullError, pull
from tests.models.piper.make import MINI, mini_voice
from tests.pulling.hub import Hub, published

SIZE = 300_000


def quietly(model: KnownModel, place: Place) -> bool:
    """Pull, and tell nobody how far it is."""
    return pull(model, place, lambda _: None)


def is_whole(model: KnownModel, place: Place) -> bool:
    """Say whether the model is installed and every byte is right."""
    found = find_installed(place.models, model.kind, model.name)
    return found is not None and found.manifest is not None and not verify(found, ()).faults


def partial(place: Place) -> Path:
    """Return where the large file lies while it is on its way."""
    return place.models / ".partial" / "whisper-mini" / "model.bin"


def test_a_pulled_model_is_whole_and_says_where_it_is_from(hub: Hub, place: Place) -> None:
    model, told = published(hub), list[int]()
    assert pull(model, place, told.append)
    assert is_whole(model, place)
    manifest = installed_models(place.models)[0].manifest
    assert manifest is not None
    assert (manifest.repository, manifest.revision, manifest.licence) == (model.repository, model.revision, "MIT")
    assert (told[-1], told) == (model.size, sorted(told))
    assert not partial(place).parent.exists()


def test_the_data_folder_that_a_pull_makes_is_its_owners_alone(hub: Hub, place: Place) -> None:
    quietly(published(hub), place)
    assert [path.stat().st_mode & 0o777 for path in (place.models.parent, place.models)] == [0o700, 0o700]


def test_a_model_that_is_there_is_not_downloaded_again(hub: Hub, place: Place) -> None:
    model = published(hub)
    quietly(model, place)
    hub.asked.clear()
    assert not quietly(model, place)
    assert hub.asked == []


def test_a_voice_is_patched_and_its_manifest_knows_both_files(hub: Hub, place: Place) -> None:
    model = published(hub, Kind.PIPER)
    quietly(model, place)
    found = find_installed(place.models, Kind.PIPER, "mini")
    assert found is not None
    assert found.manifest is not None
    onnx, config = found.manifest.files
    assert (found.folder / "voice.onnx").read_bytes().endswith(b"patched")
    assert (onnx.bytes, onnx.published_sha256) == (SIZE + 7, model.files[0].sha256)
    assert onnx.sha256 != onnx.published_sha256
    assert config.published_sha256 is None
    assert is_whole(model, place)


def test_a_pulled_voice_can_be_loaded_and_says_how_long_its_sounds_last(hub: Hub, place: Place) -> None:
    config = (MINI / "voice.onnx.json").read_bytes()
    model = published(hub, Kind.PIPER, contents={"voice.onnx": mini_voice(aligned=False), "voice.onnx.json": config})
    quietly(model, replace(place, patch=with_alignments))
    (voice,), unreadable = installed_voices(place.models / "piper")
    assert unreadable == ()
    session = load_voice(voice, threads=1).session
    assert [output.name for output in session.get_outputs()] == ["output", "w_ceil"]
    assert is_whole(model, place)


def test_a_download_that_breaks_off_goes_on_where_it_was(hub: Hub, place: Place) -> None:
    model = published(hub)
    hub.breaks_after.extend([100_000, 120_000])
    quietly(model, place)
    assert is_whole(model, place)
    assert hub.ranges("model.bin") == ["", "bytes=100000-", "bytes=220000-"]


@pytest.mark.parametrize("says_length", [True, False])
def test_one_that_breaks_off_again_and_again_is_kept_for_the_next_pull(
    hub: Hub, place: Place, says_length: bool
) -> None:
    model = published(hub)
    hub.says_length = says_length
    hub.breaks_after.extend([50_000, 0, 0])
    with pytest.raises(DownloadError, match=r"broke off at 50,000 of 300,000 bytes.*pull again"):
        quietly(model, place)
    assert installed_models(place.models) == ()
    assert partial(place).stat().st_size == 50_000
    hub.asked.clear()
    quietly(model, place)
    assert hub.ranges("model.bin") == ["bytes=50000-"]
    assert is_whole(model, place)


def test_a_hub_that_takes_no_ranges_is_asked_for_the_whole(hub: Hub, place: Place) -> None:
    model = published(hub)
    hub.takes_ranges = False
    hub.breaks_after.append(100_000)
    quietly(model, place)
    assert is_whole(model, place)


def test_a_part_that_was_not_asked_for_is_not_taken(hub: Hub, place: Place) -> None:
    model = published(hub)
    hub.wrong_range = True
    hub.breaks_after.append(100_000)
    quietly(model, place)
    assert hub.ranges("model.bin") == ["", "bytes=100000-", ""]
    assert is_whole(model, place)


def test_what_an_earlier_try_left_may_be_wrong_and_is_then_fetched_anew(hub: Hub, place: Place) -> None:
    model = published(hub)
    partial(place).parent.mkdir(parents=True)
    for left in (b"x" * 1000, b"x" * SIZE, b"x" * (SIZE + 1)):
        partial(place).parent.mkdir(exist_ok=True)
        partial(place).write_bytes(left)
        quietly(model, place)
        assert is_whole(model, place)
        (place.models / "whisper" / "mini" / "model.bin").unlink()


@pytest.mark.parametrize("wrong", [b"y" * SIZE, b"y" * (SIZE - 1), b"y" * (SIZE + 1)])
@pytest.mark.parametrize("says_length", [True, False])
def test_another_file_than_was_published_is_never_kept(hub: Hub, place: Place, wrong: bytes, says_length: bool) -> None:
    model = published(hub)
    hub.says_length = says_length
    hub.files[next(path for path in hub.files if path.endswith("model.bin"))] = wrong
    with pytest.raises(DownloadError) as told:
        quietly(model, place)
    assert installed_models(place.models) == ()
    if says_length or len(wrong) >= SIZE:
        assert isinstance(told.value, WrongFileError)
        assert not partial(place).exists()


def test_without_room_nothing_is_asked_of_the_hub(hub: Hub, place: Place) -> None:
    model = published(hub)
    with pytest.raises(DiskFullError, match=r"mini needs 67 MB .* and 10 MB are free.*READYROOM_MODELS"):
        quietly(model, replace(place, free=lambda _: 10_000_000))
    assert hub.asked == []


def test_a_file_that_is_not_there_is_told_with_its_path(hub: Hub, place: Place) -> None:
    model = published(hub)
    hub.files.clear()
    with pytest.raises(DownloadError, match=r"does not have model\.bin \(404\).*REPOSITORY/resolve/REVISION/FILE"):
        quietly(model, place)


def test_a_hub_that_refuses_is_told_with_its_answer(hub: Hub, place: Place) -> None:
    model = published(hub)
    hub.status = 503
    with pytest.raises(DownloadError, match="answered 503"):
        quietly(model, place)


def test_a_redirect_is_followed(hub: Hub, place: Place) -> None:
    model = published(hub)
    at = next(path for path in hub.files if path.endswith("model.bin"))
    hub.moved[at] = "/elsewhere/model.bin"
    hub.files["/elsewhere/model.bin"] = hub.files[at]
    hub.breaks_after.append(100_000)
    quietly(model, place)
    assert hub.ranges("model.bin") == ["", "", "bytes=100000-", "bytes=100000-"]
    assert is_whole(model, place)


@pytest.mark.parametrize(
    ("to", "sentence"),
    [("ftp://127.0.0.1/model.bin", "not safe"), ("{at}", "without end"), ("http://127.0.0.1:port/", "no address")],
)
def test_a_redirect_to_nowhere_good_is_not_followed(hub: Hub, place: Place, to: str, sentence: str) -> None:
    model = published(hub)
    at = next(path for path in hub.files if path.endswith("model.bin"))
    hub.moved[at] = to.format(at=at)
    with pytest.raises(DownloadError, match=sentence):
        quietly(model, place)


def test_offline_says_what_to_do_and_leaves_nothing(hub: Hub, place: Place) -> None:
    model = published(hub, Kind.PIPER)
    nowhere = replace(place, hub="http://127.0.0.1:9")
    with pytest.raises(HubError) as told:
        quietly(model, nowhere)
    for words in ("cannot be reached", "READYROOM_HUB_URL", "piper/mini", "voice.onnx.json", model.repository):
        assert words in str(told.value)
    assert [path.name for path in place.models.rglob("*")] == [".partial", "lock"]


def test_what_was_put_there_by_hand_is_not_overwritten(hub: Hub, place: Place) -> None:
    own = place.models / "whisper" / "mini"
    own.mkdir(parents=True)
    (own / "model.bin").write_bytes(b"mine")
    with pytest.raises(PullError, match="put there by hand"):
        quietly(published(hub), place)
    assert (own / "model.bin").read_bytes() == b"mine"


def test_a_damaged_model_and_one_of_another_revision_are_pulled_anew(hub: Hub, place: Place) -> None:
    model = published(hub)
    quietly(model, place)
    (place.models / "whisper" / "mini" / "model.bin").write_bytes(b"damaged")
    assert quietly(model, place)
    assert is_whole(model, place)
    newer = replace(model, revision="f" * 40)
    hub.files |= {path.replace(model.revision, "f" * 40): raw for path, raw in hub.files.items()}
    assert quietly(newer, place)
    assert is_whole(newer, place)


def test_a_models_folder_that_cannot_be_written_is_told(hub: Hub, place: Place, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(PullError, match="cannot be written"):
        quietly(published(hub), replace(place, models=tmp_path / "file" / "models"))
