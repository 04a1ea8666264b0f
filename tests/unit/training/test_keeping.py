"""Whose features a model file keeps: the network's own, and a companion's beside one that learnt from nothing."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from data_factory import make_data_set

from training import keeping, kept_features, networks
from training.data import open_data_set
from training.efficientnet_lite import FEATURES, VARIANTS
from training.events import Failed, discard
from training.keeping import Keeper, is_from_nothing
from training.kept_features import COMPANION, Seen, keep, network_of
from training.model_file import ModelInfo
from training.transforms import Preprocessing

CPU = torch.device("cpu")


def described(arch: str, **arguments: object) -> ModelInfo:
    return ModelInfo(arch, dict(arguments), ("a", "b"), Preprocessing(32))


def keeper(folder: Path, report=discard) -> Keeper:
    network = networks.small_resnet(2, (8, 16), (1, 1)).eval()
    options = SimpleNamespace(cache=folder, report=report, device=CPU, workers=1)
    return Keeper.of(
        options, network, described("small_resnet"), lambda photos, squares: np.zeros((1, len(photos), 16))
    )


@pytest.mark.parametrize("arch", ["mobilenet_v2", "efficientnet_lite0", "reference_vgg19"])
def test_a_pretrained_backbone_needs_no_companion(arch):
    assert not is_from_nothing(described(arch))


def test_several_that_learnt_from_nothing_need_one_together():
    ours, theirs = {"arch": "small_resnet"}, {"arch": "mobilenet_v2"}
    assert is_from_nothing(described("small_resnet"))
    assert is_from_nothing(described("reference_cnn"))
    assert is_from_nothing(described("ensemble", members=[ours, ours]))
    assert not is_from_nothing(described("ensemble", members=[ours, theirs]))


def test_none_where_it_is_not_installed(monkeypatch, tmp_path):
    assert keeper(tmp_path).compare is not None
    monkeypatch.setitem(
        VARIANTS, network_of(COMPANION), replace(VARIANTS[network_of(COMPANION)], package="no_such_package")
    )
    assert keeper(tmp_path).compare is None
    assert keeper(tmp_path).held_back([], [], []).companion is None


@pytest.fixture
def photos(tmp_path):
    make_data_set(tmp_path / "data", classes=2, train=2, test=1)
    return open_data_set(tmp_path / "data", report=discard, splits=("train",)).train


def held_back(keeper: Keeper, photos) -> Seen:
    return keeper.held_back(photos, [np.zeros(16, np.float32)] * len(photos), [photo.label for photo in photos])


def test_photos_that_went_away_are_told(tmp_path, photos):
    assert held_back(keeper(tmp_path / "cache"), photos).companion.shape == (len(photos), FEATURES)
    for photo in photos:
        Path(photo.path).unlink()
    told: list[object] = []
    found = held_back(keeper(tmp_path / "other", told.append), photos)
    assert found.companion is None
    assert len(found.labels) == len(photos)
    assert any(isinstance(event, Failed) and "for teaching landmarks" in event.reason for event in told)


def test_no_memory_costs_the_companion_alone(tmp_path, photos, monkeypatch):
    def without_memory(*_):
        raise torch.OutOfMemoryError("no memory")

    monkeypatch.setattr(keeping.Companion, "features", without_memory)
    assert held_back(keeper(tmp_path / "cache"), photos).companion is None


def test_more_photos_than_there_is_room_for(tmp_path, photos, monkeypatch):
    monkeypatch.setattr(keeping, "COMPANION_MOST_BYTES", FEATURES * kept_features.TEST_MOST)
    assert held_back(keeper(tmp_path / "cache"), photos).companion is None


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_what_is_no_number_is_not_kept(value):
    labels = np.array([0, 1])
    good, bad = np.ones((2, 3), np.float32), np.full((2, 3), value, np.float32)
    assert keep(Seen(good, labels, good), Seen(good, labels, good)).companion is not None
    kept = keep(Seen(good, labels, bad), Seen(good, labels, good))
    assert kept is not None
    assert kept.companion is None
    assert keep(Seen(bad, labels, good), Seen(good, labels, good)) is None
