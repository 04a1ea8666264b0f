"""The companion: what it sees, and that everything goes on where it is not installed."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from training import efficientnet_lite
from training.companion import Companion, installed
from training.efficientnet_lite import FEATURES, VARIANTS
from training.kept_features import COMPANION, COMPANIONS, network_of
from training.transforms import to_batch

CPU = torch.device("cpu")


@pytest.fixture
def not_installed(monkeypatch):
    monkeypatch.setitem(
        VARIANTS, network_of(COMPANION), replace(VARIANTS[network_of(COMPANION)], package="no_such_package")
    )


def squares(count: int, side: int = 224) -> np.ndarray:
    return np.random.default_rng(side).integers(0, 256, (count, side, side, 3), np.uint8)


@pytest.mark.parametrize(("name", "side"), [(COMPANION, 288), ("efficientnet_lite0", 224)])
def test_it_sees_as_its_network_does(name, side):
    companion = Companion(name, CPU)
    assert companion.preprocessing.size == side
    found = companion.features(squares(3))
    network = efficientnet_lite.efficientnet_lite("efficientnet_lite0").eval()
    network.load_state_dict(efficientnet_lite.published_state("efficientnet_lite0"))
    with torch.inference_mode():
        wanted = network(to_batch(squares(3), companion.preprocessing, CPU)).numpy()
    assert found.shape == (3, FEATURES)
    assert found.dtype == np.float32
    for row, other in zip(found, wanted, strict=True):
        assert np.corrcoef(row, other)[0, 1] > 0.97  # half precision


def test_features_of_different_companions_are_not_taken_for_each_other():
    assert len({Companion(name, CPU).identity for name in COMPANIONS}) == len(COMPANIONS)


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
def test_none_where_it_is_not_installed():
    assert installed(COMPANION, CPU) is None


def test_none_where_its_weights_are_damaged_or_unreadable(monkeypatch, tmp_path):
    damaged = tmp_path / "weights.pth"
    damaged.write_bytes(b"nothing")
    for path in (damaged, tmp_path):
        monkeypatch.setattr(efficientnet_lite, "weights_file", lambda _, path=path: path)
        assert installed(COMPANION, CPU) is None


def test_a_full_gpu_gets_smaller_bites(monkeypatch):
    companion = Companion(COMPANION, CPU)
    wanted, look, sizes = companion.features(squares(9)), companion._look, []

    def in_little_memory(some):
        sizes.append(len(some))
        if len(some) > 4:
            raise torch.OutOfMemoryError
        return look(some)

    monkeypatch.setattr(companion, "_look", in_little_memory)
    np.testing.assert_allclose(companion.features(squares(9)), wanted, atol=0.1)
    assert sizes == [9, 9, 8, 4, 4, 1]
