"""Stopping and going on: bit for bit like a run that was not interrupted, and only with what belongs together."""

import copy
import dataclasses
import os
import subprocess
import sys

import numpy as np
import pytest
import torch
from fit_factory import (
    CPU,
    PREPROCESSING,
    convolutional,
    equal,
    feature_set,
    features,
    linear,
    loss_of,
    one_hot,
    pictures,
    scripted,
)
from torch import nn

from training import checkpoint
from training.checkpoint import EpochLog, checkpoint_path, remove_leftovers
from training.engine import fit, predict_logits
from training.events import Progress, Result, Started
from training.loop import FitHooks, FitState, LoopSettings, Processes, TrainingError, TrainSet
from training.model_file import ModelInfo
from training.networks import Classifier
from training.transforms import Augmentation, Preprocessing

RICH = LoopSettings(
    epochs=5,
    batch_size=8,
    lr=3e-3,
    weight_decay=0.05,
    optimizer="adamw",
    schedule="cosine",
    warmup_epochs=1,
    label_smoothing=0.1,
    mix_probability=0.5,
    ema=0.9,
    augmentation=Augmentation(),
    sizes=((0.5, 24), (0.5, 32)),
    auxiliary=0.5,
)
"""Everything on: each is a way for a resumed run to go astray."""


class TestResuming:
    def material(self) -> TrainSet:
        squares, labels = pictures(6)
        auxiliary = np.random.default_rng(0).normal(size=(1, len(labels), 1, 4)).astype(np.float16)
        return TrainSet(squares[None], one_hot(labels)[None], auxiliary)

    def run(self, settings: LoopSettings, *, state: FitState | None = None, hooks: FitHooks | None = None):
        network = convolutional(dropout=0.2)
        squares, labels = pictures(4, seed=3)

        def validate(trained: Classifier) -> dict[str, float]:
            logits = predict_logits(trained, squares, PREPROCESSING, CPU)[0]
            return {"val_loss": float(nn.functional.cross_entropy(logits, labels))}

        reached = fit(network, self.material(), validate, PREPROCESSING, settings, device=CPU, state=state, hooks=hooks)
        return network, reached

    @pytest.mark.parametrize(("asked", "epochs", "keep"), [(2, 0, "last"), (4, 1, "best"), (10, 2, "best")])
    def test_ends_bit_for_bit_like_an_uninterrupted_run(self, tmp_path, asked, epochs, keep):
        """Stopped in the first epoch, between two, within the third: it asks after each of 3 steps and each epoch."""
        settings = dataclasses.replace(RICH, keep=keep)
        whole, wanted = self.run(settings)
        log = EpochLog(Options(stop_when_asked=asked), "scratch", settings, save_to=tmp_path / "m")
        _, stopped = self.run(settings, hooks=log.hooks)
        assert stopped.epoch == epochs
        assert log.stopped
        assert checkpoint_path(tmp_path / "m").is_file() == (epochs > 0)

        torch.manual_seed(12345)  # whatever happened in between must not matter
        log = EpochLog(Options(resume=True), "scratch", settings, save_to=tmp_path / "m")
        assert log.state.epoch == epochs
        resumed, reached = self.run(settings, state=log.state, hooks=log.hooks)
        assert not log.stopped
        assert equal(resumed.state_dict(), whole.state_dict())
        assert equal(reached.network, wanted.network)
        assert equal(reached.averaged, wanted.averaged)
        assert (reached.best_epoch, reached.best_loss) == (wanted.best_epoch, wanted.best_loss)
        without_time = [
            [{k: v for k, v in values.items() if k != "seconds"} for values in state.history]
            for state in (reached, wanted)
        ]
        assert without_time[0] == without_time[1]

    def test_other_seeds_give_other_results(self):
        one, _ = self.run(dataclasses.replace(RICH, epochs=1))
        other, _ = self.run(dataclasses.replace(RICH, epochs=1, seed=43))
        assert not equal(one.state_dict(), other.state_dict())

    def test_stopping_in_the_middle_of_an_epoch_keeps_the_best_so_far(self):
        validate, shown = scripted([0.3, 0.5])
        steps: list[int] = []
        hooks = FitHooks(on_batch=lambda *_: steps.append(1), stop=lambda: len(steps) == 8)
        network = linear()
        settings = LoopSettings(epochs=5, batch_size=20)
        state = fit(network, feature_set(), validate, PREPROCESSING, settings, device=CPU, hooks=hooks)
        assert len(steps) == 8
        assert state.epoch == 2
        assert equal(network.state_dict(), shown[0])

    def test_a_finished_run_resumes_as_finished(self):
        network, state = self.run(dataclasses.replace(RICH, epochs=1))
        again, reached = self.run(dataclasses.replace(RICH, epochs=1), state=copy.deepcopy(state))
        assert reached.epoch == 1
        assert equal(again.state_dict(), network.state_dict())


