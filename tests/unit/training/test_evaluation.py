"""Evaluation of a model file: its figures are those that plain arithmetic gives, on whatever part of the classes."""

import json
import math
import os
import shutil
import subprocess
import sys
from pathlib import Path

import data_factory
import numpy as np
import pytest
import torch
from data_factory import class_names, folder_name, make_data_set, make_negatives, train_model
from PIL import Image

from training.data import DataError
from training.evaluation import evaluate, figures, predict_files, validation_figures, write_plots
from training.events import Failed, discard
from training.model_file import ModelFileError, ModelInfo, Rejection, load, save
from training.report import evaluation_text
from training.transforms import Preprocessing

CPU = torch.device("cpu")
CLASSES = 4


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A data set, ordinary photos, and a model of both that is far from perfect."""
    folder = tmp_path_factory.mktemp("evaluation")
    make_data_set(folder / "data", classes=CLASSES, train=14, test=9)
    make_negatives(folder / "none", 40)
    # Photos that it must get wrong: some of another class in this one's folder.
    for number in range(3):
        wrong = data_factory.landmark(1, np.random.default_rng((77, number)))
        wrong.save(folder / "data" / "test" / folder_name(0) / f"x{number}.jpg", quality=90)
    train_model(
        folder / "data", folder / "m.landmarks", negatives=folder / "none", cache=folder / "cache",
        changes={"epochs": 10, "lr": 0.01, "batch_size": 16},
    )  # fmt: skip
    return folder


def run(home: Path, data: Path | None = None, *, model: str = "m.landmarks", events: list | None = None, **more):
    report = discard if events is None else events.append
    return evaluate(home / model, data or home / "data", report=report, device=CPU, cache=home / "cache", **more)


def zoomed(pixels: np.ndarray) -> np.ndarray:
    """The middle 82 % of a square, enlarged to its whole side by interpolation between neighbouring pixels."""
    side = len(pixels)
    edge = round(side * 0.09)
    middle = pixels[edge : side - edge, edge : side - edge]
    at = np.clip((np.arange(side) + 0.5) * len(middle) / side - 0.5, 0, len(middle) - 1)
    first = np.minimum(at.astype(int), len(middle) - 2)
    share = (at - first)[:, None, None]
    rows = middle[first] * (1 - share) + middle[first + 1] * share
    share = share.swapaxes(0, 1)
    return rows[:, first] * (1 - share) + rows[:, first + 1] * share


def softmax(logits: np.ndarray) -> np.ndarray:
    exponent = np.exp(logits - logits.max())
    return exponent / exponent.sum()


def calibration_gap(said: list[float], right: list[bool]) -> float:
    """The mean gap between what was said and how often it was right, over fifteen bins, weighted by their photos."""
    gap = 0.0
    for low in range(15):
        inside = [n for n, value in enumerate(said) if low <= value * 15 < low + 1 or value * 15 == low + 1 == 15]
        if inside:
            share = len(inside) / len(said)
            gap += share * abs(np.mean([right[n] for n in inside]) - np.mean([said[n] for n in inside]))
    return gap


def by_hand(model: Path, paths: list[Path]) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities of the landmarks and the landmark score, one picture after the other, in plain arithmetic."""
    network, info = load(model)
    assert (info.views, info.pooling) == (("plain", "mirror", "zoom"), "logits")
    rows = []
    for path in paths:
        pixels = np.asarray(Image.open(path).convert("RGB")).astype(np.float64) / 255
        assert pixels.shape == (48, 48, 3)
        looks = []
        for view in (pixels, pixels[:, ::-1], zoomed(pixels)):
            batch = torch.from_numpy((view - info.preprocessing.mean) / info.preprocessing.std).permute(2, 0, 1)
            with torch.inference_mode():
                looks.append(network(batch[None].float())[0].double().numpy())
        first, all_looks = softmax(looks[0] / info.temperature), softmax(sum(looks) / 3 / info.temperature)
        settled = first[:-1].max() >= 0.9 or first[-1] >= 0.75  # the first look is enough where it is sure
        rows.append(first if settled else all_looks)
    probability = np.stack(rows)
    return probability[:, :-1], 1 - probability[:, -1]


