"""Pictures looked up byte by byte: the same numbers as by normalising them, in one pass."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from fit_factory import one_hot, pictures
from hypothesis import given, settings
from hypothesis import strategies as st
from numba_tools import needs_bfloat16, needs_numba
from torch import nn

from training import engine
from training.devices import autocast_dtype
from training.engine import fit
from training.looked_up import LookedUpPictures
from training.loop import LoopSettings, TrainSet
from training.networks import Classifier
from training.transforms import REFERENCE_AUGMENTATION, Augmentation, Preprocessing, normalise, to_unit_range

CPU = torch.device("cpu")


@needs_numba
@settings(max_examples=25, deadline=None)
@given(photos=st.integers(1, 6), side=st.integers(1, 40), seed=st.integers(0, 2**20))
def test_the_same_numbers_as_normalised(photos, side, seed):
    random = np.random.default_rng(seed)
    squares = random.integers(0, 256, (photos, side, side, 3), dtype=np.uint8)
    mirrored = torch.from_numpy(random.random(photos) < 0.5)
    look = Preprocessing(side, tuple(random.random(3)), tuple(0.1 + random.random(3)))
    found = LookedUpPictures(look).batch(squares, mirrored)
    wanted = to_unit_range(squares)
    wanted[mirrored] = wanted[mirrored].flip(3)
    assert torch.equal(found, normalise(wanted, look).bfloat16())
    assert found.is_contiguous(memory_format=torch.channels_last)


@pytest.mark.parametrize(
    "changes",
    [
        None,
        *(
            replace(REFERENCE_AUGMENTATION, **{name: 0.5})
            for name in ("crop_area", "rotate", "colour", "grey", "erase")
        ),
    ],
)
def test_pictures_that_change_otherwise_are_made_as_ever(changes):
    assert changes is None or not changes.mirrors_only
    assert LookedUpPictures.where_faster(Preprocessing(), changes, CPU) is None


def test_only_where_the_processor_has_bfloat16():
    assert REFERENCE_AUGMENTATION.mirrors_only
    assert not Augmentation().mirrors_only
    assert LookedUpPictures.where_faster(Preprocessing(), REFERENCE_AUGMENTATION, torch.device("meta")) is None
    if autocast_dtype(CPU) != torch.bfloat16:
        assert LookedUpPictures.where_faster(Preprocessing(), REFERENCE_AUGMENTATION, CPU) is None


@needs_numba
@needs_bfloat16
def test_training_sees_the_same_pictures_in_the_same_order(monkeypatch):
    squares, labels = pictures(12)
    side = squares.shape[1]
    train = TrainSet(squares[None], one_hot(labels)[None])
    how = LoopSettings(epochs=3, batch_size=8, lr=1e-3, augmentation=replace(REFERENCE_AUGMENTATION, flip=0.5))
    seen = []
    for least in (1, 10**9):
        monkeypatch.setattr(engine, "_LEAST_STEPS_TO_FUSE", least)
        torch.manual_seed(3)
        backbone = nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten())
        network = Classifier(backbone, nn.Linear(4, train.targets.shape[2]))
        batches = []
        network.backbone[0].register_forward_pre_hook(lambda _, inputs, batches=batches: batches.append(inputs[0]))
        fit(network, train, lambda _: {"val_loss": 1.0}, Preprocessing(side), how, device=CPU)
        seen.append(batches)
    assert {batch.dtype for batch in seen[0]} == {torch.bfloat16}
    assert {batch.dtype for batch in seen[1]} == {torch.float32}
    assert all(torch.equal(quick, slow.bfloat16()) for quick, slow in zip(*seen, strict=True))
