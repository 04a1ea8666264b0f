"""Ctrl-C in real training processes, one alone and two together: nothing is lost, and nobody is left behind."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
import torch
from data_factory import make_data_set
from safetensors.torch import load_file
from training_cli import ENVIRONMENT, SMALL, Cli, epochs_in

from training.__main__ import main
from training.checkpoint import checkpoint_path
from training.model_file import load, read_info

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent the POSIX way")

EPOCHS = 20
"""More than can be trained before a signal comes that is sent after a few."""


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("interrupt")
    make_data_set(folder / "data", classes=3, train=16, test=0)
    return folder


class Running:
    """A process whose events are read while it runs."""

    def __init__(self, *command: object) -> None:
        self.process = subprocess.Popen(
            [sys.executable, *map(str, command)], env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, start_new_session=True,
        )  # fmt: skip
        self.events: list[dict] = []
        self.errors: list[str] = []
        self._wanted: Callable[[dict], bool] = lambda _: False
        self._seen = threading.Event()
        self._readers = [threading.Thread(target=self._read_events), threading.Thread(target=self._read_errors)]
        for reader in self._readers:
            reader.start()

    def _read_events(self) -> None:
        with self.process.stdout as lines:
            for line in lines:
                if line.startswith("{"):
                    self.events.append(json.loads(line))
                    if self._wanted(self.events[-1]):
                        self._seen.set()

    def _read_errors(self) -> None:
        with self.process.stderr as lines:
            self.errors.extend(lines)

    def signal_when(self, wanted: Callable[[dict], bool], number: int = signal.SIGINT) -> None:
        """Sends the signal as soon as such an event is seen."""
        self.wait_for(wanted)
        self.process.send_signal(number)

    def wait_for(self, wanted: Callable[[dict], bool]) -> None:
        """Waits for such an event."""
        self._wanted = wanted
        for event in list(self.events):
            if wanted(event):
                self._seen.set()
        assert self._seen.wait(240), "".join(self.errors)

    def wait(self) -> int:
        """The exit code."""
        code = self.process.wait(240)
        for reader in self._readers:
            reader.join()
        return code

    @property
    def epochs(self) -> list[int]:
        return [event["values"]["epoch"] for event in self.events if event.get("name") == "epoch"]


@pytest.fixture
def start() -> Iterator[Callable[..., Running]]:
    """Starts processes, and ends what a failed test leaves of them."""
    started: list[Running] = []

    def run(*command: object) -> Running:
        started.append(Running(*command))
        return started[-1]

    yield run
    for running in started:
        if running.process.poll() is None:
            os.killpg(running.process.pid, signal.SIGKILL)
            running.wait()


def in_epoch(number: int, stage: str = "scratch") -> Callable[[dict], bool]:
    """An event from the middle of an epoch: the one after it has just been reported as done."""
    return lambda event: (
        event.get("name") == "epoch" and event["values"]["epoch"] == number and event["values"]["stage"] == stage
    )


def scratch(home: Path, out: Path, *more: object) -> tuple[object, ...]:
    return ("scratch", home / "data", "--out", out, *SMALL, "--epochs", EPOCHS, "--cache", home / "cache",
            "--progress", "json", "--device", "cpu", *more)  # fmt: skip


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """As in the processes: sums in another order differ in their last bits."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def whole(home) -> Path:
    """The model of a run that nobody interrupted."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    assert main([str(argument) for argument in scratch(home, home / "whole.landmarks", "--progress", "none")]) == 0
    torch.set_num_threads(threads)
    return home / "whole.landmarks"


def resume(home: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> list[int]:
    """Goes on in this process; gives the epochs that were left."""
    capsys.readouterr()
    assert main([str(argument) for argument in scratch(home, out, "--resume")]) == 0
    return epochs_in(capsys.readouterr().out)


def assert_equal_models(one: Path, other: Path) -> None:
    """Bit for bit, and epoch by epoch."""
    wanted, found = load_file(one), load_file(other)
    assert wanted.keys() == found.keys()
    assert all(torch.equal(found[name], wanted[name]) for name in wanted)
    without_time = [
        [{key: value for key, value in epoch.items() if key != "seconds"} for epoch in info.settings["history"]]
        for info in (read_info(one), read_info(other))
    ]
    assert without_time[0] == without_time[1]


def test_ctrl_c_keeps_the_best_so_far_and_resume_ends_as_if_nothing_had_happened(home, whole, tmp_path, start, capsys):
    out = tmp_path / "m.landmarks"
    running = start("-m", "training", *scratch(home, out))
    running.signal_when(in_epoch(3))
    assert running.wait() == 1, "".join(running.errors)
    assert running.errors == ["stopping after this step; press Ctrl-C again to stop at once\n"]
    done = running.epochs[-1]
    assert 3 <= done < EPOCHS
    summary = running.events[-1]["summary"]
    assert (running.events[-1]["event"], summary["stopped"], summary["epochs"]) == ("finished", True, done)
    network, info = load(out)
    assert info.settings["epochs_done"] == done
    assert network.head[-1].out_features == 3
    assert checkpoint_path(out).is_file()

    assert resume(home, out, capsys) == list(range(done + 1, EPOCHS + 1))
    assert_equal_models(whole, out)
    assert not checkpoint_path(out).exists()


@pytest.mark.slow
def test_a_killed_run_can_be_resumed(home, whole, tmp_path, start, capsys):
    out = tmp_path / "m.landmarks"
    running = start("-m", "training", *scratch(home, out))
    running.signal_when(in_epoch(3), signal.SIGKILL)
    assert running.wait() == -signal.SIGKILL
    assert checkpoint_path(out).is_file()
    assert not out.exists()
    (tmp_path / f".{out.name}.checkpoint.{running.process.pid}").touch()  # as if killed while it wrote one
    assert resume(home, out, capsys)[0] >= 3  # the event of the third comes before its checkpoint
    assert_equal_models(whole, out)
    assert {path.name for path in tmp_path.iterdir()} == {"m.landmarks", "m.plots"}


def test_people_are_told_what_is_kept(home, tmp_path, capsys):
    """SIGTERM, as a desktop sends it when the person logs out, is as good as Ctrl-C; here to this very process."""
    out = tmp_path / "m"

    def terminate_after_an_epoch() -> None:
        while not checkpoint_path(out).is_file():
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGTERM)

    earlier = signal.signal(signal.SIGTERM, signal.SIG_IGN)  # should it come too late
    thread = threading.Thread(target=terminate_after_an_epoch)
    thread.start()
    try:
        code = main([str(argument) for argument in scratch(home, out, "--progress", "bar")])
        thread.join()
    finally:
        signal.signal(signal.SIGTERM, earlier)
    text, errors = capsys.readouterr()
    assert code == 1
    assert "stopping after this step; press Ctrl-C again to stop at once\n" in errors
    done = read_info(out).settings["epochs_done"]
    assert 1 <= done < EPOCHS
    epochs = "1 epoch" if done == 1 else f"{done} epochs"
    assert text.startswith(f"stopped after {epochs}; the best model so far is kept. Go on with --resume.\n")
    assert f"model: {out}\n" in text


def test_before_training_it_stops_at_once_and_so_does_the_second_time(home, tmp_path, start):
    """While photos are looked at there is nothing to keep: no need to wait for the first step."""
    make_data_set(tmp_path / "data", classes=3, train=150, test=0)
    early = start("-m", "training", *scratch(tmp_path, tmp_path / "early", "--workers", 1))
    twice = start("-m", "training", *scratch(home, tmp_path / "twice"))
    early.signal_when(lambda event: event["event"] == "started")
    assert early.wait() == 1
    assert early.epochs == []
    assert "".join(early.errors) == "stopped\n"
    twice.signal_when(in_epoch(3))
    twice.process.send_signal(signal.SIGTERM)
    assert twice.wait() == 1
    assert twice.errors[-1] == "stopped\n"
    made = {path.name for path in tmp_path.iterdir()} - {"data", "cache"}
    assert made == {"twice.checkpoint"}


def together(home: Path, out: Path, *more: object) -> tuple[object, ...]:
    launcher = ("-m", "torch.distributed.run", "--standalone", "--nproc-per-node", 2, "-m", "training")
    return (*launcher, *scratch(home, out, *more))


@pytest.mark.slow  # that two learn the same as one, and stop together, is tested quickly in test_parallel
class TestTwoProcesses:
    def test_train_as_well_as_one(self, tmp_path, start, capsys):
        make_data_set(tmp_path / "data", classes=3, train=30, test=8)
        (tmp_path / "data" / "train" / "00.Red_Disc" / "broken.jpg").write_bytes(b"no picture")
        running = start(*together(tmp_path, tmp_path / "two", "--epochs", 12))
        assert running.wait() == 0, "".join(running.errors)
        assert running.epochs == list(range(1, 13))  # only one of them tells
        kinds = [event["event"] for event in running.events]
        assert kinds.count("finished") == 1
        assert kinds.count("failed") == 1
        assert sum("Decoding" in event.get("message", "") for event in running.events) >= 1
        Cli(capsys, tmp_path / "cache").done(
            "scratch", tmp_path / "data", "--out", tmp_path / "one", *SMALL, "--epochs", 12, "--progress", "none"
        )
        one, two = (read_info(tmp_path / name) for name in ("one", "two"))
        assert len(one.settings["history"]) == len(two.settings["history"]) == 12
        for figure in ("validation_top1", "top1"):
            assert one.metrics[figure] > 0.8
            assert abs(one.metrics[figure] - two.metrics[figure]) <= 0.15
        assert not list(tmp_path.glob("*checkpoint*"))
        leftovers = [path.name for path in (tmp_path / "cache").rglob("*") if path.suffix == ".part"]
        assert leftovers == []

    def test_ctrl_c_leaves_no_orphan_and_keeps_the_best_so_far(self, home, tmp_path, start):
        out = tmp_path / "m"
        running = start(*together(home, out))
        running.wait_for(in_epoch(3))
        workers = psutil.Process(running.process.pid).children(recursive=True)
        assert len(workers) >= 2
        running.process.send_signal(signal.SIGINT)
        assert running.wait() != 0
        _, alive = psutil.wait_procs(workers, timeout=60)
        assert alive == []
        assert read_info(out).settings["epochs_done"] >= 3
        assert checkpoint_path(out).is_file()