def test_the_figures_are_those_of_plain_arithmetic(home):
    result = run(home, negatives=home / "none")
    info = load(home / "m.landmarks")[1]
    paths = [path for k in range(CLASSES) for path in sorted((home / "data" / "test" / folder_name(k)).iterdir())]
    labels = [k for k in range(CLASSES) for _ in (home / "data" / "test" / folder_name(k)).iterdir()]
    landmarks, kept_score = by_hand(home / "m.landmarks", paths)
    seen = set(info.data["negatives_seen"])
    ordinary = [p for p, digest in zip(*digests(home / "none"), strict=True) if digest[:12] not in seen]
    assert 3 < len(ordinary) < 40
    ordinary_landmarks, ordinary_score = by_hand(home / "m.landmarks", ordinary)

    ranks = [
        sorted(range(CLASSES), key=lambda k: -row[k]).index(label) for row, label in zip(landmarks, labels, strict=True)
    ]
    found = result.summary
    assert found["n"] == len(paths) == 39
    assert found["top1"] == pytest.approx(np.mean([rank < 1 for rank in ranks]))
    assert 0 < found["top1"] < 1
    assert found["top3"] == pytest.approx(np.mean([rank < 3 for rank in ranks]))
    assert found["top5"] == 1.0  # of four
    losses = [-math.log(max(row[label], 1e-12)) for row, label in zip(landmarks, labels, strict=True)]
    assert found["loss"] == pytest.approx(np.mean(losses), rel=1e-3)

    said = [row.max() for row in landmarks]
    right = [rank == 0 for rank in ranks]
    assert found["ece"] == pytest.approx(calibration_gap(said, right), abs=1e-3)
    said_of_all = [*said, *(row.max() for row in ordinary_landmarks)]
    gap = calibration_gap(said_of_all, right + [False] * len(ordinary))
    assert found["ece_with_negatives"] == pytest.approx(gap, abs=1e-3)
    assert found["ece_with_negatives"] != pytest.approx(found["ece"], abs=1e-3)

    pairs = [float(p > n) + 0.5 * float(p == n) for p in kept_score for n in ordinary_score]
    assert found["n_negatives"] == len(ordinary)
    assert found["auroc"] == pytest.approx(np.mean(pairs), abs=1e-3)
    threshold = info.rejection.threshold
    assert found["rejected_negatives"] == pytest.approx(np.mean(ordinary_score < threshold))
    assert found["kept_landmarks"] == pytest.approx(np.mean(kept_score >= threshold))

    def confident(rows: np.ndarray, scores: np.ndarray) -> np.ndarray:
        ordered = np.sort(rows, 1)
        sure = (ordered[:, -1] >= info.rejection.floor) & (ordered[:, -1] - ordered[:, -2] >= info.rejection.margin)
        return sure & (scores >= threshold)

    assert found["confident"] == pytest.approx(confident(landmarks, kept_score).mean())
    assert found["confident_negatives"] == pytest.approx(confident(ordinary_landmarks, ordinary_score).mean())

    for k, name in enumerate(class_names(CLASSES)):
        own = [n for n, label in enumerate(labels) if label == k]
        given = [n for n, row in enumerate(landmarks) if row.argmax() == k]
        assert found["per_class"][name]["n"] == len(own)
        assert found["per_class"][name]["top1"] == pytest.approx(np.mean([ranks[n] == 0 for n in own]))
        wanted = pytest.approx(np.mean([labels[n] == k for n in given])) if given else None
        assert found["per_class"][name]["precision"] == wanted
    np.testing.assert_array_equal(result.labels, labels)
    np.testing.assert_allclose(result.confidence, landmarks.max(1), atol=2e-3)
    assert list(result.paths) == paths


def digests(folder: Path) -> tuple[list[Path], list[str]]:
    import hashlib

    paths = sorted(folder.iterdir())
    return paths, [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]


def test_the_json_holds_what_is_promised(home):
    found = json.loads(json.dumps(run(home, negatives=home / "none").summary, allow_nan=False))
    assert {"n", "loss", "top1", "top3", "top5", "ece", "per_class"} <= found.keys()
    assert {"n_negatives", "auroc", "rejected_negatives", "kept_landmarks", "ece_with_negatives"} <= found.keys()
    assert set(found["per_class"]) == set(class_names(CLASSES))
    without = run(home).summary
    assert not {"n_negatives", "auroc", "rejected_negatives"} & without.keys()


def test_a_part_of_the_classes_with_other_numbers_and_other_writing(home, tmp_path):
    """Matched by name: 31.blue_triangle and 7.RED_DISC are classes 2 and 0."""
    whole = run(home)
    shutil.copytree(home / "data" / "test" / folder_name(2), tmp_path / "part" / "test" / "31.blue_triangle")
    shutil.copytree(home / "data" / "test" / folder_name(0), tmp_path / "part" / "test" / "7.RED_DISC")
    part = run(home, tmp_path / "part")
    assert part.summary["n"] == 9 + 12
    assert set(part.labels.tolist()) == {0, 2}
    for name in ("Red Disc", "Blue Triangle"):
        assert part.summary["per_class"][name]["n"] == whole.summary["per_class"][name]["n"]
        assert part.summary["per_class"][name]["top1"] == whole.summary["per_class"][name]["top1"]
    own = np.isin(whole.labels, (0, 2))
    assert part.summary["top1"] == pytest.approx((whole.predicted == whole.labels)[own].mean())


