"""A training that is steered by another program, as the wizard does it: real processes, nothing lost, no orphan."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from data_factory import make_data_set
from training_cli import ENVIRONMENT, SMALL, Cli

from landmark_gui.training_flow import commands
from landmark_gui.training_flow.choices import REFERENCE, DataChoice, Pipeline, PipelineChoice, Source
from training.checkpoint import checkpoint_path
from training.model_file import read_info

EPOCHS = 400
"""More than are ever trained here."""


class Steered:
    """A process whose events are read, and which is told what to do."""

    def __init__(self, *command: object) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "training", *map(str, command), "--progress", "json", "--control"],
            env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.events: list[dict] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self.events.append(json.loads(line))

    def tell(self, line: str) -> None:
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def wait_for(self, wanted: Callable[[dict], bool]) -> None:
        end = time.monotonic() + 300
        while not any(map(wanted, list(self.events))):
            assert time.monotonic() < end
            assert self.process.poll() is None, self.process.stderr.read()
            time.sleep(0.02)

    def epochs(self) -> list[int]:
        return [event["values"]["epoch"] for event in self.events if event.get("name") == "epoch"]

    def end(self) -> int:
        code = self.process.wait(300)
        self._reader.join(60)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            stream.close()
        return code


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("steered")
    make_data_set(folder / "data", classes=2, train=12, test=4)
    return folder


@pytest.fixture
def train(home):
    """Starts a training; none that a failed test leaves goes on."""
    started: list[Steered] = []

    def start(out: Path, *more: object) -> Steered:
        line = ("scratch", home / "data", "--out", out, *SMALL, "--epochs", EPOCHS, "--cache", home / "cache")
        started.append(Steered(*line, "--device", "cpu", "--workers", 1, *more))
        return started[-1]

    yield start
    for run in started:
        run.process.kill()
        run.end()


def is_named(name: str) -> Callable[[dict], bool]:
    return lambda event: event.get("name") == name


def test_paused_it_rests_and_finished_it_counts(train, tmp_path):
    run = train(tmp_path / "m.landmarks")
    run.wait_for(is_named("epoch"))
    run.tell("pause")
    run.wait_for(is_named("paused"))
    before = len(run.events)
    time.sleep(0.5)
    assert len(run.events) == before
    run.tell("resume")
    run.wait_for(is_named("resumed"))
    run.tell("finish")
    assert run.end() == 0
    done = len(run.epochs())
    assert 0 < done < EPOCHS
    assert run.events[-1]["summary"]["stopped"] is False
    assert run.events[-1]["summary"]["epochs"] == done
    assert not checkpoint_path(tmp_path / "m.landmarks").exists()
    live = next(event["values"] for event in run.events if event.get("values", {}).get("batches"))
    assert live["memory"] > 0 or sys.platform != "linux"
    assert live["loss"] > 0
    details = json.loads((tmp_path / "m.plots" / "evaluation.json").read_text("utf-8"))
    assert details["split"] == "test"
    assert len(details["photos"]) == 8


def test_when_the_other_side_is_gone_it_ends_at_once_and_goes_on_later(train, tmp_path):
    out = tmp_path / "m.landmarks"
    run = train(out)
    run.wait_for(
        lambda event: event.get("name") == "epoch" and event["values"]["epoch"] == 3
    )  # told before it is on disk
    run.process.stdin.close()
    assert run.process.wait(60) == 4
    assert run.end() == 4
    assert not out.exists()
    assert checkpoint_path(out).is_file()
    again = train(out, "--resume")
    again.wait_for(is_named("continued"))
    again.wait_for(is_named("epoch"))
    continued = next(event["values"] for event in again.events if event.get("name") == "continued")
    assert continued["epoch"] >= 2
    assert len(continued["history"]) == continued["epoch"]
    assert again.epochs()[0] == continued["epoch"] + 1
    again.tell("cancel")
    assert again.end() == 1
    assert again.events[-1]["summary"]["stopped"] is True
    assert out.is_file()
    assert checkpoint_path(out).is_file()


def test_without_test_photos_what_was_held_back_tells_how_good_it_is(home, tmp_path, capsys):
    cli = Cli(capsys, home / "cache")
    data = make_data_set(tmp_path / "data", classes=2, train=12, test=0)
    cli.done("scratch", data, "--out", tmp_path / "m.landmarks", *SMALL, "--epochs", 2, "--progress", "none")
    details = json.loads((tmp_path / "m.plots" / "evaluation.json").read_text("utf-8"))
    assert details["split"] == "validation"
    assert details["photos"]


def without_steering(line: list[str]) -> list[str]:
    return [part for part in line if part != "--control"]


def test_the_reference_cnn_as_the_wizard_starts_it(home, tmp_path, capsys):
    cli = Cli(capsys, home / "cache")
    data = DataChoice(Source.FOLDER, str(home / "data"))
    out = tmp_path / "model.landmarks"
    line = commands.train(data, str(home / "data"), PipelineChoice(Pipeline.SCRATCH, REFERENCE), out, "cpu")
    cli.done(*without_steering(line))
    default, normal = read_info(out), read_info(tmp_path / "model-normal-init.landmarks")
    for info, init in ((default, "default"), (normal, "normal")):
        assert (info.arch, info.arch_arguments["init"]) == ("reference_cnn", init)
        assert info.preprocessing.size == 128
        assert info.settings["recipe"] == "reference"
        assert info.settings["epochs_done"] == 15
        loop = info.settings["loop"]
        assert {name: loop[name] for name in ("epochs", "batch_size", "lr", "optimizer", "schedule", "keep")} == {
            "epochs": 15, "batch_size": 32, "lr": 0.001, "optimizer": "adam", "schedule": "constant", "keep": "best"
        }  # fmt: skip
        assert loop["augmentation"]["flip"] == 0.25
        assert (loop["weight_decay"], loop["label_smoothing"], loop["ema"], loop["mix_probability"]) == (0, 0, 0, 0)
    assert (tmp_path / "model.plots" / "initialisations.png").is_file()


@pytest.mark.slow
def test_the_reference_s_transfer_as_the_wizard_starts_it(home, tmp_path, capsys):
    cli = Cli(capsys, home / "cache")
    data = DataChoice(Source.FOLDER, str(home / "data"))
    out = tmp_path / "model.landmarks"
    choice = PipelineChoice(Pipeline.TRANSFER, REFERENCE, weights="random")
    line = commands.train(data, str(home / "data"), choice, out, "cpu")
    assert line[-2:] == ["json", "--control"]
    cli.done(*without_steering(line))
    info = read_info(out)
    assert info.arch == "reference_vgg19"
    loop = info.settings["loop"]
    assert (loop["epochs"], loop["batch_size"], loop["lr"], loop["optimizer"]) == (10, 32, 0.001, "adam")
    assert (info.settings["recipe"], info.preprocessing.size) == ("reference", 128)


def test_both_initialisations_go_on_where_they_were(home, tmp_path, capsys):
    cli = Cli(capsys, home / "cache")
    out = tmp_path / "m.landmarks"
    line = ("scratch", home / "data", "--out", out, "--recipe", "reference", "--epochs", 2)
    cli.done(*line, "--progress", "none")
    out.unlink()
    events = [json.loads(text) for text in cli.done(*line, "--resume", "--progress", "json").splitlines()]
    runs = [event["values"]["name"] for event in events if event.get("name") == "run"]
    continued = [event["values"] for event in events if event.get("name") == "continued"]
    assert runs == ["normal", "default"]
    assert len(continued[0]["history"]) == 2
    assert [event["values"]["epoch"] for event in events if event.get("name") == "epoch"] == [1, 2]
    assert out.is_file()


def test_an_estimate_counts_all_that_a_training_does(home, tmp_path, capsys):
    cli = Cli(capsys, home / "cache")
    line = ("estimate", "scratch", home / "data", "--out", tmp_path / "m.landmarks", *SMALL, "--epochs", 3)
    events = [json.loads(text) for text in cli.done(*line, "--progress", "json").splitlines()]
    summary = events[-1]["summary"]
    assert summary["seconds"] == pytest.approx(sum(summary["parts"].values()))
    assert set(summary["parts"]) == {"reading", "training", "validating", "measuring"}
    assert summary["parts"]["training"] > 0
    assert summary["photos"]["train"] + summary["photos"]["validation"] == 24
    assert summary["disk"]["cache"] > 24 * 168 * 168 * 3
    assert summary["free"] > 0
    assert not (tmp_path / "m.landmarks").exists()
    assert os.listdir(tmp_path) == []
