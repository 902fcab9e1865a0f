"""Sentences about what lies in the models folder."""

from pathlib import Path

import pytest

from app.models.installed import Fault, Trouble, find_installed, installed_models, verify
from app.models.known import Kind, UnknownModelError, find_known, known_models
from app.models.pull import Place, pull
from tests.pulling.hub import Hub, published


def test_nothing_is_installed_where_there_is_no_folder(tmp_path: Path) -> None:
    assert installed_models(tmp_path / "models") == ()


def test_a_flipped_byte_a_missing_file_and_a_foreign_one_are_found(hub: Hub, place: Place) -> None:
    pull(published(hub), place, lambda _: None)
    (model,) = installed_models(place.models)
    assert verify(model, ()).faults == ()
    weights = bytearray((model.folder / "model.bin").read_bytes())
    weights[1234] ^= 1
    (model.folder / "model.bin").write_bytes(weights)
    (model.folder / "config.json").unlink()
    (model.folder / "notes.txt").write_text("mine")
    told = verify(model, ())
    assert told.compared_with == "its manifest"
    assert set(told.faults) == {
        Fault("model.bin", Trouble.CHANGED),
        Fault("config.json", Trouble.MISSING),
        Fault("notes.txt", Trouble.FOREIGN),
    }
    assert model.lacks == ("config.json",)


def test_a_folder_put_there_by_hand_is_compared_with_what_is_published(hub: Hub, place: Place) -> None:
    known = published(hub)
    own = place.models / "whisper" / "mini"
    own.mkdir(parents=True)
    for path, raw in hub.files.items():
        (own / Path(path).name).write_bytes(raw)
    found = find_installed(place.models, Kind.WHISPER, "mini")
    assert found is not None
    assert (found.manifest, found.lacks) == (None, ())
    assert verify(found, (known,)).faults == ()
    assert verify(found, ()).compared_with is None
    (own / "model.bin").write_bytes(b"another")
    assert verify(found, (known,)).faults == (Fault("model.bin", Trouble.CHANGED),)


def test_a_manifest_that_cannot_be_read_counts_as_none(hub: Hub, place: Place) -> None:
    pull(published(hub), place, lambda _: None)
    (model,) = installed_models(place.models)
    (model.folder / "manifest.json").write_text('{"files": [{"path": "../../etc/passwd"}]}')
    (again,) = installed_models(place.models)
    assert again.manifest is None


def test_every_model_that_is_known_is_pinned_and_has_what_it_needs(tmp_path: Path) -> None:
    models = known_models()
    assert len({model.name for model in models}) == len(models)
    for model in models:
        folder = tmp_path / model.kind / model.name
        folder.mkdir(parents=True)
        for file in model.files:
            (folder / file.name).touch()
        assert len(model.revision) == 40
        assert all(len(file.sha256) == 64 for file in model.files)
    assert [model.lacks for model in installed_models(tmp_path)] == [()] * len(models)


def test_voices_that_may_not_be_used_at_work_say_so() -> None:
    restricted = {model.name for model in known_models() if model.restriction}
    assert restricted == {"en_US-lessac-medium", "en_US-hfc_female-medium"}


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownModelError, match=r"“base\.fr”.*base\.en"):
        find_known("base.fr", known_models())
