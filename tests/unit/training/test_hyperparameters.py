"""The one table of all that can be chosen: complete, in step with the recipes, and obeyed by the command line."""

import argparse
import json
from dataclasses import fields

import pytest
from training_cli import Cli

from training.hyperparameters import AUGMENTATION, LOOP, recipe_table
from training.loop import LoopSettings, TrainingError
from training.recipes import SCRATCH, TRANSFER, override
from training.transforms import Augmentation

LATER = {"augmentation", "sizes", "auxiliary", "seed"}
"""Fields that are made of others, or that stand elsewhere in the table."""


def test_every_setting_of_the_loop_and_of_augmentation_can_be_chosen():
    assert {entry.name for entry in LOOP} == {entry.name for entry in fields(LoopSettings)} - LATER
    assert {entry.name for entry in AUGMENTATION} == {entry.name for entry in fields(Augmentation)}


def test_defaults_are_those_of_the_recipes():
    table = recipe_table()
    by_name = {row["name"]: row for row in table["scratch"]["reference"]}
    assert {name: by_name[name]["default"] for name in ("epochs", "lr", "batch_size", "flip", "init")} == {
        "epochs": 15, "lr": 0.001, "batch_size": 32, "flip": 0.25, "init": "both"
    }  # fmt: skip
    assert "size" not in by_name
    by_name = {row["name"]: row for row in table["transfer"]["reference"]}
    assert {name: by_name[name]["default"] for name in ("epochs", "lr", "batch_size")} == {
        "epochs": 10, "lr": 0.001, "batch_size": 32
    }  # fmt: skip
    assert "flip" not in by_name
    assert {row["name"]: row["default"] for row in table["transfer"]["strong"]}["finetune_epochs"] == 10
    json.dumps(table, allow_nan=False)


@pytest.mark.parametrize("entry", [*LOOP, *AUGMENTATION], ids=lambda entry: entry.name)
def test_ranges_hold_at_their_ends(entry):
    if entry.kind == "choice":
        assert len(entry.choices) > 1
        return
    wrong = [f"{entry.least - 1:g}"]
    if entry.most is None:
        assert entry.parse("1e30") == 1e30
    else:
        assert entry.parse(f"{entry.most:g}") == entry.most
        wrong.append(f"{entry.most * 1.01 + 1:.0f}")
    for text in wrong:
        with pytest.raises(argparse.ArgumentTypeError):
            entry.parse(text)
    if entry.open_below:
        with pytest.raises(argparse.ArgumentTypeError):
            entry.parse(f"{entry.least:g}")
    else:
        assert entry.parse(f"{entry.least:g}") == entry.least


def test_changes_of_pictures_reach_the_augmentation():
    changed = override(SCRATCH["strong"].loop, flip=0.1, lr=0.5, epochs=None)
    assert changed.augmentation.flip == 0.1
    assert changed.augmentation.rotate == SCRATCH["strong"].loop.augmentation.rotate
    assert changed.lr == 0.5
    assert changed.epochs == SCRATCH["strong"].loop.epochs


def test_a_head_on_features_sees_no_pictures_to_change():
    with pytest.raises(TrainingError, match="--crop-area"):
        override(TRANSFER["strong"].loop, crop_area=0.5)


def test_the_command_line_takes_and_prints_them(tmp_path, capsys):
    cli = Cli(capsys, tmp_path)
    printed = json.loads(cli.done("recipes", "--json"))
    assert printed == json.loads(json.dumps(recipe_table()))
    assert "--label-smoothing" in cli.done("recipes")
    assert "must be at most 0.9" in cli.refused("scratch", "x", "--out", "m", "--label-smoothing", "1")
    assert "invalid choice" in cli.refused("scratch", "x", "--out", "m", "--optimizer", "odd")


def test_backbones_are_told_without_measuring_and_without_a_network(tmp_path, capsys):
    cli = Cli(capsys, tmp_path)
    (tmp_path / "speeds.json").write_text('{"vgg19 on cpu 1": 2.5, "odd": "x"}')
    found = {entry["name"]: entry for entry in json.loads(cli.done("backbones", "--json", "--progress", "none"))}
    assert found["mobilenet_v2"]["parameters"] == 3_504_872
    assert found["convnext_tiny"]["size"] == 224
    assert all(entry["photos_per_second"] in (None, 2.5) for entry in found.values())
    assert "548 MB" in cli.done("backbones") or found["vgg19"]["here"]
