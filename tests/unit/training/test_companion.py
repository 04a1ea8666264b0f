"""The companion: what it sees, and that everything goes on where it is not installed."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from data_factory import make_data_set

from training import efficientnet_lite
from training.companion import Companion, comparison, installed
from training.data import open_data_set
from training.efficientnet_lite import FEATURES, VARIANTS
from training.events import Failed, discard
from training.kept_features import COMPANION
from training.transforms import to_batch

CPU = torch.device("cpu")


@pytest.fixture
def not_installed(monkeypatch):
    monkeypatch.setitem(VARIANTS, COMPANION, replace(VARIANTS[COMPANION], package="no_such_package"))


def squares(count: int, side: int = 224) -> np.ndarray:
    return np.random.default_rng(side).integers(0, 256, (count, side, side, 3), np.uint8)


def test_it_sees_as_its_network_does():
    found = Companion(COMPANION, CPU).features(squares(3))
    network = efficientnet_lite.efficientnet_lite(COMPANION).eval()
    network.load_state_dict(efficientnet_lite.published_state(COMPANION))
    with torch.inference_mode():
        wanted = network(to_batch(squares(3), efficientnet_lite.preprocessing(COMPANION), CPU)).numpy()
    assert found.shape == (3, FEATURES)
    assert found.dtype == np.float32
    for row, other in zip(found, wanted, strict=True):
        assert np.corrcoef(row, other)[0, 1] > 0.97  # half precision


def test_pictures_of_any_size_and_number():
    companion = Companion(COMPANION, CPU)
    assert companion.features(squares(1, 320)).shape == (1, FEATURES)
    assert companion.features(squares(0)).shape == (0, FEATURES)
    many = companion.features(squares(35))
    np.testing.assert_allclose(many[34], companion.features(squares(35)[34:])[0], atol=0.1)


def test_an_unknown_one_is_none():
    assert installed(None, CPU) is None
    assert installed("resnet50", CPU) is None


@pytest.mark.usefixtures("not_installed")
def test_none_where_it_is_not_installed(tmp_path):
    assert installed(COMPANION, CPU) is None
    assert comparison("small_resnet", CPU, cache=tmp_path, report=discard, workers=1) is None


def test_networks_with_a_pretrained_backbone_need_none(tmp_path):
    for arch in ("mobilenet_v2", "efficientnet_lite0", "ensemble", "reference_vgg19"):
        assert comparison(arch, CPU, cache=tmp_path, report=discard, workers=1) is None


def test_photos_that_went_away_are_told(tmp_path):
    make_data_set(tmp_path / "data", classes=2, train=2, test=1)
    photos = open_data_set(tmp_path / "data", report=discard, splits=("train",)).train
    told: list[object] = []
    compare = comparison("small_resnet", CPU, cache=tmp_path / "cache", report=told.append, workers=1)
    assert compare is not None
    assert compare(photos).shape == (len(photos), FEATURES)
    assert compare([]).shape == (0, FEATURES)
    for photo in photos:
        Path(photo.path).unlink()
    told.clear()
    fresh = comparison("small_resnet", CPU, cache=tmp_path / "other", report=told.append, workers=1)
    assert fresh is not None
    assert fresh(photos) is None
    assert any(isinstance(event, Failed) for event in told)
