"""``python -m tests.benchmarks``: names, figures that are kept, and sentences instead of tracebacks."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from model_factory import COLOURS, make_model, photo
from photo_factory import save, scene

from tests.benchmarks.__main__ import NAMES
from tests.benchmarks.reference_way import epoch_seconds
from training.data import Photo
from training.networks import reference_cnn

ROOT = Path(__file__).resolve().parents[2]


def benchmarks(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.benchmarks", *arguments],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def test_figures_are_kept_where_another_benchmark_fails():
    done = benchmarks("--json", "rejection", "metadata-speed")  # the first lacks its data
    assert done.returncode == 2
    assert "rejection failed (2)" in done.stderr
    ((name, lines),) = json.loads(done.stdout).items()
    assert name == "metadata-speed"
    assert "JPEGs of" in lines[0]


@pytest.mark.parametrize("name", ["metadata-speed", "photo-table", "small-dialog"])
def test_help_is_shown_and_nothing_measured(name):
    done = benchmarks(name, "--help")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"usage: {name}")


def test_suggestions_are_compared_with_those_of_the_plain_way(tmp_path):
    model = make_model(tmp_path / "model.landmarks")
    for split in ("train", "test"):
        for name in COLOURS:
            for number in range(2):
                photo(tmp_path / split / name / f"{number}.jpg", name, width=640, height=480, seed=number)
    mislabelled = tmp_path / "test" / "Taj_Mahal" / "red.jpg"
    photo(mislabelled, "Eiffel_Tower", width=640, height=480, seed=7)
    done = benchmarks("identical", str(tmp_path), "--model", str(model))
    assert done.returncode == 0, done.stderr
    whole = {"same": 7, "share": 1.0, "right": 6}
    assert json.loads(done.stdout) == {"photos": 7, "right": 6, "same rule": whole, "all looks": whole}


def test_helpers_are_no_benchmarks_and_several_take_no_arguments():
    assert "known-photos" not in NAMES
    done = benchmarks("metadata-speed", "startup", "17")
    assert done.returncode == 2
    assert "17 is no benchmark" in done.stderr


@pytest.mark.parametrize("arguments", [["training"], ["training", "--longest-side", "64"], ["vgg19"]])
def test_photos_that_are_not_there_are_told_in_a_sentence(tmp_path, arguments):
    done = benchmarks(*arguments, str(tmp_path / "nothing"))
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert f"There is no folder {tmp_path}/nothing." in line


def test_the_reference_computes_where_it_is_told(tmp_path):
    photos = [Photo(save(tmp_path / f"{number}.jpg", scene(64, 48, seed=number)), number, "") for number in range(2)]
    network = reference_cnn(2)
    assert len(epoch_seconds(network, photos, photos, 1, torch.device("meta"))) == 1  # which computes nothing
    assert {parameter.device.type for parameter in network.parameters()} == {"meta"}
