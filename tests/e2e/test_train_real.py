"""The pipelines on real photos and with VGG19: minutes each, run with ``-m slow``."""

import json
from pathlib import Path

import numpy as np
import pytest
from data_factory import make_data_set
from training_cli import Cli

from training.model_file import read_info

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def cache(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def cli(cache, capsys) -> Cli:
    return Cli(capsys, cache)


def test_reference_recipe_from_scratch(real_data, tmp_path, cli):
    out = tmp_path / "reference.landmarks"
    cli.done(
        "scratch", real_data / "mini_landmarks", "--recipe", "reference", "--init", "default", "--out", out,
        "--progress", "none",
    )  # fmt: skip
    info = read_info(out)
    assert info.settings["epochs_done"] == 15
    assert info.metrics["n"] == 554
    assert info.metrics["top1"] >= 0.62
    assert info.metrics["top3"] >= 0.80
    losses = [values["val_loss"] for values in info.settings["history"]]
    assert info.settings["best_epoch"] == 1 + int(np.argmin(losses))


def test_transfer_with_real_weights_and_again_from_the_cache(real_data, tmp_path, cli):
    out = tmp_path / "transfer.landmarks"
    arguments = (
        "transfer", real_data / "mini_landmarks", "--backbone", "mobilenet_v2", "--weights",
        real_data / "weights" / "mobilenet_v2.pth", "--out", out, "--progress", "json",
    )  # fmt: skip
    events = [json.loads(line) for line in cli.done(*arguments).splitlines()]
    (found,) = [event["values"] for event in events if event.get("name") == "preprocessing"]
    assert (found["padding"], found["mean"]) == ("tensorflow", [0.5, 0.5, 0.5])
    first = events[-1]["summary"]
    assert first["top1"] >= 0.92
    assert first["top3"] >= 0.965

    again = [json.loads(line) for line in cli.done(*arguments).splitlines()]
    assert "computing features" not in [event.get("message") for event in again]
    assert again[-1]["summary"]["top1"] == first["top1"]
    figures = json.loads(cli.done("evaluate", out, real_data / "mini_landmarks", "--json"))
    # Here the backbone too is as stored, in 16 bits, and in single precision: up to 3 of 554 photos, by processor.
    assert figures["top1"] == pytest.approx(first["top1"], abs=0.0075)


def test_reference_transfer_learns_the_same_with_and_without_cached_features(tmp_path, cli):
    """VGG19 with random weights: the losses of each epoch agree."""
    data = make_data_set(tmp_path / "data", classes=3, train=12, test=2)
    histories = {}
    for name, more in (("cached", ()), ("every epoch", ("--no-feature-cache",))):
        out = tmp_path / name
        cli.done(
            "transfer", data, "--recipe", "reference", "--weights", "random", "--epochs", 3, "--lr", "0.0001", "--out",
            out, "--progress", "none", *more,
        )  # fmt: skip
        info = read_info(out)
        assert info.arch == "reference_vgg19"
        assert info.preprocessing.size == 128
        assert info.backbone_weights is None
        histories[name] = info.settings["history"]
        out.unlink()  # 330 MB
    # Features are kept in single precision; a backbone that runs in every epoch does so in bfloat16 where that is fast.
    for cached, computed in zip(*histories.values(), strict=True):
        assert cached["train_loss"] == pytest.approx(computed["train_loss"], abs=5e-3)
        assert cached["val_loss"] == pytest.approx(computed["val_loss"], abs=5e-3)
