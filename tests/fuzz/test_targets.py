"""A short attack on every fuzz target, the same one each time, and all that was ever found; see `tests.fuzz`."""

import itertools
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from fuzz import mutation, plain, targets
from fuzz import target as target_module
from fuzz.target import MEMORY, SlowError, Target, run_bounded

FOUND = Path(__file__).parent / "found"


@pytest.mark.parametrize("name", targets.NAMES)
def test_damaged_inputs_are_survived(name):
    target = targets.by_name(name)
    seeds = target.seeds()
    for data in seeds:
        run_bounded(target, data)
    tracemalloc.start()
    try:
        for data in itertools.islice(mutation.inputs(seeds, target.words, seed=7), 40):
            run_bounded(target, data)
        assert tracemalloc.get_traced_memory()[1] < MEMORY
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("path", sorted(FOUND.glob("*/*")), ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_once_is_survived(path):
    run_bounded(targets.by_name(path.parent.name), path.read_bytes())


def test_the_same_seed_makes_the_same_inputs():
    first, second = (list(itertools.islice(mutation.inputs([b"abc" * 50], (), 3), 20)) for _ in range(2))
    assert first == second
    assert len(set(first)) > 10


def test_what_breaks_something_is_kept_once(tmp_path, capsys):
    def fail(data: bytes) -> None:
        if len(data) != 300:
            raise KeyError(len(data))

    outcome = plain.attack(Target("lengths", fail, lambda: [b"a" * 300]), 0.3, tmp_path, 1)
    (found,) = outcome.findings
    assert outcome.inputs > 1
    assert found.parent == tmp_path / "lengths"
    assert len(found.read_bytes()) != 300
    assert "KeyError" in capsys.readouterr().out


def test_inputs_that_take_too_long_are_noticed(monkeypatch):
    monkeypatch.setattr(target_module, "SECONDS", 0.01)

    def wait(_: bytes) -> None:
        sum(range(10**7))

    with pytest.raises(SlowError):
        run_bounded(Target("slow", wait, list), b"")


def test_the_command_attacks_and_runs_an_input_again(tmp_path):
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tests.fuzz", *arguments]
        root = Path(__file__).parents[2]
        return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=300)

    done = run("patch", "--seconds", "0.2", "--findings", str(tmp_path))
    assert (done.returncode, "0 findings" in done.stdout) == (0, True), done
    (tmp_path / "input").write_bytes(b"LTP1")
    assert run("patch", "--again", str(tmp_path / "input")).returncode == 0
    assert run("nothing").returncode == 2
