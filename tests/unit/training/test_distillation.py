"""Distillation: views, the teachers' answers to exactly these views, and what a crash leaves of them."""

import dataclasses
import hashlib
import os
from pathlib import Path

import numpy as np
import pytest
import torch
from data_factory import class_names, landmark

from training import networks
from training.data import Photo
from training.distillation import load_teachers, view_bank
from training.events import Progress, Started
from training.loop import TrainingError
from training.model_file import ModelFileError, ModelInfo, Rejection, save
from training.networks import Classifier, FeatureHead
from training.transforms import Augmentation, Preprocessing, to_batch

CPU = torch.device("cpu")
CHANGES = Augmentation(crop_area=0.5, erase=0.0)


def teacher(seed: int = 0, outputs: int = 3, size: int = 32) -> tuple[Classifier, ModelInfo]:
    torch.manual_seed(seed)
    network = networks.build("small_resnet", {"widths": (8, 16), "depths": (1, 1)}, outputs).eval()
    with torch.no_grad():
        network.head[-1].weight.mul_(20)  # clear opinions
    info = ModelInfo(
        "small_resnet", {"widths": (8, 16), "depths": (1, 1)}, class_names(3),
        Preprocessing(size, (0.4, 0.4, 0.4), (0.25, 0.25, 0.25)),
    )  # fmt: skip
    return network, info


def photos(count: int = 5, size: int = 40) -> tuple[list[Photo], np.ndarray]:
    squares = np.stack([np.asarray(landmark(n % 3, np.random.default_rng((8, n)), size)) for n in range(count)])
    found = [Photo(Path(f"/p/{n}"), n % 3, hashlib.sha256(square).hexdigest()) for n, square in enumerate(squares)]
    return found, squares


def bank(cache: Path, teachers=None, *, views: int = 3, size: int = 24, seed: int = 1, changes=CHANGES, report=None):
    some, squares = photos()
    events: list = []
    found = view_bank(
        teachers or [teacher()], some, squares, views, size, changes, cache=cache, device=CPU,
        report=report or events.append, seed=seed,
    )  # fmt: skip
    return found, events


class TestViewBank:
    def test_shapes(self, tmp_path):
        found, _ = bank(tmp_path)
        assert found.inputs.shape == (3, 5, 24, 24, 3)
        assert found.inputs.dtype == np.uint8
        assert found.targets.shape == (3, 5, 3)
        assert found.auxiliary.shape == (3, 5, 4, 16)
        torch.testing.assert_close(found.targets.sum(2), torch.ones(3, 5))

    def test_targets_are_the_teachers_answers_to_these_very_views(self, tmp_path):
        """With views of the teachers' own size, nothing but rounding to 8 bits lies between the two."""
        teachers = [teacher(0), teacher(7)]
        found, _ = bank(tmp_path, teachers, size=32)
        for view in range(3):
            batch = to_batch(found.inputs[view], teachers[0][1].preprocessing)
            with torch.inference_mode():
                wanted = torch.stack([network(batch).softmax(1) for network, _ in teachers]).mean(0)
                features = teachers[0][0].features(batch)
            torch.testing.assert_close(found.targets[view], wanted, atol=0.02, rtol=0)
            np.testing.assert_allclose(found.auxiliary[view].mean(1), features.numpy(), atol=0.05, rtol=0.05)

    def test_teachers_may_see_larger_pictures_than_the_student(self, tmp_path):
        large, small = teacher(0, size=40), teacher(7, size=24)
        found, _ = bank(tmp_path, [large, small], size=16)
        assert found.inputs.shape[2] == 16
        assert torch.isfinite(found.targets).all()

    def test_views_differ_and_are_the_same_every_time(self, tmp_path):
        one, _ = bank(tmp_path / "a")
        again, _ = bank(tmp_path / "b")
        assert np.array_equal(one.inputs, again.inputs)
        torch.testing.assert_close(one.targets, again.targets)
        assert not np.array_equal(one.inputs[0], one.inputs[1])
        other, _ = bank(tmp_path / "c", seed=2)
        assert not np.array_equal(one.inputs, other.inputs)

    def test_features_of_a_standardising_head_are_standardised(self, tmp_path):
        network, info = teacher()
        head = FeatureHead(16, 3)
        head.standardise(torch.rand(30, 16) + 2)
        torch.manual_seed(0)
        found, _ = bank(tmp_path, [(Classifier(network.backbone, head).eval(), info)], size=32)
        with torch.inference_mode():
            features = network.features(to_batch(found.inputs[0], info.preprocessing))
        wanted = ((features - head.mean) / head.std).numpy()
        np.testing.assert_allclose(found.auxiliary[0].mean(1), wanted, atol=0.3, rtol=0.05)