class Options:
    """What a log wants to know."""

    def __init__(self, *, resume: bool = False, stop_when_asked: int = 0, rank: int = 0) -> None:
        self.resume = resume
        self.processes = Processes(rank, 1)
        self.events: list[object] = []
        self._times_asked, self._stop_when_asked = 0, stop_when_asked

    def report(self, event: object) -> None:
        self.events.append(event)

    def stop(self) -> bool:
        self._times_asked += 1
        return self._times_asked == self._stop_when_asked


class TestCheckpoint:
    def interrupted(self, path, settings: LoopSettings = RICH, info: ModelInfo | None = None) -> FitState:
        """A run of two epochs of more, with its checkpoint at `path`."""
        log = EpochLog(Options(), "scratch", settings, save_to=path, info=info)
        written: list[FitState] = []

        def on_epoch(state: FitState) -> None:
            log.hooks.on_epoch(state)
            written.append(copy.deepcopy(state))

        hooks = dataclasses.replace(log.hooks, on_epoch=on_epoch, stop=lambda: log.state.epoch == 2)
        fit(linear(), feature_set(), loss_of, PREPROCESSING, settings, device=CPU, hooks=hooks)
        return written[-1]

    def resumed(self, path, settings: LoopSettings = RICH, info: ModelInfo | None = None) -> FitState:
        return EpochLog(Options(resume=True), "scratch", settings, save_to=path, info=info).state

    def test_round_trip(self, tmp_path):
        state = self.interrupted(tmp_path / "m")
        read = self.resumed(tmp_path / "m")
        assert (read.epoch, read.best_epoch, read.best_loss) == (2, state.best_epoch, state.best_loss)
        assert read.history == state.history
        assert equal(read.network, state.network)
        assert equal(read.averaged, state.averaged)
        assert equal(read.best_weights, state.best_weights)
        assert [entry.name for entry in tmp_path.iterdir()] == ["m.checkpoint"]

    @pytest.mark.parametrize(
        ("asked_in", "asked_at", "wanted"),
        [(None, 0, [1, 1, 1, 1, 5]), (3, 0, [1, 1, 3]), (3, 1, [1, 1, 1, 4]), (1, 1, [1])],
        ids=["never", "after an epoch", "within one that comes after some that are not kept", "while all is kept"],
    )
    def test_one_that_takes_long_is_written_less_often_and_nothing_is_lost(
        self, tmp_path, monkeypatch, asked_in, asked_at, wanted
    ):
        monkeypatch.setattr(checkpoint, "_QUICK_S", 0.0)
        monkeypatch.setattr(checkpoint, "_LARGEST_SHARE", 1e-9)
        options, kept, steps = Options(), [], [0]
        log = EpochLog(options, "scratch", RICH, save_to=tmp_path / "m")
        options.stop = lambda: asked_in is not None and (log.state.epoch, steps[0]) >= (asked_in, asked_at)

        def on_epoch(state: FitState) -> None:
            steps[0] = 0
            log.hooks.on_epoch(state)
            kept.append(self.resumed(tmp_path / "m").epoch)

        def on_batch(*_: object) -> None:
            steps[0] += 1

        hooks = dataclasses.replace(log.hooks, on_epoch=on_epoch, on_batch=on_batch)
        state = fit(linear(), feature_set(), loss_of, PREPROCESSING, RICH, device=CPU, hooks=hooks)
        assert kept == wanted
        assert self.resumed(tmp_path / "m").epoch == state.epoch

    def test_what_a_killed_run_has_left_of_one_is_removed(self, tmp_path):
        """At the start and by request; not what a run that goes on is writing, nor what is no such thing."""
        ended = subprocess.Popen([sys.executable, "-c", ""])
        ended.wait()
        (tmp_path / ".m.checkpoint.old").touch()
        (tmp_path / f".n.checkpoint.{ended.pid}").touch()
        (tmp_path / f".m.checkpoint.{os.getppid()}").touch()
        others = set(tmp_path.iterdir())
        for clean in (
            lambda: EpochLog(Options(), "scratch", RICH, save_to=tmp_path / "m"),
            lambda: remove_leftovers(tmp_path / "m"),
        ):
            for process in (ended.pid, os.getpid()):
                (tmp_path / f".m.checkpoint.{process}").write_bytes(b"half")
            clean()
            assert set(tmp_path.iterdir()) == others
        EpochLog(Options(), "scratch", RICH, save_to=tmp_path / "not made yet" / "m")

    def test_is_ignored_unless_asked_for(self, tmp_path):
        self.interrupted(tmp_path / "m")
        assert EpochLog(Options(), "scratch", RICH, save_to=tmp_path / "m").state.epoch == 0

    def test_of_another_stage_is_ignored(self, tmp_path):
        self.interrupted(tmp_path / "m")
        assert EpochLog(Options(resume=True), "finetune", RICH, save_to=tmp_path / "m").state.epoch == 0

    def test_who_stops_a_resumed_run_at_once_keeps_what_it_had_learnt(self, tmp_path):
        """The first question whether to stop says that there is something to keep: it comes before all news."""
        self.interrupted(tmp_path / "m")
        told_before_asked: list[int] = []

        class Asked(Options):
            def stop(self) -> bool:
                told_before_asked.append(len(self.events))
                return False

        EpochLog(Asked(resume=True), "scratch", RICH, save_to=tmp_path / "m")
        assert told_before_asked == [0]
        EpochLog(Asked(), "scratch", RICH, save_to=tmp_path / "m")
        assert told_before_asked == [0], "a run that begins has nothing to keep"

    def test_nothing_to_resume_starts_anew(self, tmp_path):
        assert self.resumed(tmp_path / "m").epoch == 0

    @pytest.mark.parametrize(
        "change", [{"lr": 1e-4}, {"epochs": 6}, {"seed": 1}, {"batch_size": 4}, {"augmentation": None}]
    )
    def test_other_settings(self, tmp_path, change):
        self.interrupted(tmp_path / "m")
        with pytest.raises(TrainingError, match="other settings or photos: give the same ones, or train without"):
            self.resumed(tmp_path / "m", dataclasses.replace(RICH, **change))

    def test_other_photos_or_another_network(self, tmp_path):
        info = ModelInfo("small_resnet", {"widths": (8, 16)}, ("a", "b"), PREPROCESSING, data={"fingerprint": "1"})
        self.interrupted(tmp_path / "m", info=info)
        later = dataclasses.replace(info, created="2030-01-01", app_version="9", arch_arguments={"widths": [8, 16]})
        assert self.resumed(tmp_path / "m", info=later).epoch == 2
        for change in (
            {"data": {"fingerprint": "2"}},
            {"arch_arguments": {"widths": (8, 32)}},
            {"arch": "reference_cnn"},
            {"classes": ("a", "c")},
            {"preprocessing": Preprocessing(48)},
        ):
            with pytest.raises(TrainingError, match="other settings or photos"):
                self.resumed(tmp_path / "m", info=dataclasses.replace(info, **change))

    @pytest.mark.parametrize(
        "damage",
        [
            lambda content: b"",
            lambda content: content[:100],
            lambda content: content[: len(content) // 2],
            lambda content: content[:-30],
            lambda content: b"something else entirely",
            lambda content: b"\0" * len(content),
        ],
    )
    def test_damaged(self, tmp_path, damage):
        self.interrupted(tmp_path / "m")
        path = checkpoint_path(tmp_path / "m")
        path.write_bytes(damage(path.read_bytes()))
        with pytest.raises(TrainingError, match=r"m\.checkpoint is damaged: delete it, or train without --resume"):
            self.resumed(tmp_path / "m")

    @pytest.mark.parametrize(
        "values", [{"weights": 1}, {"stage": "scratch"}, [1, 2], {"stage": "scratch", "run": 1, "x": 2}]
    )
    def test_a_torch_file_of_something_else(self, tmp_path, values):
        torch.save(values, checkpoint_path(tmp_path / "m"))
        with pytest.raises(TrainingError, match="is damaged"):
            self.resumed(tmp_path / "m")

    def test_runs_no_code(self, tmp_path):
        class Evil:
            def __reduce__(self):
                return ((tmp_path / "hacked").touch, ())

        torch.save({"stage": Evil(), "run": ""}, checkpoint_path(tmp_path / "m"))
        with pytest.raises(TrainingError, match="is damaged"):
            self.resumed(tmp_path / "m")
        assert not (tmp_path / "hacked").exists()

    def test_a_network_of_another_shape(self):
        state = fit(linear(), feature_set(), loss_of, PREPROCESSING, LoopSettings(epochs=1), device=CPU)
        state.epoch = 0
        inputs, labels = features(width=9)
        with pytest.raises(TrainingError, match="checkpoint is of another network"):
            fit(
                linear(9), TrainSet(inputs[None], one_hot(labels)[None]), loss_of, PREPROCESSING, LoopSettings(),
                device=CPU, state=state,
            )  # fmt: skip

    def test_only_the_first_process_writes(self, tmp_path):
        log = EpochLog(Options(rank=1), "scratch", RICH, save_to=tmp_path / "m")
        fit(linear(), feature_set(), loss_of, PREPROCESSING, LoopSettings(epochs=1), device=CPU, hooks=log.hooks)
        assert not list(tmp_path.iterdir())

    def test_reports_epochs_and_steps(self, tmp_path):
        options = Options()
        log = EpochLog(options, "scratch", LoopSettings(epochs=2, batch_size=20), save_to=tmp_path / "m")
        fit(
            linear(), feature_set(), loss_of, PREPROCESSING, LoopSettings(epochs=2, batch_size=20), device=CPU,
            hooks=log.hooks,
        )  # fmt: skip
        assert isinstance(options.events[0], Started)
        steps = [event for event in options.events if isinstance(event, Progress)]
        assert (steps[-1].done, steps[-1].total) == (6, 6)
        epochs = [event.values for event in options.events if isinstance(event, Result)]
        assert [(values["epoch"], values["epochs"]) for values in epochs] == [(1, 2), (2, 2)]
        assert {"train_loss", "val_loss", "val_top1", "lr", "seconds", "stage"} <= epochs[0].keys()