def test_one_class_alone_can_be_measured(home, tmp_path):
    shutil.copytree(home / "data" / "test" / folder_name(1), tmp_path / "one" / "test" / folder_name(1))
    assert run(home, tmp_path / "one").summary["n"] == 9


def test_classes_that_the_model_does_not_know_are_reported_and_left_out(home, tmp_path):
    shutil.copytree(home / "data" / "test", tmp_path / "more" / "test")
    shutil.copytree(home / "data" / "test" / folder_name(1), tmp_path / "more" / "test" / "44.Atlantis")
    events: list = []
    assert run(home, tmp_path / "more", events=events).summary["n"] == run(home).summary["n"]
    assert [event.item for event in events if isinstance(event, Failed)] == ["Atlantis"]


def test_no_class_in_common(home, tmp_path):
    shutil.copytree(home / "data" / "test" / folder_name(1), tmp_path / "other" / "test" / "44.Atlantis")
    with pytest.raises(DataError, match="no landmark in common with the model"):
        run(home, tmp_path / "other")


def test_only_the_wanted_split_has_to_be_there(home, tmp_path):
    shutil.copytree(home / "data" / "test", tmp_path / "a" / "test")
    assert run(home, tmp_path / "a").summary["n"] == 39
    shutil.copytree(home / "data" / "train", tmp_path / "b" / "train")
    learnt = run(home, tmp_path / "b", split="train").summary["n"]
    held = run(home, tmp_path / "b", split="validation").summary["n"]
    assert (learnt + held, held) == (56, 12)
    with pytest.raises(DataError, match="test"):
        run(home, tmp_path / "b")
    with pytest.raises(DataError, match="train"):
        run(home, tmp_path / "a", split="validation")


def test_ordinary_photos_seen_in_training_are_left_out_wherever_they_lie(home, tmp_path):
    seen = set(load(home / "m.landmarks")[1].data["negatives_seen"])
    assert 20 < len(seen) < 40
    known = tmp_path / "known"
    known.mkdir()
    for path, digest in zip(*digests(home / "none"), strict=True):
        if digest[:12] in seen:
            shutil.copy(path, known / f"renamed {path.name}")
    with pytest.raises(DataError, match="no photo that the model has not seen"):
        run(home, negatives=known)
    make_negatives(known, 3, seed=9)
    assert run(home, negatives=known).summary["n_negatives"] == 3


def test_unreadable_photos_are_reported_and_left_out(home, tmp_path):
    shutil.copytree(home / "data" / "test", tmp_path / "data" / "test")
    (tmp_path / "data" / "test" / folder_name(0) / "broken.jpg").write_bytes(b"\xff\xd8\xff no jpeg")
    events: list = []
    assert run(home, tmp_path / "data", events=events).summary["n"] == 39
    (failed,) = [event for event in events if isinstance(event, Failed)]
    assert failed.item.endswith("broken.jpg")


def test_missing_data_and_model(home, tmp_path):
    with pytest.raises(DataError, match="nowhere"):
        run(home, tmp_path / "nowhere")
    with pytest.raises(ModelFileError, match=r"none\.landmarks"):
        run(home, model="none.landmarks")


def test_plots_and_text(home, tmp_path):
    result = run(home, negatives=home / "none")
    paths = write_plots(result, tmp_path / "plots")
    assert len(paths) == 3
    for path in paths:
        with Image.open(path) as picture:
            assert picture.format == "PNG"
            assert min(picture.size) > 200
    text = evaluation_text(result)
    assert "39 photos of 4 landmarks" in text
    assert f"top-1 {result.summary['top1']:.1%}" in text
    assert f"AUROC {result.summary['auroc']:.3f}" in text
    rows = text.splitlines()[-CLASSES:]
    shares = [result.summary["per_class"][row.split("  ")[0]]["top1"] for row in rows]
    assert shares == sorted(shares)  # the weakest first


