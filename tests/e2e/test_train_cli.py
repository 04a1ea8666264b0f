"""The training commands on small generated data: what they make and what they print."""

import json
import shutil
import struct
from dataclasses import replace
from pathlib import Path

import data_factory
import numpy as np
import pytest
import torch
from data_factory import class_names, folder_name, make_data_set
from PIL import Image
from safetensors.torch import load_file
from training_cli import SMALL, Cli, copy_of, make_home, make_weights

from training.checkpoint import checkpoint_path
from training.data import open_data_set
from training.events import discard
from training.kept_features import PREFIX
from training.model_file import copy_described, load, read_info
from training.recipes import SCRATCH, TRANSFER
from training.transforms import Augmentation


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    return make_home(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="module")
def weights(tmp_path_factory) -> Path:
    return make_weights(tmp_path_factory.getbasetemp())


@pytest.fixture
def cli(home, capsys) -> Cli:
    return Cli(capsys, home / "cache")


class TestScratch:
    def test_json_progress_and_what_the_model_file_says(self, home, tmp_path, cli):
        code, out, err = cli(
            "scratch", home / "data", "--out", tmp_path / "m.landmarks", *SMALL, "--epochs", 12, "--negatives",
            home / "none", "--progress", "json",
        )  # fmt: skip
        assert (code, err) == (0, "")
        events = [json.loads(line) for line in out.splitlines()]
        kinds = [event["event"] for event in events]
        assert kinds.count("finished") == 1
        assert kinds[-1] == "finished"
        epochs = [event["values"] for event in events if event["event"] == "result" and event["name"] == "epoch"]
        assert [values["epoch"] for values in epochs] == list(range(1, 13))
        summary = events[-1]["summary"]
        assert summary["model"] == str(tmp_path / "m.landmarks")
        assert summary["stopped"] is False
        assert summary["top1"] > 0.85
        assert summary["auroc"] > 0.9
        info = read_info(tmp_path / "m.landmarks")
        assert info.classes == class_names(3)
        assert info.has_background
        assert info.views == ("plain", "mirror", "zoom")
        assert info.metrics["top1"] == summary["top1"]
        assert info.settings["epochs_done"] == 12
        assert info.settings["loop"]["lr"] == 0.01
        assert len(info.settings["history"]) == 12
        assert info.data["train"] + info.data["validation"] == 60
        assert info.data["negatives"] + 30 > 40 > info.data["negatives"]
        assert not checkpoint_path(tmp_path / "m.landmarks").exists()
        plots = {path.name for path in (tmp_path / "m.plots").iterdir()}
        assert plots >= {"loss_curves.png", "confusion_matrix.png", "per_class.png", "reliability.png", "history.json"}

    def test_the_same_seed_gives_the_same_weights(self, home, tmp_path, cli):
        for name, seed in (("a", 42), ("b", 42), ("c", 7)):
            out = tmp_path / name
            cli.done("scratch", home / "tiny", "--out", out, *SMALL, "--epochs", 2, "--seed", seed)
        one, again, other = (load_file(tmp_path / name) for name in ("a", "b", "c"))
        assert all(torch.equal(one[name], again[name]) for name in one)
        assert not all(torch.equal(one[name], other[name]) for name in one)

    def test_text_for_people(self, home, tmp_path, cli):
        code, out, err = cli("scratch", home / "data", "--out", tmp_path / "m.landmarks", *SMALL, "--epochs", 2)
        assert code == 0
        assert f"model: {tmp_path / 'm.landmarks'}" in out
        assert "top-1 (test): " in out
        assert "epoch 2/2" in err

    def test_without_test_photos_the_validation_figures_count(self, home, tmp_path, cli):
        arguments = ("scratch", home / "tiny", "--out", tmp_path / "m", *SMALL, "--epochs", 1, "--progress", "none")
        code, out, err = cli(*arguments)
        assert (code, err) == (0, "")
        assert "top-1 (validation): " in out
        assert "top1" not in read_info(tmp_path / "m").metrics

    def test_test_photos_that_cannot_be_used_are_named(self, home, tmp_path, cli):
        data = copy_of(home / "data", tmp_path / "data")
        for path in (data / "test" / folder_name(1)).iterdir():
            path.unlink()
        code, _, err = cli("scratch", data, "--out", tmp_path / "m", *SMALL, "--epochs", 1, "--progress", "none")
        assert code == 0
        assert "the model is not measured on it" in err
        assert folder_name(1) in err

    def test_corrupt_photos_are_listed_and_skipped(self, home, tmp_path, cli):
        data = copy_of(home / "tiny", tmp_path / "data")
        folder = data / "train" / folder_name(0)
        (folder / "empty.jpg").touch()
        (folder / "cut.jpg").write_bytes((folder / "000.jpg").read_bytes()[:300])
        (folder / "text.png").write_text("not a picture")
        (folder / "notes.txt").write_text("not even named like one")
        code, _, err = cli("scratch", data, "--out", tmp_path / "m", *SMALL, "--epochs", 1, "--progress", "none")
        assert code == 0
        assert len(err.splitlines()) == 3
        for name in ("empty.jpg", "cut.jpg", "text.png"):
            assert f"{folder / name}: " in err
        info = read_info(tmp_path / "m")
        assert info.data["train"] + info.data["validation"] == 16


