"""What the models dialog does with models: save a trained one, rename, delete, export; and which are worse."""

from dataclasses import replace
from pathlib import Path

import model_factory
import pytest
import torch

from landmark_gui import paths, settings
from landmark_gui.inference import model_store
from landmark_gui.inference.model_store import ModelStoreError, NoModelError
from landmark_gui.library.content import model_id
from training import model_file
from training.model_file import ModelFileError


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    return model_factory.make_model(tmp_path_factory.mktemp("model") / "colours.landmarks")


def names() -> list[str]:
    return [entry.name for entry in model_store.entries() if not entry.default]


def variant(model: Path, target: Path, **changes: object) -> Path:
    model_file.copy_described(model, target, replace(model_file.read_info(model), **changes))
    return target


class TestSaving:
    def test_name_notes_and_comparison_are_in_the_file_and_the_weights_are_the_same(self, model):
        entry = model_store.save_trained(model, "mine", "of my town", {"id": "x", "top1": 0.5, "top1_in_use": 0.4})
        assert entry.path == paths.models_folder() / "mine.landmarks"
        assert (entry.info.name, entry.info.notes) == ("mine", "of my town")
        assert entry.info.settings["compared"]["top1"] == 0.5
        one, other = (model_file.load(path)[0].state_dict() for path in (model, entry.path))
        assert all(torch.equal(one[name], other[name]) for name in one)

    @pytest.mark.parametrize("name", ["default", "a/b", "", "con", ".."])
    def test_impossible_names_are_refused(self, model, name):
        with pytest.raises(ModelStoreError, match="cannot be named"):
            model_store.save_trained(model, name)
        assert names() == []

    def test_a_name_that_is_taken_is_refused(self, model):
        model_store.save_trained(model, "mine")
        with pytest.raises(ModelStoreError, match="already"):
            model_store.save_trained(model, "mine", "other")
        assert names() == ["mine"]

    def test_a_damaged_file_is_refused(self, tmp_path):
        (tmp_path / "x.landmarks").write_bytes(b"nothing")
        with pytest.raises(ModelFileError):
            model_store.save_trained(tmp_path / "x.landmarks", "mine")


class TestKeeping:
    @pytest.fixture(autouse=True)
    def mine(self, model):
        model_store.import_file(model, "mine")

    def test_rename_keeps_it_in_use(self):
        model_store.use("mine")
        assert model_store.rename("mine", "ours").in_use
        assert names() == ["ours"]
        assert settings.load().text("model") == "ours"

    def test_rename_refuses_what_is_taken_or_impossible(self, model, tmp_path):
        model_store.import_file(variant(model, tmp_path / "o.landmarks", notes="x"), "other")
        for name in ("other", "a/b", "default"):
            with pytest.raises(ModelStoreError):
                model_store.rename("mine", name)
        assert names() == ["mine", "other"]
        assert model_store.rename("mine", "Mine").name == "Mine"

    def test_delete_goes_back_to_the_one_that_ships(self):
        model_store.use("mine")
        model_store.delete("mine")
        assert names() == []
        assert settings.load().text("model") == ""

    def test_the_one_that_ships_stays(self):
        for change in (lambda: model_store.delete("default"), lambda: model_store.rename("default", "x")):
            with pytest.raises(ModelStoreError, match="ships with the app"):
                change()

    def test_what_is_not_there(self, tmp_path):
        for change in (
            lambda: model_store.delete("absent"),
            lambda: model_store.rename("absent", "x"),
            lambda: model_store.export("absent", tmp_path / "x"),
        ):
            with pytest.raises(NoModelError):
                change()

    def test_export_replaces_and_adds_the_suffix(self, model, tmp_path):
        (tmp_path / "out.landmarks").write_text("old")
        assert model_store.export("mine", tmp_path / "out") == tmp_path / "out.landmarks"
        assert (tmp_path / "out.landmarks").read_bytes() == model.read_bytes()
        with pytest.raises(ModelStoreError, match="could not be exported"):
            model_store.export("mine", tmp_path / "absent" / "out")
        assert [path.name for path in tmp_path.iterdir()] == ["out.landmarks"]


class TestWorse:
    def install(self, model, tmp_path, name: str, top1: float, data: str, **settings_: object) -> None:
        path = variant(
            model, tmp_path / f"{name}.landmarks", metrics={"top1": top1}, data={"fingerprint": data},
            settings=settings_, name=name,
        )  # fmt: skip
        model_store.import_file(path, name)

    def test_on_the_same_photos_figures_tell(self, model, tmp_path):
        self.install(model, tmp_path, "good", 0.9, "photos")
        self.install(model, tmp_path, "bad", 0.8, "photos")
        self.install(model, tmp_path, "elsewhere", 0.1, "others")
        model_store.use("good")
        worse = model_store.worse_than_in_use("bad")
        assert (worse.top1, worse.top1_in_use, worse.in_use) == (0.8, 0.9, "good")
        assert model_store.worse_than_in_use("elsewhere") is None
        assert model_store.worse_than_in_use("good") is None
        model_store.use("bad")
        assert model_store.worse_than_in_use("good") is None

    def test_a_comparison_with_the_very_model_in_use_goes_before(self, model, tmp_path):
        self.install(model, tmp_path, "good", 0.7, "photos")
        compared = {"id": model_id(model_store.find("good")), "top1": 0.5, "top1_in_use": 0.6}
        self.install(model, tmp_path, "bad", 0.9, "others", compared=compared)
        model_store.use("good")
        assert model_store.worse_than_in_use("bad").top1 == 0.5
        self.install(model, tmp_path, "third", 0.1, "unknown")
        model_store.use("third")
        assert model_store.worse_than_in_use("bad") is None

    def test_the_command_says_so_too(self, model, tmp_path, capsys):
        from landmark_gui.cli import main

        self.install(model, tmp_path, "good", 0.9, "photos")
        self.install(model, tmp_path, "bad", 0.8, "photos")
        assert main(["models", "use", "good"]) == 0
        capsys.readouterr()
        assert main(["models", "use", "bad"]) == 0
        out, err = capsys.readouterr()
        assert "bad is now the model in use" in out
        assert "bad is worse than good" in err
        assert "80.0% instead of 90.0%" in err