class TestPredicting:
    def test_names_and_probabilities_best_first(self, home):
        paths = sorted((home / "data" / "test" / folder_name(2)).iterdir())
        found = list(predict_files(home / "m.landmarks", paths, CPU, 3, discard))
        assert [path for path, _ in found] == paths
        landmarks, _ = by_hand(home / "m.landmarks", paths)
        for (_, names), row in zip(found, landmarks, strict=True):
            order = np.argsort(-row)[:3]
            assert [name for name, _ in names] == [class_names(CLASSES)[k] for k in order]
            np.testing.assert_allclose([p for _, p in names], row[order], atol=2e-3)

    def test_more_than_there_are(self, home):
        path = home / "data" / "test" / folder_name(0) / "000.jpg"
        ((_, names),) = predict_files(home / "m.landmarks", [path], CPU, 99, discard)
        assert len(names) == CLASSES

    def test_what_cannot_be_read_is_reported_and_the_rest_goes_on(self, home, tmp_path):
        good = home / "data" / "test" / folder_name(0) / "000.jpg"
        (tmp_path / "empty.jpg").touch()
        (tmp_path / "text.png").write_text("no picture")
        cut = tmp_path / "cut.jpg"
        cut.write_bytes(good.read_bytes()[:-400])
        bad = [tmp_path / "empty.jpg", tmp_path / "text.png", cut, tmp_path / "missing.jpg", tmp_path]
        events: list = []
        found = list(predict_files(home / "m.landmarks", [*bad, good], CPU, 1, events.append))
        assert [names is None for _, names in found] == [True] * 5 + [False]
        assert [event.item for event in events if isinstance(event, Failed)] == [str(path) for path in bad]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs POSIX pipes")
    def test_what_is_no_file_is_not_waited_for(self, home, tmp_path):
        os.mkfifo(tmp_path / "pipe.jpg")
        bad = [tmp_path / "pipe.jpg", Path("/dev/zero"), tmp_path]
        command = [sys.executable, "-m", "training", "predict", home / "m.landmarks", *bad, "--device", "cpu"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.splitlines() == [f"{path}: not a regular file" for path in bad]

    @pytest.mark.parametrize("mode", ["L", "RGBA", "P", "CMYK", "1"])
    def test_pictures_of_any_kind_and_size(self, home, tmp_path, mode):
        path = tmp_path / ("p.jpg" if mode == "CMYK" else "p.png")
        data_factory.landmark(0, np.random.default_rng(1), 211).resize((333, 97)).convert(mode).save(path)
        ((_, names),) = predict_files(home / "m.landmarks", [path], CPU, 2, discard)
        assert names is not None
        assert sum(p for _, p in names) <= 1.0 + 1e-6


class TestFigures:
    info = ModelInfo("small_resnet", {}, ("a", "b", "c"), Preprocessing(64), rejection=Rejection("background", 0.5))

    def test_validation_loss_and_accuracy_are_over_all_outputs(self):
        logits = torch.tensor([[[2.0, 0.0, 0.0, 1.0], [0.0, 0.0, 0.0, 3.0]]])
        found = validation_figures(logits, torch.tensor([0, 3]))
        wanted = np.mean([math.log(math.e**2 + 2 + math.e) - 2, math.log(3 + math.e**3) - 3])
        assert found["val_loss"] == pytest.approx(wanted, rel=1e-5)
        assert found["val_top1"] == 1.0

    def test_ordinary_photos_are_no_landmarks(self):
        logits = torch.randn(2, 5, 4, generator=torch.Generator().manual_seed(0))
        labels = torch.tensor([0, 3, 1, 3, 2])
        assert figures(self.info, logits, labels)["n"] == 3
        assert figures(self.info, logits, torch.full((5,), 3)) == {}

    def test_nothing_confident(self):
        info = ModelInfo("x", {}, ("a", "b"), Preprocessing(64), rejection=Rejection("energy", floor=0.99))
        found = figures(info, torch.zeros(1, 2, 2), torch.tensor([0, 1]))
        assert (found["confident"], found["confident_right"]) == (0.0, 1.0)


def test_an_energy_model_scores_by_energy(home, tmp_path):
    """A model without a background class: the same network with its last output taken for a landmark."""
    network, info = load(home / "m.landmarks")
    import dataclasses

    classes = (*info.classes, "Violet Ring")
    energy = dataclasses.replace(
        info, classes=classes, landmark_ids=(None,) * 5, rejection=Rejection("energy", 1.5), data={}
    )
    save(tmp_path / "e.landmarks", network, energy)
    found = evaluate(
        tmp_path / "e.landmarks", home / "data", negatives=home / "none", report=discard, device=CPU,
        cache=home / "cache",
    )  # fmt: skip
    assert found.summary["n_negatives"] == 40  # none is known to have been seen
    assert 0 <= found.summary["auroc"] <= 1