class TestKeeping:
    def test_a_second_run_asks_no_teacher(self, tmp_path):
        first, events = bank(tmp_path)
        assert [event.total for event in events if isinstance(event, Started)] == [15]
        again, events = bank(tmp_path)
        assert events == []
        assert np.array_equal(first.inputs, again.inputs)
        assert torch.equal(first.targets, again.targets)
        assert np.array_equal(first.auxiliary, again.auxiliary)

    @pytest.mark.parametrize(
        "change",
        [{"seed": 2}, {"size": 16}, {"changes": Augmentation(crop_area=0.6)}, {"views": 2},
         {"teachers": [teacher(7)]}, {"teachers": [teacher(0), teacher(7)]}],
    )  # fmt: skip
    def test_anything_else_is_another_bank(self, tmp_path, change):
        bank(tmp_path)
        _, events = bank(tmp_path, **change)
        assert [event for event in events if isinstance(event, Started)]

    @pytest.mark.parametrize("kind", ["pictures.u8", "targets.f32", "features.f16"])
    @pytest.mark.parametrize("damage", ["gone", "cut"])
    def test_a_lost_part_is_made_again(self, tmp_path, kind, damage):
        wanted, _ = bank(tmp_path)
        wanted = dataclasses.replace(wanted, inputs=np.array(wanted.inputs), auxiliary=np.array(wanted.auxiliary))
        (path,) = tmp_path.rglob(kind)
        if damage == "gone":
            path.unlink()
        else:
            os.truncate(path, path.stat().st_size // 2)
        found, _ = bank(tmp_path)
        assert np.array_equal(found.inputs, wanted.inputs)
        assert torch.equal(found.targets, wanted.targets)
        assert np.array_equal(found.auxiliary, wanted.auxiliary)

    @pytest.mark.parametrize("content", ["", "two", "\0"])
    def test_a_damaged_count_of_finished_views(self, tmp_path, content):
        wanted, _ = bank(tmp_path)
        wanted = np.array(wanted.inputs)
        (marker,) = tmp_path.rglob("finished_views")
        marker.write_text(content)
        found, events = bank(tmp_path)
        assert events
        assert np.array_equal(found.inputs, wanted)

    def test_an_interrupted_run_goes_on_where_it_was(self, tmp_path):
        def report(event: object) -> None:
            if isinstance(event, Progress) and event.done == 15:  # the third view is computed, not yet counted
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            bank(tmp_path, report=report)
        found, events = bank(tmp_path)
        assert [event.total for event in events if isinstance(event, Started)] == [5]
        assert [event.done for event in events if isinstance(event, Progress)][-1] == 5
        wanted, _ = bank(tmp_path / "fresh")
        assert np.array_equal(found.inputs, wanted.inputs)
        torch.testing.assert_close(found.targets, wanted.targets)


class TestTeachers:
    def saved(self, path: Path, **changes: object) -> Path:
        network, info = teacher(outputs=4 if changes.get("rejection") else len(changes.get("classes", "abc")))
        save(path, network, dataclasses.replace(info, landmark_ids=(), **changes))
        return path

    def test_teachers_of_the_same_classes(self, tmp_path):
        paths = [self.saved(tmp_path / "a"), self.saved(tmp_path / "b")]
        assert len(load_teachers(paths, class_names(3), False, CPU)) == 2

    @pytest.mark.parametrize(
        "changes",
        [{"classes": ("Red Disc", "Green Square")}, {"classes": ("Green Square", "Red Disc", "Blue Triangle")},
         {"rejection": Rejection("background", 0.5)}],
    )  # fmt: skip
    def test_teachers_of_others(self, tmp_path, changes):
        path = self.saved(tmp_path / "wrong.landmarks", **changes)
        with pytest.raises(TrainingError, match=r"wrong\.landmarks was trained on other classes") as caught:
            load_teachers([path], class_names(3), False, CPU)
        assert "\n" not in str(caught.value)

    def test_no_teacher_there(self, tmp_path):
        with pytest.raises(ModelFileError, match=r"none\.landmarks"):
            load_teachers([tmp_path / "none.landmarks"], class_names(3), False, CPU)
