"""Plots: drawn for real data, readable files."""

import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from training import plots

NAMES = [f"Landmark number {index}" for index in range(50)]
HISTORY = [
    {"epoch": epoch, "train_loss": 3.0 / epoch, "val_loss": 2.0 / epoch + 0.1 * epoch, "val_top1": 1 - 1 / epoch}
    for epoch in range(1, 11)
]


def opened(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        picture.load()
        assert picture.format == "PNG"
        return picture


def amount(path: Path, colour: str, tolerance: int = 12) -> int:
    """Pixels of about this colour."""
    wanted = np.array([int(colour[start : start + 2], 16) for start in (1, 3, 5)])
    pixels = np.asarray(opened(path).convert("RGB"), dtype=int)
    return int((np.abs(pixels - wanted).max(axis=2) <= tolerance).sum())


def title(path: Path) -> str:
    return opened(path).info["Title"]


def test_loss_curves_show_both_losses_and_the_accuracy(tmp_path):
    both = plots.loss_curves(HISTORY, tmp_path / "new folder" / "both.png")
    losses = [{key: value for key, value in epoch.items() if key != "val_top1"} for epoch in HISTORY]
    alone = plots.loss_curves(losses, tmp_path / "alone.png")
    assert opened(both).width > 1.5 * opened(alone).width
    assert amount(both, plots.BLUE) > amount(alone, plots.BLUE) > 200
    assert amount(both, plots.RED) == 0
    compared = plots.loss_curves(HISTORY, tmp_path / "compared.png", {"init $normal": HISTORY[:5]})
    assert amount(compared, plots.RED) > 200


@pytest.mark.parametrize("history", [[], HISTORY[:1], [{"train_loss": math.nan, "val_loss": math.nan}] * 3])
def test_loss_curves_of_odd_runs(tmp_path, history):
    opened(plots.loss_curves(history, tmp_path / "odd.png"))


def test_single_batch_curve_says_how_far_it_came(tmp_path):
    path = plots.single_batch_curve([3.91, 1.0, 0.1, 0.0123], tmp_path / "batch.png")
    assert title(path) == "Memorising one batch: loss 3.91 to 0.012 in 4 steps"
    opened(plots.single_batch_curve([], tmp_path / "none.png"))


def test_histograms_name_mean_and_deviation_of_each_channel(tmp_path):
    rng = np.random.default_rng(0)
    counts = np.stack([np.bincount(rng.integers(0, top, 5000), minlength=256) for top in (256, 128, 64)])
    path = plots.histograms(counts, (0.5, 0.25, 0.125), (0.29, 0.14, 0.07), tmp_path / "histograms.png")
    assert title(path) == "red: mean 0.5000, std 0.2900"
    bare = plots.histograms(np.zeros((3, 256), np.int64), (0.5,) * 3, (0.0,) * 3, tmp_path / "none.png")
    for colour in ("#DF8640", "#40B696", "#4095C5"):  # the channels' colours, three quarters opaque
        assert amount(path, colour) > 1000
        assert amount(bare, colour) == 0


def test_class_counts_add_up(tmp_path):
    counts = {name: {"train": 40 + index, "validation": 10, "test": 7} for index, name in enumerate(NAMES)}
    path = plots.class_counts(counts, tmp_path / "counts.png")
    assert title(path) == f"{50 * 57 + 49 * 25:,} photos of 50 landmarks"
    assert amount(path, plots.BLUE) > amount(path, plots.ORANGE) > 1000
    few = plots.class_counts({"Petra": {"train": 3}}, tmp_path / "few.png")
    assert opened(path).height > 4 * opened(few).height


def test_per_class_bars_give_the_mean_of_what_is_known(tmp_path):
    path = plots.per_class_bars({"Petra": 1.0, "Louvre": 0.5, "東京 $tower$": math.nan}, tmp_path / "bars.png")
    assert "75.0%" in title(path)
    assert amount(path, plots.BLUE) > 1000
    none = plots.per_class_bars(dict.fromkeys(NAMES[:3], 0.0), tmp_path / "none.png")
    assert amount(none, plots.BLUE) == 0
    opened(plots.per_class_bars({}, tmp_path / "empty.png"))


@pytest.mark.parametrize("size", [2, 27])
def test_a_confusion_matrix_sets_errors_off_from_right_answers(tmp_path, size):
    names = [f"Landmark {index}" for index in range(size)]
    right = np.eye(size, dtype=int) * 20
    perfect = plots.confusion_matrix(right, names, tmp_path / "perfect.png")
    assert title(perfect) == f"{20 * size:,} of {20 * size:,} photos right (100.0%)"
    wrong = right.copy()
    wrong[0] = 0
    wrong[0, 1] = 20
    faulty = plots.confusion_matrix(wrong, names, tmp_path / "faulty.png")
    assert "photos right" in title(faulty)
    assert amount(perfect, "#7A2E00") == 0
    assert amount(faulty, "#7A2E00") > 30
    assert amount(faulty, "#08306B") < amount(perfect, "#08306B")


def test_a_confusion_matrix_of_many_classes_goes_without_numbers(tmp_path):
    size = plots.NUMBERED_CELLS + 1
    path = plots.confusion_matrix(
        np.eye(size, dtype=int), [f"Landmark {index}" for index in range(size)], tmp_path / "x.png"
    )
    assert title(path) == f"{size} of {size} photos right (100.0%)"
    assert amount(path, "#FFFFFF", 0) > amount(path, "#08306B") > size * 100


def test_a_confusion_matrix_must_fit_its_names(tmp_path):
    with pytest.raises(ValueError, match="shape"):
        plots.confusion_matrix(np.zeros((3, 4), int), NAMES[:3], tmp_path / "x.png")


def test_the_reliability_diagram_states_the_calibration_error(tmp_path):
    # 100 answers with 0.95 of which 80 are right, 100 with 0.35 of which 35 are right: (0.15 + 0) / 2
    confidence = np.repeat([0.95, 0.35], 100)
    correct = np.concatenate([np.arange(100) < 80, np.arange(100) < 35])
    path = plots.reliability_diagram(confidence, correct, tmp_path / "reliability.png")
    assert title(path) == "Calibration error (ECE) 0.075, 200 photos"
    edges = np.array([0.0, 1.0, 1 / 15, 14 / 15])
    opened(plots.reliability_diagram(edges, edges > 0.5, tmp_path / "edges.png"))
    opened(plots.reliability_diagram(np.array([]), np.array([], bool), tmp_path / "none.png"))


def test_names_of_any_script_and_sign_are_drawn(tmp_path):
    names = ["東京タワー", "$\\frac{1}$", "Chùa Một Cột", "قلعة", "x" * 200]
    opened(plots.confusion_matrix(np.eye(5, dtype=int), names, tmp_path / "names.png"))
    opened(plots.class_counts({name: {"train": 1} for name in names}, tmp_path / "counts.png"))


def test_no_shared_state_of_matplotlib_is_touched():
    code = (
        "import sys, tempfile, matplotlib; before = dict(matplotlib.rcParams);"
        "from training import plots; from pathlib import Path;"
        "plots.single_batch_curve([2, 1], Path(tempfile.mkdtemp()) / 'x.png');"
        "sys.exit('matplotlib.pyplot' in sys.modules or before != dict(matplotlib.rcParams))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
