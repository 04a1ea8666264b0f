"""Features that a model file keeps: nearly exact, of the right photos, and refused where they are damaged."""

import json
from dataclasses import replace

import numpy as np
import pytest
import torch
from data_factory import make_data_set, make_negatives, train_model
from safetensors.torch import load_file, save_file

from training import kept_features
from training.companion import Companion
from training.data import folder_photos, open_data_set
from training.efficientnet_lite import FEATURES, VARIANTS
from training.engine import predict_logits
from training.events import discard
from training.extraction import features_of, head_logits
from training.kept_features import COMPANION, PREFIX, KeptFeatures, Seen, held_back_sample, keep, network_of, sample
from training.loop import TrainingError
from training.material import split_negatives
from training.model_file import ModelFileError, copy_described, load, read_info, read_kept
from training.pipelines import Options, train_scratch
from training.squares import load_squares
from training.trained import add_features, recalibrate

CPU = torch.device("cpu")
OWN = ("train_features", "train_labels", "test_features", "test_labels")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """``data``, ordinary photos (``none``) and a model of both, ``m.landmarks``."""
    folder = tmp_path_factory.mktemp("kept")
    make_data_set(folder / "data", classes=3, train=20, test=8)
    make_negatives(folder / "none", 40)
    train_model(folder / "data", folder / "m.landmarks", negatives=folder / "none", cache=folder / "cache")
    return folder


def with_companion(kept: KeptFeatures, width: int = 5) -> KeptFeatures:
    rng = np.random.default_rng(1)
    sizes = len(kept.train_labels), len(kept.test_labels)
    train, test = (rng.gamma(1.0, 2.0, (size, width)).astype(np.float32) for size in sizes)
    return replace(kept, companion=(train, test))


def some(train: int = 12, test: int = 5, width: int = 7, landmarks: int = 3) -> KeptFeatures:
    rng = np.random.default_rng(0)
    vectors = rng.gamma(1.0, 2.0, (train + test, width)).astype(np.float32)
    labels = rng.integers(0, landmarks + 1, train + test)
    return KeptFeatures(vectors[:train], labels[:train], vectors[train:], labels[train:])


class TestInAFile:
    def test_eight_bits_are_nearly_exact(self):
        kept = some()
        again = KeptFeatures.from_tensors(kept.tensors(), 3)
        assert again is not None
        step = kept.tensors()[PREFIX + "step"].numpy()
        assert (np.abs(again.train_features - kept.train_features) <= 0.51 * step).all()
        assert (np.abs(again.test_features - kept.test_features) <= 0.51 * step).all()
        assert again.train_labels.tolist() == kept.train_labels.tolist()
        assert again.test_labels.tolist() == kept.test_labels.tolist()

    def test_a_feature_that_is_always_the_same(self):
        kept = some()
        kept.train_features[:, 2] = kept.test_features[:, 2] = 3.5
        again = KeptFeatures.from_tensors(kept.tensors(), 3)
        assert again is not None
        assert (again.train_features[:, 2] == 3.5).all()

    def test_no_photos_held_back(self):
        again = KeptFeatures.from_tensors(some(test=0).tensors(), 3)
        assert again is not None
        assert again.test_features.shape == (0, 7)

    def test_those_of_a_companion(self):
        kept = with_companion(some())
        again = KeptFeatures.from_tensors(kept.tensors(), 3)
        assert again is not None
        assert again.companion is not None
        for found, wanted in zip(again.companion, kept.companion, strict=True):
            assert found.shape == wanted.shape
            assert np.abs(found - wanted).max() < 0.02 * wanted.max()

    def test_a_file_that_does_not_say_whose_they_are(self, home, tmp_path):
        info = read_info(home / "m.landmarks")
        bare = KeptFeatures(*(getattr(read_kept(home / "m.landmarks"), name) for name in OWN))
        copy_described(home / "m.landmarks", tmp_path / "m", info, bare)
        assert read_info(tmp_path / "m").companion is None
        description = json.loads(_metadata(tmp_path / "m")) | {"companion": COMPANION}
        save_file(load_file(tmp_path / "m"), tmp_path / "n", metadata={"landmark_model": json.dumps(description)})
        with pytest.raises(ModelFileError, match="companion"):
            read_kept(tmp_path / "n")

    def test_files_without_them(self):
        assert KeptFeatures.from_tensors({"head.weight": torch.zeros(3, 3)}, 3) is None

    @pytest.mark.parametrize(
        "damage",
        [
            {"train": None},
            {"more": torch.zeros(1)},
            {"train": torch.zeros(12, 7)},
            {"train": torch.zeros(12, 6, dtype=torch.uint8)},
            {"train": torch.zeros(11, 7, dtype=torch.uint8)},
            {"train": torch.zeros(12, 7, 1, dtype=torch.uint8)},
            {"train_labels": torch.full((12,), 4, dtype=torch.int16)},
            {"test_labels": torch.full((5,), -1, dtype=torch.int16)},
            {"test_labels": torch.zeros(5, 1, dtype=torch.int16)},
            {"low": torch.tensor(1.0)},
            {"low": torch.zeros(0)},
            {"step": torch.zeros(7)},
            {"step": torch.full((7,), float("nan"))},
            {"step": torch.full((7,), 3e38)},
            {"low": torch.full((7,), float("inf"))},
            {"companion.train": None},
            {"companion.more": torch.zeros(1)},
            {"companion.train": torch.zeros(11, 5, dtype=torch.uint8)},
            {"companion.test": torch.zeros(5, 4, dtype=torch.uint8)},
            {"companion.step": torch.zeros(5)},
            {"companion.low": torch.full((5,), float("nan"))},
        ],
    )
    def test_damaged_ones_are_refused(self, damage):
        tensors = with_companion(some()).tensors()
        for name, tensor in damage.items():
            tensors.pop(PREFIX + name, None)
            if tensor is not None:
                tensors[PREFIX + name] = tensor
        with pytest.raises(ValueError, match="features it keeps"):
            KeptFeatures.from_tensors(tensors, 3)

    def test_a_model_whose_kept_features_are_damaged_still_works(self, home, tmp_path):
        info = read_info(home / "m.landmarks")
        description = _metadata(home / "m.landmarks")
        tensors = load_file(home / "m.landmarks")
        tensors[PREFIX + "low"] = torch.zeros(2)
        save_file(tensors, tmp_path / "m", metadata={"landmark_model": description})
        with pytest.raises(ModelFileError, match="features it keeps"):
            read_kept(tmp_path / "m")
        assert load(tmp_path / "m")[1].classes == info.classes