REFERENCE_LOOP = {
    "batch_size": 32, "lr": 1e-3, "weight_decay": 0.0, "optimizer": "adam", "schedule": "constant", "warmup_epochs": 0,
    "label_smoothing": 0.0, "mix_probability": 0.0, "ema": 0.0, "clip": 0.0, "auxiliary": 0.0, "keep": "best",
}  # fmt: skip
"""What both reference pipelines have in common."""

ONLY_FLIPS = {
    "flip": 0.25, "crop_area": 1.0, "crop_aspect": 1.0, "rotate": 0.0, "colour": 0.0, "grey": 0.0, "erase": 0.0,
}  # fmt: skip


class TestReferenceRecipe:
    def test_scratch_settings(self):
        recipe = SCRATCH["reference"]
        assert recipe.arch == "reference_cnn"
        assert recipe.size == recipe.cache_size == 128
        assert recipe.hold_out == 0.0  # the manifest's 80:20
        assert recipe.views == ("plain",)
        assert recipe.loop.epochs == 15
        assert recipe.loop.sizes == ()
        assert recipe.loop.augmentation == Augmentation(**ONLY_FLIPS)
        for name, value in REFERENCE_LOOP.items():
            assert getattr(recipe.loop, name) == value, name

    def test_transfer_settings(self):
        recipe = TRANSFER["reference"]
        assert recipe.arch == "reference_vgg19"
        assert recipe.size == 128
        assert recipe.hold_out == 0.0
        assert recipe.views == ("plain",)
        assert recipe.loop.epochs == 10
        for name, value in REFERENCE_LOOP.items():
            assert getattr(recipe.loop, name) == value, name

    def test_both_initialisations_and_what_their_files_say(self, home, tmp_path, cli):
        """Two epochs here; all of them on real photos in test_train_real."""
        out = tmp_path / "model_scratch.landmarks"
        text = cli.done(
            "scratch", home / "tiny", "--recipe", "reference", "--epochs", 2, "--out", out, "--progress", "json"
        )
        events = [json.loads(line) for line in text.splitlines()]
        assert [event["event"] for event in events].count("finished") == 1
        normal = tmp_path / "model_scratch-normal-init.landmarks"
        for path, init in ((out, "default"), (normal, "normal")):
            network, info = load(path)
            assert info.arch == "reference_cnn"
            assert info.arch_arguments == {"init": init}
            assert network.head[0].weight.shape == (1024, 4096)
            assert info.preprocessing.size == 128
            assert info.views == ("plain",)
            assert (info.data["train"], info.data["validation"]) == (12, 4)
            settings = info.settings
            assert settings["recipe"] == "reference"
            assert settings["epochs_done"] == settings["loop"]["epochs"] == 2
            assert settings["loop"]["augmentation"] == ONLY_FLIPS
            for name, value in REFERENCE_LOOP.items():
                assert settings["loop"][name] == value, name
            losses = [values["val_loss"] for values in settings["history"]]
            assert settings["best_epoch"] == 1 + int(np.argmin(losses))
            assert [values["lr"] for values in settings["history"]] == [1e-3, 1e-3]
        summary = events[-1]["summary"]
        assert summary["normal_init"]["model"] == str(normal)
        assert summary["model"] == str(out)

    def test_normalised_by_the_training_split_s_own_statistics(self, home, tmp_path, cli):
        out = tmp_path / "m"
        cli.done("scratch", home / "tiny", "--recipe", "reference", "--init", "normal", "--epochs", 1, "--out", out)
        photos = open_data_set(home / "tiny", report=discard).train
        assert len(photos) == 12
        pixels = np.stack([np.asarray(Image.open(p.path).resize((128, 128), Image.Resampling.BICUBIC)) for p in photos])
        info = read_info(out)
        np.testing.assert_allclose(info.preprocessing.mean, pixels.mean((0, 1, 2)) / 255, atol=1e-3)
        np.testing.assert_allclose(info.preprocessing.std, pixels.std((0, 1, 2)) / 255, atol=1e-3)
        assert info.arch_arguments == {"init": "normal"}
        assert not (tmp_path / "m-normal-init").exists()


