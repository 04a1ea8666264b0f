"""What goes wrong in training: one clear sentence and exit code 2, and nothing that was there before is harmed."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from data_factory import folder_name, make_negatives, train_model
from training_cli import SMALL, Cli, copy_of, epochs_in, largest_file, make_home, make_weights

from training.__main__ import main
from training.checkpoint import checkpoint_path
from training.model_file import load, read_info
from training.pipelines import Options, train_scratch_twice


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    return make_home(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="module")
def weights(tmp_path_factory) -> Path:
    return make_weights(tmp_path_factory.getbasetemp())


@pytest.fixture
def cli(home, capsys) -> Cli:
    return Cli(capsys, home / "cache")


class TestMistakes:
    def scratch(self, home: Path, tmp_path: Path, *more: object, data: Path | None = None) -> tuple[object, ...]:
        return ("scratch", data or home / "data", "--out", tmp_path / "m", *SMALL, "--epochs", 1, *more)

    def test_data(self, home, tmp_path, cli):
        data = tmp_path / "data"
        assert f"There is no folder {data}" in cli.refused(*self.scratch(home, tmp_path, data=data))
        data.write_text("a file")
        assert str(data) in cli.refused(*self.scratch(home, tmp_path, data=data))
        data.unlink()
        data.mkdir()
        assert f"{data} has no folder named train" in cli.refused(*self.scratch(home, tmp_path, data=data))
        (data / "train").symlink_to(data / "train")
        assert str(data) in cli.refused(*self.scratch(home, tmp_path, data=data))

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="an administrator may read anything")
    def test_a_folder_without_permission(self, home, tmp_path, cli):
        data = copy_of(home / "tiny", tmp_path / "data")
        (data / "train" / folder_name(1)).chmod(0)
        try:
            assert folder_name(1) in cli.refused(*self.scratch(home, tmp_path, data=data))
        finally:
            (data / "train" / folder_name(1)).chmod(0o755)

    def test_an_empty_class(self, home, tmp_path, cli):
        data = copy_of(home / "tiny", tmp_path / "data")
        (data / "train" / "07.Nothing").mkdir()
        sentence = cli.refused(*self.scratch(home, tmp_path, data=data))
        assert str(data / "train" / "07.Nothing") in sentence
        assert "holds no photo" in sentence

    def test_one_class_only(self, home, tmp_path, cli):
        data = copy_of(home / "tiny", tmp_path / "data")
        shutil.rmtree(data / "train" / folder_name(1))
        assert "one landmark only, Red Disc" in cli.refused(*self.scratch(home, tmp_path, data=data))

    def test_a_class_without_a_readable_photo(self, home, tmp_path, cli):
        data = copy_of(home / "tiny", tmp_path / "data")
        for path in (data / "train" / folder_name(1)).iterdir():
            path.write_bytes(b"")
        assert folder_name(1) in cli.refused(*self.scratch(home, tmp_path, data=data))

    def test_negatives(self, home, tmp_path, cli):
        few = tmp_path / "few"
        assert str(few) in cli.refused(*self.scratch(home, tmp_path, "--negatives", few))
        few.mkdir()
        assert str(few) in cli.refused(*self.scratch(home, tmp_path, "--negatives", few))
        number = 0
        while not any(few.iterdir()):  # one whose content puts it among the test photos
            (picture,) = make_negatives(tmp_path / "try", 1, seed=number).iterdir()
            if hashlib.sha256(picture.read_bytes()).digest()[0] > 0.75 * 256:
                shutil.copy(picture, few)
            number += 1
        assert "too few photos to learn what is no landmark" in cli.refused(
            *self.scratch(home, tmp_path, "--negatives", few)
        )

    def test_a_loss_that_is_no_number(self, home, tmp_path, cli):
        shutil.copy(home / "m.landmarks", tmp_path / "m")
        sentence = cli.refused(*self.scratch(home, tmp_path, "--epochs", 3, "--lr", "1e30"))
        assert "loss became" in sentence
        assert "lower the learning rate (--lr, now 1e+30)" in sentence
        assert (tmp_path / "m").read_bytes() == (home / "m.landmarks").read_bytes()

    def test_out(self, home, tmp_path, cli):
        (tmp_path / "m").mkdir()
        assert "is a folder: name the model file" in cli.refused(*self.scratch(home, tmp_path))
        (tmp_path / "m").rmdir()
        os.mkfifo(tmp_path / "m")  # a device, such as /dev/null, would be lost to every program
        assert "is no file: name the model file" in cli.refused(*self.scratch(home, tmp_path))
        assert (tmp_path / "m").is_fifo()
        (tmp_path / "file").write_text("x")
        sentence = cli.refused("scratch", home / "data", *SMALL, "--epochs", 1, "--out", tmp_path / "file" / "m")
        assert str(tmp_path / "file" / "m") in sentence

    @pytest.mark.parametrize(
        "command",
        [("scratch",), ("transfer",), ("combine", "m.landmarks"), ("calibrate", "m.landmarks"),
         ("features", "m.landmarks")],
        ids=lambda command: command[0],
    )  # fmt: skip
    def test_a_file_that_is_no_model_is_not_replaced(self, home, tmp_path, cli, command):
        photo = next((home / "data" / "train" / folder_name(0)).iterdir())
        out = shutil.copy(photo, tmp_path / "photo.jpg")
        name, *models = command
        data = (home / "data", *(home / model for model in models))
        arguments = data if name == "combine" else data[::-1]
        sentence = cli.refused(name, *arguments, "--out", out)
        assert sentence == f"{out} is no model file and is not replaced: name another file to write with --out"
        assert out.read_bytes() == photo.read_bytes()
        assert [path.name for path in tmp_path.iterdir()] == ["photo.jpg"]

    def test_a_file_that_is_no_png_is_not_replaced(self, home, tmp_path, cli):
        out, arguments = tmp_path / "curve.png", ("overfit", home / "tiny", "--steps", 1, "--batch-size", 2)
        out.write_text("a diary")
        sentence = cli.refused(*arguments, "--out", out)
        assert sentence == f"{out} is no PNG picture and is not replaced: name another file to write with --out"
        assert out.read_text() == "a diary"
        assert "is a folder: name the PNG picture to write" in cli.refused(*arguments, "--out", tmp_path)
        out.write_bytes(b"")
        for _ in range(2):
            cli.done(*arguments, "--out", out)
            assert out.read_bytes().startswith(b"\x89PNG")

    def test_backbones_and_weights(self, home, tmp_path, weights, cli, monkeypatch):
        def transfer(*more: object) -> str:
            return cli.refused("transfer", home / "data", "--out", tmp_path / "m", "--epochs", 1, *more)

        assert "unknown backbone 'resnet19'" in transfer("--backbone", "resnet19")
        assert "unknown backbone 'resnet19'" in transfer("--backbone", "resnet19", "--weights", weights)
        missing = tmp_path / "w.pth"
        assert f"{missing}: there is no such" in transfer("--backbone", "resnet18", "--weights", missing)
        assert "do not fit resnet18" in transfer("--backbone", "resnet18", "--weights", weights)

        class Evil:
            def __reduce__(self):
                return ((tmp_path / "hacked").touch, ())

        torch.save({"conv1.weight": Evil()}, missing)
        assert "loaded safely" in transfer("--backbone", "resnet18", "--weights", missing)
        assert not (tmp_path / "hacked").exists()
        sentence = transfer("--backbone", "vit_b_16", "--weights", "random", "--size", 96)
        assert "does not take pictures of 96 pixels" in sentence
        monkeypatch.setenv("TORCH_HOME", str(tmp_path / "torch"))
        for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
            monkeypatch.setenv(name, "http://127.0.0.1:9")
        for name in ("no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        sentence = transfer("--backbone", "mobilenet_v3_small")
        assert "could not be downloaded" in sentence
        assert "--weights FILE" in sentence
        assert not (tmp_path / "m").exists()

    def test_timm_without_timm(self, home, tmp_path, cli):
        try:
            import timm  # noqa: F401
        except ImportError:
            sentence = cli.refused("transfer", home / "data", "--out", tmp_path / "m", "--backbone", "timm:resnet10t")
            assert "pip install '.[timm]'" in sentence

    @pytest.mark.parametrize(
        ("arguments", "problem"),
        [
            (("scratch", "--recipe", "reference", "--size", 64), "take --recipe strong"),
            (("scratch", "--recipe", "reference", "--teacher", "t"), "take --recipe strong"),
            (("scratch", "--recipe", "reference", "--widths", "8,8"), "does not take these arguments"),
            (("scratch", "--init", "normal"), "--init is for the reference's network"),
            (("scratch", "--init", "both"), "--init is for the reference's network"),
            (("scratch", "--widths", "8,16", "--depths", "1"), "as many depths as widths"),
            (("scratch", "--widths", "8,0", "--depths", "1,1"), "at least 2 channels"),
            (("transfer", "--recipe", "reference", "--backbone", "resnet18"), "VGG19"),
            (("transfer", "--recipe", "reference", "--finetune", 2), "take --recipe strong"),
            (("transfer", "--no-feature-cache"), "take --recipe reference"),
            (("scratch", "--device", "quantum"), "Unknown device 'quantum'"),
            (("scratch", "--device", "meta"), "Unknown device 'meta'"),
            pytest.param(("scratch", "--device", "cuda"), "no usable CUDA device", marks=pytest.mark.skipif(
                torch.cuda.is_available(), reason="this machine has one")),
            pytest.param(("scratch", "--device", "mps"), "no usable MPS device", marks=pytest.mark.skipif(
                torch.backends.mps.is_available(), reason="this machine has one")),
        ],
    )  # fmt: skip
    def test_options_that_do_not_go_together(self, home, tmp_path, cli, arguments, problem):
        command, *rest = arguments
        assert problem in cli.refused(command, home / "data", "--out", tmp_path / "m", *rest)

    @pytest.mark.parametrize(
        "arguments",
        [
            ("--epochs", 0), ("--epochs", "x"), ("--lr", 0), ("--lr", -1), ("--lr", "nan"), ("--lr", "inf"),
            ("--batch-size", 1), ("--size", 8), ("--seed", -1), ("--seed", 2**70), ("--weight-decay", -1),
            ("--weight-decay", "nan"), ("--widths", "8,x"), ("--recipe", "weak"), ("--workers", -1),
            ("--progress", "loud"), ("--views", 0),
        ],
    )  # fmt: skip
    def test_values_out_of_range(self, home, tmp_path, cli, arguments):
        assert f"argument {arguments[0]}" in cli.refused("scratch", home / "data", "--out", tmp_path / "m", *arguments)

    @pytest.mark.parametrize(
        "arguments",
        [("--mean", "1,2"), ("--mean", "a,b,c"), ("--std", "0,1,1"), ("--std", "1,nan,1"), ("--finetune", "x"),
         ("--padding", "same"), ("--finetune-lr", 0)],
    )  # fmt: skip
    def test_values_out_of_range_for_transfer(self, home, tmp_path, cli, arguments):
        assert f"argument {arguments[0]}" in cli.refused("transfer", home / "data", "--out", tmp_path / "m", *arguments)

    def test_no_command_and_an_unknown_one(self, capsys):
        for arguments in ([], ["bake"]):
            with pytest.raises(SystemExit) as stop:
                main(arguments)
            assert stop.value.code == 2
            assert "Traceback" not in capsys.readouterr().err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits on file sizes are set the Linux way")
class TestNoSpace:
    def test_for_the_checkpoint(self, home, tmp_path, cli):
        out = tmp_path / "m.landmarks"
        shutil.copy(home / "m.landmarks", out)
        arguments = ("scratch", home / "data", "--negatives", home / "none", "--out", out, *SMALL, "--epochs", 2)
        with largest_file(100_000):
            sentence = cli.refused(*arguments)
        assert sentence.startswith(f"the checkpoint {out}.checkpoint could not be written")
        assert "free some space" in sentence
        assert out.read_bytes() == (home / "m.landmarks").read_bytes()
        assert [path.name for path in tmp_path.iterdir()] == ["m.landmarks"]

    def test_for_decoded_photos(self, home, tmp_path, cli):
        arguments = ("scratch", home / "tiny", "--out", tmp_path / "m", *SMALL, "--epochs", 1)
        with largest_file(50_000):
            sentence = cli.refused(*arguments, cache=tmp_path / "cache")
        assert str(tmp_path / "cache") in sentence
        assert not (tmp_path / "m").exists()

    def test_for_features(self, home, tmp_path, weights, cli):
        arguments = ("--backbone", "mobilenet_v3_small", "--weights", "random", "--size", 48, "--epochs", 1)
        cli.done("transfer", home / "tiny", *arguments, "--out", tmp_path / "m", cache=tmp_path / "cache")
        shutil.rmtree(tmp_path / "cache" / "features")
        with largest_file(30_000):
            sentence = cli.refused(
                "transfer", home / "tiny", *arguments, "--out", tmp_path / "n", cache=tmp_path / "cache"
            )
        assert "features cannot be kept in" in sentence
        assert not (tmp_path / "n").exists()


class TestResuming:
    """What stops a run in the middle is in test_train_interrupt; here it is a function that says stop."""

    def stopped(self, home: Path, out: Path) -> None:
        """A run of four epochs that is stopped after two."""
        done: list[int] = []

        def report(event: object) -> None:
            if getattr(event, "name", "") == "epoch":
                done.append(1)

        summary = train_model(
            home / "tiny", out, cache=home / "cache", changes={"epochs": 4, "lr": 0.01, "batch_size": 16},
            report=report, stop=lambda: len(done) >= 2, arch_arguments={"widths": (8, 16, 32), "depths": (1, 1, 1)},
        )  # fmt: skip
        assert summary["stopped"]

    def test_with_other_settings(self, home, tmp_path, cli):
        out = tmp_path / "m"
        self.stopped(home, out)
        for change in (("--epochs", 5), ("--epochs", 4, "--seed", 1), ("--epochs", 4, "--widths", "8,16,40")):
            sentence = cli.refused("scratch", home / "tiny", "--out", out, *SMALL, *change, "--resume")
            assert f"the checkpoint {out}.checkpoint was made with other settings or photos" in sentence
        assert read_info(out).settings["epochs_done"] == 2

    def test_with_a_damaged_checkpoint(self, home, tmp_path, cli):
        out = tmp_path / "m"
        self.stopped(home, out)
        path = checkpoint_path(out)
        path.write_bytes(path.read_bytes()[:-1000])
        sentence = cli.refused("scratch", home / "tiny", "--out", out, *SMALL, "--epochs", 4, "--resume")
        assert f"the checkpoint {path} is damaged: delete it, or train without --resume" in sentence
        assert load(out)[1].settings["epochs_done"] == 2

    def test_goes_on_where_it_was(self, home, tmp_path, cli):
        self.stopped(home, tmp_path / "m")
        arguments = ("scratch", home / "tiny", "--out", tmp_path / "m", *SMALL, "--epochs", 4, "--progress", "json")
        assert epochs_in(cli.done(*arguments, "--resume")) == [3, 4]
        assert not checkpoint_path(tmp_path / "m").exists()

    @pytest.mark.slow
    def test_the_second_initialisation_alone(self, home, tmp_path, cli):
        """Interrupted in the second of the reference's two trainings: the first is not done again."""
        done: list[int] = []

        def report(event: object) -> None:
            if getattr(event, "name", "") == "epoch":
                done.append(1)

        options = Options(
            data=home / "tiny", out=tmp_path / "m.landmarks", recipe="reference", report=report,
            device=torch.device("cpu"), cache=home / "cache", changes={"epochs": 2}, stop=lambda: len(done) >= 3,
        )  # fmt: skip
        assert train_scratch_twice(options)["stopped"]
        first = (tmp_path / "m-normal-init.landmarks").read_bytes()
        out = cli.done(
            "scratch", home / "tiny", "--recipe", "reference", "--epochs", 2, "--out", tmp_path / "m.landmarks",
            "--resume", "--progress", "json",
        )  # fmt: skip
        assert epochs_in(out) == [2]
        assert (tmp_path / "m-normal-init.landmarks").read_bytes() == first


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX pipes")
def test_a_reader_that_leaves_early_is_no_error(home):
    """``landmark-train prepare DATA | head``."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "training", "prepare", str(home / "tiny"), "--progress", "none"]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, timeout=300, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, "")