class TestWhatIsKept:
    def test_training_keeps_features_of_the_right_photos(self, home):
        network, info = load(home / "m.landmarks")
        kept = read_kept(home / "m.landmarks")
        assert (info.format_version, info.companion) == (4, COMPANION)
        assert kept is not None
        assert kept.companion is not None
        ordinary = split_negatives(folder_photos(home / "none", report=discard))
        counts = np.bincount(kept.train_labels, minlength=4)
        assert counts[3] == len(ordinary.train)
        assert (counts[:3] > 10).all()
        test = open_data_set(home / "data", report=discard, splits=("test",)).test
        assert len(kept.test_labels) == len(test) + len(ordinary.test)
        squares = load_squares(test, 48, cache=home / "cache", report=discard)
        wanted = features_of(network, squares, info.preprocessing, CPU, info.views).mean(0)
        for label in range(3):
            of_label = wanted[[photo.label == label for photo in test]]
            found = kept.test_features[kept.test_labels == label]
            apart = np.abs(found[:, None] - of_label[None]).max(2)
            assert apart.min(1).max() < 0.02 * np.abs(wanted).max()
        companion = Companion(COMPANION, CPU)
        beside = companion.features(load_squares(test, companion.preprocessing.size, cache=home / "c", report=discard))
        for label in range(3):
            of_label = beside[[photo.label == label for photo in test]]
            found = kept.companion[1][kept.test_labels == label]
            assert np.abs(found[:, None] - of_label[None]).max(2).min(1).max() < 0.02 * beside.max()
        assert kept.companion[0].shape == (len(kept.train_labels), FEATURES)

    def test_without_a_companion_its_features_are_not_kept(self, home, tmp_path, monkeypatch):
        monkeypatch.setitem(
            VARIANTS, network_of(COMPANION), replace(VARIANTS[network_of(COMPANION)], package="no_such_package")
        )
        options = Options(
            home / "data", tmp_path / "m", "strong", discard, CPU, home / "cache", negatives=home / "none"
        )
        add_features(options, home / "m.landmarks")
        kept, info = read_kept(tmp_path / "m"), read_info(tmp_path / "m")
        assert kept is not None
        assert kept.companion is None
        assert (info.format_version, info.companion) == (3, None)

    def test_a_companion_of_another_width_is_refused(self, home, tmp_path):
        kept = read_kept(home / "m.landmarks")
        assert kept is not None
        copy_described(home / "m.landmarks", tmp_path / "m", read_info(home / "m.landmarks"), with_companion(kept))
        with pytest.raises(ModelFileError, match="another network"):
            read_kept(tmp_path / "m")

    def test_those_of_an_earlier_companion_stay_its_own(self, home, tmp_path):
        """A file that is written again must not call them those of today's: they were made at another size."""
        earlier = "efficientnet_lite0"
        kept = replace(read_kept(home / "m.landmarks"), companion_name=earlier)
        copy_described(home / "m.landmarks", tmp_path / "m", read_info(home / "m.landmarks"), kept)
        recalibrated = replace(read_info(tmp_path / "m"), name="again")
        copy_described(tmp_path / "m", tmp_path / "n", recalibrated, read_kept(tmp_path / "m"))
        assert read_info(tmp_path / "n").companion == read_kept(tmp_path / "n").companion_name == earlier
        assert Companion(earlier, CPU).preprocessing.size == 224

    def test_features_give_the_logits_of_the_network(self, home):
        network, info = load(home / "m.landmarks")
        squares = np.random.default_rng(0).integers(0, 256, (70, 48, 48, 3), np.uint8)
        features = features_of(network, squares, info.preprocessing, CPU, info.views)
        wanted = predict_logits(network, squares, info.preprocessing, CPU, views=info.views)
        torch.testing.assert_close(head_logits(network, features, CPU), wanted, atol=1e-4, rtol=1e-4)

    def test_adding_them_changes_no_answer(self, home, tmp_path):
        bare = {name: tensor for name, tensor in load_file(home / "m.landmarks").items() if PREFIX not in name}
        save_file(bare, tmp_path / "bare", metadata={"landmark_model": _metadata(home / "m.landmarks")})
        assert read_kept(tmp_path / "bare") is None
        options = Options(
            home / "data", tmp_path / "m", "strong", discard, CPU, home / "cache", negatives=home / "none"
        )
        summary = add_features(options, tmp_path / "bare")
        kept, trained = read_kept(tmp_path / "m"), read_kept(home / "m.landmarks")
        assert kept is not None
        assert trained is not None
        assert (summary["train"], summary["test"]) == (len(kept.train_labels), len(kept.test_labels))
        assert sorted(kept.test_labels) == sorted(trained.test_labels)
        assert sorted(kept.train_labels) == sorted(trained.train_labels)
        first, second = load(tmp_path / "bare"), load(tmp_path / "m")
        assert replace(second[1], format_version=first[1].format_version) == first[1]
        assert second[1].companion == COMPANION
        assert all(torch.equal(value, second[0].state_dict()[name]) for name, value in first[0].state_dict().items())
        with pytest.raises(TrainingError, match="trained on other photos"):
            add_features(replace(options, negatives=None), tmp_path / "bare")

    def test_a_copy_keeps_them(self, home, tmp_path):
        copy_described(home / "m.landmarks", tmp_path / "m", replace(read_info(home / "m.landmarks"), name="other"))
        before, after = read_kept(home / "m.landmarks"), read_kept(tmp_path / "m")
        assert before is not None
        assert after is not None
        assert (before.train_features == after.train_features).all()

    def test_as_many_as_there_is_room_for(self, monkeypatch):
        labels = np.repeat(np.arange(5), (100, 30, 10, 50, 900))
        assert np.bincount(labels[sample(labels, 4, 300)]).tolist() == [64, 30, 10, 50, 320]
        assert len(held_back_sample(labels, 4, 300)) == len(labels)
        monkeypatch.setattr(kept_features, "MOST_BYTES", 2 * 300 * 60)  # 60 photos of either kind
        assert np.bincount(labels[sample(labels, 4, 300)]).tolist() == [10, 10, 10, 10, 20]
        assert np.bincount(labels[held_back_sample(labels, 4, 300)]).tolist() == [10, 10, 10, 10, 20]
        assert len(sample(labels, 4, 3000)) == 0
        nothing = Seen(np.empty((0, 3000), np.float32), labels[:0])
        assert keep(nothing, nothing) is None


def _metadata(path):
    from safetensors import safe_open

    with safe_open(path, framework="pt") as file:
        return file.metadata()["landmark_model"]


class TestTrainedOtherwise:
    """Recipes hold other photos back, and a seed draws others: what is done later follows the model's own training."""

    def test_a_reference_model_of_another_seed(self, home, tmp_path):
        out = tmp_path / "reference.landmarks"
        options = Options(
            home / "data", out, "reference", discard, CPU, home / "cache", seed=7, changes={"epochs": 1}, init="default"
        )
        train_scratch(options)
        trained = read_info(out)
        later = replace(options, seed=42, recipe="strong", changes={})
        for name, work in (("features", add_features), ("calibrated", recalibrate)):
            work(replace(later, out=tmp_path / name), out)
            assert read_info(tmp_path / name).data == trained.data
        assert read_kept(tmp_path / "features") is not None