class TestTransfer:
    def rows(self, cache: Path) -> dict[str, tuple[int, int]]:
        """Size and modification time of each store of features."""
        stats = {path.parent.name: path.stat() for path in cache.glob("features/*/rows.f32")}
        return {name: (stat.st_size, stat.st_mtime_ns) for name, stat in stats.items()}

    def test_features_are_computed_once_and_one_more_photo_costs_one(self, home, tmp_path, weights, cli):
        data, cache = copy_of(home / "tiny", tmp_path / "data"), tmp_path / "cache"
        arguments = (
            "transfer", data, "--backbone", "mobilenet_v3_small", "--weights", weights, "--size", 64, "--padding",
            "symmetric", "--epochs", 2, "--out", tmp_path / "m.landmarks", "--progress", "json",
        )  # fmt: skip
        code, first, err = cli(*arguments, cache=cache)
        assert code == 0, err
        stages = [e["message"] for e in map(json.loads, first.splitlines()) if e["event"] == "started"]
        assert "computing features" in stages
        before = self.rows(cache)
        tensors = load_file(tmp_path / "m.landmarks")

        code, second, _ = cli(*arguments, cache=cache)
        assert code == 0
        stages = [e["message"] for e in map(json.loads, second.splitlines()) if e["event"] == "started"]
        assert "computing features" not in stages
        assert {name: size for name, (size, _) in self.rows(cache).items()} == {
            n: size for n, (size, _) in before.items()
        }
        again = load_file(tmp_path / "m.landmarks")
        assert all(torch.equal(tensors[name], again[name]) for name in tensors)

        data_factory.landmark(1, np.random.default_rng(4711)).save(data / "train" / folder_name(1) / "new.jpg")
        code, third, _ = cli(*arguments, cache=cache)
        assert code == 0
        totals = [
            e["total"] for e in map(json.loads, third.splitlines())
            if e["event"] == "started" and e["message"] == "computing features"
        ]  # fmt: skip
        row = 4 * 1024
        grown = {name: (size - before[name][0]) // row for name, (size, _) in self.rows(cache).items()}
        assert set(grown.values()) <= {0, 1}
        assert sum(totals) == sum(grown.values()) in (2, 5)  # two views of a photo held back, five of one learnt from

        network, info = load(tmp_path / "m.landmarks")
        assert info.arch == "mobilenet_v3_small"
        assert info.arch_arguments == {"padding": "symmetric"}
        assert info.backbone_weights is None
        published = torch.load(weights, weights_only=True)
        stored = network.backbone.state_dict()["features.1.block.0.0.weight"]
        torch.testing.assert_close(stored, published["features.1.block.0.0.weight"], atol=1e-3, rtol=1e-3)

    def test_finetuning_changes_the_last_stages_only(self, home, tmp_path, weights, cli):
        code, out, err = cli(
            "transfer", home / "tiny", "--backbone", "mobilenet_v3_small", "--weights", weights, "--size", 64,
            "--epochs", 3, "--finetune", 2, "--finetune-epochs", 2, "--finetune-lr", "0.001", "--mean", ".5,.5,.5",
            "--std", ".5,.5,.5", "--out", tmp_path / "m", "--progress", "json",
        )  # fmt: skip
        assert code == 0, err
        epochs = [e["values"] for e in map(json.loads, out.splitlines()) if e.get("name") == "epoch"]
        assert [(values["stage"], values["epoch"]) for values in epochs] == [
            ("head", 1), ("head", 2), ("head", 3), ("finetune", 1), ("finetune", 2),
        ]  # fmt: skip
        network, info = load(tmp_path / "m")
        assert info.preprocessing.mean == info.preprocessing.std == (0.5, 0.5, 0.5)
        assert info.settings["pipeline"] == "finetune"
        published = torch.load(weights, weights_only=True)
        moved = {
            name
            for name, value in network.backbone.state_dict().items()
            if not torch.allclose(value.float(), published[name].float(), atol=1e-4, rtol=1e-3)  # 16 bits, stored
        }
        assert any(name.startswith("features.12.0.weight") for name in moved)
        assert not any(name.startswith(("features.0.", "features.5.")) for name in moved)
        assert not any("running" in name for name in moved)

    def test_random_weights_are_the_same_for_the_same_seed(self, home, tmp_path, cli):
        for name in ("a", "b"):
            cli.done(
                "transfer", home / "tiny", "--backbone", "mobilenet_v3_small", "--weights", "random", "--size", 48,
                "--epochs", 1, "--out", tmp_path / name, cache=tmp_path / "cache",
            )  # fmt: skip
        one, again = load_file(tmp_path / "a"), load_file(tmp_path / "b")
        assert all(torch.equal(one[name], again[name]) for name in one)
        assert len(self.rows(tmp_path / "cache")) == 7  # so the second run found the features of the first

    def test_preprocessing_of_local_weights_is_measured_and_kept(self, home, tmp_path, weights, cli):
        out = cli.done(
            "transfer", home / "tiny", "--backbone", "mobilenet_v3_small", "--weights", weights, "--size", 48,
            "--epochs", 1, "--out", tmp_path / "m", "--progress", "json",
        )  # fmt: skip
        (found,) = [e["values"] for e in map(json.loads, out.splitlines()) if e.get("name") == "preprocessing"]
        info = read_info(tmp_path / "m")
        assert list(info.preprocessing.mean) == found["mean"]
        assert info.arch_arguments["padding"] == found["padding"]


class TestDistillation:
    def test_a_student_learns_from_a_teacher(self, home, tmp_path, cli):
        code, out, err = cli(
            "scratch", home / "data", "--negatives", home / "none", "--teacher", home / "m.landmarks", "--views", 3,
            *SMALL, "--epochs", 10, "--out", tmp_path / "student", "--progress", "json", cache=tmp_path / "cache",
        )  # fmt: skip
        assert code == 0, err
        assert json.loads(out.splitlines()[-1])["summary"]["top1"] > 0.8
        info = read_info(tmp_path / "student")
        assert info.settings["loop"]["auxiliary"] > 0
        assert info.glances
        assert not read_info(home / "m.landmarks").glances
        # A student of an earlier version glances from when its verdicts are chosen anew.
        copy_described(tmp_path / "student", tmp_path / "earlier", replace(info, glances=False))
        cli.done(
            "calibrate", tmp_path / "earlier", home / "data", "--negatives", home / "none", "--out", tmp_path / "new"
        )
        assert read_info(tmp_path / "new").glances

    def test_teachers_of_other_classes(self, home, tmp_path, cli):
        other = make_data_set(tmp_path / "other", classes=4, train=6, test=0)
        sentence = cli.refused("scratch", other, "--teacher", home / "m.landmarks", *SMALL, "--out", tmp_path / "m")
        assert f"the teacher {home / 'm.landmarks'} was trained on other classes" in sentence
        sentence = cli.refused(
            "scratch", home / "data", "--teacher", home / "m.landmarks", *SMALL, "--out", tmp_path / "m"
        )
        assert "--negatives" in sentence  # the teacher knows ordinary photos, the student would not

    def test_no_such_teacher(self, home, tmp_path, cli):
        sentence = cli.refused("scratch", home / "data", "--teacher", tmp_path / "t", *SMALL, "--out", tmp_path / "m")
        assert f"{tmp_path / 't'}" in sentence


class TestTrainedModels:
    """What is made of models without training them again."""

    def test_several_answer_together(self, home, tmp_path, cli):
        out = tmp_path / "both.landmarks"
        said = cli.done(
            "combine", home / "data", home / "m.landmarks", home / "m.landmarks", "--negatives", home / "none", "--out",
            out,
        )  # fmt: skip
        assert f"model: {out}" in said
        network, info = load(out)
        one, alone = load(home / "m.landmarks")
        assert info.classes == alone.classes
        assert info.data == alone.data
        assert info.settings["members"] == ["m.landmarks", "m.landmarks"]
        batch = torch.randn(2, 3, alone.preprocessing.size, alone.preprocessing.size)
        with torch.inference_mode():
            torch.testing.assert_close(network(batch).softmax(1), one(batch).softmax(1), atol=1e-3, rtol=1e-2)
        evaluated = cli.done("evaluate", out, home / "data", "--negatives", home / "none", "--json")
        figures = json.loads(evaluated)
        assert figures["top1"] == info.metrics["top1"] > 0.8
        assert figures["auroc"] == pytest.approx(info.metrics["auroc"])

    def test_models_of_other_landmarks_do_not_go_together(self, home, tmp_path, cli):
        sentence = cli.refused("combine", home / "data", home / "m.landmarks", "--out", tmp_path / "both")
        assert f"{home / 'm.landmarks'} knows other landmarks" in sentence
        assert "--negatives" in sentence
        assert not (tmp_path / "both").exists()

    def test_the_mean_of_what_was_trained_on_from_each_other(self, home, tmp_path, cli):
        none = ("--negatives", home / "none")
        onward, mean = tmp_path / "onward.landmarks", tmp_path / "mean.landmarks"
        first = home / "m.landmarks"
        cli.done("scratch", home / "data", *none, "--start", first, *SMALL, "--epochs", 2, "--out", onward)
        assert f"model: {mean}" in cli.done("average", home / "data", first, onward, *none, "--out", mean)
        (one, before), (other, _), (both, info) = (load(path) for path in (first, onward, mean))
        states = [network.state_dict() for network in (one, other, both)]
        assert any(not torch.equal(states[0][name], states[1][name]) for name in states[0])
        for name, value in states[2].items():
            if value.is_floating_point():
                expected = (states[0][name] + states[1][name]) / 2
                torch.testing.assert_close(value, expected, atol=1e-3, rtol=1e-2)
        assert info.settings["members"] == ["m.landmarks", "onward.landmarks"]
        assert info.data == before.data
        assert info.metrics["top1"] > 0.8
        sentence = cli.refused("average", home / "data", mean, home / "tiny", *none, "--out", tmp_path / "x")
        assert f"{home / 'tiny'}" in sentence

    def test_other_networks_have_no_mean(self, home, tmp_path, cli):
        other = tmp_path / "other.landmarks"
        wider = ("--widths", "8,24", "--depths", "1,1")
        cli.done("scratch", home / "data", "--negatives", home / "none", *SMALL, *wider, "--epochs", 1, "--out", other)
        sentence = cli.refused("average", home / "data", home / "m.landmarks", other, "--out", tmp_path / "x")
        assert f"{other} is another kind of network" in sentence
        assert "--start" in sentence

    def test_fewer_looks(self, home, tmp_path, cli):
        arguments = (home / "m.landmarks", home / "data", "--negatives", home / "none")
        cli.done("calibrate", *arguments, "--looks", "mirror,plain", "--out", tmp_path / "two")
        assert read_info(tmp_path / "two").views == ("mirror", "plain")
        for wrong in ("sideways", "plain,plain", ""):
            code, _, err = cli("calibrate", *arguments, "--looks", wrong, "--out", tmp_path / "x")
            assert code == 2
            assert "plain, mirror, zoom" in err

    def test_verdicts_for_another_share_of_mistakes(self, home, tmp_path, cli):
        arguments = (home / "m.landmarks", home / "data", "--negatives", home / "none")
        for name, rate in (("strict", 0.001), ("mild", 0.4)):
            cli.done("calibrate", *arguments, "--error-rate", rate, "--out", tmp_path / name)
        (strict, one), (mild, other) = (load(tmp_path / name) for name in ("strict", "mild"))
        assert (one.name, other.name) == ("strict", "mild")
        assert one.settings["error_rate"] == 0.001
        assert one.temperature == other.temperature
        assert (one.rejection.floor, one.rejection.margin) != (other.rejection.floor, other.rejection.margin)
        assert one.metrics["validation_confident"] <= other.metrics["validation_confident"]
        assert one.classes == other.classes == read_info(home / "m.landmarks").classes
        assert one.settings["history"] == read_info(home / "m.landmarks").settings["history"]
        whole = load_file(home / "m.landmarks")
        for name, tensor in load_file(tmp_path / "strict").items():
            # Features that are kept were computed anew, of batches of other sizes.
            assert torch.equal(tensor, whole[name]) or name.startswith(PREFIX), name
        assert all(torch.equal(a, b) for a, b in zip(strict.parameters(), mild.parameters(), strict=True))

    def test_verdicts_from_photos_that_it_learnt_from_would_be_worth_nothing(self, home, tmp_path, cli):
        sentence = cli.refused("calibrate", home / "m.landmarks", home / "data", "--out", tmp_path / "m")
        assert "was trained on other photos" in sentence
        sentence = cli.refused("calibrate", home / "m.landmarks", home / "tiny", "--out", tmp_path / "m")
        assert "was trained on other photos" in sentence

    @pytest.mark.parametrize("rate", ["0", "1", "2 %"])
    def test_a_share_that_is_none(self, home, tmp_path, cli, rate):
        code, _, err = cli(
            "calibrate", home / "m.landmarks", home / "data", "--error-rate", rate, "--out", tmp_path / "m"
        )
        assert code == 2
        assert "--error-rate" in err

    def test_eight_bits_a_weight(self, home, tmp_path, cli):
        for bits in (8, 16):
            cli.done(
                "scratch", home / "tiny", *SMALL, "--epochs", 1, "--weight-bits", bits, "--out", tmp_path / str(bits)
            )
        assert read_info(tmp_path / "8").weight_bits == 8
        sizes = [
            sum(tensor.nbytes for name, tensor in load_file(tmp_path / bits).items() if not name.startswith(PREFIX))
            for bits in ("8", "16")
        ]
        assert sizes[0] < 0.75 * sizes[1]
        small, whole = load(tmp_path / "8")[0].state_dict(), load(tmp_path / "16")[0].state_dict()
        for name, tensor in whole.items():
            torch.testing.assert_close(small[name], tensor, atol=float(tensor.abs().max()) / 100 + 1e-6, rtol=0)


class TestUsingAModel:
    def test_evaluate_json(self, home, cli):
        code, out, err = cli("evaluate", home / "m.landmarks", home / "data", "--negatives", home / "none", "--json")
        assert code == 0, err
        found = json.loads(out)
        assert found["n"] == 24
        assert found["top1"] > 0.8
        assert found["n_negatives"] + found["n"] > 30
        assert set(found["per_class"]) == set(class_names(3))

    def test_evaluate_text_and_plots(self, home, tmp_path, cli):
        code, out, err = cli(
            "evaluate", home / "m.landmarks", home / "data", "--plots", tmp_path / "p", "--split", "validation"
        )
        assert code == 0, err
        assert "12 photos of 3 landmarks" in out
        assert sorted(path.suffix for path in (tmp_path / "p").iterdir()) == [".json", *[".png"] * 3]

    def test_predict(self, home, tmp_path, cli):
        pictures = [home / "data" / "test" / folder_name(k) / "001.jpg" for k in range(3)]
        code, out, _ = cli("predict", home / "m.landmarks", *pictures, "-k", 2)
        assert code == 0
        lines = out.splitlines()
        assert [lines[n] for n in (0, 3, 6)] == [str(path) for path in pictures]
        assert lines[1].split("%")[1].strip() in class_names(3)
        (tmp_path / "no.jpg").write_text("no")
        code, out, err = cli("predict", home / "m.landmarks", tmp_path / "no.jpg", *pictures)
        assert code == 2
        assert str(pictures[2]) in out
        assert f"{tmp_path / 'no.jpg'}: " in err

    def test_overfit_memorises_and_draws(self, home, tmp_path, cli):
        code, out, err = cli("overfit", home / "data", "--out", tmp_path / "c.png", "--batch-size", 8, "--steps", 16)
        assert code == 0, err
        assert "one batch of 8 photos memorised" in out
        with Image.open(tmp_path / "c.png") as picture:
            assert picture.format == "PNG"
        code, out, _ = cli(
            "overfit", home / "data", "--out", tmp_path / "c.png", "--batch-size", 6, "--steps", 1, "--progress", "json"
        )
        assert code == 0
        events = [json.loads(line) for line in out.splitlines()]
        assert [event["event"] for event in events].count("finished") == 1
        assert events[-1]["summary"]["memorised"] is False
        assert events[-1]["summary"]["photos"] == 6

    @pytest.mark.parametrize(
        ("change", "problem"),
        [(lambda f: f.unlink(), "No such file"), (lambda f: f.write_bytes(b""), "too short"),
         (lambda f: f.write_bytes(f.read_bytes()[:5000]), "truncated"),
         (lambda f: f.write_bytes(struct.pack("<Q", 2) + b"{}"), "not a landmark model")],
    )  # fmt: skip
    def test_files_that_are_no_model(self, home, tmp_path, cli, change, problem):
        path = tmp_path / "x.landmarks"
        shutil.copy(home / "m.landmarks", path)
        change(path)
        picture = home / "data" / "test" / folder_name(0) / "001.jpg"
        for arguments in (("evaluate", path, home / "data"), ("predict", path, picture)):
            sentence = cli.refused(*arguments)
            assert problem in sentence
            assert str(path) in sentence
